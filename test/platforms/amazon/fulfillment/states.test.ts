import type { ParcelStatus } from '../../../../src/domain/shipment';
import { toState2020, parcelsToTrack } from '../../../../src/platforms/amazon/fulfillment/to-state-2020';
import { toState2026 } from '../../../../src/platforms/amazon/fulfillment/to-state-2026';
import { wireOrder2020, wireOrders2020, wireTracking2020 } from '../../../../src/platforms/amazon/fulfillment/wire-2020';
import { wireOrder2026, wireOrders2026 } from '../../../../src/platforms/amazon/fulfillment/wire-2026';
import { describeAgainstModels } from '../../../harness/amazon-models';
import { exampleOf } from '../amazon-model';
import { order2020, order2026, parcel2020, parcel2026, shipment2020, shipment2026, tracking2020 } from './wire-states';

const state2020 = (body: unknown, trackings: readonly unknown[] = []) => {
	const parsed = trackings.map((tracking) => wireTracking2020.parse(tracking).payload);
	return toState2020(wireOrder2020.parse(body).payload, new Map(parsed.map((tracking, index) => [index + 1, tracking])));
};
const state2026 = (body: unknown) => toState2026(wireOrder2026.parse(body).order);

describeAgainstModels('its examples of orders in fulfillment', () => {
	it('of 2020-07-01 are read', () => {
		const state = state2020(exampleOf('fulfillment-outbound-2020-07-01.json', 'getFulfillmentOrder'));
		expect(state).toMatchObject({
			id: 'FBATestOrder-1',
			status: 'processing',
			receivedAt: '2020-02-07T01:23:30.000Z',
			updatedAt: '2020-02-07T02:33:31.000Z',
		});
		expect(state.lines[1]).toEqual({ id: 'OrderItemID1', sku: 'CR-47K6-H6QN', quantity: 3, cancelled: 0, unfulfillable: 0 });
		expect(state.shipments).toEqual([
			{
				id: 'DchKfcZ9N',
				status: 'announced',
				estimatedArrival: '2020-02-07T02:33:23.000Z',
				lines: [
					{ lineId: 'OrderItemID2', quantity: 1 },
					{ lineId: 'OrderItemID1', quantity: 3 },
				],
			},
		]);
		expect(
			wireOrders2020.parse(exampleOf('fulfillment-outbound-2020-07-01.json', 'listAllFulfillmentOrders')).payload.fulfillmentOrders,
		).toHaveLength(2);
		expect(wireTracking2020.parse(exampleOf('fulfillment-outbound-2020-07-01.json', 'getPackageTrackingDetails')).payload).toMatchObject({
			currentStatus: 'DELIVERED',
			carrierCode: 'UPS',
		});
	});

	it('of 2026-07-04 are read', () => {
		const state = state2026(exampleOf('fulfillment-outbound-2026-07-04.json', 'getOrder'));
		expect(state).toMatchObject({
			id: 'ABC123XYZ',
			// Its action is HOLD, and its parcel was delivered.
			status: 'processing',
			lines: [{ id: 'someLineItemId', sku: 'BOOK-123-HC', quantity: 1, cancelled: 0, unfulfillable: 0 }],
		});
		expect(JSON.stringify(state)).not.toMatch(/Shopper|Winthrop/);
		expect(wireOrders2026.parse(exampleOf('fulfillment-outbound-2026-07-04.json', 'listOrders')).orders.length).toBeGreaterThan(1);
	});
});

it.each([
	['New', 'received'],
	['RECEIVED', 'received'],
	['Planning', 'planning'],
	['Processing', 'processing'],
	['Cancelled', 'cancelled'],
	['Complete', 'complete'],
	['COMPLETE_PARTIALLED', 'completePartial'],
	['CompletePartialled', 'completePartial'],
	['Unfulfillable', 'unfulfillable'],
	['Invalid', 'invalid'],
	['SomethingNew', 'processing'],
])('2020-07-01: %s is %s', (told, status) => expect(state2020(order2020({ fulfillmentOrderStatus: told })).status).toBe(status));

