import type { Order } from '../../../src/domain/order';
import { order } from '../../fixtures/memory-platform/orders';
import type { StoreOrder } from '../../fixtures/memory-platform/memory-store';
import { elsewhere, matched, NINE, saveWorlds, tee, TEN, type SaveWorld } from './save-world';

const open = saveWorlds();

/** Order A is saved, the store is restored to a state before, and a customer gets its id. */
async function givenAway(): Promise<{ readonly world: SaveWorld; readonly theirs: StoreOrder; readonly image: string }> {
	const world = await open({ editable: true });
	const restore = world.store.backup();
	await world.run([tee()]);
	const id = (await world.sale('A'))?.targetOrderId;
	restore();
	const theirs = world.store.buy(matched(order({ id: 'shop-order' })));
	expect(theirs.id).toBe(id);
	return { world, theirs, image: imageOf(theirs) };
}

const imageOf = (stored: StoreOrder): string => JSON.stringify(stored);

describe('a store was restored from a backup, and a customer got the id of an order of ours', () => {
	const events: readonly (readonly [string, Order])[] = [
		['it is cancelled at its channel', tee({ status: 'cancelled', updatedAt: NINE })],
		['its address changes', tee({ updatedAt: NINE, shipping: elsewhere })],
		['its channel reports it as shipped', tee({ status: 'shipped', updatedAt: NINE })],
		['its buyer asks to cancel', tee({ updatedAt: NINE, cancelRequested: {} })],
		['it comes without an address', tee({ updatedAt: NINE, shipping: {}, billing: {} })],
	];

	it.each(events)('%s: the order of the customer is untouched, and a person is told', async (_, event) => {
		const { world, theirs, image } = await givenAway();
		const pieces = world.store.shelf.pieces('p-tee');
		const [outcome] = await world.run([event]);
		expect(outcome).toMatchObject({ kind: 'attention', reason: { code: 'orderGone', text: expect.stringContaining(theirs.id) } });
		expect([imageOf(theirs), world.store.orders, world.store.shelf.pieces('p-tee')]).toEqual([image, [theirs], pieces]);
		expect(await world.sale('A')).toMatchObject({ state: 'error', reason: { code: 'orderGone' }, targetOrderId: theirs.id });
	});

	it('a person retries it without having checked the store: the same again, also when it is as it was saved', async () => {
		const { world, theirs, image } = await givenAway();
		await world.run([tee({ updatedAt: NINE, shipping: elsewhere })]);
		for (const version of [tee({ updatedAt: NINE, shipping: elsewhere }), tee({ updatedAt: TEN })]) {
			expect(await world.retry('A')).toBe(1);
			expect(await world.run([version])).toMatchObject([{ kind: 'attention', reason: { code: 'orderGone' } }]);
		}
		expect([imageOf(theirs), world.store.orders, (await world.sale('A'))?.state]).toEqual([image, [theirs], 'error']);
	});

	it('it waited for being held: the order of the customer is not', async () => {
		const world = await open({ editable: true });
		const restore = world.store.backup();
		world.store.surcharge = '1.00';
		world.store.faults.next('hold', 'unavailable');
		await world.run([tee()]);
		expect(await world.sale('A')).toMatchObject({ state: 'pending', reason: { code: 'storeUnreachable' } });
		restore();
		const theirs = world.store.buy(matched(order({ id: 'shop-order' })));
		const image = imageOf(theirs);
		expect(await world.run([tee()])).toMatchObject([{ kind: 'attention', reason: { code: 'orderGone' } }]);
		expect(imageOf(theirs)).toBe(image);
	});

	it.each(['hold', 'cancel', 'update', 'addNote'] as const)(
		'and gets it between our look and our %s: still nothing is written',
		async (operation) => {
			const world = await open({ editable: true });
			if (operation === 'hold') {
				world.store.surcharge = '1.00';
				world.store.faults.next('hold', 'unavailable');
			}
			await world.run([tee()]);
			world.store.requests.splice(0);
			const [stored] = world.store.of('A');
			const { sink } = world.store;
			const late = {
				...sink,
				read: async (...args: Parameters<typeof sink.read>) => {
					const state = await sink.read(...args);
					Object.assign(stored ?? {}, { origin: undefined });
					return state;
				},
			};
			jest.spyOn(world.store, 'sink', 'get').mockReturnValueOnce(late);
			const event = {
				hold: tee(),
				cancel: tee({ status: 'cancelled', updatedAt: NINE }),
				update: tee({ updatedAt: NINE, shipping: elsewhere }),
				addNote: tee({ status: 'shipped', updatedAt: NINE }),
			}[operation];
			expect(await world.run([event])).toMatchObject([{ kind: 'attention', reason: { code: 'orderGone' } }]);
			expect(world.store.requests).toContain(operation);
			expect(stored).toMatchObject({
				status: 'to-pack',
				notes: [],
				fingerprint: expect.any(String),
				order: { updatedAt: tee().updatedAt },
			});
		},
	);
});

it('somebody deleted the order in the store for good: it is not made again, and a person is told', async () => {
	const world = await open({ editable: true });
	await world.run([tee()]);
	world.store.orders.splice(0);
	for (const moved of [tee({ updatedAt: NINE, shipping: elsewhere }), tee({ updatedAt: TEN, status: 'cancelled' })]) {
		expect(await world.run([moved])).toMatchObject([{ kind: 'attention', reason: { code: 'orderGone' } }]);
		expect([world.store.orders, (await world.sale('A'))?.state]).toEqual([[], 'error']);
	}
});
