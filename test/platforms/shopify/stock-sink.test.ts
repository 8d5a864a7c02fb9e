import type { Shopify } from '../../../src/platforms/shopify';
import type { StockWrite, StockWritten } from '../../../src/ports/stock-sink';
import { startShop, type ShopUnderTest } from './shop-under-test';

const PLACE = 'Shop location';
const SKUS = ['A', 'B', 'C', 'D'];
const shortOf = (id: string): string => id.replace(/^.*\//, '');
const THROTTLED = { errors: [{ message: 'Throttled', extensions: { code: 'THROTTLED' } }] };
const refusing = (code: string | null, field: readonly string[] | null = null) => ({
	data: { inventorySetQuantities: { userErrors: [{ field, message: 'No', code }] } },
});

describe('quantities into a Shopify shop', () => {
	let test: ShopUnderTest;
	beforeEach(async () => {
		test = await startShop({ products: SKUS.map((sku) => ({ title: sku, sku, stock: { [PLACE]: 1 } })) });
		test.advance(60_000);
	});
	afterEach(async () => {
		await test.close();
	});

	const level = (sku: string, quantity: number): StockWrite => {
		const variant = [...test.standIn.shop.state.variants.values()].find((one) => one.sku === sku);
		return { sku, productId: shortOf(variant?.id ?? ''), quantity };
	};
	const writeTo = async (
		{ storeStockSink }: Pick<Shopify, 'storeStockSink'>,
		...levels: readonly StockWrite[]
	): Promise<readonly string[]> => {
		const written: StockWritten[] = [];
		for await (const portion of storeStockSink.write(levels)) written.push(...portion);
		return written.map(({ sku, outcome }) => `${sku} ${outcome}`).toSorted();
	};
	const write = async (...levels: readonly StockWrite[]) => await writeTo(test.shop, ...levels);
	const answer = (body: unknown, times: number, skip = 0): void => {
		test.faults.add({
			standIn: 'shopify',
			kind: 'answer',
			operation: 'inventorySetQuantities',
			answer: { status: 200, body },
			times,
			skip,
		});
	};
	const lose = (): void => {
		test.faults.add({ standIn: 'shopify', kind: 'resetAfter', operation: 'inventorySetQuantities', times: 1 });
	};
	const there = () => SKUS.map((sku) => test.standIn.stock()[sku]?.[PLACE]);
	/** The variables of each call. */
	const calls = () =>
		test.requests().flatMap(({ body }) => {
			const { query, variables } = JSON.parse(String(body)) as {
				readonly query: string;
				readonly variables: Readonly<Record<string, unknown>>;
			};
			return query.includes('mutation InventorySetQuantities') ? [variables] : [];
		});
	const reads = () => test.requests().filter(({ body }) => String(body).includes('query Variants')).length;
	const lately = async (...skus: readonly string[]): Promise<void> => {
		for await (const _ of test.shop.storeStock.ofProducts(skus.map((sku) => ({ id: level(sku, 0).productId ?? '' })))) void _;
	};

	it('are told as taken that were, where the shop has no more to give for those after them', async () => {
		// Refused without a word of which: it goes in halves.
		answer(refusing(null), 1);
		answer(THROTTLED, 99, 1);
		expect(await write(...SKUS.map((sku) => level(sku, 5)))).toEqual(['A taken', 'B taken', 'C notSent', 'D notSent']);
		expect(there()).toEqual([5, 5, 1, 1]);
	});

	it('are told as taken that are only shown, where the shop has no more to give for those that are sold', async () => {
		answer(THROTTLED, 99);
		expect(await write({ ...level('A', 5), shownOnly: 'fba' }, level('B', 5))).toEqual(['A taken', 'B notSent']);
		expect([test.metafieldsOf(`gid://shopify/ProductVariant/${level('A', 0).productId}`).length, there()]).toEqual([1, [1, 1, 1, 1]]);
	});

	it('go over what this run has read, without reading it again, and over nothing else: that is read anew', async () => {
		await lately('A', 'B');
		const before = reads();
		await test.standIn.control('setStock', { sku: 'B', quantity: 7 });
		expect(await write(level('A', 5))).toEqual(['A taken']);
		expect(reads()).toBe(before);
		expect(await write(level('B', 5))).toEqual(['B taken']);
		expect([reads() - before, there()]).toEqual([1, [5, 5, 1, 1]]);
		const quantities = calls().map(
			({ input }) => (input as { readonly quantities: readonly { readonly changeFromQuantity: number }[] }).quantities,
		);
		expect(quantities.map(([one]) => one?.changeFromQuantity)).toEqual([1, 1, 7]);
	});

	it('wait for the next run where somebody sells all the time, and keep the others from nothing', async () => {
		answer(refusing('CHANGE_FROM_QUANTITY_STALE', ['input', 'quantities', '1', 'changeFromQuantity']), 4);
		expect(await write(level('A', 5), level('B', 5), level('C', 5))).toEqual(['A taken', 'B notSent', 'C taken']);
		expect(there()).toEqual([5, 1, 5, 1]);
	});

	it('go again with the same key, and the same words, where their answer was lost', async () => {
		lose();
		expect(await write(level('A', 5), level('B', 6))).toEqual(['A taken', 'B taken']);
		const [first, second, ...others] = calls();
		expect([first, others, there()]).toEqual([second, [], [5, 6, 1, 1]]);
	});

	it('go again with another key where the call was refused whose answer was lost', async () => {
		await lately('A');
		await test.standIn.control('setStock', { sku: 'A', quantity: 7 });
		lose();
		expect(await write(level('A', 5))).toEqual(['A taken']);
		const [first, second, third] = calls();
		expect([second?.['key'] === first?.['key'], third?.['key'] === first?.['key'], third?.['input'], there()]).toEqual([
			true,
			false,
			first?.['input'],
			[5, 1, 1, 1],
		]);
	});

	it('are unknown where a call of their key stays under way', async () => {
		answer(refusing('IDEMPOTENCY_CONCURRENT_REQUEST'), 99);
		expect(await write(level('A', 5), level('B', 5))).toEqual(['A unknown', 'B unknown']);
		expect(new Set(calls().map(({ key }) => key)).size).toBe(1);
	});

	it('are unknown where their answer was lost and nobody may ask any more what became of them', async () => {
		lose();
		answer(THROTTLED, 99);
		expect(await write(level('A', 5))).toEqual(['A unknown']);
		expect(there()).toEqual([5, 1, 1, 1]);
	});

	it('reckon with a location once, though the credential names it twice', async () => {
		const shop = test.connect({ locations: [PLACE, PLACE.toUpperCase()] });
		expect(await writeTo(shop, level('A', 15))).toEqual(['A taken']);
		expect(await writeTo(shop, level('A', 20))).toEqual(['A taken']);
		expect(there()).toEqual([20, 1, 1, 1]);
	});

	it('are shown beside one that the shop refuses, of which the whole call was refused', async () => {
		const { id = '' } = [...test.standIn.shop.state.variants.values()].find(({ sku }) => sku === 'B') ?? {};
		const shown = SKUS.map((sku) => ({ ...level(sku, 5), shownOnly: 'fba' }));
		await lately(...SKUS);
		test.standIn.shop.state.variants.delete(id);
		expect(await write(...shown)).toEqual(['A taken', 'B refused', 'C taken', 'D taken']);
		expect(shown.map(({ productId = '' }) => test.metafieldsOf(`gid://shopify/ProductVariant/${productId}`).length)).toEqual([1, 0, 1, 1]);
	});
});
