import { accountKey } from '../../../src/domain/account';
import type { Sale } from '../../../src/ports/database';
import type { Shipment } from '../../../src/domain/shipment';
import { PlatformError } from '../../../src/domain/platform-error';
import { settledAfter } from '../../../src/usecases/once';
import { SHOP } from '../../fixtures/memory-platform/memory-shop';
import { FulfillWorld } from './fulfill-world';

let world: FulfillWorld;
beforeEach(async () => {
	world = await FulfillWorld.open();
});
afterEach(async () => {
	await world.close();
});

const ID = '12';
const LOST = { id: ID, key: '1a2b3c4d', createdAt: '2026-11-21T07:00:00.000Z' };
const OTHER = { id: ID, key: '5e6f7a8b', createdAt: '2026-11-21T07:30:00.000Z' };

const parcel = (id: string): Shipment => ({
	id,
	carrier: 'DHL',
	trackingNumber: `NUMBER-${id}`,
	status: 'inTransit',
	lines: [{ lineId: 'line-1', quantity: 1 }],
});
const sales = async (): Promise<readonly Sale[]> => await world.database.sales.list({ account: accountKey(SHOP), limit: 10 });
const byKey = async (): Promise<Readonly<Record<string, readonly unknown[]>>> =>
	Object.fromEntries(
		(await sales()).map(({ orderKey = '', state, reason, targetOrderId }) => [orderKey, [state, reason?.code, targetOrderId]]),
	);
/** The shop is restored from a backup, and the next customer gets the id. */
const restore = (): void => {
	world.shop.put(OTHER);
};

describe('an order that gets the id of another, whose shop was restored from a backup', () => {
	it('is sent under an id of its own, and both stand in the log', async () => {
		await world.send([LOST]);
		restore();
		expect(await world.send([OTHER])).toMatchObject([{ kind: 'done', action: 'sent', fulfillment: { attempt: 1 } }]);
		const [first = '', second = ''] = world.amazon.made;
		expect([world.amazon.made.length, first === second]).toEqual([2, false]);
		expect(await byKey()).toEqual({ [LOST.key]: ['synced', undefined, first], [OTHER.key]: ['synced', undefined, second] });
		expect(await world.send([OTHER])).toMatchObject([{ kind: 'done', action: 'unchanged', fulfillment: { id: second } }]);
		expect(world.amazon.made).toHaveLength(2);
	});

	it('never shows the parcels of the other, whose row says that it is gone', async () => {
		await world.send([LOST]);
		restore();
		await world.send([OTHER]);
		const [first = '', second = ''] = world.amazon.made;
		await world.clock.pass(60_000);
		world.amazon.change(first, { status: 'complete', shipments: [parcel('A')] });
		world.amazon.change(second, { status: 'complete', shipments: [parcel('B')] });
		const updates = await world.updates();
		expect(updates.map(({ order }) => order.key)).toEqual([LOST.key, OTHER.key]);
		expect(await world.confirm(updates)).toMatchObject([
			{ kind: 'attention', reason: { code: 'shipmentOrderGone' } },
			{ kind: 'confirmed', action: 'written', completed: true },
		]);
		expect([...world.shop.of(ID).parcels.keys(), ...world.shop.of(ID).mails]).toEqual(['B', 'B']);
		expect(world.shop.of(ID).notes).toEqual([]);
		expect(await byKey()).toEqual({ [LOST.key]: ['error', 'shipmentOrderGone', first], [OTHER.key]: ['synced', undefined, second] });
		expect(await world.updates()).toEqual([]);
	});

	it('gets no note about what became of the other', async () => {
		await world.send([LOST]);
		restore();
		world.amazon.change(world.amazon.made[0] ?? '', { status: 'invalid' });
		expect(await world.updates()).toMatchObject([{ order: { key: LOST.key }, attention: { code: 'mcfFailed' } }]);
		expect(world.shop.of(ID).notes).toEqual([]);
	});

	it('is not sent for the item of the other, which says that it is gone', async () => {
		world.shop.put(LOST);
		const lost = world.shop.orders.get(ID);
		restore();
		const other = world.shop.orders.get(ID);
		if (lost === undefined || other === undefined) throw new Error('They were placed');
		// Both in one run: the items are of before, the shop is read anew.
		world.shop.orders.set(ID, lost);
		const late = world.work([LOST]);
		world.shop.orders.set(ID, other);
		expect(await world.clock.run(late)).toMatchObject([{ kind: 'attention', reason: { code: 'mcfOrderGone' } }]);
		expect(world.amazon.made).toEqual([]);
		expect(await byKey()).toEqual({ [LOST.key]: ['error', 'mcfOrderGone', undefined] });
	});

	it('is not cancelled or released for the other', async () => {
		await world.send([LOST], { hold: true });
		restore();
		expect(await world.cancel(ID)).toMatchObject({ kind: 'done', action: 'skipped', reason: { code: 'mcfNotSent' } });
		expect(await world.release(ID)).toMatchObject({ kind: 'done', action: 'skipped' });
		await world.send([OTHER], { hold: true });
		expect(await world.cancel(ID)).toMatchObject({ kind: 'done', action: 'cancelled', ids: [world.amazon.made[1]] });
		expect([...world.amazon.orders.values()].map(({ status }) => status)).toEqual(['held', 'cancelled']);
		expect((await sales()).map(({ orderKey, state }) => [orderKey, state])).toEqual([
			[OTHER.key, 'cancelled'],
			[LOST.key, 'synced'],
		]);
	});

	it('is told apart by a database that sent neither', async () => {
		await world.send([LOST]);
		restore();
		await world.send([OTHER]);
		const [first = '', second = ''] = world.amazon.made;
		const other = await FulfillWorld.open();
		for (const [name, stored] of world.amazon.orders) other.amazon.orders.set(name, stored);
		other.amazon.change(first, { status: 'complete', shipments: [parcel('A')] });
		other.amazon.change(second, { status: 'complete', shipments: [parcel('B')] });
		other.shop.put(OTHER);
		expect(await other.confirm(await other.updates())).toMatchObject([{ kind: 'attention' }, { kind: 'confirmed' }]);
		expect([...other.shop.of(ID).parcels.keys()]).toEqual(['B']);
		expect(await other.updates()).toEqual([]);
		await other.close();
	});
});

