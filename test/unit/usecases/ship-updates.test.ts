import type { Shipment } from '../../../src/domain/shipment';
import { ProcessDied } from '../../fixtures/memory-platform/mortal-process';
import { FulfillWorld } from './fulfill-world';

let world: FulfillWorld;
beforeEach(async () => {
	world = await FulfillWorld.open();
});
afterEach(async () => {
	await world.close();
});

const DAY = 24 * 60 * 60_000;
const parcel = (id: string, quantity: number, more: Partial<Shipment> = {}): Shipment => ({
	id,
	carrier: 'DHL',
	trackingNumber: `NUMBER-${id}`,
	status: 'inTransit',
	lines: [{ lineId: 'line-1', quantity }],
	...more,
});

const sendOne = async (quantity = 2): Promise<string> => {
	await world.send([{ id: '1041', lines: [{ sku: 'TEE', quantity }] }]);
	return world.amazon.made[0] ?? '';
};

it('tells of parcels until the store was told, and then no more', async () => {
	const id = await sendOne();
	await world.confirm(await world.updates());
	await world.clock.pass(60_000);
	world.amazon.change(id, { status: 'complete', shipments: [parcel('P1', 1), parcel('P2', 1)] });
	expect(await world.updates()).toHaveLength(1);
	await world.clock.pass(30 * 60_000);
	const updates = await world.updates();
	expect(updates).toMatchObject([{ order: world.ref('1041'), number: '1041', attempt: 1, toConfirm: true }]);
	expect(await world.confirm(updates)).toMatchObject([{ kind: 'confirmed', action: 'written', completed: true }]);
	expect(await world.updates()).toEqual([]);
	expect(world.shop.of('1041')).toMatchObject({
		completed: true,
		mails: ['P1', 'P2'],
		lines: [{ lineId: 'line-1', phase: 'inTransit', units: 2, tracking: 'NUMBER-P1, NUMBER-P2' }],
	});
	const writes = world.shop.writes.length;
	expect(await world.confirm(updates)).toMatchObject([{ kind: 'confirmed', action: 'unchanged' }]);
	expect(world.shop.writes).toHaveLength(writes);
});

it('forgets no parcel of one order while another is confirmed', async () => {
	await world.send([{ id: '1' }, { id: '2' }]);
	const [first = '', second = ''] = world.amazon.made;
	world.amazon.change(first, { status: 'complete', shipments: [parcel('A', 1)] });
	await world.clock.pass(60 * 60_000);
	world.amazon.change(second, { status: 'complete', shipments: [parcel('B', 1)] });
	await world.confirm((await world.updates()).filter(({ order }) => order.id === '2'));
	expect((await world.updates()).map(({ order }) => order.id)).toEqual(['1']);
	await world.clock.pass(60 * 60_000);
	expect((await world.updates()).map(({ order }) => order.id)).toEqual(['1']);
});

it('turns units of a multipack into units of the store', async () => {
	world.amazon.skus.add('LAMP-PAIR');
	await world.database.links.set(
		[
			{
				channel: world.amazon.service.account,
				store: world.shop.source.account,
				sku: 'LAMP-PAIR',
				productId: 'CODE-LAMP',
				content: { unitsPerListing: 2 },
				rule: 'manual',
			},
		],
		0,
	);
	await world.send([{ id: '1', lines: [{ sku: 'LAMP', quantity: 4 }] }]);
	world.amazon.change(world.amazon.made[0] ?? '', {
		status: 'complete',
		shipments: [parcel('P', 2, { lines: [{ lineId: 'line-1x2', quantity: 2 }] })],
	});
	expect(await world.confirm(await world.updates())).toMatchObject([{ completed: true }]);
	expect(world.shop.of('1').parcels.get('P')?.lines).toEqual([{ lineId: 'line-1', quantity: 4 }]);
});

