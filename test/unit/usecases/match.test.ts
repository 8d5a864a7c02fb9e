import { openSqlite } from '../../../src/database';
import { accountKey } from '../../../src/domain/account';
import { orderId, subscriptionId } from '../../../src/domain/ids';
import type { Order } from '../../../src/domain/order';
import type { ProductLink } from '../../../src/domain/product';
import type { Database, Sale } from '../../../src/ports/database';
import { linkProducts } from '../../../src/usecases/match/link-products';
import { matchOrderLines } from '../../../src/usecases/match/match-order-lines';
import type { MatchOutcome } from '../../../src/usecases/outcome';
import { MemoryStore, STORE } from '../../fixtures/memory-platform/memory-store';
import { CHANNEL, order, START } from '../../fixtures/memory-platform/orders';
import { VirtualClock } from '../../fixtures/memory-platform/virtual-clock';

const BETWEEN = { channel: accountKey(CHANNEL), store: accountKey(STORE) };
const SALES = { source: BETWEEN.channel, target: BETWEEN.store };
const SUBSCRIPTION = subscriptionId('workflow', 'trigger');

let clock: VirtualClock;
let store: MemoryStore;
let database: Database;

beforeEach(async () => {
	clock = new VirtualClock(START);
	store = new MemoryStore(clock);
	database = await openSqlite({ file: ':memory:', clock });
	store.shelf.add({ id: 'p-tee', sku: 'TEE' });
	store.shelf.add({ id: 'p-cap', sku: 'CAP' });
	store.shelf.add({ id: 'p-twin-1', sku: 'TWIN' });
	store.shelf.add({ id: 'p-twin-2', sku: 'TWIN' });
	store.shelf.add({ id: 'p-parent', sku: 'FAMILY', sellable: false });
});

afterEach(async () => {
	await database.close();
});

const deps = () => ({ catalog: store.catalog, database });
const match = async (...orders: readonly Order[]): Promise<readonly MatchOutcome[]> =>
	await matchOrderLines(
		deps(),
		orders.map((each) => ({ order: each, subscription: SUBSCRIPTION })),
	);
const lines = (...skus: readonly string[]): Order => order({ id: skus.join('+'), lines: skus.map((sku) => ({ sku })) });
const products = (outcome: MatchOutcome | undefined) => outcome?.order.lines.map(({ product }) => product?.productId);
const sale = async (name: string): Promise<Sale | undefined> => (await database.sales.get(SALES, [orderId(name)])).get(orderId(name));
const link = async (listingSku: string, wished: string, unitsPerListing = 1) =>
	(await linkProducts(deps(), [{ channel: CHANNEL, listingSku, product: { by: 'sku', sku: wished }, unitsPerListing }]))[0];

describe('lines of orders are linked with products', () => {
	it('by SKU, exact and case-sensitive, all of all orders in one look', async () => {
		const outcomes = await match(lines('TEE', 'CAP'), lines('tee'), lines('TEE '), lines('FAMILY'));
		expect(outcomes.map(({ kind }) => kind)).toEqual(['matched', 'attention', 'attention', 'attention']);
		expect(products(outcomes[0])).toEqual(['p-tee', 'p-cap']);
		expect(store.shelf.looks).toBe(1);
		expect(outcomes[1]).toMatchObject({ reason: { code: 'lineUnmatched', text: expect.stringContaining('SKU "tee"') } });
		expect(await sale('tee')).toMatchObject({ state: 'error', subscription: SUBSCRIPTION, reason: { code: 'lineUnmatched' } });
	});

	it('but for what is cancelled of an order: nobody has to have a product for that', async () => {
		const bought = lines('TEE', 'NOWHERE');
		const cancelled = bought.lines.map((line) => (line.sku === 'TEE' ? line : { ...line, quantityCancelled: line.quantity }));
		const [outcome] = await match({ ...bought, lines: cancelled });
		expect(outcome?.kind).toBe('matched');
		expect(await sale(bought.id)).toBeUndefined();
	});

	it('not at all when several products bear the SKU', async () => {
		const [outcome] = await match(lines('TEE', 'TWIN'));
		expect(outcome).toMatchObject({ kind: 'attention', reason: { code: 'lineAmbiguous', text: expect.stringContaining('SKU "TWIN"') } });
		expect(products(outcome)).toEqual(['p-tee', undefined]);
	});

	it('from memory the second time, and what a person linked goes before the SKU', async () => {
		await match(lines('TEE'));
		await match(lines('TEE'));
		expect(store.shelf.looks).toBe(1);
		await link('TEE', 'CAP', 3);
		const [outcome] = await match(lines('TEE'));
		expect(outcome?.order.lines[0]?.product).toEqual({ productId: 'p-cap', sku: 'TEE', content: { unitsPerListing: 3 }, rule: 'manual' });
	});

	it('later, when the store does not answer', async () => {
		store.faults.down(clock.now() + 60_000);
		expect(await match(lines('TEE'))).toMatchObject([{ kind: 'attention', reason: { code: 'storeUnreachable' } }]);
		expect(await sale('TEE')).toMatchObject({ state: 'pending', nextAttemptAt: '2026-11-21T08:01:00.000Z', attempts: 1 });
		await match(lines('TEE'));
		expect(await sale('TEE')).toMatchObject({ nextAttemptAt: '2026-11-21T08:02:00.000Z', attempts: 2 });
	});

	it('also of an order that is in the store, for its changes; what is not found there needs nobody', async () => {
		const known = lines('TEE', 'GONE');
		await database.sales.change([{ ...SALES, orderId: known.id, state: 'synced', targetOrderId: 'order-1' }], clock.now());
		const [outcome] = await match(known);
		expect([outcome?.kind, products(outcome)]).toEqual(['matched', ['p-tee', undefined]]);
		// Without knowing its products it must not be changed.
		await database.links.remove(BETWEEN, ['TEE']);
		store.faults.down(clock.now() + 60_000);
		expect(await match(known)).toMatchObject([{ kind: 'attention', reason: { code: 'storeUnreachable' } }]);
	});

	it('never of an order that is cancelled, or was', async () => {
		const gone = { ...lines('NOPE'), status: 'cancelled' as const };
		expect(await match(gone)).toMatchObject([{ kind: 'matched' }]);
		await database.sales.change([{ ...SALES, orderId: gone.id, state: 'cancelled' }], clock.now());
		expect(await match(lines('NOPE'))).toMatchObject([{ kind: 'matched' }]);
		expect((await sale('NOPE'))?.state).toBe('cancelled');
	});
});

