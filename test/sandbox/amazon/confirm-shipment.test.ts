import { readAmazonExchange, readAmazonSample } from '../../fixtures/amazon-samples';
import type { ParcelRefusalKind } from '../../../sandbox/amazon/shipments/parcel';
import { modelsDirectory } from '../../harness/amazon-models';
import { allData, day, iso, minute } from './caller';
import { callShipments, withOrder, type Answered, type ShipmentCaller } from './shipment-caller';

interface Recorded {
	readonly case: string;
	readonly status: number;
	readonly body?: { readonly errors: readonly { readonly code: string; readonly message: string; readonly details: string }[] };
	readonly messageContains?: string | readonly string[];
}

const recorded = readAmazonSample('confirm-shipment-errors') as readonly Recorded[];

const expectRecorded = (answer: Answered, name: string): void => {
	const found = recorded.find((entry) => entry.case === name);
	if (found === undefined) throw new Error(`Nothing was recorded under ${name}`);
	expect(answer.status).toBe(found.status);
	const [error] = (JSON.parse(answer.text) as { errors: { code: string; message: string; details?: string }[] }).errors;
	for (const part of [found.messageContains ?? []].flat()) expect(error?.message).toContain(part);
	if (found.body === undefined) return;
	const [wanted] = found.body.errors;
	expect(Object.keys(error ?? {}).sort()).toEqual(Object.keys(wanted ?? {}).sort());
	expect({ code: error?.code, details: error?.details }).toEqual({ code: wanted?.code, details: wanted?.details });
	expect(error?.message.replace(/902-\d+/g, '250-0000000-0000001').replace('OrderItemId 7 ', 'OrderItemId  ')).toBe(wanted?.message);
};

const itemsOf = (amazon: ShipmentCaller, orderId: string, ...quantities: readonly number[]): object => ({
	orderItems: amazon
		.order(orderId)
		.orderItems.map(({ orderItemId }, position) => ({ orderItemId, quantity: quantities[position] ?? 0 }))
		.filter(({ quantity }) => quantity > 0),
});

describe('confirmShipment', () => {
	it('answers as recorded: 204 without a body, and the order is shipped in a package of the merchant', async () => {
		const amazon = await callShipments();
		const { orderItems } = amazon.place('902-1');
		const answer = await amazon.confirm('902-1');
		const { response } = readAmazonExchange('confirm-shipment-1');
		expect(answer).toMatchObject({ status: response.status, text: response.body });
		expect(answer.headers['x-amzn-ratelimit-limit']).toBe('2.0');
		const order = amazon.order('902-1');
		expect(order.fulfillment?.fulfillmentStatus).toBe('SHIPPED');
		expect(order.lastUpdatedTime).toBe(iso(amazon.sandbox.clock.now()));
		expect(order.packages).toMatchObject([
			{
				packageReferenceId: '1',
				packageStatus: { status: 'SHIPPED' },
				carrier: 'DHL',
				trackingNumber: '00340434161094000001',
				packageItems: orderItems.map(({ orderItemId, quantityOrdered }) => ({ orderItemId, quantity: quantityOrdered })),
			},
		]);
		expect(order.orderItems.map(({ fulfillment }) => fulfillment?.quantityFulfilled)).toEqual([2, 1]);
		expect((await amazon.getOrder('902-1', { includedData: allData })).body.order.packages).toEqual(order.packages);
		expect(amazon.truth('902-1')).toMatchObject({ status: 'SHIPPED', byCall: 1, byFeed: 0, confirmed: { taken: 1 } });
		expect(amazon.damageKinds()).toEqual([]);
	});

	it('shows in a search two minutes later only', async () => {
		const amazon = await withOrder();
		amazon.sandbox.clock.advance(day);
		const since = iso(amazon.sandbox.clock.now() - minute);
		await amazon.confirm('902-1', { shipDate: iso(amazon.sandbox.clock.now() - minute) });
		const search = async () => {
			await amazon.logIn();
			const before = iso(amazon.sandbox.clock.now() - 2 * minute);
			return (await amazon.search({ lastUpdatedAfter: since, lastUpdatedBefore: before })).body.orders;
		};
		amazon.sandbox.clock.advance(90_000);
		expect(await search()).toEqual([]);
		amazon.sandbox.clock.advance(2 * minute);
		expect(await search()).toHaveLength(1);
	});

	it('has a plan of two a second after ten at once', async () => {
		const amazon = await callShipments();
		const statuses: number[] = [];
		for (let call = 0; call < 11; call += 1)
			statuses.push((await amazon.confirm('902-9', { orderItems: [{ orderItemId: '7', quantity: 1 }] })).status);
		expect(statuses.filter((status) => status === 429)).toHaveLength(1);
		amazon.sandbox.clock.advance(500);
		expect((await amazon.confirm('902-9', { orderItems: [{ orderItemId: '7', quantity: 1 }] })).status).toBe(400);
	});
});

