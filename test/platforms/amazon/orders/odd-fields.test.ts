import { createAmazon } from '../../../../src/platforms/amazon';
import { connectionTo, surroundings } from '../connections';
import { answering, RawServer } from '../raw-server';
import { eur, item, order } from './wire-orders';

const LONG = 'token not found '.repeat(7_000);
const parcel = {
	packageReferenceId: 'P1',
	carrier: 'DPD',
	trackingNumber: '15501',
	packageItems: [{ orderItemId: '11111111111111', quantity: 1 }],
};

describe('what an order can do without', () => {
	let server: RawServer;
	beforeEach(async () => {
		server = await new RawServer().start();
	});
	afterEach(() => server.stop());

	const search = async (...orders: readonly unknown[]) => {
		server.answers = [answering(200, { orders, lastUpdatedBefore: '2026-11-21T11:58:00Z' })];
		const { orderSource } = createAmazon(connectionTo(server.url), surroundings());
		return await orderSource.search({ by: 'updated', from: '2026-11-20T00:00:00.000Z', personalData: true });
	};
	const fulfillment = order()['fulfillment'] as object;

	it.each([
		['a parcel that left at no time', { packages: [{ ...parcel, shipTime: '' }] }],
		['a window without a date', { fulfillment: { ...fulfillment, shipByWindow: { earliestDateTime: '', latestDateTime: 'soon' } } }],
		['a window that is none', { fulfillment: { ...fulfillment, deliverByWindow: 'soon' } }],
		['a parcel with pieces that are not counted', { packages: [{ ...parcel, packageItems: [{ orderItemId: '11111111111111' }] }] }],
		['a parcel that is none', { packages: [null, 17, parcel] }],
		['parcels that are no list', { packages: 'none' }],
		['a program that is none', { programs: [null] }],
		['a measure in a text', { orderItems: [item({ measurement: { unit: 'COUNT', value: '1' } })] }],
		['a measure that is none', { orderItems: [item({ measurement: 7 })] }],
		['a gift that is none', { orderItems: [item({ fulfillment: { packing: 'red' } })] }],
		['a tax registration that is none', { tax: { taxRegistrations: [null, { entityType: 7 }] } }],
		['a buyer who is none', { buyer: 'Jürgen' }],
		['an association that is none', { associatedOrders: [null, { associationType: {} }] }],
	])('never refuses it: %s', async (_what, odd) => {
		const { orders, unreadable } = await search({ ...order(), ...odd });
		expect([orders.map(({ id }) => id), unreadable]).toEqual([['902-1234567-1234567'], []]);
	});

	it.each([
		['a price that is none', { orderItems: [item({ proceeds: { proceedsTotal: { amount: '12,90', currencyCode: 'EUR' } } })] }],
		['a price beyond all measure', { orderItems: [item({ proceeds: { proceedsTotal: eur('1e999999') } })] }],
		['pieces that are not counted', { orderItems: [item({ quantityOrdered: '1' })] }],
		['an address that is none', { recipient: { deliveryAddress: { postalCode: {} } } }],
		['a SKU that nobody can have', { orderItems: [item({ product: { sellerSku: LONG } })] }],
	])('but what money, pieces or the way hang on does: %s', async (_what, odd) => {
		const { orders, unreadable } = await search(
			order({ orderId: '902-1' }),
			{ ...order({ orderId: '902-2' }), ...odd },
			order({ orderId: '902-3' }),
		);
		expect([orders.map(({ id }) => id), unreadable.map(({ orderId }) => orderId)]).toEqual([['902-1', '902-3'], ['902-2']]);
	});

	it('reads a postcode that comes as a number, and cuts what nobody wrote', async () => {
		const deliveryAddress = { addressLine1: LONG, city: 'Köln', postalCode: 50667, countryCode: 'DE' };
		const { orders } = await search(
			order({ recipient: { deliveryAddress }, orderItems: [item({ product: { sellerSku: 'TEE-1', title: LONG } })] }),
		);
		expect(orders[0]?.shipping?.postcode).toBe('50667');
		expect(orders[0]?.shipping?.line1?.length).toBeLessThanOrEqual(4_000);
		expect(orders[0]?.lines[0]?.title.length).toBeLessThanOrEqual(4_000);
	});

	it('goes on from its own clock where the bound of a page is none', async () => {
		server.answers = [answering(200, { orders: [order()], lastUpdatedBefore: 'no' }, { date: 'Sat, 21 Nov 2026 12:00:00 GMT' })];
		const { orderSource } = createAmazon(connectionTo(server.url), surroundings());
		const page = await orderSource.search({ by: 'updated', from: '2026-11-20T00:00:00.000Z', personalData: true });
		expect([page.orders.length, page.upTo]).toEqual([1, '2026-11-21T11:57:00.000Z']);
	});

	it('loses no time over the words of a refusal, and repeats none of them', async () => {
		server.answers = [answering(403, { errors: [{ code: 'Denied', message: 'token '.repeat(20_000), details: LONG }] })];
		const { orderSource } = createAmazon(connectionTo(server.url), surroundings());
		const began = performance.now();
		await expect(orderSource.get('902-1', { personalData: true })).rejects.toThrow('access was denied (Denied)');
		expect(performance.now() - began).toBeLessThan(5_000);
	});
});
