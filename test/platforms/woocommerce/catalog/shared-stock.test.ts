import { readShelf } from '../../../../src/usecases/save/stock-check';
import { shelfRun } from '../../../fixtures/shelf-run';
import { line, order } from '../orders';
import { startStore, type StoreUnderTest } from '../store-under-test';

describe('variations that share the count of their parent', () => {
	let shop: StoreUnderTest;
	beforeAll(async () => {
		const variations = ['SHIRT-S', 'SHIRT-M'].map((sku) => ({ sku, regular_price: '9.00' }));
		shop = await startStore({
			products: [{ name: 'Shirt', sku: 'SHIRT', type: 'variable', manage_stock: true, stock_quantity: 1, variations }],
		});
	});
	afterAll(async () => await shop.close());

	async function of(...skus: readonly string[]) {
		const found = await shop.store.catalog.findBySkus(skus);
		const lines = found.map(({ id, parentId, sku }) =>
			line({
				id: sku,
				sku,
				product: { productId: id, ...(parentId === undefined ? {} : { parentId }), sku, content: { unitsPerListing: 1 }, rule: 'sku' },
			}),
		);
		return order({ id: skus.join(), lines });
	}

	it('are taken from one shelf, by one order and by several', async () => {
		const [both, small, medium] = [await of('SHIRT-S', 'SHIRT-M'), await of('SHIRT-S'), await of('SHIRT-M')];
		const shelf = await readShelf(shelfRun(shop.store.catalog), [both, small, medium]);
		expect(shelf.short(both)).toMatchObject({ code: 'stockShort' });
		expect(shelf.short(small)).toBeUndefined();
		shelf.take(small);
		expect(shelf.short(medium)).toMatchObject({ code: 'stockShort' });
	});
});