it('reads no word of a status as one of the words that every object knows', () => {
	for (const word of ['constructor', '__proto__', 'toString', 'hasOwnProperty']) {
		const parcel = { fulfillmentShipmentPackage: [parcel2020()] };
		const state = state2020(order2020({ fulfillmentOrderStatus: word }, [shipment2020(parcel)]), [tracking2020({ currentStatus: word })]);
		expect([state.status, state.shipments.map(({ status }) => status)]).toEqual(['processing', ['inTransit']]);
		const newer = state2026(order2026({ status: word, shipments: [shipment2026({ packages: [parcel2026({ status: word })] })] }));
		expect([newer.status, newer.shipments.map(({ status }) => status)]).toEqual(['processing', ['inTransit']]);
	}
});

it('2020-07-01: an order is held while its action is Hold and nothing was picked', () => {
	const held = (fulfillmentOrderStatus: string) => state2020(order2020({ fulfillmentOrderStatus, fulfillmentAction: 'Hold' })).status;
	expect(['Received', 'Planning', 'Processing', 'Cancelled', 'Complete'].map(held)).toEqual([
		'held',
		'held',
		'processing',
		'cancelled',
		'complete',
	]);
});

it.each([
	['PROCESSING', 'SHIP', 'processing'],
	['PROCESSING', 'HOLD', 'held'],
	['COMPLETE', 'HOLD', 'complete'],
	['COMPLETE_PARTIAL', 'SHIP', 'completePartial'],
	['CANCELLED', 'HOLD', 'cancelled'],
	['UNFULFILLABLE', 'SHIP', 'unfulfillable'],
	['INVALID', 'SHIP', 'invalid'],
])('2026-07-04: %s with %s is %s', (status, action, expected) => {
	expect(state2026(order2026({ status, fulfillmentConfiguration: { action } })).status).toBe(expected);
});

it.each<[string, ParcelStatus]>([
	['IN_TRANSIT', 'inTransit'],
	['DELIVERED', 'delivered'],
	['RETURNING', 'returned'],
	['RETURNED', 'returned'],
	['UNDELIVERABLE', 'undeliverable'],
	['DELAYED', 'delayed'],
	['AVAILABLE_FOR_PICKUP', 'outForDelivery'],
	['OUT_FOR_DELIVERY', 'outForDelivery'],
	['DELIVERY_ATTEMPTED', 'delayed'],
	['UNKNOWN', 'inTransit'],
	['PICKUP_SCHEDULED', 'inTransit'],
])('2020-07-01: a parcel that is %s', (currentStatus, status) => {
	const body = order2020({}, [shipment2020({ fulfillmentShipmentPackage: [parcel2020()] })]);
	expect(state2020(body, [tracking2020({ currentStatus })]).shipments[0]?.status).toBe(status);
});

it.each<[string, string, ParcelStatus]>([
	['PROCESSING', 'PROCESSING', 'announced'],
	['SHIPPED', 'PROCESSING', 'inTransit'],
	['SHIPPED', 'IN_TRANSIT', 'inTransit'],
	['SHIPPED', 'DELAYED', 'delayed'],
	['SHIPPED', 'OUT_FOR_DELIVERY', 'outForDelivery'],
	['SHIPPED', 'DELIVERED', 'delivered'],
	['SHIPPED', 'UNDELIVERABLE', 'undeliverable'],
	['SHIPPED', 'EXPIRED', 'undeliverable'],
	['SHIPPED', 'SomethingNew', 'inTransit'],
	['CANCELLED', 'PROCESSING', 'cancelled'],
])('2026-07-04: a parcel of a shipment %s that is %s', (shipment, status, expected) => {
	expect(
		state2026(order2026({ shipments: [shipment2026({ status: shipment, packages: [parcel2026({ status })] })] })).shipments[0]?.status,
	).toBe(expected);
});