it('says once that an order failed, was shipped in part, or came back', async () => {
	const id = await sendOne();
	world.amazon.change(id, { status: 'completePartial', cancelled: 1, shipments: [parcel('P1', 1)] });
	const updates = await world.updates();
	expect(updates).toMatchObject([{ toConfirm: true, attention: { code: 'mcfPartial' } }]);
	expect(updates[0]?.attention?.text).toContain('SKU "TEE": 1 not shipped');
	expect((await world.updates())[0]).not.toHaveProperty('attention');
	await world.confirm(updates);
	expect(await world.sale('1041')).toMatchObject({ state: 'error', reason: { code: 'mcfPartial' } });
	expect(world.shop.of('1041').notes).toHaveLength(1);
	world.amazon.change(id, { status: 'complete', cancelled: 0, shipments: [parcel('P1', 1, { status: 'undeliverable' })] });
	expect(await world.updates()).toMatchObject([{ attention: { code: 'mcfUndelivered' } }]);
	expect(world.shop.of('1041').notes).toHaveLength(2);
});

it('notices within a day what became of a parcel, which Amazon does not call a change of its order', async () => {
	const id = await sendOne();
	await world.clock.pass(60_000);
	world.amazon.change(id, { status: 'complete', shipments: [parcel('P1', 2)] });
	await world.confirm(await world.updates());
	await world.clock.pass(60_000);
	await world.send([{ id: '1042' }]);
	await world.clock.pass(3 * 60_000);
	world.amazon.change(world.amazon.made[1] ?? '', { status: 'complete', shipments: [parcel('P2', 1)] });
	await world.confirm(await world.updates());
	world.amazon.silently(id, { shipments: [parcel('P1', 2, { status: 'returned' })] });
	expect(await world.updates()).toEqual([]);
	await world.clock.pass(DAY);
	expect(await world.updates()).toMatchObject([{ order: { id: '1041' }, attention: { code: 'mcfUndelivered' }, toConfirm: true }]);
});

it('warns once of a hold that ends soon, and lets it ship', async () => {
	await world.send([{ id: '1' }], { hold: true });
	await world.confirm(await world.updates());
	await world.clock.pass(9 * DAY);
	expect(await world.updates()).toEqual([]);
	await world.clock.pass(DAY);
	expect(await world.updates()).toMatchObject([{ attention: { code: 'mcfHoldExpiring' }, toConfirm: false }]);
	expect(await world.updates()).toEqual([]);
	expect(await world.release('1')).toMatchObject({ kind: 'done', action: 'released' });
	expect(await world.release('1')).toMatchObject({ kind: 'done', action: 'released' });
	expect(await world.sale('1')).toMatchObject({ state: 'synced' });
});

it('says that it is too late to cancel', async () => {
	const id = await sendOne();
	world.amazon.change(id, { status: 'complete', shipments: [parcel('P1', 2)] });
	expect(await world.cancel('1041')).toMatchObject({
		kind: 'attention',
		reason: { code: 'mcfTooLate', text: expect.stringContaining('Order 1041') },
	});
	world.shop.put({ id: '7' });
	expect(await world.cancel('7')).toMatchObject({ kind: 'done', action: 'skipped', reason: { code: 'mcfNotSent' } });
});

it('is left alone by orders of other shops at the same warehouse', async () => {
	const other = await FulfillWorld.open();
	await sendOne();
	for (const [id, stored] of world.amazon.orders)
		other.amazon.orders.set(
			id.replace(/^./, (digit) => (digit === '0' ? '1' : '0')),
			stored,
		);
	expect(await other.updates()).toEqual([]);
	await other.close();
});

it('tells the store once wherever the process dies, and when its answer is lost', async () => {
	for (let step = 1; ; step += 1) {
		const mine = await FulfillWorld.open();
		try {
			await mine.send([{ id: '1041' }]);
			mine.amazon.change(mine.amazon.made[0] ?? '', { status: 'complete', shipments: [parcel('P1', 1)] });
			if (step % 2 === 0) mine.shop.faults.next('write', 'lostAfter');
			const process = mine.process(step);
			await mine.confirm(await mine.updates(), {}, process).catch((error: unknown) => {
				if (!(error instanceof ProcessDied)) throw error;
			});
			for (let again = 0; again < 8; again += 1) {
				await mine.clock.pass(3 * 60_000);
				await mine.confirm(await mine.updates());
			}
			expect([process.died, mine.shop.of('1041').mails, mine.shop.of('1041').completed]).toEqual([process.died, ['P1'], true]);
			expect([process.died, (await mine.sale('1041'))?.frozen]).toEqual([process.died, true]);
			expect(await mine.updates()).toEqual([]);
			if (!process.isDead) return;
		} finally {
			await mine.close();
		}
	}
});

