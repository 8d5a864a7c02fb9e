import { accountKey, type Account } from '../../src/domain/account';
import { orderId } from '../../src/domain/ids';
import type { OrderShipments } from '../../src/domain/order-shipments';
import { updateJson } from '../../src/host/nodes/fulfillment/update-items';
import { readShipments } from '../../src/host/nodes/shipment-items';
import type { FulfillmentUpdate } from '../../src/usecases/fulfill/updates';
import { order } from '../fixtures/memory-platform/orders';

const SHOP: Account = { platform: 'shopify', id: 'shop.myshopify.com' };
const shipments: OrderShipments = {
	order: { account: accountKey(SHOP), id: orderId('gid://shopify/Order/1'), key: 'wc_order_1', createdAt: '2026-11-21T08:00:00.000Z' },
	number: '#1001',
	shipments: [
		{
			id: 'P1',
			status: 'inTransit',
			carrier: 'DHL',
			trackingNumber: 'JJD01',
			shippedAt: '2026-11-22T08:00:00.000Z',
			lines: [{ lineId: 'gid://shopify/LineItem/7', quantity: 4 }],
		},
	],
	linePhases: [{ lineId: 'gid://shopify/LineItem/7', phase: 'inTransit', units: 4, tracking: 'JJD01' }],
	shippedBy: {
		warehouse: accountKey({ platform: 'amazon', id: 'eu:A1SELLER' }),
		fulfillment: '3f9a01cd-h0123456789abcdef0123-1',
		mark: 'a1',
	},
};

const passed = (json: object) => readShipments({ json: JSON.parse(JSON.stringify(json)) });

it('come out of an item as Get Updates put them in', () => {
	const update: FulfillmentUpdate = {
		...shipments,
		shippedBy: shipments.shippedBy ?? { warehouse: accountKey(SHOP), fulfillment: '', mark: '' },
		attempt: 1,
		state: { id: '3f9a01cd-h0123456789abcdef0123-1', status: 'complete', lines: [], shipments: [] },
		toConfirm: true,
		attention: { code: 'mcfPartial', text: 'Order #1001: a part', advice: 'Look' },
	};
	const json = updateJson(update, 'database-1', 'en');
	expect(json).toMatchObject({
		number: '#1001',
		account: SHOP,
		id: 'gid://shopify/Order/1',
		attention: { code: 'mcfPartial' },
		fulfillment: { id: '3f9a01cd-h0123456789abcdef0123-1', attempt: 1, status: 'complete' },
		storebridge: { database: 'database-1' },
	});
	expect(passed(json)).toEqual({ shipments });
});

it('come out of an order of a trigger to which somebody added them', () => {
	const made = order({ id: '1042', number: 'A-1042' });
	const added = [{ id: 'H1', status: 'inTransit', carrier: 'GLS', trackingNumber: '9', lines: [{ lineId: 'line-1', quantity: 1 }] }];
	expect(passed({ ...made, shipments: added, storebridge: { database: 'd' } })).toEqual({
		shipments: { order: { account: 'memory:market-1', id: '1042' }, number: 'A-1042', shipments: added },
	});
});

it('are taken without the cells that are empty in a sheet', () => {
	const parcel = { id: 'H1', status: 'inTransit', lines: [{ lineId: '1', quantity: 1 }] };
	const empty = { carrier: '', carrierCode: ' ', service: '', trackingNumber: '', trackingUrl: '', shippedAt: '' };
	const read = passed({ account: SHOP, id: '1', number: '1', shipments: [{ ...parcel, ...empty, estimatedArrival: ' 2026-11-22 ' }] });
	expect('fault' in read ? read.fault : read.shipments.shipments).toEqual([{ ...parcel, estimatedArrival: '2026-11-22' }]);
});

it('of a warehouse may hold nothing yet', () => {
	const announced = [{ id: 'P1', status: 'announced', lines: [] }];
	expect(passed({ account: SHOP, id: '1', number: '1', shipments: announced, shippedBy: shipments.shippedBy })).toMatchObject({
		shipments: { shipments: announced },
	});
});

it.each<[string, object, RegExp]>([
	['no shipments', { shipments: undefined }, /^shipments is missing$/],
	['a parcel without an id', { shipments: [{ status: 'inTransit', lines: [] }] }, /^shipments\[0\]\.id is missing$/],
	['a status that nobody knows', { shipments: [{ id: 'P', status: 'lost', lines: [] }] }, /^shipments\[0\]\.status is none of announced, /],
	[
		'a part of a piece',
		{ shipments: [{ id: 'P', status: 'inTransit', lines: [{ lineId: '1', quantity: 0.5 }] }] },
		/^shipments\[0\]\.lines\[0\]\.quantity is not a whole number$/,
	],
	['a parcel with nothing in it', { shipments: [{ id: 'P', status: 'inTransit', lines: [] }] }, /^shipments\[0\]\.lines is empty$/],
	[
		'two parcels of one id',
		{ shipments: ['1', '2'].map((lineId) => ({ id: 'P', status: 'inTransit', lines: [{ lineId, quantity: 1 }] })) },
		/^shipments\[1\]\.id is that of another parcel$/,
	],
	['no account', { account: undefined }, /^account is missing$/],
	['a number as its id', { id: 1042 }, /^id is not a text$/],
])('name the field of an item that has %s', (_name, given, field) => {
	const read = passed({ account: SHOP, id: '1', number: '1', shipments: [], ...given });
	expect('fault' in read ? read.fault : undefined).toMatch(field);
});
