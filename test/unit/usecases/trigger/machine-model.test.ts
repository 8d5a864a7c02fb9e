import fc from 'fast-check';
import type { Order } from '../../../../src/domain/order';
import { ChannelWorld } from './channel-world';
import { anOrder, happening, holdsInAnyHistory, ORDERS } from './machine-model';
import { StockWorld } from './stock-world';
import { StoreWorld } from './store-world';
import { MINUTE } from './trigger-world';

it('whatever happens, a trigger of a channel ends with the newest version of each order, and no version twice', async () => {
	const status = fc.constantFrom<Order['status']>('unshipped', 'shipped', 'cancelled', 'pending');
	let versions = 0;
	const change = happening('change', fc.record({ id: anOrder, lag: fc.nat(9), status }), async (world: ChannelWorld, input) => {
		versions += 1;
		const before = world.channel.now(input.id);
		const { id } = input;
		world.put(
			{
				id,
				status: input.status,
				delivery: { service: `version ${versions}` },
				...(before === undefined ? {} : { purchasedAt: before.purchasedAt }),
			},
			{ lagMs: input.lag * MINUTE },
		);
		// No two versions at one moment.
		await world.clock.pass(1_000);
	});
	const quota = happening('quota', fc.record({ left: fc.option(fc.nat(2), { nil: undefined }) }), (world: ChannelWorld, { left }) => {
		world.channel.searchesLeft = left;
	});
	const forgetTokens = happening('forgetTokens', fc.constant({}), (world: ChannelWorld) => {
		world.channel.forgetTokens();
	});
	await holdsInAnyHistory({
		create: () => new ChannelWorld(),
		happenings: [change, change, change, quota, forgetTokens],
		isCalled: false,
		mend: ({ channel }) => {
			channel.searchesLeft = undefined;
		},
	});
});

it('whatever happens, a trigger of a store gives every payment and shipment to exactly one run that ends well', async () => {
	const of = fc.record({ id: anOrder });
	const at = (name: string, happen: (world: StoreWorld, id: string) => void) =>
		happening(name, of, (world: StoreWorld, { id }) => {
			happen(world, id);
		});
	await holdsInAnyHistory({
		create: () => new StoreWorld(),
		prepare: ({ shop }) => {
			for (const id of ORDERS) shop.place(id);
		},
		happenings: [
			at('pay', ({ shop }, id) => {
				shop.change(id, { status: 'paid', paidAt: shop.orders.get(id)?.paidAt ?? shop.second() });
			}),
			at('ship', ({ shop }, id) => {
				shop.ship(id);
			}),
			at('cancel', ({ shop }, id) => {
				shop.change(id, { status: 'cancelled' });
			}),
			at('move', (world, id) => {
				world.change(id);
			}),
			at('touch', ({ shop }, id) => {
				shop.change(id, {});
			}),
		],
		isCalled: true,
	});
});

it('whatever happens, a trigger of stock ends with the last count of each product', async () => {
	const of = fc.record({ id: anOrder, quantity: fc.nat(4) });
	await holdsInAnyHistory({
		create: () => new StockWorld(),
		prepare: (world) => {
			for (const id of ORDERS) world.set(id, 3);
		},
		happenings: [
			happening('set', of, (world: StockWorld, { id, quantity }) => {
				world.set(id, quantity);
			}),
			happening('sell', of, (world: StockWorld, { id }) => {
				world.sell(id);
			}),
			happening('push', of, async (world: StockWorld, { id, quantity }) => {
				await world.push(id, quantity);
			}),
			happening('link', of, async (world: StockWorld, { id }) => {
				await world.link(id);
			}),
		],
		isCalled: true,
	});
});
