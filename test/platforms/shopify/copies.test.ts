import { money } from '../../../src/domain/money';
import { charge, draft as draftOf, line, order } from '../woocommerce/orders';
import { startShop } from './shop-under-test';

const PLACE = 'Shop location';

describe("a copy of a channel's order that was packed in a Shopify shop", () => {
	it('tells of its parcel once, with the pieces in it; what was charged for a gift wrap is no piece', async () => {
		const test = await startShop({ products: [{ title: 'Mug', sku: 'MUG', price: '10.00', stock: { [PLACE]: 50 } }] });
		test.advance(60_000);
		const [product] = await test.shop.catalog.findBySkus(['MUG']);
		const mug = line({
			id: 'i1',
			sku: 'MUG',
			quantity: 1,
			total: money('10.00', 'EUR'),
			product: { productId: product?.id ?? '', sku: 'MUG', content: { unitsPerListing: 1 }, rule: 'sku' },
		});
		const wrapped = order({ lines: [mug], charges: [charge({ kind: 'giftWrap', total: money('3.99', 'EUR') })] });
		const [plan] = await test.shop.orderSink.plan([draftOf(wrapped, { status: 'unfulfilled' })]);
		if (plan === undefined || 'code' in plan) throw new Error('It is not planned');
		await test.shop.orderSink.create([plan]);
		const id = test.standIn.orders()[0]?.id ?? '';
		test.standIn.act('fulfill', { id, trackingNumber: 'P-1' });
		const stored = await test.shop.storeOrders.get(id.replace(/^.*\//, ''));
		const sold = stored?.order.lines.find(({ boughtAs }) => boughtAs?.lineId === 'i1');
		expect(stored?.order.lines).toHaveLength(2);
		expect(stored?.order.packages).toMatchObject([{ trackingNumber: 'P-1', lines: [{ lineId: sold?.id, quantity: 1 }] }]);
		expect(stored?.order.status).toBe('shipped');
		await test.close();
	});
});