describe('units and parcels', () => {
	it('2020-07-01: come together by package number, serial numbers added up', () => {
		const items = [
			{ sellerSku: 'A', sellerFulfillmentOrderItemId: '17', quantity: 1, packageNumber: 1, serialNumber: 'x' },
			{ sellerSku: 'A', sellerFulfillmentOrderItemId: '17', quantity: 1, packageNumber: 1, serialNumber: 'y' },
			{ sellerSku: 'B', sellerFulfillmentOrderItemId: '18', quantity: 3, packageNumber: 2 },
			{ sellerSku: 'C', sellerFulfillmentOrderItemId: '19', quantity: 1 },
		];
		const shipment = shipment2020({
			fulfillmentShipmentItem: items,
			fulfillmentShipmentPackage: [parcel2020(), parcel2020({ packageNumber: 2 })],
		});
		const { shipments } = state2020(order2020({}, [shipment]));
		expect(shipments.map(({ id, lines }) => ({ id, lines }))).toEqual([
			{
				id: 'S1-1',
				lines: [
					{ lineId: '17', quantity: 2 },
					{ lineId: '19', quantity: 1 },
				],
			},
			{ id: 'S1-2', lines: [{ lineId: '18', quantity: 3 }] },
		]);
	});

	it('2026-07-04: come together by package id, or by the items that a package lists', () => {
		const items = [
			{ lineItemId: '17', amount: { value: '2.0' }, productIdentifier: { amazonSku: 'A' }, packageId: 'P1' },
			{ lineItemId: '18', amount: { value: '1.0' }, productIdentifier: { amazonSku: 'B' }, shipmentItemId: 'SI2' },
		];
		const { shipments } = state2026(
			order2026({
				shipments: [shipment2026({ items, packages: [parcel2026(), parcel2026({ packageId: 'P2', shipmentItemIds: ['SI2'] })] })],
			}),
		);
		expect(shipments.map(({ id, lines }) => ({ id, lines }))).toEqual([
			{ id: 'S1-P1', lines: [{ lineId: '17', quantity: 2 }] },
			{ id: 'S1-P2', lines: [{ lineId: '18', quantity: 1 }] },
		]);
	});

	it('do not count as shipped before Amazon tells the parcel, unless none will come', () => {
		const shipped = [shipment2020({ fulfillmentShipmentPackage: undefined })];
		expect(state2020(order2020({}, shipped)).shipments).toMatchObject([{ id: 'S1', status: 'announced' }]);
		expect(state2020(order2020({ fulfillmentOrderStatus: 'Complete' }, shipped)).shipments).toMatchObject([
			{ id: 'S1', status: 'inTransit' },
		]);
		const cancelled = [shipment2020({ fulfillmentShipmentPackage: undefined, fulfillmentShipmentStatus: 'CANCELLED_BY_SELLER' })];
		expect(state2020(order2020({}, cancelled)).shipments).toMatchObject([{ id: 'S1', status: 'cancelled' }]);
		expect(state2026(order2026({ shipments: [shipment2026({ packages: [] })] })).shipments).toMatchObject([
			{ id: 'S1', status: 'announced' },
		]);
	});
});

