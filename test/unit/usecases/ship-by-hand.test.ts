import type { OrderShipments } from '../../../src/domain/order-shipments';
import type { Shipment } from '../../../src/domain/shipment';
import { confirmShipments } from '../../../src/usecases/ship/confirm-shipments';
import { ProcessDied } from '../../fixtures/memory-platform/mortal-process';
import { FulfillWorld } from './fulfill-world';

let world: FulfillWorld;
beforeEach(async () => {
	world = await FulfillWorld.open();
});
afterEach(async () => {
	await world.close();
});

/** An order that no warehouse knows, with a carrier and a number that somebody typed. */
const typed = (mine: FulfillWorld, id: string, quantity = 2, given: Partial<Shipment> = {}): OrderShipments => {
	const { order } = mine.shop.orders.get(id) ?? mine.shop.put({ id, number: 'A-77', lines: [{ sku: 'LAMP', quantity: 2 }] });
	const lines = [{ lineId: order.lines[0]?.id ?? '', quantity }];
	const shipment: Shipment = { id: 'H1', carrier: 'DHL', trackingNumber: 'JJD01', status: 'inTransit', lines, ...given };
	return { order: mine.ref(id), number: order.number, shipments: [shipment] };
};

it('tells the shop of a parcel that somebody packed, once, and leaves the log alone', async () => {
	expect(await world.confirm([typed(world, '77')])).toMatchObject([{ kind: 'confirmed', action: 'written', completed: true }]);
	expect(world.shop.of('77')).toMatchObject({ completed: true, mails: ['H1'], lines: [], notes: [] });
	expect(world.shop.of('77').parcels.get('H1')).toMatchObject({ trackingNumber: 'JJD01', lines: [{ lineId: 'line-1', quantity: 2 }] });
	const writes = world.shop.writes.length;
	expect(await world.confirm([typed(world, '77')])).toMatchObject([{ kind: 'confirmed', action: 'unchanged' }]);
	expect(world.shop.writes).toHaveLength(writes);
	expect(await world.sale('77')).toBeUndefined();
	expect(await world.sendings('77')).toEqual([]);
	expect(await world.updates()).toEqual([]);
	expect(world.amazon.calls).toEqual(['list']);
});

it('of any id, in several parcels, and completes the order with the last one', async () => {
	const id = 'gid://shopify/Order/450789469';
	expect(await world.confirm([typed(world, id, 1)])).toMatchObject([{ action: 'written', completed: false }]);
	const both = { ...typed(world, id), shipments: [typed(world, id, 1), typed(world, id, 1, { id: 'H2' })].flatMap((one) => one.shipments) };
	expect(await world.confirm([both])).toMatchObject([{ action: 'written', completed: true }]);
	expect(world.shop.of(id)).toMatchObject({ mails: ['H1', 'H2'], completed: true });
});

it('waits for a parcel that has not left', async () => {
	expect(await world.confirm([typed(world, '77', 2, { status: 'announced' })])).toMatchObject([{ kind: 'confirmed', action: 'nothing' }]);
	expect(world.shop.writes).toEqual([]);
});

it('says what the shop said, on the order and in no log', async () => {
	world.shop.faults.next('write', 'rejected', 2);
	for (let run = 1; run <= 2; run += 1)
		expect(await world.confirm([typed(world, '77')])).toMatchObject([{ kind: 'attention', reason: { code: 'shipmentRejected' } }]);
	expect(world.shop.of('77').notes).toHaveLength(1);
	expect(world.shop.of('77').notes[0]).toContain('Order A-77');
	world.shop.faults.next('write', 'unavailable');
	expect(await world.confirm([typed(world, '77')])).toMatchObject([{ kind: 'attention', reason: { code: 'storeUnreachable' } }]);
	expect(await world.confirm([typed(world, '77')])).toMatchObject([{ kind: 'confirmed', action: 'written' }]);
	expect(await world.sale('77')).toBeUndefined();
});

it('is taken by a platform that has neither marks on lines nor notes', async () => {
	const { account, completesUnasked, statuses, reach, write, lostParcels, standings } = world.shop.sink;
	const deps = { ...world.deps(), sink: { account, completesUnasked, statuses, reach, write, lostParcels, standings } };
	const settings = { notifyGuests: false, notifyCustomers: false, completeWhenShipped: true };
	const linePhases = [{ lineId: 'line-1', phase: 'inTransit', units: 2 }] as const;
	world.shop.faults.next('write', 'rejected');
	const confirm = async () => await world.clock.run(confirmShipments(deps, settings, [{ ...typed(world, '77'), linePhases }]));
	expect(await confirm()).toMatchObject([{ kind: 'attention', reason: { code: 'shipmentRejected' } }]);
	expect(await confirm()).toMatchObject([{ kind: 'confirmed', action: 'written' }]);
});

it('by two runs at once, each parcel once', async () => {
	const settings = { notifyGuests: true, notifyCustomers: false, completeWhenShipped: true };
	const run = async () => await confirmShipments(world.deps(), settings, [typed(world, '77')]);
	const outcomes = await world.clock.run(Promise.all([run(), run()]));
	expect(
		outcomes
			.flat()
			.map((outcome) => (outcome.kind === 'confirmed' ? outcome.action : outcome.reason.code))
			.sort(),
	).toEqual(['unchanged', 'written']);
	expect(world.shop.of('77').mails).toEqual(['H1']);
});

it('once wherever the process dies, and when the answer of the shop is lost', async () => {
	let steps = 0;
	for (let step = 1; ; step += 1) {
		const mine = await FulfillWorld.open();
		try {
			if (step % 2 === 0) mine.shop.faults.next('write', 'lostAfter');
			const process = mine.process(step);
			await mine.confirm([typed(mine, '77')], {}, process).catch((error: unknown) => {
				if (!(error instanceof ProcessDied)) throw error;
			});
			for (let again = 0; again < 3; again += 1) {
				await mine.clock.pass(3 * 60_000);
				await mine.confirm([typed(mine, '77')]);
			}
			expect([process.died, mine.shop.of('77').mails, mine.shop.of('77').completed]).toEqual([process.died, ['H1'], true]);
			if (!process.isDead) break;
			steps = step;
		} finally {
			await mine.close();
		}
	}
	expect(steps).toBeGreaterThan(8);
});