describe('an id that Amazon calls taken', () => {
	const A = { id: '1041', key: '1a2b3c4d' };

	it('counts as sent only where this very order stands under it: else it settles, and then a person is told', async () => {
		await world.send([A]);
		const stored = [...world.amazon.orders];
		const other = await FulfillWorld.open();
		for (const [name, known] of stored) other.amazon.orders.set(name, known);
		const more = { ...A, lines: [{ sku: 'TEE', quantity: 4 }] };
		expect(await other.send([more])).toMatchObject([{ kind: 'attention', reason: { code: 'mcfOutcomeUnknown' } }]);
		expect(await other.sale('1041')).toMatchObject({ state: 'pending', nextAttemptAt: expect.any(String) as string });
		expect(other.shop.of('1041').notes).toEqual([]);
		await other.clock.pass(settledAfter(other.amazon.service.settleMs));
		expect(await other.send([more])).toMatchObject([{ kind: 'attention', reason: { code: 'mcfIdTaken' } }]);
		expect(await other.sale('1041')).toMatchObject({ state: 'error', reason: { code: 'mcfIdTaken' } });
		expect((await other.sale('1041'))?.reason?.text).toContain(stored[0]?.[0] ?? '?');
		expect([other.shop.of('1041').notes.length, other.amazon.made]).toEqual([1, []]);
		await other.close();
	});

	it('and shows nothing under it, is asked again, and told', async () => {
		const create = jest.spyOn(world.amazon.service, 'create').mockResolvedValue({ kind: 'taken' });
		expect(await world.send([A])).toMatchObject([{ kind: 'attention', reason: { code: 'mcfOutcomeUnknown' } }]);
		await world.clock.pass(settledAfter(world.amazon.service.settleMs));
		expect(await world.send([A])).toMatchObject([{ kind: 'attention', reason: { code: 'mcfIdTaken' } }]);
		create.mockRestore();
		await world.retry('1041');
		expect(await world.send([A])).toMatchObject([{ kind: 'done', action: 'sent' }]);
	});
});

