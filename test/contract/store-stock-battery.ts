import type { StockLevel } from '../../src/domain/stock/level';
import type { StockPage, StoreStock } from '../../src/ports/stock-source';

export interface StoreStockUnderTest {
	readonly stock: StoreStock;
	/** A product with seven pieces and a SKU with both cases in it. */
	readonly counted: string;
	/** A product that nobody counts. */
	readonly uncounted: string;
	/** Two that share the five pieces of a third, which has a SKU, too; where the store lets products share a count. */
	readonly shared?: { readonly sharing: readonly [string, string]; readonly holder: string };
	/** Further SKUs, more than are looked up at once; each has one piece. */
	readonly many: readonly string[];
	/** One of which the own part, four pieces, is kept in this field, and one where something else stands there. */
	readonly ownPart: { readonly field: string; readonly sku: string; readonly without: string };
	/** Something changes the count there, as a person would. */
	readonly change: (sku: string, quantity: number) => Promise<void>;
	/** From now on it cannot be read. */
	readonly makeOdd: (sku: string) => Promise<void>;
	readonly now: () => number;
	/** Lets some seconds pass. */
	readonly later: () => Promise<void>;
	readonly close: () => Promise<void>;
}

/** What the core relies on, whatever store counts. */
export function storeStockBattery(name: string, start: () => Promise<StoreStockUnderTest>): void {
	describe(`${name}: the stock of a store`, () => {
		let test: StoreStockUnderTest;
		beforeEach(async () => {
			test = await start();
		});
		afterEach(async () => {
			await test.close();
		});

		const pages = async (read: AsyncIterable<StockPage>): Promise<StockPage> => {
			const [levels, unreadable]: [StockLevel[], StockPage['unreadable'][number][]] = [[], []];
			for await (const page of read) {
				levels.push(...page.levels);
				unreadable.push(...page.unreadable);
			}
			return { levels, unreadable };
		};
		const of = async (...skus: readonly string[]) => (await pages(test.stock.ofSkus(skus))).levels;
		const skusOf = ({ levels }: StockPage) => levels.map(({ sku }) => sku).toSorted();

		it('is told by SKU, exactly and case-sensitively', async () => {
			const [level, ...others] = await of(test.counted);
			expect(others).toEqual([]);
			expect(level).toMatchObject({ account: test.stock.account, place: 'store', sku: test.counted, counted: true, quantity: 7 });
			expect(level?.productId).toMatch(/./);
			const swapped = test.counted === test.counted.toUpperCase() ? test.counted.toLowerCase() : test.counted.toUpperCase();
			for (const other of [swapped, `${test.counted} `, test.counted.slice(0, -1), 'not-there', ''])
				expect([other, await of(other)]).toEqual([other, []]);
			expect(await of()).toEqual([]);
		});

		it('is told of many at once, each of them once, and without what is unknown', async () => {
			const found = await of(...test.many, 'not-there', ...test.many);
			expect(skusOf({ levels: found, unreadable: [] })).toEqual([...test.many].toSorted());
			expect(new Set(found.map(({ quantity }) => quantity))).toEqual(new Set([1]));
		});

		it('is no zero where nobody counts', async () => {
			expect(await of(test.uncounted)).toMatchObject([{ counted: false }]);
			expect((await of(test.uncounted))[0]?.quantity).toBeUndefined();
		});

		it('is that of another where it is shared, and says whose', async () => {
			if (test.shared === undefined) return;
			const [holder] = await of(test.shared.holder);
			expect(holder).toMatchObject({ counted: true, quantity: 5, holdsOthers: true });
			const sharing = await of(...test.shared.sharing);
			expect(sharing.map(({ counted, quantity, sharedFrom }) => ({ counted, quantity, sharedFrom }))).toEqual(
				Array.from({ length: 2 }, () => ({ counted: true, quantity: 5, sharedFrom: holder?.productId })),
			);
		});

		it('is the same by the ids of the store; unknown ones are left out', async () => {
			const levels = await of(test.counted, ...(test.shared?.sharing ?? []), test.uncounted);
			const ids = levels.map(({ productId = '', parentId }) => ({ id: productId, ...(parentId === undefined ? {} : { parentId }) }));
			// A list of variations may call them otherwise than a list of all.
			const plain = (all: readonly StockLevel[]) =>
				all.map(({ asOf: _, title: __, ...level }) => level).toSorted((a, b) => (a.sku < b.sku ? -1 : 1));
			const found = await pages(test.stock.ofProducts([...ids, { id: '987654321' }, { id: 'no id' }]));
			expect(plain(found.levels)).toEqual(plain(levels));
			// Who does not know the parent asks without.
			expect(plain((await pages(test.stock.ofProducts(ids.map(({ id }) => ({ id }))))).levels)).toEqual(plain(levels));
			expect(await pages(test.stock.ofProducts([]))).toEqual({ levels: [], unreadable: [] });
		});

		it('names the own part where it is asked for and there', async () => {
			const { field, sku, without } = test.ownPart;
			const { levels } = await pages(test.stock.ofSkus([sku, without], { ownPartIn: field }));
			expect(new Map(levels.map((level) => [level.sku, level.ownQuantity]))).toEqual(new Map([[sku, 4], [without, undefined]])); // prettier-ignore
			const [level] = levels.filter((one) => one.sku === sku);
			const [byId] = (await pages(test.stock.ofProducts([{ id: level?.productId ?? '' }], { ownPartIn: field }))).levels;
			expect(byId?.ownQuantity).toBe(4);
			expect((await of(sku))[0]?.ownQuantity).toBeUndefined();
		});

		it('is told of what changed since, and of those who share a count that changed', async () => {
			await test.later();
			const since = test.now();
			const [first = '', second = ''] = test.many;
			await test.change(first, 9);
			if (test.shared !== undefined) await test.change(test.shared.holder, 3);
			const changed = await pages(test.stock.changedSince(since));
			const quantities = new Map(changed.levels.map(({ sku, quantity }) => [sku, quantity]));
			expect(quantities.get(first)).toBe(9);
			if (test.shared !== undefined) expect(test.shared.sharing.map((sku) => quantities.get(sku))).toEqual([3, 3]);
			expect(quantities.has(second)).toBe(false);
			await test.later();
			await test.later();
			expect((await pages(test.stock.changedSince(test.now()))).levels).toEqual([]);
		});

		it('is told of all that is counted', async () => {
			const all = await pages(test.stock.all());
			expect(new Set(all.levels.map(({ sku }) => sku))).toEqual(
				new Set([
					...test.many,
					test.counted,
					...(test.shared === undefined ? [] : [...test.shared.sharing, test.shared.holder]),
					test.ownPart.sku,
					test.ownPart.without,
				]),
			);
			for (const { counted, quantity } of all.levels) expect([counted, typeof quantity]).toEqual([true, 'number']);
		});

		it('names what cannot be read, and goes on with the others', async () => {
			const [odd = '', ...others] = test.many;
			const [{ productId = '' } = {}] = await of(odd);
			await test.makeOdd(odd);
			for (const read of [
				test.stock.ofSkus(test.many),
				test.stock.ofProducts([{ id: productId }, ...(await of(...others)).map((level) => ({ id: level.productId ?? '' }))]),
			]) {
				const { levels, unreadable } = await pages(read);
				expect(levels.map(({ sku }) => sku).toSorted()).toEqual(others.toSorted());
				expect(unreadable).toHaveLength(1);
				expect([unreadable[0]?.productId ?? productId, unreadable[0]?.sku ?? odd]).toEqual([productId, odd]);
			}
			const { levels, unreadable } = await pages(test.stock.all());
			expect(levels.map(({ sku }) => sku)).not.toContain(odd);
			expect(unreadable).toMatchObject([{ productId }]);
		});
	});
}