describe('what confirmShipment reads of a request', () => {
	it.each<[string, object, string]>([
		['no reference', { packageReferenceId: undefined }, 'packageReferenceId missing or not a number'],
		['a reference of words', { packageReferenceId: 'PKG-1' }, 'packageReferenceId missing or not a number'],
		['a reference of 0', { packageReferenceId: '0' }, 'packageReferenceId missing or not a number'],
		['a negative reference', { packageReferenceId: '-1' }, 'packageReferenceId missing or not a number'],
		['a reference as a JSON number', { packageReferenceId: 1 }, 'packageReferenceId sent as JSON number (since 2026-01)'],
		['items as an object', { orderItems: {} }, 'orderItems sent as an object, or wrong item id'],
		['an item of another order', { orderItems: [{ orderItemId: '7', quantity: 1 }] }, 'orderItems sent as an object, or wrong item id'],
		['a carrier that is not listed', { carrierCode: 'Zeleris Express' }, 'carrier not supported'],
		['a carrier in another case', { carrierCode: 'dhl' }, 'carrier not supported'],
	])('refuses %s in recorded words', async (_name, detail, name) => {
		const amazon = await withOrder();
		expectRecorded(await amazon.confirm('902-1', detail), name);
		expect(amazon.truth('902-1').status).toBe('UNSHIPPED');
	});

	it.each<readonly [string, object, object]>([
		['no carrier', { carrierCode: undefined }, {}],
		['Other without a name', { carrierCode: 'Other' }, {}],
		['a carrier that is a number', { carrierCode: 5 }, {}],
		['no tracking number', { trackingNumber: undefined }, {}],
		['an empty tracking number', { trackingNumber: ' ' }, {}],
		['no ship date', { shipDate: undefined }, {}],
		['a ship date of another form', { shipDate: '02/21/2022' }, {}],
		['a ship date without a zone', { shipDate: '2026-11-21T10:00:00' }, {}],
		['a day that is none', { shipDate: '2026-11-41T10:00:00Z' }, {}],
		['a ship date before the order', { shipDate: '2026-11-20T11:59:59Z' }, {}],
		['a ship date in the future', { shipDate: '2026-11-21T12:00:01Z' }, {}],
		['no items', { orderItems: undefined }, {}],
		['an empty list of items', { orderItems: [] }, {}],
		['a quantity of 0', { orderItems: [{ orderItemId: '7', quantity: 0 }] }, {}],
		['a quantity as a text', { orderItems: [{ orderItemId: '7', quantity: '1' }] }, {}],
		['half a unit', { orderItems: [{ orderItemId: '7', quantity: 0.5 }] }, {}],
		['an item without a quantity', { orderItems: [{ orderItemId: '7' }] }, {}],
		['no marketplace', {}, { marketplaceId: undefined }],
		["a marketplace that is not the order's", {}, { marketplaceId: 'A13V1IB3VIYZZH' }],
		['a marketplace of another region', {}, { marketplaceId: 'ATVPDKIKX0DER' }],
		['no package', {}, { packageDetail: undefined }],
		['a method of payment that is none', {}, { codCollectionMethod: 'Cash' }],
	])('refuses %s', async (_name, detail, payload) => {
		const amazon = await withOrder();
		expect((await amazon.confirm('902-1', detail, payload)).status).toBe(400);
		expect(amazon.truth('902-1').status).toBe('UNSHIPPED');
		expect(amazon.order('902-1').packages).toBeUndefined();
	});

	it('takes a moment of just now, another zone, Other with a name, and the same item twice', async () => {
		const amazon = await withOrder();
		const [first] = amazon.order('902-1').orderItems;
		const twice = [1, 1].map((quantity) => ({ orderItemId: first?.orderItemId, quantity }));
		const shipDate = '2026-11-21T13:00:00+01:00';
		expect((await amazon.confirm('902-1', { carrierCode: 'Other', carrierName: 'Zufall', shipDate, orderItems: twice })).status).toBe(204);
		expect(amazon.order('902-1').packages).toMatchObject([{ carrier: 'Zufall', packageItems: [{ quantity: 2 }] }]);
		expect(amazon.sandbox.amazon.shipments.figures()).toMatchObject({ tracked: 1, otherCarrier: 1 });
	});

	it('counts a field that the model does not know as damage', async () => {
		const amazon = await withOrder();
		await amazon.confirm('902-1', { weight: 5 });
		expect(amazon.damageKinds()).toEqual(modelsDirectory === undefined ? [] : ['modelViolation']);
	});
});

