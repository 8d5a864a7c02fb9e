import { accountKey } from '../../src/domain/account';
import { orderId } from '../../src/domain/ids';
import { createAmazon } from '../../src/platforms/amazon';
import { fulfillmentId } from '../../src/usecases/fulfill/fulfillment-id';
import { fulfillmentUpdates, type FulfillmentUpdates } from '../../src/usecases/fulfill/updates';
import seen from '../fixtures/cases/mcf-list-foreign-order-403.json';
import { SHOP } from '../fixtures/memory-platform/memory-shop';
import { connectionTo, surroundings } from '../platforms/amazon/connections';
import { listed2020, order2020, shipment2020, tracking2020 } from '../platforms/amazon/fulfillment/wire-states';
import { answering, page, RawServer, type Answer } from '../platforms/amazon/raw-server';
import { FulfillWorld } from '../unit/usecases/fulfill-world';

const FOREIGN = seen.list.payload.fulfillmentOrders[1]?.sellerFulfillmentOrderId ?? '';
const denied = answering(seen.getFulfillmentOrder_of_foreign.status, seen.getFulfillmentOrder_of_foreign.body);

describe('what Amazon does not show of one order keeps no other from being told', () => {
	let server: RawServer;
	let world: FulfillWorld;
	let shop: string;
	const idOf = (id: string): string => fulfillmentId(shop, { order: { id: orderId(id) }, attempt: 1 });
	/** By the id of a fulfillment order. */
	let answers: Map<string, Answer>;
	let listed: object[];
	beforeEach(async () => {
		[server, world] = [await new RawServer().start(), await FulfillWorld.open()];
		shop = (await world.database.accounts.names(accountKey(SHOP))).own;
		listed = [idOf('1'), FOREIGN, idOf('2'), idOf('3')].map((id) =>
			listed2020({ sellerFulfillmentOrderId: id, statusUpdatedDate: new Date(world.clock.now() - 60_000).toISOString() }),
		);
		answers = new Map(
			['1', '2', '3'].map((id) => [
				idOf(id),
				answering(200, order2020({ ...listed[0], sellerFulfillmentOrderId: idOf(id) }, [shipment2020()])),
			]),
		);
		answers.set(FOREIGN, denied);
		const route: Answer = (request, response, socket) => {
			const id = decodeURIComponent(request.path.split('/').at(-1) ?? '').replaceAll('+', ' ');
			const known = id === 'fulfillmentOrders' ? answering(200, { payload: { fulfillmentOrders: listed } }) : answers.get(id);
			(known ?? answering(200, tracking2020()))(request, response, socket);
		};
		server.answers = [route];
	});
	afterEach(async () => {
		await Promise.all([server.stop(), world.close()]);
	});

	const service = () => createAmazon(connectionTo(server.url), surroundings(), { mcfApi: '2020-07-01' }).fulfillment();
	const look = async (): Promise<FulfillmentUpdates> => await fulfillmentUpdates({ ...world.deps(), service: service() });
	const ids = ({ updates }: FulfillmentUpdates): readonly string[] => updates.map(({ order }) => order.id);
	const inLog = async (): Promise<readonly (readonly unknown[])[]> =>
		(await world.database.sales.list({ account: accountKey(SHOP), limit: 10 })).map(({ orderId: id, state, reason }) => [
			id,
			state,
			reason?.code,
		]);

	it('a foreign order is left out, and not even asked for', async () => {
		expect(ids(await look())).toEqual(['1', '2', '3']);
		expect(server.calls().filter(({ path }) => path.includes('CONSUMER'))).toEqual([]);
		expect(await inLog()).toEqual([]);
	});

	it.each<[string, Answer]>([
		['403', denied],
		['400', answering(400, { errors: [{ code: 'InvalidInput', message: 'Invalid Input' }] })],
		['404', answering(404, { errors: [{ code: 'NotFound', message: 'x' }] })],
		['500', answering(500, { errors: [{ code: 'InternalFailure', message: 'x' }] })],
		['a page', page(200)],
		['an odd shape', answering(200, { payload: { fulfillmentOrder: { sellerFulfillmentOrderId: 7 } } })],
		['a status of another world', answering(200, order2020({ fulfillmentOrderStatus: 'constructor', receivedDate: 'no' }))],
	])('one of ours that is answered with %s stands in the log by its id, and is told once it can be read', async (_name, odd) => {
		const good = answers.get(idOf('2'));
		answers.set(idOf('2'), odd);
		const first = await look();
		expect([ids(first), first.stopped]).toEqual([['1', '3'], undefined]);
		expect(await inLog()).toEqual([['2', 'error', 'mcfUnreadable']]);
		const [row] = await world.database.sales.list({ account: accountKey(SHOP), limit: 1 });
		expect(row?.reason?.text).toContain(idOf('2'));
		const stream = { account: accountKey(service().account), shop: accountKey(SHOP), kind: 'fulfillments' } as const;
		expect((await world.database.streams.position(stream))?.from).toBeDefined();
		await look();
		expect((await world.database.sales.history(row?.id ?? 0, accountKey(SHOP))).length).toBe(1);
		if (good !== undefined) answers.set(idOf('2'), good);
		expect(ids(await look())).toEqual(['1', '2', '3']);
		expect(await inLog()).toEqual([['2', 'synced', undefined]]);
	});

	it('a warehouse that answers for nobody is out of reach: nothing is blamed on an order', async () => {
		for (const id of ['1', '2', '3']) answers.set(idOf(id), answering(503, {}));
		const { updates, stopped } = await look();
		expect([updates, stopped?.passing]).toEqual([[], true]);
		expect(await inLog()).toEqual([]);
	});
});