it('notes a failure at most once, and always in the log, wherever the process dies while it looks', async () => {
	let steps = 0;
	for (let step = 1; ; step += 1) {
		const mine = await FulfillWorld.open();
		try {
			await mine.send([{ id: '1041' }]);
			mine.amazon.change(mine.amazon.made[0] ?? '', { status: 'invalid' });
			const process = mine.process(step);
			await mine.updates(process).catch((error: unknown) => {
				if (!(error instanceof ProcessDied)) throw error;
			});
			for (let again = 0; again < 3; again += 1) {
				await mine.clock.pass(5 * 60_000);
				await mine.updates();
			}
			expect([process.died, await mine.sale('1041')]).toMatchObject([process.died, { state: 'error', reason: { code: 'mcfFailed' } }]);
			// A note that may have been written is not written again.
			const doubtful = ['after database.claims.begin', 'before sink.addNote'].includes(process.died ?? '');
			expect([process.died, mine.shop.of('1041').notes.length]).toEqual([process.died, doubtful ? 0 : 1]);
			expect(await mine.updates()).toEqual([]);
			if (!process.isDead) break;
			steps = step;
		} finally {
			await mine.close();
		}
	}
	expect(steps).toBeGreaterThan(20);
});

describe('an order whose id a warehouse would not take', () => {
	const id = 'gid://shopify/Order/450789469';

	it('is sent, followed, confirmed and cancelled like any other', async () => {
		await world.send([{ id, number: '#1001' }]);
		const [made = ''] = world.amazon.made;
		expect(made).toMatch(/^[A-Za-z0-9-]{1,40}$/);
		expect(await world.sendings(id)).toMatchObject([{ id: made, attempt: 1, order: world.ref(id) }]);
		expect(await world.cancel(id)).toMatchObject({ kind: 'done', action: 'cancelled', ids: [made] });
		await world.retry(id);
		await world.clock.pass(60_000);
		world.amazon.change(made, { status: 'complete', shipments: [parcel('P1', 1)] });
		const updates = await world.updates();
		expect(updates).toMatchObject([{ order: world.ref(id), number: '#1001', attempt: 1 }]);
		expect(await world.confirm(updates)).toMatchObject([{ action: 'written', completed: true }]);
		expect(world.shop.of(id).mails).toEqual(['P1']);
		expect(await world.updates()).toEqual([]);
	});

	it('is found by a database that did not send it as soon as that one sends it too', async () => {
		await world.send([{ id }]);
		const other = await FulfillWorld.open();
		for (const [name, stored] of world.amazon.orders) other.amazon.orders.set(name, stored);
		expect(await other.updates()).toEqual([]);
		expect(await other.send([{ id }])).toMatchObject([{ kind: 'done', action: 'unchanged' }]);
		expect(other.amazon.made).toEqual([]);
		expect(await other.updates()).toMatchObject([{ order: { id } }]);
		await other.close();
	});
});

it('remembers what a database that did not send it reads from the id alone', async () => {
	const id = await sendOne();
	const other = await FulfillWorld.open();
	for (const [name, stored] of world.amazon.orders) other.amazon.orders.set(name, stored);
	other.amazon.change(id, { status: 'complete', shipments: [parcel('P1', 2)] });
	other.shop.put({ id: '1041', lines: [{ sku: 'TEE', quantity: 2 }] });
	const updates = await other.updates();
	expect(updates).toMatchObject([{ order: other.ref('1041'), number: '1041', attempt: 1, toConfirm: true }]);
	expect(await other.confirm(updates)).toMatchObject([{ action: 'written', completed: true }]);
	expect(await other.sale('1041')).toMatchObject({ state: 'synced', targetOrderId: id, frozen: true });
	expect(await other.updates()).toEqual([]);
	await other.close();
});