describe('what confirmShipment says of the order', () => {
	const cases: Readonly<Record<Exclude<ParcelRefusalKind, 'noItem'>, string>> = {
		noOrder: 'cancelled order: its items are gone',
		cancelled: 'cancelled order: its items are gone',
		state: 'order state refuses',
		fulfilled: 'already fulfilled, or edit of an unknown package',
		tooMany: 'more units than open',
		edits: 'too many edits / stale package',
		blocked: 'tracking number blocked',
		duplicate: 'tracking number used before',
	};

	it('is not there, or of another seller', async () => {
		const amazon = await callShipments();
		const items = { orderItems: [{ orderItemId: '7', quantity: 1 }] };
		expectRecorded(await amazon.confirm('902-9', items), cases.noOrder);
		amazon.place('902-2', { sellerId: 'A1SANDBOXNA', marketplaceId: 'ATVPDKIKX0DER' });
		expectRecorded(await amazon.confirm('902-2', items), cases.noOrder);
	});

	it('is cancelled, wholly or this line of it', async () => {
		const amazon = await withOrder();
		const items = itemsOf(amazon, '902-1', 2, 1);
		const [, second] = amazon.order('902-1').orderItems;
		amazon.sandbox.amazon.orders.cancel('902-1', { orderItemIds: [second?.orderItemId ?? ''] });
		const answer = await amazon.confirm('902-1', items);
		expect(answer.message).toContain(`OrderItemId ${second?.orderItemId} is invalid`);
		amazon.sandbox.amazon.orders.cancel('902-1');
		expectRecorded(await amazon.confirm('902-1', items), cases.cancelled);
	});

	it.each([
		['shipped by Amazon', { fulfilledBy: 'AMAZON' }],
		['of FBM_SHIP_PLUS', { programs: ['FBM_SHIP_PLUS'] }],
		['of Easy Ship', { programs: ['AMAZON_EASY_SHIP'] }],
		['pending', { status: 'PENDING' }],
		['unfulfillable', { status: 'UNFULFILLABLE' }],
	])('is %s', async (_name, more) => {
		const amazon = await withOrder(more);
		expectRecorded(await amazon.confirm('902-1'), cases.state);
		expect(amazon.order('902-1').packages).toBeUndefined();
	});

	it('has a label that was bought at Amazon, which ships by itself when it is scanned', async () => {
		const amazon = await withOrder();
		await amazon.control('shipments/label', { orderId: '902-1' });
		expect(amazon.truth('902-1')).toMatchObject({ status: 'UNSHIPPED', packages: [{ status: 'PENDING' }] });
		expectRecorded(await amazon.confirm('902-1'), cases.state);
		await amazon.control('shipments/progress', { orderId: '902-1', status: 'IN_TRANSIT' });
		expect(amazon.truth('902-1')).toMatchObject({ status: 'SHIPPED', packages: [{ status: 'IN_TRANSIT' }] });
		expect(amazon.order('902-1').orderItems.map(({ fulfillment }) => fulfillment?.quantityUnfulfilled)).toEqual([0, 0]);
	});

	it('is fulfilled already', async () => {
		const amazon = await withOrder();
		await amazon.confirm('902-1');
		expectRecorded(await amazon.confirm('902-1', { packageReferenceId: '2', trackingNumber: 'OTHER' }), cases.fulfilled);
		expect(amazon.order('902-1').packages).toHaveLength(1);
		expect(amazon.damageKinds()).toEqual([]);
	});

	it('has fewer units open: nothing of it is taken', async () => {
		const amazon = await withOrder();
		expectRecorded(await amazon.confirm('902-1', itemsOf(amazon, '902-1', 3, 1)), cases.tooMany);
		expect(amazon.truth('902-1').status).toBe('UNSHIPPED');
		await amazon.confirm('902-1', itemsOf(amazon, '902-1', 1));
		expect(amazon.truth('902-1').status).toBe('PARTIALLY_SHIPPED');
		expectRecorded(await amazon.confirm('902-1', { packageReferenceId: '2', ...itemsOf(amazon, '902-1', 2) }), cases.tooMany);
		expect(
			(await amazon.confirm('902-1', { packageReferenceId: '2', trackingNumber: 'T2', ...itemsOf(amazon, '902-1', 1, 1) })).status,
		).toBe(204);
		expect(amazon.truth('902-1')).toMatchObject({ status: 'SHIPPED', packages: [{ reference: '1' }, { reference: '2' }] });
		expect(amazon.damageKinds()).toEqual([]);
	});

	it('knows the reference: the package is changed, in number, carrier and units, until it was changed too often', async () => {
		const amazon = await withOrder();
		await amazon.control('shipments/settings', { mostEdits: 2 });
		await amazon.confirm('902-1');
		const before = amazon.order('902-1').packages?.[0]?.createdTime;
		amazon.sandbox.clock.advance(minute);
		await amazon.confirm('902-1', { trackingNumber: 'NEW', carrierCode: 'GLS' });
		expect(amazon.order('902-1').packages).toMatchObject([
			{ packageReferenceId: '1', trackingNumber: 'NEW', carrier: 'GLS', createdTime: before },
		]);
		expect((await amazon.confirm('902-1', { trackingNumber: 'NEW', ...itemsOf(amazon, '902-1', 1, 1) })).status).toBe(204);
		expect(amazon.truth('902-1')).toMatchObject({ status: 'PARTIALLY_SHIPPED', confirmed: { taken: 1, edited: 2 } });
		expectRecorded(await amazon.confirm('902-1'), cases.edits);
	});

	it('has a package whose number is of another order, where that is refused, and one that is blocked', async () => {
		const amazon = await withOrder();
		amazon.place('902-2');
		await amazon.control('shipments/settings', { refusesUsedNumbers: true });
		await amazon.control('shipments/block', { trackingNumber: 'BAD 1' });
		await amazon.confirm('902-1', { trackingNumber: 'T-1' });
		expectRecorded(await amazon.confirm('902-2', { trackingNumber: 't1' }), cases.duplicate);
		expectRecorded(await amazon.confirm('902-2', { trackingNumber: 'bad1' }), cases.blocked);
		expect((await amazon.confirm('902-1', { trackingNumber: 'T-1', carrierCode: 'GLS' })).status).toBe(204);
	});

	it('names a listed carrier as Other, where that is refused', async () => {
		const amazon = await withOrder();
		await amazon.control('shipments/settings', { correctsCarrierNames: true });
		expectRecorded(await amazon.confirm('902-1', { carrierCode: 'Other', carrierName: 'seur' }), 'carrier name to be corrected');
		expect((await amazon.confirm('902-1', { carrierCode: 'Other', carrierName: 'Zufall' })).status).toBe(204);
	});

	it('may not be confirmed by an application without a role for it', async () => {
		const amazon = await withOrder();
		const { clientId } = amazon.sandbox.amazonCredentials()[0] ?? { clientId: '' };
		await amazon.control('roles', { clientId, roles: ['Product Listing', 'Amazon Fulfillment'] });
		expectRecorded(await amazon.confirm('902-1'), 'no access (403)');
		await amazon.control('roles', { clientId, roles: ['Direct-to-Consumer Shipping'] });
		expect((await amazon.confirm('902-1')).status).toBe(204);
	});
});
