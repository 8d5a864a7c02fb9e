import { StockWorld, toldOf } from './stock-world';
import { A, B, DAY, HOUR, MINUTE } from './trigger-world';

describe('triggers of a store’s stock', () => {
	let world: StockWorld;

	beforeEach(async () => {
		world = await new StockWorld().open();
	});

	afterEach(async () => {
		await world.close();
	});

	/** All is linked, and has been looked at. */
	const begun = async (...ids: readonly string[]): Promise<void> => {
		for (const id of ids) world.set(id, 10);
		await world.link(...ids);
		await world.clock.pass(HOUR);
		await world.pollAndRun(A);
		await world.clock.pass(MINUTE);
	};

	it.each(['', 'item:'])(
		'tells what a call says was changed, only where the count is another one, with what it was (%s)',
		async (named) => {
			await begun('mug', 'cup');
			world.set('mug', 7);
			const { deliveries } = await world.call(A, `${named}mug`);
			expect(toldOf(deliveries)).toEqual(['mug 10>7']);
			await world.execute(A, deliveries);
			expect(toldOf((await world.call(A, `${named}cup`)).deliveries)).toEqual([]);
			expect(toldOf((await world.call(A, `${named}mug`)).deliveries)).toEqual([]);
			await world.clock.pass(10 * MINUTE);
			expect(toldOf(await world.live(A, HOUR))).toEqual([]);
		},
	);

	it('finds by its polls what no call told', async () => {
		await begun('mug', 'cup');
		world.set('mug', 7);
		await world.clock.pass(MINUTE);
		expect(toldOf(await world.live(A, HOUR))).toEqual(['mug 10>7']);
	});

	it('finds by the orders that changed what moved no date', async () => {
		await begun('mug', 'cup');
		world.sell('cup');
		await world.clock.pass(MINUTE);
		expect(toldOf(await world.live(A, HOUR))).toEqual(['cup 10>9']);
	});

	it('finds by night what nothing tells of, and looks at each linked product once a day', async () => {
		const ids = Array.from({ length: 25 }, (_, at) => `p${String(at).padStart(2, '0')}`);
		await begun(...ids);
		world.stock.setUnseen('p07', 3);
		world.stock.setUnseen('p24', 0);
		await world.clock.pass(MINUTE);
		const looks = world.stock.looks;
		expect([...toldOf(await world.live(A, 2 * DAY))].sort()).toEqual(['p07 10>3', 'p24 10>0']);
		// The twin tells three at a time.
		expect(world.stock.looks - looks).toBeLessThanOrEqual(2 * Math.ceil(25 / 3) + 2);
	});

	it('drops what Push Stock wrote, and nothing else', async () => {
		await begun('mug', 'cup');
		await world.push('mug', 4);
		expect(toldOf((await world.call(A, 'mug')).deliveries)).toEqual([]);
		await world.clock.pass(MINUTE);
		world.sell('mug');
		await world.clock.pass(MINUTE);
		expect(toldOf(await world.pollAndRun(A))).toEqual(['mug 4>3']);
		await world.clock.pass(10 * MINUTE);
		// A person brings about what was pushed before.
		world.set('mug', 4);
		expect(toldOf(await world.live(A, HOUR))).toEqual(['mug 3>4']);
	});

	it('tells a product that was changed since the trigger began, though it was never met', async () => {
		world.set('mug', 10);
		await world.clock.pass(HOUR);
		await world.pollAndRun(A);
		await world.clock.pass(MINUTE);
		world.set('mug', 9);
		world.set('new', 5);
		await world.clock.pass(MINUTE);
		expect([...toldOf(await world.live(A, HOUR))].sort()).toEqual(['mug ?>9', 'new ?>5']);
	});

	it('remembers silently what only the round shows', async () => {
		world.set('mug', 10);
		world.set('cup', 10);
		await world.clock.pass(HOUR);
		await world.link('mug', 'cup');
		await world.poll(A);
		expect(await world.database.memories.of(A, world.account, ['mug', 'cup'] as never)).toMatchObject({ size: 2 });
		expect(toldOf(await world.live(A, 3 * DAY))).toEqual([]);
	});

	it('lets Push Stock know what only the round showed: a change before its own write is none of its doing', async () => {
		await begun('mug', 'cup');
		expect(
			[...(await world.database.stock.seen(world.account, ['mug', 'cup'])).values()].toSorted((a, b) => b.item.localeCompare(a.item)),
		).toEqual([
			{ item: 'mug', quantity: 10 },
			{ item: 'cup', quantity: 10 },
		]);
	});

	it('tells what was changed between the beginning and the first round', async () => {
		world.set('mug', 10);
		await world.clock.pass(HOUR);
		// Links come after the first poll; the round of the night finds it changed already.
		await world.pollAndRun(A);
		await world.clock.pass(DAY);
		await world.link('mug');
		world.takeDown(world.clock.now() + 20 * MINUTE);
		world.set('mug', 2);
		await world.clock.pass(30 * MINUTE);
		expect(toldOf(await world.live(A, HOUR))).toEqual(['mug ?>2']);
	});

	it('gives each of two triggers all changes, also to one that came later', async () => {
		await begun('mug', 'cup');
		await world.pollAndRun(B);
		await world.clock.pass(MINUTE);
		world.set('mug', 7);
		const called = await world.call(A, 'mug');
		await world.execute(A, called.deliveries);
		await world.clock.pass(MINUTE);
		const own = [toldOf(called.deliveries), toldOf(await world.pollAndRun(A)), toldOf(await world.pollAndRun(B))];
		expect(own).toEqual([['mug 10>7'], [], ['mug ?>7']]);
		world.set('mug', 6);
		await world.clock.pass(MINUTE);
		expect([toldOf(await world.pollAndRun(A)), toldOf(await world.pollAndRun(B))]).toEqual([['mug 7>6'], ['mug 7>6']]);
	});

	it('leaves the triggers of orders of the same store alone', async () => {
		await begun('mug');
		const streams = await world.database.streams.ofAccount(world.account, 'host|x|1|x' as never, world.clock.now());
		expect(streams.live.position).toBeUndefined();
	});

	it('says nothing of what nobody counts', async () => {
		await begun('mug');
		world.stock.put({ id: 'mug', sku: 'sku-mug' }, { id: 'gift', sku: 'sku-gift' });
		await world.clock.pass(MINUTE);
		expect(toldOf(await world.live(A, HOUR))).toEqual([]);
		world.set('mug', 8);
		expect(toldOf(await world.live(A, HOUR))).toEqual(['mug ?>8']);
	});

	it('keeps what it remembers of a product that rests for a year', async () => {
		await begun('mug');
		for (let days = 0; days < 365; days += 1) {
			expect(toldOf(await world.pollAndRun(A))).toEqual([]);
			await world.clock.pass(DAY);
		}
		world.set('mug', 9);
		await world.clock.pass(MINUTE);
		expect(toldOf(await world.pollAndRun(A))).toEqual(['mug 10>9']);
	});

	it('goes on past a product that cannot be read', async () => {
		await begun('mug', 'cup');
		world.stock.odd.add('cup');
		world.set('cup', 1);
		world.set('mug', 2);
		await world.clock.pass(MINUTE);
		expect(toldOf(await world.live(A, 10 * MINUTE))).toEqual(['mug 10>2']);
		world.stock.odd.delete('cup');
		expect(toldOf(await world.live(A, 2 * HOUR))).toEqual(['cup 10>1']);
		expect(await world.database.sales.list({ account: world.account, limit: 10 })).toEqual([]);
	});

	it('goes through very many changes, over several polls', async () => {
		await begun();
		for (let at = 0; at < 1_300; at += 1) world.set(`p${at}`, 5);
		await world.clock.pass(MINUTE);
		expect(new Set(toldOf(await world.live(A, 2 * HOUR)))).toEqual(new Set(Array.from({ length: 1_300 }, (_, at) => `p${at} ?>5`)));
		expect(toldOf(await world.live(A, HOUR))).toEqual([]);
	});
});