describe('one order that is refused', () => {
	const denied = new PlatformError('Not this one', { platform: 'memory', kind: 'permission', operation: 'get', status: 403 });
	const three = ['1', '2', '3'].map((id) => ({ id }));

	it('by the shop stops none beside it, while the shop answers for the others', async () => {
		const get = world.shop.source.get.bind(world.shop.source);
		jest.spyOn(world.shop.source, 'get').mockImplementation(async (id) => await (id === '2' ? Promise.reject(denied) : get(id)));
		expect(await world.send(three)).toMatchObject([
			{ action: 'sent' },
			{ kind: 'attention', reason: { code: 'contract' } },
			{ action: 'sent' },
		]);
		expect(await world.sale('2')).toMatchObject({ state: 'error' });
	});

	it('by the warehouse stops none beside it, in a preview either', async () => {
		const { service } = world.amazon;
		const [create, preview] = [service.create.bind(service), service.preview.bind(service)];
		jest
			.spyOn(service, 'create')
			.mockImplementation(async (request) => await (request.displayId === '2' ? Promise.reject(denied) : create(request)));
		jest
			.spyOn(service, 'preview')
			.mockImplementation(async (request) => await (request.displayId === '2' ? Promise.reject(denied) : preview(request)));
		expect(await world.preview(three)).toMatchObject([{ action: 'planned' }, { kind: 'attention' }, { action: 'planned' }]);
		expect(await world.send(three)).toMatchObject([
			{ action: 'sent' },
			{ kind: 'attention', reason: { code: 'mcfRejected' } },
			{ action: 'sent' },
		]);
	});

	it('concerns all where nothing at all can be read', async () => {
		jest.spyOn(world.shop.source, 'get').mockRejectedValue(denied);
		jest.spyOn(world.shop.source, 'now').mockRejectedValue(denied);
		await expect(world.send(three)).rejects.toBe(denied);
	});

	it('while its parcels are told stops none beside it', async () => {
		await world.send(three);
		await world.clock.pass(60_000);
		for (const id of world.amazon.made) world.amazon.change(id, { status: 'complete', shipments: [parcel('P')] });
		const write = world.shop.sink.write.bind(world.shop.sink);
		jest
			.spyOn(world.shop.sink, 'write')
			.mockImplementation(async (order, ...rest) => await (order.id === '2' ? Promise.reject(denied) : write(order, ...rest)));
		expect(await world.confirm(await world.updates())).toMatchObject([
			{ kind: 'confirmed' },
			{ kind: 'attention', reason: { code: 'shipmentRejected' } },
			{ kind: 'confirmed' },
		]);
	});

	it('for its SKU alone does not keep the SKUs of the others from being known', async () => {
		const summaries = world.amazon.inventory.summaries.bind(world.amazon.inventory);
		const odd = new PlatformError('Not this SKU', { platform: 'memory', kind: 'rejected', operation: 'summaries', status: 400 });
		jest
			.spyOn(world.amazon.inventory, 'summaries')
			.mockImplementation(async (skus) => await (skus.includes('ODD,1') ? Promise.reject(odd) : summaries(skus)));
		expect(await world.send([{ id: '1' }, { id: '2', lines: [{ sku: 'ODD,1' }] }, { id: '3' }])).toMatchObject([
			{ action: 'sent' },
			{ kind: 'attention' },
			{ action: 'sent' },
		]);
	});
});

it('cancels at Amazon what a person took off the list, and leaves it off', async () => {
	await world.send([{ id: ID }]);
	const sale = await world.sale(ID);
	if (sale === undefined) throw new Error('It was sent');
	const { source, orderId, target = sale.source } = sale;
	for (const state of ['cancelled', 'deleted'] as const) await world.database.sales.change([{ source, orderId, target, state }], 0);
	expect(await world.cancel(ID)).toMatchObject({ kind: 'done', action: 'cancelled' });
	expect(await world.sale(ID)).toMatchObject({ state: 'deleted' });
	expect([...world.amazon.orders.values()].map(({ status }) => status)).toEqual(['cancelled']);
});

describe('a clock that runs ahead for a minute', () => {
	it('leaves no change at Amazon untold', async () => {
		await world.send([{ id: ID }]);
		await world.confirm(await world.updates());
		const now = jest.spyOn(world.clock, 'now');
		now.mockReturnValue(world.clock.now() + 60 * 24 * 60 * 60_000);
		await world.updates();
		now.mockRestore();
		await world.clock.pass(60_000);
		world.amazon.change(world.amazon.made[0] ?? '', { status: 'complete', shipments: [parcel('P')] });
		expect(await world.updates()).toMatchObject([{ order: { id: ID }, toConfirm: true }]);
	});
});
