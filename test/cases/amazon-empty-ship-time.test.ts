import { createAmazon } from '../../src/platforms/amazon';
import { connectionTo, surroundings } from '../platforms/amazon/connections';
import { answering, RawServer } from '../platforms/amazon/raw-server';
import wish from '../fixtures/cases/amazon-empty-ship-time.json';

const [parcel] = wish.order.packages;
const [item] = wish.order.orderItems;

describe(wish.right, () => {
	let server: RawServer;
	beforeEach(async () => {
		server = await new RawServer().start();
	});
	afterEach(() => server.stop());

	const read = async (odd: object) => {
		server.answers = [answering(200, { orders: [{ ...wish.order, ...odd }], lastUpdatedBefore: '2026-11-21T11:58:00Z' })];
		const { orderSource } = createAmazon(connectionTo(server.url), surroundings());
		return await orderSource.search({ by: 'updated', from: '2024-12-24T00:00:00.000Z', personalData: true });
	};

	it('keeps its parcel', async () => {
		const { orders, unreadable } = await read({});
		expect(unreadable).toEqual([]);
		expect(orders[0]?.packages).toMatchObject([{ id: 'UK-PKG-CONSUMER-2024-002', trackingNumber: '15501234567890123456' }]);
		expect(orders[0]?.packages[0]).not.toHaveProperty('shippedAt');
	});

	it.each([undefined, null, '', {}])('keeps a parcel without an id, by its place (%j)', async (packageReferenceId) => {
		const { orders, unreadable } = await read({ packages: [{ ...parcel, packageReferenceId }] });
		expect(unreadable).toEqual([]);
		expect(orders[0]?.packages).toMatchObject([{ id: '1', trackingNumber: '15501234567890123456', lines: [{ quantity: 1 }] }]);
	});

	const fulfillment = { ...wish.order.fulfillment, shipByWindow: { earliestDateTime: '', latestDateTime: 'soon' } };
	it.each([
		['a window without dates', { fulfillment }],
		['a service level that is none', { fulfillment: { ...wish.order.fulfillment, fulfillmentServiceLevel: {} } }],
		['a parcel without pieces', { packages: [{ ...parcel, packageItems: [{ orderItemId: '20276543210987' }] }] }],
		['a parcel in a state that is new', { packages: [{ ...parcel, packageStatus: { status: 'LOST_IN_SPACE' } }] }],
		['programs that are none', { programs: [null, 7, 'NEW_PROGRAM'] }],
		['programs of an item that are none', { orderItems: [{ ...item, programs: [null] }] }],
		['a measure in a text', { orderItems: [{ ...item, measurement: { unit: 'COUNT', value: '1' } }] }],
		['a wish to cancel that is none', { orderItems: [{ ...item, cancellation: { cancellationRequest: 'yes' } }] }],
		['collections that are none', { orderItems: [{ ...item, tax: { taxCollections: [null], taxCalculationBreakdowns: [null] } }] }],
		[
			'a breakdown that is none',
			{ orderItems: [{ ...item, proceeds: { ...item?.proceeds, breakdowns: [null, ...(item?.proceeds.breakdowns ?? [])] } }] },
		],
		[
			'a status of a sum that is none',
			{
				proceeds: { ...wish.order.proceeds, breakdowns: [{ type: 'ITEM', status: 7, subtotal: { amount: '34.99', currencyCode: 'GBP' } }] },
			},
		],
		['aliases that are none', { orderAliases: 'none' }],
	])('is read with %s', async (_what, odd) => {
		const { orders, unreadable } = await read(odd);
		expect(unreadable).toEqual([]);
		expect(orders.map(({ totals }) => totals)).toMatchObject([{ computed: { amount: '34.99' } }]);
	});

	it.each([
		['createdTime', { createdTime: '' }, wish.order.orderId],
		['lastUpdatedTime', { lastUpdatedTime: 'yesterday' }, wish.order.orderId],
		['orderItems', { orderId: 2_027_654_321, orderItems: 'none' }, '2027654321'],
	])('keeps its own name in the log where its %s cannot be read', async (field, odd, orderId) => {
		const { unreadable } = await read(odd);
		expect(unreadable).toMatchObject([{ orderId, text: expect.stringContaining(field) }]);
		expect(unreadable[0]).not.toHaveProperty('nameless');
	});
});
