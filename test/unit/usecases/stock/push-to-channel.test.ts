import { order } from '../../../fixtures/memory-platform/orders';
import { orderId } from '../../../../src/domain/ids';
import { shopWorlds } from './shop-world';
import { BETWEEN, inShort, type StockWorld } from './stock-world';

const open = shopWorlds();
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

const shop = async (): Promise<StockWorld> => (await open()).world;

const sell = (world: StockWorld, id: string, sku: string, quantity: number) =>
	world.orders.put(order({ id, purchasedAt: new Date(world.clock.now()).toISOString(), lines: [{ sku, quantity }] }));

const shown = (world: StockWorld): Readonly<Record<string, number | undefined>> =>
	Object.fromEntries(['MUG', 'MUG-3', 'CAP', 'SET'].map((sku) => [sku, world.channel.quantityOf(sku)]));

describe('quantities go to the listings of a channel', () => {
	it('packs and sets in their units, and never to what the channel ships', async () => {
		const world = await shop();
		const outcomes = await world.toChannel(world.rows('mug', 'cap', 'tee'));
		expect(shown(world)).toEqual({ MUG: 10, 'MUG-3': 3, CAP: 4, SET: 4 });
		expect(inShort(outcomes).toSorted()).toEqual([
			'pushed CAP 4',
			'pushed MUG 10',
			'pushed MUG-3 3',
			'pushed SET 4',
			'rejected TEE stockIsFba',
		]);
		expect(world.channel.damage).toEqual([]);
	});

	it('only what changed', async () => {
		const world = await shop();
		await world.toChannel(world.rows('mug', 'cap'));
		const before = world.channel.portions.length;
		await world.clock.pass(HOUR_MS);
		expect(inShort(await world.toChannel(world.rows('mug', 'cap')))).toEqual([
			'unchanged MUG 10',
			'unchanged MUG-3 3',
			'unchanged SET 4',
			'unchanged CAP 4',
		]);
		expect(world.channel.portions).toHaveLength(before);
		world.store.set('cap', 3);
		expect(inShort(await world.toChannel(world.rows('cap')))).toEqual(['pushed CAP 3', 'pushed SET 3']);
	});

	it('who ships a SKU is read before its first push, and once a day then', async () => {
		const world = await shop();
		await world.toChannel(world.rows('tee', 'cap'));
		const asked = world.channel.asked.length;
		await world.clock.pass(HOUR_MS);
		await world.toChannel(world.rows('tee', 'cap'));
		expect(world.channel.asked).toHaveLength(asked);
		await world.clock.pass(24 * HOUR_MS);
		await world.toChannel(world.rows('tee', 'cap'));
		expect(world.channel.asked.slice(asked)).toEqual(expect.arrayContaining(['TEE', 'CAP']));
	});

	it('what lies at the channel is made no merchant offer once it is seen there', async () => {
		const world = await shop();
		await world.toChannel(world.rows('cap'));
		world.channel.put({ sku: 'CAP', fulfilledBy: 'both', quantity: 4 });
		world.store.set('cap', 1);
		await world.clock.pass(25 * HOUR_MS);
		expect(inShort(await world.toChannel(world.rows('cap')))).toEqual(['pushed SET 1']);
		expect([world.channel.damage, world.channel.quantityOf('CAP')]).toEqual([[], 4]);
	});

	it('a dry run tells and writes nothing', async () => {
		const world = await shop();
		expect(inShort(await world.toChannel(world.rows('cap'), { dryRun: true }))).toEqual(['planned CAP 4', 'planned SET 4']);
		expect(world.channel.portions).toEqual([]);
		expect((await world.database.stock.pushed(BETWEEN.channel, ['CAP'])).size).toBe(0);
	});

	it('nothing to an account that is paused, and nothing is read', async () => {
		const world = await shop();
		await world.database.stock.pause(BETWEEN.channel, true, world.clock.now());
		expect(inShort(await world.toChannel(world.rows('cap', 'mug')))).toEqual(['rejected CAP stockPaused', 'rejected MUG stockPaused']);
		expect([world.store.looks, world.channel.asked, world.orders.requests]).toEqual([0, [], []]);
		await world.database.stock.pause(BETWEEN.channel, false, world.clock.now());
		expect(inShort(await world.toChannel(world.rows('cap')))).toContain('pushed CAP 4');
	});

	it('a row by the SKU of the product finds its listings', async () => {
		const world = await shop();
		world.store.put({ id: 'pin', sku: 'PIN-SHOP', quantity: 6 });
		world.channel.put({ sku: 'PIN-AMZ', fulfilledBy: 'merchant', quantity: 0 });
		await world.link('PIN-AMZ', 'pin');
		expect(inShort(await world.toChannel([{ input: 1, sku: 'PIN-SHOP', quantity: 6 }]))).toEqual(['pushed PIN-AMZ 6']);
		expect(inShort(await world.toChannel([{ input: 1, sku: 'NOBODY', quantity: 6 }]))).toEqual(['rejected NOBODY stockSkuUnknown']);
	});

	it('a listing that a person left out stays as it is', async () => {
		const world = await shop();
		await world.database.stock.leaveOut(BETWEEN, ['CAP'], true, world.clock.now());
		expect(inShort(await world.toChannel(world.rows('cap'))).toSorted()).toEqual(['pushed SET 4']);
		expect(world.channel.quantityOf('CAP')).toBe(0);
	});
});