describe('carriers and links', () => {
	const shipmentOf = (parcel: object, tracking?: object) => {
		const body = order2020({}, [shipment2020({ fulfillmentShipmentPackage: [parcel2020(parcel)] })]);
		return state2020(body, tracking === undefined ? [] : [tracking2020(tracking)]).shipments[0];
	};

	it.each([
		['UPS', '1Z999', 'UPS', 'https://www.ups.com/track?tracknum=1Z999'],
		['UPSM', '1Z999', 'UPS', 'https://www.ups.com/track?tracknum=1Z999'],
		['USPS', '9400', 'USPS', 'https://tools.usps.com/go/TrackConfirmAction?tLabels=9400'],
		['FedEx SmartPost', '61', 'FedEx', 'https://www.fedex.com/fedextrack/?trknbr=61'],
		['DHL-Paket', 'JJD1', 'DHL', 'https://www.dhl.de/en/privatkunden/pakete-empfangen/verfolgen.html?piececode=JJD1'],
		['DHL Express', '12', 'DHL Express', 'https://www.dhl.com/en/express/tracking.html?AWB=12'],
		['DPD', '0144', 'DPD', 'https://tracking.dpd.de/status/en_US/parcel/0144'],
		['DPD Local UK', '0144', 'DPD UK', 'https://track.dpd.co.uk/parcels/0144'],
		['GLS', '50', 'GLS', 'https://gls-group.com/EU/en/parcel-tracking?match=50'],
		['Hermes', 'H1', 'Hermes', 'https://www.myhermes.de/empfangen/sendungsverfolgung/sendungsinformation/#H1'],
		['HERMES_UK', 'H1', 'Evri', 'https://www.evri.com/track/parcel/H1'],
		['ROYAL_MAIL', 'RM 1/GB', 'Royal Mail', 'https://www.royalmail.com/track-your-item#/tracking-results/RM%201%2FGB'],
		['AMZN_US', 'TBA1', 'Amazon Logistics', 'https://www.swiship.com/track?id=TBA1'],
		['AMZN_DE', 'DE1', 'Amazon Logistics', 'https://www.swiship.com/track?id=DE1'],
		['AMZL_UK', 'Q1', 'Amazon Logistics', 'https://www.swiship.com/track?id=Q1'],
		['SOME_ONE', 'X1', 'SOME_ONE', 'https://www.swiship.com/track?id=X1'],
	])('%s %s', (carrierCode, trackingNumber, carrier, trackingUrl) => {
		expect(shipmentOf({ carrierCode, trackingNumber })).toMatchObject({ carrier, carrierCode, trackingNumber, trackingUrl });
	});

	it("takes Amazon's link for its own parcels as it was meant, and no link that is none", () => {
		const link = 'https%3A%2F%2Fwww.swiship.co.uk%2Ftrack%3Fid%3DQ1%0A';
		expect(shipmentOf({ carrierCode: 'AMZN_UK', trackingNumber: 'Q1' }, { customerTrackingLink: link })?.trackingUrl).toBe(
			'https://www.swiship.co.uk/track?id=Q1',
		);
		for (const bad of ['javascript:alert(1)', 'https%3A%2F%2F%E0%A4%A', 'track me']) {
			expect(shipmentOf({ carrierCode: 'AMZN_UK', trackingNumber: 'Q1' }, { customerTrackingLink: bad })?.trackingUrl).toBe(
				'https://www.swiship.com/track?id=Q1',
			);
		}
	});

	it("falls back on Amazon's own number", () => {
		expect(shipmentOf({ carrierCode: 'DPD', trackingNumber: undefined, amazonFulfillmentTrackingNumber: 'AMZ9' })).toMatchObject({
			trackingNumber: 'AMZ9',
			trackingUrl: 'https://www.swiship.com/track?id=AMZ9',
		});
	});

	it('2026-07-04: takes the numbers of carrier and Amazon', () => {
		const tracking = {
			carrier: { carrierCode: 'AMZN_US', trackingNumber: 'TBA1', trackingUrl: 'https://track.example/TBA1' },
			amazon: { trackingNumber: 'AMZ9' },
		};
		const { shipments } = state2026(order2026({ shipments: [shipment2026({ packages: [parcel2026({ tracking })] })] }));
		expect(shipments[0]).toMatchObject({
			carrier: 'Amazon Logistics',
			trackingNumber: 'TBA1',
			trackingUrl: 'https://track.example/TBA1',
			shippedAt: '2026-11-21T06:00:00.000Z',
		});
	});
});

it('2020-07-01: asks for the tracking of parcels that are under way only', () => {
	const delivered = { deliveryInformation: { deliveryDocumentList: [] } };
	const body = order2020({}, [
		shipment2020({
			fulfillmentShipmentPackage: [
				parcel2020(),
				parcel2020({ packageNumber: 2, ...delivered }),
				parcel2020({ packageNumber: 3, ...delivered, carrierCode: 'AMZN_US' }),
			],
		}),
		shipment2020({
			amazonShipmentId: 'S2',
			fulfillmentShipmentStatus: 'PENDING',
			fulfillmentShipmentPackage: [parcel2020({ packageNumber: 4 })],
		}),
	]);
	expect(parcelsToTrack(wireOrder2020.parse(body).payload)).toEqual([1, 3]);
	expect(state2020(body).shipments.map(({ id, status }) => [id, status])).toEqual([
		['S1-1', 'inTransit'],
		['S1-2', 'delivered'],
		['S1-3', 'delivered'],
		['S2-4', 'announced'],
	]);
});
