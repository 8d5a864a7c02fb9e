import type { StockRow } from '../../../../src/domain/stock/facts';
import { orderId } from '../../../../src/domain/ids';
import { shopOrder } from '../../../fixtures/memory-platform/memory-shop';
import { STORE } from '../../../fixtures/memory-platform/memory-store';
import { BETWEEN, inShort, StockWorld, unlessDead } from './stock-world';

const MINUTE_MS = 60_000;
const worlds: StockWorld[] = [];
afterEach(async () => {
	for (const world of worlds.splice(0)) await world.close();
});

/** TEE lies at the channel's warehouse, BOX in both places, CAP with the merchant. */
async function shop(keep = worlds): Promise<StockWorld> {
	const world = await StockWorld.open();
	keep.push(world);
	world.store.put(
		{ id: 'tee', sku: 'TEE', quantity: 1 },
		{ id: 'box', sku: 'BOX', quantity: 2, own: { mine: 5 } },
		{ id: 'cap', sku: 'CAP', quantity: 7 },
	);
	const places = [{ marketplace: 'HOME1', fulfilledBy: 'amazon' as const }];
	await world.link('TEE-FBA', 'tee', { places });
	await world.link('BOX-FBA', 'box', { places });
	await world.link('BOX', 'box');
	await world.link('CAP-FBA', 'cap', { places });
	await world.link('CAP', 'cap');
	world.channel.put(
		...['TEE-FBA', 'BOX-FBA', 'CAP-FBA'].map((sku) => ({ sku, fulfilledBy: 'amazon' as const })),
		...['BOX', 'CAP'].map((sku) => ({ sku, fulfilledBy: 'merchant' as const, quantity: 0 })),
	);
	await world.database.stock.declare(BETWEEN, ['tee'], 'warehouse', world.clock.now());
	await world.database.stock.declare(BETWEEN, ['box'], 'sum', world.clock.now());
	return world;
}

const fba = (world: StockWorld, counts: Readonly<Record<string, number>>): readonly StockRow[] =>
	Object.entries(counts).map(([sku, quantity], index) => ({
		input: index + 1,
		sku,
		quantity,
		atWarehouse: true,
		asOf: new Date(world.clock.now()).toISOString(),
	}));

describe('counts of the warehouse go to the products of a store', () => {
	it('where it is declared, and never over what is the own', async () => {
		const world = await shop();
		const outcomes = await world.toStore(fba(world, { 'TEE-FBA': 40, 'BOX-FBA': 30, 'CAP-FBA': 99 }), { ownPartIn: 'mine' });
		expect(inShort(outcomes).toSorted()).toEqual(['pushed BOX 35', 'pushed TEE 40', 'rejected CAP-FBA stockSourceUndeclared']);
		expect(['tee', 'box', 'cap'].map((id) => world.store.quantityOf(id))).toEqual([40, 35, 7]);
	});

	it('and never come back as the merchant’s own', async () => {
		const world = await shop();
		await world.toStore(fba(world, { 'TEE-FBA': 40, 'BOX-FBA': 30 }), { ownPartIn: 'mine' });
		const back = await world.toChannel(world.rows('tee', 'box', 'cap'), { ownPartIn: 'mine' });
		expect(inShort(back).toSorted()).toEqual(['pushed BOX 5', 'pushed CAP 7', 'rejected TEE-FBA stockIsFba']);
		expect(world.channel.damage).toEqual([]);
		expect(inShort(await world.toChannel(world.rows('box')))).toEqual(['rejected BOX stockOwnPartMissing']);
	});

	it('without what the store sold and the warehouse does not know of, paid or not', async () => {
		const world = await shop();
		const sold = { account: STORE, lines: [{ sku: 'TEE', code: 'tee', quantity: 3 }] };
		world.storeOrders.push(
			shopOrder({ ...sold, id: '1', status: 'pending', store: { storeStatus: 'on-hold', stockReduced: new Map([['line-1', 3]]) } }),
			// Not paid, and nothing was taken for it.
			shopOrder({ ...sold, id: '2', status: 'pending', store: { stockReduced: new Map() } }),
			shopOrder({ ...sold, id: '3', status: 'shipped', store: { closed: true } }),
			shopOrder({ ...sold, id: '4', origin: 'market' }),
			shopOrder({ ...sold, id: '5' }),
		);
		const sale = { source: BETWEEN.store, target: BETWEEN.channel, orderId: orderId('5'), orderNumber: '5' };
		await world.database.sales.change([{ ...sale, state: 'synced', targetOrderId: 'F-1', targetOrderNumber: 'F-1' }], world.clock.now());
		await world.clock.pass(MINUTE_MS);
		await world.toStore(fba(world, { 'TEE-FBA': 40 }));
		expect(world.store.quantityOf('tee')).toBe(37);
	});

	it('only to be seen, by choice', async () => {
		const world = await shop();
		const outcomes = await world.toStore(fba(world, { 'CAP-FBA': 9, 'TEE-FBA': 40 }), { shownOnly: 'at_amazon' });
		expect(inShort(outcomes)).toEqual(['pushed CAP 9', 'pushed TEE 40']);
		expect([world.store.quantityOf('cap'), world.store.shown.get('cap')?.get('at_amazon')]).toEqual([7, 9]);
		expect(inShort(await world.toStore(fba(world, { 'CAP-FBA': 9 }), { shownOnly: 'at_amazon' }))).toEqual(['unchanged CAP 9']);
		expect(inShort(await world.toStore(fba(world, { 'TEE-FBA': 40 })))).toEqual(['pushed TEE 40']);
	});

	it.each(['refusedElement', 'rejected', 'credential', 'unreachable'] as const)(
		'%s: the same count is news when another brings it about',
		async (fault) => {
			const world = await shop();
			world.store.faults.next('write', fault);
			await world.toStore(fba(world, { 'TEE-FBA': 40 })).catch(() => undefined);
			expect(world.store.quantityOf('tee')).toBe(1);
			expect((await world.database.stock.seen(BETWEEN.store, ['tee'])).get('tee')).toEqual({ item: 'tee', quantity: 1 });
		},
	);

	it('what is written over a change that no trigger has told yet is news', async () => {
		const world = await shop();
		await world.toStore(fba(world, { 'TEE-FBA': 40 }));
		world.store.set('tee', 39);
		world.store.faults.next('write', 'refusedElement');
		await world.toStore(fba(world, { 'TEE-FBA': 31 }));
		await world.toStore(fba(world, { 'TEE-FBA': 30 }));
		expect((await world.database.stock.seen(BETWEEN.store, ['tee'])).get('tee')).toEqual({ item: 'tee', quantity: 30 });
		await world.toStore(fba(world, { 'TEE-FBA': 29 }));
		expect((await world.database.stock.seen(BETWEEN.store, ['tee'])).get('tee')).toEqual({ item: 'tee', quantity: 29, own: true });
	});

	it('what is written is no news for the trigger', async () => {
		const world = await shop();
		await world.toStore(fba(world, { 'TEE-FBA': 40 }));
		expect((await world.database.stock.seen(BETWEEN.store, ['tee'])).get('tee')).toMatchObject({ quantity: 40, own: true });
	});
});

