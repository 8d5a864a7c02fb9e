import { orderId } from '../../../../src/domain/ids';
import { order } from '../../../fixtures/memory-platform/orders';
import { shopWorlds } from './shop-world';
import { BETWEEN, inShort, type StockWorld } from './stock-world';

const open = shopWorlds();
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const shop = async (): Promise<StockWorld> => (await open()).world;

const sell = (world: StockWorld, id: string, sku: string, quantity: number) =>
	world.orders.put(order({ id, purchasedAt: new Date(world.clock.now()).toISOString(), lines: [{ sku, quantity }] }));

describe('nothing is shown that is not there', () => {
	it('nor anything sent once a person has paused the account, though the run had begun', async () => {
		const world = await shop();
		const { source } = world.store;
		const ofProducts = source.ofProducts.bind(source);
		jest.spyOn(source, 'ofProducts').mockImplementation(async function* (...asked) {
			await world.database.stock.pause(BETWEEN.channel, true, world.clock.now());
			yield* ofProducts(...asked);
		});
		expect(inShort(await world.toChannel(world.rows('cap')))).toEqual(['rejected CAP stockPaused']);
		expect(world.channel.portions).toEqual([]);
	});

	it('where the parts of a set were sold in another set', async () => {
		const world = await shop();
		world.store.put({ id: 'pot', sku: 'POT', quantity: 30 });
		world.channel.put({ sku: 'POTS', fulfilledBy: 'merchant', quantity: 0 }, { sku: 'CAPS', fulfilledBy: 'merchant', quantity: 3 });
		const both = (one: string, other: string) => ({
			content: {
				components: [
					{ productId: one, units: 1 },
					{ productId: other, units: 1 },
				],
			},
		});
		await world.link('POTS', 'pot', both('pot', 'cap'));
		await world.link('CAPS', 'mug', both('mug', 'cap'));
		sell(world, 'A-1', 'CAPS', 3);
		await world.clock.pass(5 * MINUTE_MS);
		expect(inShort(await world.toChannel(world.rows('pot')))).toEqual(['pushed POTS 1']);
	});

	it('where an order is saved while the parts of a set are counted', async () => {
		const world = await shop();
		const made = sell(world, 'A-1', 'SET', 1);
		await world.clock.pass(5 * MINUTE_MS);
		const { source } = world.store;
		const ofProducts = source.ofProducts.bind(source);
		jest.spyOn(source, 'ofProducts').mockImplementation(async function* (...asked) {
			yield* ofProducts(...asked);
			const sale = { source: BETWEEN.channel, target: BETWEEN.store, orderId: orderId(made.id), orderNumber: made.id };
			world.store.set('cap', 3);
			world.store.set('mug', 8);
			await world.database.sales.change([{ ...sale, state: 'synced', targetOrderId: made.id, targetOrderNumber: '1' }], world.clock.now());
		});
		// A sheet, of the minute after.
		await world.toChannel([{ input: 1, sku: 'MUG', quantity: 8 }]);
		expect(world.channel.quantityOf('SET')).toBeLessThanOrEqual(3);
	});

	it('where the store cancelled an order that the channel waits for, and gave its pieces back', async () => {
		const world = await shop();
		const made = sell(world, 'A-1', 'CAP', 1);
		const sale = { source: BETWEEN.channel, target: BETWEEN.store, orderId: orderId(made.id), orderNumber: made.id };
		await world.database.sales.change([{ ...sale, state: 'synced', targetOrderId: '71', targetOrderNumber: '71' }], world.clock.now());
		world.store.set('cap', 3);
		await world.clock.pass(5 * MINUTE_MS);
		expect(inShort(await world.toChannel(world.rows('cap')))).toContain('pushed CAP 3');
		world.calledOff.add('71');
		world.store.set('cap', 4);
		await world.clock.pass(5 * MINUTE_MS);
		// Three are free, as before; the fourth is the buyer's until the channel shows the order as cancelled.
		await world.toChannel(world.rows('cap'), { sendAll: true });
		expect(world.channel.quantityOf('CAP')).toBe(3);
		world.orders.put({ ...made, status: 'cancelled' });
		await world.clock.pass(5 * MINUTE_MS);
		await world.toChannel(world.rows('cap'), { sendAll: true });
		expect(world.channel.quantityOf('CAP')).toBe(4);
	});

	it('where the store was restored to before it had the order, and gave the id of its copy to a customer', async () => {
		const world = await shop();
		const made = sell(world, 'A-1', 'CAP', 1);
		const sale = { source: BETWEEN.channel, target: BETWEEN.store, orderId: orderId(made.id), orderNumber: made.id };
		await world.database.sales.change([{ ...sale, state: 'synced', targetOrderId: '71', targetOrderNumber: '71' }], world.clock.now());
		world.givenAway.add('71');
		world.store.set('cap', 4);
		await world.clock.pass(5 * MINUTE_MS);
		expect(inShort(await world.toChannel(world.rows('cap')))).toContain('pushed CAP 3');
	});

	it('where the parent is declared to lie at the warehouse', async () => {
		const world = await shop();
		world.store.put({ id: 'red', parentId: 'shirt', sku: 'RED', quantity: 9 });
		world.channel.put({ sku: 'RED', fulfilledBy: 'merchant', quantity: 0 });
		await world.link('RED', 'red', { parentId: 'shirt' });
		await world.database.stock.declare(BETWEEN, ['shirt'], 'warehouse', world.clock.now());
		expect(inShort(await world.toChannel(world.rows('red')))).toEqual(['rejected RED stockIsFba']);
		expect(world.channel.quantityOf('RED')).toBe(0);
	});

	it('where its product is gone from the store, by choice', async () => {
		const world = await shop();
		await world.toChannel(world.rows('mug', 'cap'));
		await world.clock.pass(HOUR_MS);
		world.store.remove('cap');
		await world.link('CAP', 'cap', { gone: 'product' });
		expect(inShort((await world.compare()).outcomes)).toContain('rejected CAP stockGone');
		expect(inShort((await world.compare({ zeroGone: true })).outcomes)).toContain('pushed CAP 0');
		expect(world.channel.quantityOf('CAP')).toBe(0);
	});

	it('nor made of what the channel ships, where it cannot be read anew who does', async () => {
		const world = await shop();
		await world.toChannel(world.rows('cap'));
		await world.clock.pass(25 * HOUR_MS);
		world.channel.put({ sku: 'CAP', fulfilledBy: 'amazon' });
		jest.spyOn(world.channel, 'facts').mockResolvedValue(new Map());
		world.store.set('cap', 2);
		expect(inShort(await world.toChannel(world.rows('cap')))).toContain('rejected CAP stockChannelUnknown');
		expect(world.channel.damage).toEqual([]);
	});

	it('nor taken to zero one by one, where nobody knows what stood there', async () => {
		const world = await shop();
		const guard = { percentage: 20, atLeast: 2 };
		for (const sku of ['MUG', 'MUG-3', 'CAP', 'SET']) world.channel.put({ sku, fulfilledBy: 'merchant' });
		const zero = async (sku: string) => inShort(await world.toChannel([{ input: 1, sku, quantity: 0 }], { guard }));
		expect(await zero('MUG-3')).toEqual(['pushed MUG-3 0']);
		expect(await zero('SET')).toEqual(['rejected SET massZero']);
	});
});
