import type { Catalog } from '../../src/ports/catalog';

export interface CatalogUnderTest {
	readonly catalog: Catalog;
	/** A product that sells, is counted and has seven pieces. */
	readonly counted: string;
	/** A product that sells and is not counted. */
	readonly uncounted: string;
	/** Something with a SKU that cannot stand on an order line (a draft, a parent of variations). */
	readonly unsellable: string;
	/** A SKU that two products share, where the store lets them. */
	readonly shared?: string;
	/** Further SKUs, more than the platform looks up at once. */
	readonly many: readonly string[];
	readonly close: () => Promise<void>;
}

/** What the core relies on, whatever store's products they are. */
export function catalogBattery(name: string, start: () => Promise<CatalogUnderTest>): void {
	describe(`${name}: a catalog`, () => {
		let test: CatalogUnderTest;
		beforeAll(async () => {
			test = await start();
		});
		afterAll(async () => {
			await test.close();
		});

		it('finds by SKU, exactly and case-sensitively', async () => {
			const { catalog, counted } = test;
			expect((await catalog.findBySkus([counted])).map(({ sku }) => sku)).toEqual([counted]);
			const swapped = counted === counted.toUpperCase() ? counted.toLowerCase() : counted.toUpperCase();
			for (const other of [swapped, `${counted} `, counted.slice(0, -1), 'not-there'])
				expect([other, await catalog.findBySkus([other])]).toEqual([other, []]);
			expect(await catalog.findBySkus([])).toEqual([]);
		});

		it('finds many at once, each of them once', async () => {
			const found = await test.catalog.findBySkus([...test.many, 'not-there']);
			expect(found.map(({ sku }) => sku).toSorted()).toEqual([...test.many].toSorted());
			expect(new Set(found.map(({ id }) => id)).size).toBe(test.many.length);
		});

		it('gives a SKU that several products share as often', async () => {
			if (test.shared === undefined) return;
			const found = await test.catalog.findBySkus([test.shared]);
			expect(found.map(({ sku }) => sku)).toEqual([test.shared, test.shared]);
			expect(new Set(found.map(({ id }) => id)).size).toBe(2);
		});

		it('tells what can be sold and what is counted', async () => {
			const found = new Map(
				(await test.catalog.findBySkus([test.counted, test.uncounted, test.unsellable])).map((product) => [product.sku, product]),
			);
			expect(found.get(test.counted)).toMatchObject({ sellable: true, stock: { counted: true, quantity: 7, backorders: false } });
			expect(found.get(test.uncounted)).toMatchObject({ sellable: true, stock: { counted: false } });
			expect(found.get(test.unsellable)?.sellable).toBe(false);
		});

		it('finds the same by its own ids, and leaves unknown ones out', async () => {
			const bySku = await test.catalog.findBySkus([test.counted, test.uncounted]);
			const wanted = bySku.map(({ id, parentId }) => ({ id, ...(parentId === undefined ? {} : { parentId }) }));
			const byId = await test.catalog.findByIds([...wanted, { id: '987654' }]);
			const sorted = (products: typeof byId) => [...products].toSorted((a, b) => (a.id < b.id ? -1 : 1));
			expect(sorted(byId)).toEqual(sorted(bySku));
			expect(await test.catalog.findByIds([])).toEqual([]);
		});

		it('remembers what was read of some, where it remembers, and asks nothing for that', async () => {
			const { catalog, counted } = test;
			const [product] = await catalog.findBySkus([counted]);
			if (catalog.lately === undefined || product === undefined) return;
			const known = await catalog.lately([product.id, '987654'], 60_000);
			expect(known.map((one) => one.product)).toEqual([product]);
			expect(await catalog.lately([product.id], 0)).toEqual([]);
		});
	});
}