it('wakes the orders that waited for a SKU when another order finds its product', async () => {
	await match(lines('LATE'));
	store.shelf.add({ id: 'p-late', sku: 'LATE' });
	await match(order({ id: 'second', lines: [{ sku: 'LATE' }] }));
	expect(await sale('LATE')).toMatchObject({ state: 'pending', nextAttemptAt: START });
});

describe('the keys of links', () => {
	const other = { channel: CHANNEL, store: STORE, content: { unitsPerListing: 1 } } as const;
	const places = [{ marketplace: 'MEMDE', fulfilledBy: 'merchant' }] as const;
	const saved = async (change: Partial<ProductLink> & Pick<ProductLink, 'sku' | 'productId'>): Promise<void> => {
		const made = { ...other, rule: 'gtin', places, ...change };
		const { refused } = await database.links.saveMatch(BETWEEN, { links: [made], open: [], closed: [], gone: [] }, clock.now());
		expect(refused).toEqual([]);
	};

	it('hold for lines of orders too: a product that another listing of the place has is not given to a second one', async () => {
		await saved({ sku: 'AMZ-TEE', productId: 'p-tee' });
		const [taken, free] = await match(lines('TEE', 'CAP'), lines('CAP'));
		expect(taken).toMatchObject({ kind: 'attention', reason: { code: 'productTaken', text: expect.stringContaining('(SKU "TEE")') } });
		expect(products(taken)).toEqual([undefined, 'p-cap']);
		expect(free?.kind).toBe('matched');
		expect((await sale('TEE+CAP'))?.state).toBe('error');
		expect([...(await database.links.get(BETWEEN, ['TEE', 'CAP'])).keys()]).toEqual(['CAP']);
		// A person says that both are sold.
		await link('TEE', 'TEE');
		expect(await match(lines('TEE', 'CAP'))).toMatchObject([{ kind: 'matched' }]);
	});

	it('hold for a place alone, and not beside what a person linked', async () => {
		await saved({ sku: 'FR-TEE', productId: 'p-tee', places: [{ marketplace: 'MEMFR', fulfilledBy: 'merchant' }] });
		await link('AMZ-PAIR', 'TEE', 2);
		expect(await match(lines('TEE'), lines('AMZ-PAIR'))).toMatchObject([{ kind: 'matched' }, { kind: 'matched' }]);
	});

	it('are not taken by a set: whether it or its parts are linked, nobody has chosen', async () => {
		store.shelf.add({ id: 'p-set', sku: 'SET', container: true });
		expect(products((await match(lines('SET')))[0])).toEqual(['p-set']);
		expect((await database.links.get(BETWEEN, ['SET'])).size).toBe(0);
	});

	it('take the word of a person that came while the store was asked', async () => {
		const { catalog } = store;
		const asked = {
			...catalog,
			findBySkus: async (skus: readonly string[]) => {
				await link('TEE', 'CAP', 3);
				return await catalog.findBySkus(skus);
			},
		};
		const [outcome] = await matchOrderLines({ catalog: asked, database }, [{ order: lines('TEE') }]);
		expect(outcome?.order.lines[0]?.product).toMatchObject({ productId: 'p-cap', rule: 'manual' });
	});
});