describe('units that are sold and in no count yet', () => {
	it('are taken off under all listings of the product', async () => {
		const world = await shop();
		sell(world, 'A-1', 'MUG-3', 2);
		await world.clock.pass(5 * MINUTE_MS);
		await world.toChannel(world.rows('mug', 'cap'));
		expect(shown(world)).toEqual({ MUG: 4, 'MUG-3': 1, CAP: 4, SET: 2 });
		expect(world.orders.requests.filter((request) => request === 'search')).toHaveLength(1);
	});

	it('until the store has them, and its count without them', async () => {
		const world = await shop();
		const sold = sell(world, 'A-1', 'CAP', 3);
		await world.clock.pass(5 * MINUTE_MS);
		const counted = world.rows('cap');
		await saved(world, sold.id);
		world.store.set('cap', 1);
		// The count of before, although the order is in the store by now.
		await world.toChannel(counted);
		expect(world.channel.quantityOf('CAP')).toBe(1);
		await world.clock.pass(MINUTE_MS);
		await world.toChannel(world.rows('cap'));
		expect(world.channel.quantityOf('CAP')).toBe(1);
	});

	it('make what was pushed before worth nothing: the channel lowered it', async () => {
		const world = await shop();
		await world.toChannel(world.rows('cap'));
		await world.clock.pass(MINUTE_MS);
		sell(world, 'A-1', 'CAP', 1);
		world.channel.set('CAP', 3);
		world.store.set('cap', 5);
		await world.clock.pass(5 * MINUTE_MS);
		expect(inShort(await world.toChannel(world.rows('cap')))).toContain('pushed CAP 4');
		expect(world.channel.quantityOf('CAP')).toBe(4);
	});

	it('stay where somebody switched it off, and nobody is asked', async () => {
		const world = await shop();
		sell(world, 'A-1', 'CAP', 3);
		await world.clock.pass(5 * MINUTE_MS);
		await world.toChannel(world.rows('cap'), { deductSold: false });
		expect(world.channel.quantityOf('CAP')).toBe(4);
		expect(world.orders.requests).toEqual([]);
	});
});

async function saved(world: StockWorld, id: string): Promise<void> {
	const sale = { source: BETWEEN.channel, target: BETWEEN.store, orderId: orderId(id), orderNumber: id };
	await world.database.sales.change([{ ...sale, state: 'synced', targetOrderId: '1', targetOrderNumber: '1' }], world.clock.now());
}

describe('so many at zero', () => {
	it('stop the run, also one by one', async () => {
		const world = await shop();
		const guard = { percentage: 20, atLeast: 2 };
		await world.toChannel(world.rows('mug', 'cap'));
		await world.clock.pass(HOUR_MS);
		world.store.set('mug', 0);
		world.store.set('cap', 0);
		expect(inShort(await world.toChannel(world.rows('mug', 'cap'), { guard }))).toEqual(
			expect.arrayContaining(['rejected MUG massZero', 'rejected CAP massZero']),
		);
		expect(world.channel.quantityOf('MUG')).toBe(10);
	});
});

describe('what is handed in', () => {
	it('is asked for later, and only then counts as pushed', async () => {
		const world = await shop();
		world.channel.handedInAbove = 1;
		world.channel.refusing.add('SET');
		expect(inShort(await world.toChannel(world.rows('cap')))).toEqual(['submitted CAP 4', 'submitted SET 4']);
		expect((await world.database.stock.pushed(BETWEEN.channel, ['CAP'])).get('CAP')).toMatchObject({ unsure: true });
		await world.clock.pass(2 * MINUTE_MS);
		world.channel.handedInAbove = Number.POSITIVE_INFINITY;
		const again = inShort(await world.toChannel(world.rows('cap')));
		expect(again).toEqual(['unchanged CAP 4', 'rejected SET stockRefused']);
		expect(await world.database.stock.submissions(BETWEEN.channel)).toEqual([]);
	});

	it('and is under way still, is written over until it surely came to nothing', async () => {
		const world = await shop();
		world.channel.handedInAbove = 1;
		world.channel.handedInMs = 10 * MINUTE_MS;
		await world.toChannel(world.rows('cap'));
		world.channel.handedInAbove = Number.POSITIVE_INFINITY;
		world.store.set('cap', 1);
		await world.toChannel(world.rows('cap'));
		expect(world.channel.quantityOf('CAP')).toBe(1);
		await world.clock.pass(11 * MINUTE_MS);
		// It came late, and over what was written since.
		expect(world.channel.quantityOf('CAP')).toBe(4);
		await world.toChannel(world.rows('cap'));
		expect(world.channel.quantityOf('CAP')).toBe(1);
	});
});

describe('the nightly compare', () => {
	it('mends what drifted apart, and leaves a zero that somebody set', async () => {
		const world = await shop();
		await world.toChannel(world.rows('mug', 'cap'));
		world.channel.set('MUG', 99);
		world.channel.set('CAP', 0);
		await world.clock.pass(HOUR_MS);
		const { outcomes, products } = await world.compare();
		expect(products).toBe(3);
		expect(inShort(outcomes)).toEqual(expect.arrayContaining(['pushed MUG 10', 'rejected CAP stockZeroByOther', 'unchanged MUG-3 3']));
		expect(outcomes.find(({ sku }) => sku === 'MUG')).toMatchObject({ was: 99 });
		expect(shown(world)).toMatchObject({ MUG: 10, CAP: 0 });
		expect(world.channel.damage).toEqual([]);
	});

	it('a product that cannot be read is not taken for sold out', async () => {
		const world = await shop();
		await world.toChannel(world.rows('mug', 'cap'));
		world.store.odd.add('mug');
		await world.clock.pass(HOUR_MS);
		const { unreadable } = await world.compare();
		expect(unreadable.map(({ productId }) => productId)).toContain('mug');
		expect(shown(world)).toEqual({ MUG: 10, 'MUG-3': 3, CAP: 4, SET: 4 });
	});
});
