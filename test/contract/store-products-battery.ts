import type { CatalogProduct } from '../../src/domain/product';
import type { StoreProducts } from '../../src/ports/store-products';

export interface StoreProductsUnderTest {
	readonly products: StoreProducts;
	/** The SKUs of all that there is. */
	readonly skus: readonly string[];
	readonly close: () => Promise<void>;
}

/** What matching and lists rely on, whatever store's catalog it is. */
export function storeProductsBattery(name: string, start: () => Promise<StoreProductsUnderTest>): void {
	describe(`${name}: a whole catalog`, () => {
		let test: StoreProductsUnderTest;
		beforeAll(async () => {
			test = await start();
		});
		afterAll(async () => {
			await test.close();
		});

		const all = async (wish?: Parameters<StoreProducts['all']>[0]): Promise<readonly CatalogProduct[]> => {
			const found: CatalogProduct[] = [];
			for await (const page of test.products.all(wish)) {
				expect(page.unreadable).toEqual([]);
				found.push(...page.products);
			}
			return found;
		};

		it('comes whole, each once', async () => {
			const found = await all();
			expect(found.map(({ sku }) => sku).toSorted()).toEqual(test.skus.toSorted());
			expect(new Set(found.map(({ id }) => id)).size).toBe(found.length);
			for (const { kind, type, status } of found) expect([kind, type, status]).not.toContain('');
		});

		it('gives nothing that changed since which it does not have', async () => {
			const known = new Set(test.skus);
			for (const { sku } of await all({ changedSince: Date.parse('2020-01-01T00:00:00Z') })) expect(known).toContain(sku);
		});

		it('finds by id what it gave, in the order that was asked for', async () => {
			const some = (await all()).slice(0, 3).toReversed();
			const ids = some.map(({ id, parentId }) => ({ id, ...(parentId === undefined ? {} : { parentId }) }));
			const found = await test.products.find([...ids, { id: '987654321' }]);
			expect(found.map((product) => product?.id)).toEqual([...some.map(({ id }) => id), undefined]);
			expect(found.slice(0, 3)).toEqual(some);
			expect(await test.products.find([])).toEqual([]);
		});

		it('is searched by SKU, for a list that nobody has to scroll', async () => {
			const [sku = ''] = test.skus;
			const found = await test.products.search(sku);
			expect(found.map((product) => product.sku)).toContain(sku);
			expect(found.length).toBeLessThanOrEqual(20);
			expect(await test.products.search('nothing is called like this')).toEqual([]);
		});
	});
}