describe('a link whose product is gone', () => {
	const gone = async (sku: string): Promise<void> => {
		await database.links.saveMatch(BETWEEN, { links: [], open: [], closed: [], gone: [{ sku, what: 'product' }] }, clock.now());
	};

	it('is told with the order, and waits for a person', async () => {
		await link('AMZ-TEE', 'TEE');
		await gone('AMZ-TEE');
		expect(await match(lines('AMZ-TEE'))).toMatchObject([{ kind: 'attention', reason: { code: 'linkGone' } }]);
		expect(await link('AMZ-TEE', 'CAP')).toMatchObject({ retried: 1 });
		expect(products((await match(lines('AMZ-TEE')))[0])).toEqual(['p-cap']);
	});

	it('by SKU gives way to the product that has the SKU now', async () => {
		await match(lines('TEE'));
		await gone('TEE');
		const old = store.shelf.products.find(({ id }) => id === 'p-tee');
		if (old !== undefined) old.sku = 'OLD';
		expect(await match(lines('TEE'))).toMatchObject([{ kind: 'attention', reason: { code: 'linkGone' } }]);
		store.shelf.add({ id: 'p-tee-2', sku: 'TEE' });
		expect(products((await match(lines('TEE')))[0])).toEqual(['p-tee-2']);
		expect((await database.links.get(BETWEEN, ['TEE'])).get('TEE')).not.toHaveProperty('gone');
	});

	it('by SKU does not give way to a product that another listing of the place has', async () => {
		await match(lines('TEE'));
		await gone('TEE');
		const taken: ProductLink = {
			channel: CHANNEL,
			store: STORE,
			sku: 'OTHER',
			productId: 'p-tee-2',
			content: { unitsPerListing: 1 },
			rule: 'gtin',
			places: [{ marketplace: 'MEMDE', fulfilledBy: 'merchant' }],
		};
		await database.links.add(BETWEEN, [taken], clock.now());
		const old = store.shelf.products.find(({ id }) => id === 'p-tee');
		if (old !== undefined) old.sku = 'OLD';
		store.shelf.add({ id: 'p-tee-2', sku: 'TEE' });
		expect(await match(lines('TEE'))).toMatchObject([{ kind: 'attention', reason: { code: 'productTaken' } }]);
	});

	it('goes on where only the listing is gone: the order was placed before', async () => {
		await match(lines('TEE'));
		await database.links.saveMatch(BETWEEN, { links: [], open: [], closed: [], gone: [{ sku: 'TEE', what: 'listing' }] }, clock.now());
		expect(products((await match(lines('TEE')))[0])).toEqual(['p-tee']);
	});
});

describe('a link made by hand', () => {
	it('makes the sales that waited for the SKU due at once', async () => {
		await match(lines('AMZ-1'), lines('AMZ-2'));
		expect(await link('AMZ-1', 'TEE')).toMatchObject({
			kind: 'linked',
			retried: 1,
			link: { listingSku: 'AMZ-1', productId: 'p-tee', content: { unitsPerListing: 1 } },
		});
		expect(await sale('AMZ-1')).toMatchObject({ state: 'pending', nextAttemptAt: START });
		expect((await sale('AMZ-2'))?.state).toBe('error');
		expect(await match(lines('AMZ-1'))).toMatchObject([{ kind: 'matched' }]);
	});

	it.each([
		['TEE', 2, { unitsPerListing: 2 }],
		['TEE*4', 1, { unitsPerListing: 4 }],
		[
			'TEE*2, CAP',
			1,
			{
				components: [
					{ productId: 'p-tee', units: 2 },
					{ productId: 'p-cap', units: 1 },
				],
			},
		],
		[
			'TEE*1,CAP * 3',
			1,
			{
				components: [
					{ productId: 'p-tee', units: 1 },
					{ productId: 'p-cap', units: 3 },
				],
			},
		],
		['TEE', Number.NaN, { unitsPerListing: 1 }],
		['TEE', 0, { unitsPerListing: 1 }],
	])('of "%s" with %s units', async (wished, units, content) => {
		expect(await link('AMZ-1', wished, units)).toMatchObject({ kind: 'linked', link: { content } });
	});

	it.each(['TEE*2, CAP', 'TEE, CAP', 'TEE*4'])('is refused where "%s" is said to be several pieces besides', async (wished) => {
		expect(await link('AMZ-1', wished, 3)).toMatchObject({ kind: 'attention', reason: { code: 'invalidLink' } });
		expect((await database.links.get(BETWEEN, ['AMZ-1'])).size).toBe(0);
	});

	it('takes a SKU as it is before it takes it apart', async () => {
		store.shelf.add({ id: 'p-odd', sku: 'TEE*2, CAP' });
		expect(await link('AMZ-1', 'TEE*2, CAP', 5)).toMatchObject({
			kind: 'linked',
			link: { productId: 'p-odd', content: { unitsPerListing: 5 } },
		});
	});

	it.each([
		['NOPE', 'lineUnmatched'],
		['TWIN', 'lineAmbiguous'],
		['TEE, NOPE', 'lineUnmatched'],
		['TEE, TWIN', 'lineAmbiguous'],
		['TEE*0, CAP', 'lineUnmatched'],
		['FAMILY', 'lineUnmatched'],
	])('is refused for "%s"', async (wished, code) => {
		expect(await link('AMZ-1', wished)).toMatchObject({ kind: 'attention', reason: { code } });
		expect((await database.links.get(BETWEEN, ['AMZ-1'])).size).toBe(0);
	});
});