describe('the own counts of another system', () => {
	it('by the SKU or the id of the product', async () => {
		const world = await shop();
		const rows = [
			{ input: 1, sku: 'CAP', quantity: 3 },
			{ input: 2, sku: 'NOBODY', quantity: 3 },
		];
		expect(inShort(await world.toStore(rows)).toSorted()).toEqual(['pushed CAP 3', 'rejected NOBODY stockSkuUnknown']);
		expect(inShort(await world.toStore([{ input: 1, sku: '', productId: 'cap', quantity: 2 }]))).toEqual(['pushed CAP 2']);
		expect(world.store.quantityOf('cap')).toBe(2);
	});

	it('not to what another product stands under by now', async () => {
		const world = await shop();
		world.store.put({ id: 'cap', sku: 'CAR', quantity: 1 });
		const outcomes = await world.toStore([{ input: 1, sku: 'CUP', productId: 'cap', quantity: 3 }]);
		expect(inShort(outcomes)).toEqual(['rejected CUP stockSkuUnknown']);
		expect(world.store.quantityOf('cap')).toBe(1);
	});

	it('not over what is declared to lie at the warehouse', async () => {
		const world = await shop();
		expect(inShort(await world.toStore([{ input: 1, sku: 'TEE', quantity: 3 }]))).toEqual(['rejected TEE stockIsFba']);
		expect(world.store.quantityOf('tee')).toBe(1);
	});

	it('nothing while the store is paused', async () => {
		const world = await shop();
		await world.database.stock.pause(BETWEEN.store, true, world.clock.now());
		expect(inShort(await world.toStore([{ input: 1, sku: 'CAP', quantity: 3 }]))).toEqual(['rejected CAP stockPaused']);
		expect(world.store.looks).toBe(0);
	});
});

describe('the right quantity stands there in the end', () => {
	it('wherever the process dies', async () => {
		for (let step = 1; ; step += 1) {
			const kept: StockWorld[] = [];
			const world = await shop(kept);
			const process = world.process(step);
			const counts = { 'TEE-FBA': 40, 'BOX-FBA': 30 };
			await unlessDead(world.toStore(fba(world, counts), { ownPartIn: 'mine' }, process));
			await world.clock.pass(5 * MINUTE_MS);
			await world.toStore(fba(world, counts), { ownPartIn: 'mine' });
			const where = process.died ?? 'never';
			expect([where, world.store.quantityOf('tee'), world.store.quantityOf('box')]).toEqual([where, 40, 35]);
			await world.close();
			if (!process.isDead) break;
		}
	});

	it.each(['lostBefore', 'lostAfter', 'lostLate', 'unavailable'] as const)('when a write is %s', async (fault) => {
		const world = await shop();
		world.store.faults.next('write', fault);
		await world.toStore(fba(world, { 'TEE-FBA': 40 }));
		await world.toStore(fba(world, { 'TEE-FBA': 38 }));
		await world.clock.pass(5 * MINUTE_MS);
		expect(world.store.quantityOf('tee')).toBe(38);
	});
});