it('remembers of each sending by itself what the shop was told', async () => {
	const first = await sendOne();
	await world.confirm(await world.updates());
	await world.clock.pass(60_000);
	world.amazon.change(first, { status: 'invalid' });
	await world.updates();
	await world.retry('1041');
	await world.send([{ id: '1041' }]);
	const [, second = ''] = world.amazon.made;
	await world.clock.pass(60_000);
	world.amazon.change(second, { status: 'complete', shipments: [parcel('P1', 2)] });
	expect((await world.updates()).map(({ shippedBy, attempt }) => [shippedBy.fulfillment, attempt])).toEqual([[second, 2]]);
	await world.confirm(await world.updates());
	expect(await world.updates()).toEqual([]);
	const told = await world.sendings('1041');
	expect(told.map(({ id, attempt }) => [id, attempt])).toEqual([
		[first, 1],
		[second, 2],
	]);
	expect(new Set(told.map(({ told: mark }) => mark)).size).toBe(2);
});

it('tells of an order that a person took off the list once, and of no other order than its own', async () => {
	const id = await sendOne();
	const sale = await world.sale('1041');
	if (sale === undefined) throw new Error('It was sent');
	const { source, orderId, target = sale.source } = sale;
	for (const state of ['cancelled', 'deleted'] as const) await world.database.sales.change([{ source, orderId, target, state }], 0);
	await world.clock.pass(60_000);
	world.amazon.change(id, { status: 'complete', shipments: [parcel('P1', 2)] });
	const [update] = await world.updates();
	if (update === undefined) throw new Error('It was shipped');
	world.shop.put({ id: '9' });
	await world.confirm([{ ...update, order: world.ref('9') }]);
	expect(await world.updates()).toHaveLength(1);
	await world.confirm([update]);
	expect(await world.sale('1041')).toMatchObject({ state: 'deleted', frozen: false });
	expect(await world.updates()).toEqual([]);
});

describe('when all of it has arrived', () => {
	const deliveredAt = async (): Promise<string | undefined> => (await world.sale('1041'))?.deliveredAt;

	it('by the warehouse: the log says since when', async () => {
		const id = await sendOne();
		await world.clock.pass(60_000);
		world.amazon.change(id, { status: 'complete', shipments: [parcel('P1', 1, { status: 'delivered' }), parcel('P2', 1)] });
		await world.confirm(await world.updates());
		expect(await deliveredAt()).toBeUndefined();
		await world.clock.pass(DAY);
		world.amazon.change(id, { status: 'complete', shipments: ['P1', 'P2'].map((one) => parcel(one, 1, { status: 'delivered' })) });
		await world.updates();
		expect(await deliveredAt()).toBeDefined();
		// Nobody else knows a carrier's parcels.
		expect(world.asked).toEqual([]);
	});

	it('by the carrier of the warehouse, where that does not say: asked until it arrived, and told to the store once', async () => {
		const id = await sendOne();
		const own = parcel('P1', 2, { carrier: 'Amazon Logistics', carrierCode: 'AMZN_DE' });
		await world.clock.pass(60_000);
		world.amazon.change(id, { status: 'complete', shipments: [own] });
		await world.confirm(await world.updates());
		expect([await deliveredAt(), world.asked]).toEqual([undefined, ['NUMBER-P1']]);
		world.whereabouts.set('NUMBER-P1', { deliveredAt: '2026-11-22T09:00:00.000Z' });
		await world.clock.pass(DAY + 60_000);
		const updates = await world.updates();
		expect(updates).toMatchObject([{ shipments: [{ status: 'delivered' }], toConfirm: true }]);
		expect(await deliveredAt()).toBe('2026-11-22T09:00:00.000Z');
		await world.confirm(updates);
		await world.clock.pass(DAY + 60_000);
		expect([await world.updates(), world.asked.length]).toEqual([[], 2]);
	});
});
