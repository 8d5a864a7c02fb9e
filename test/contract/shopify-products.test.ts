import { startShop } from '../platforms/shopify/shop-under-test';
import { productSinkBattery } from './product-sink-battery';

productSinkBattery('Shopify', async () => {
	const test = await startShop({ products: [{ title: 'Mug', sku: 'MUG', price: '10.00' }], hasImage: (url) => !url.includes('missing') });
	test.advance(60_000);
	return {
		sink: test.shop.productSink,
		taken: 'MUG',
		loseAnswer: () => {
			test.faults.add({ standIn: 'shopify', kind: 'resetAfter', operation: 'productSet', times: 1 });
		},
		images: { good: 'https://m.media.example/a.jpg', bad: 'https://m.media.example/missing.jpg' },
		// The index of SKUs learns of a change some seconds later.
		run: async (work) => {
			const done = await work;
			test.advance(6_000);
			return done;
		},
		close: test.close,
	};
});
