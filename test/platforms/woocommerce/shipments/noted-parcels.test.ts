import { packageSchema } from '../../../../src/domain/package';
import type { Package } from '../../../../src/domain/order';
import { packageOf } from '../../../../src/platforms/woocommerce/shipments/fulfillments';
import { notedParcels } from '../../../../src/platforms/woocommerce/shipments/noted-parcels';
import { readStoreOrder } from '../../../../src/platforms/woocommerce/wire/store-order';
import { readSample } from '../../../fixtures/woocommerce-samples';

const recorded = readSample('order-paid-create').response.body;

/** A recorded order with what a plugin writes beside. */
const parcelsOf = (
	meta: Readonly<Record<string, unknown>>,
	more: object = {},
	fulfillments: readonly Package[] = [],
): readonly Package[] => {
	const meta_data = Object.entries(meta).map(([key, value], index) => ({ id: index + 1, key, value }));
	const found = notedParcels(readStoreOrder(Object.assign({}, recorded, { meta_data }, more)), fulfillments);
	for (const parcel of found) packageSchema.parse(parcel);
	return found;
};

describe('parcels that plugins note on an order', () => {
	it.each<[string, Readonly<Record<string, unknown>>, readonly object[]]>([
		[
			'Shipment Tracking',
			{
				_wc_shipment_tracking_items: [
					{
						tracking_provider: '',
						custom_tracking_provider: 'MRW',
						custom_tracking_link: 'https://www.mrw.es/seguimiento_envios/?q=0261',
						tracking_number: '026100001234',
						date_shipped: '1795737600',
						tracking_id: 'f2a9',
					},
				],
			},
			[
				{
					id: 'tracking-f2a9',
					carrier: 'MRW',
					trackingNumber: '026100001234',
					trackingUrl: 'https://www.mrw.es/seguimiento_envios/?q=0261',
					phase: 'inTransit',
					shippedAt: '2026-11-27T00:00:00.000Z',
					lines: [],
				},
			],
		],
		[
			'TrackShip, beside a tracking item with its lines',
			{
				_wc_shipment_tracking_items: [
					{
						tracking_provider: 'seur',
						tracking_number: 'S1',
						date_shipped: 1795737600,
						tracking_id: 'a',
						products_list: [{ product: '12', item_id: '9', qty: '2' }],
					},
					{ tracking_provider: 'seur', tracking_number: 'S2', tracking_id: 'b' },
				],
				// The second of a list that PHP makes an object of.
				shipment_status: { 1: { status: 'in_transit' }, 0: { status: 'delivered', status_date: '2026-11-27 18:04:00' } },
			},
			[
				{ id: 'tracking-a', phase: 'delivered', deliveredAt: '2026-11-27T18:04:00.000Z', lines: [{ lineId: '9', quantity: 2 }] },
				{ id: 'tracking-b', phase: 'inTransit', status: 'in_transit' },
			],
		],
		[
			'AfterShip, whose first number stands in a field as well',
			{
				_aftership_tracking_items: [
					{ slug: 'correos-es', tracking_number: 'PQ1', tracking_id: '0cc1', line_items: [{ id: 9, quantity: '1' }], metrics: {} },
					{ slug: 'ctt', tracking_number: 'CT2', tracking_id: '0cc2', additional_fields: [] },
				],
				_aftership_tracking_number: 'PQ1',
				_aftership_tracking_provider_name: 'correos-es',
			},
			[
				{ id: 'aftership-0cc1', carrier: 'correos-es', trackingNumber: 'PQ1', phase: 'inTransit', lines: [{ lineId: '9', quantity: 1 }] },
				{ id: 'aftership-0cc2', carrier: 'ctt', trackingNumber: 'CT2', lines: [] },
			],
		],
		[
			'ParcelPanel, by number in JSON',
			{
				_parcelpanel_shipping_numbers:
					'{"00340434161094042557":{"order_id":7,"tracking_number":"00340434161094042557","courier_code":"dhl","fulfilled_at":1795737600,"items":"Mug x1"}}',
			},
			[
				{
					id: 'parcelpanel-1',
					carrier: 'dhl',
					trackingNumber: '00340434161094042557',
					phase: 'inTransit',
					shippedAt: '2026-11-27T00:00:00.000Z',
				},
			],
		],
		[
			'YITH, not picked up yet',
			{ ywot_tracking_code: 'Y1', ywot_carrier_name: 'Nacex', ywot_pick_up_date: '2026-11-27', ywot_picked_up: '' },
			[{ id: 'yith-1', carrier: 'Nacex', trackingNumber: 'Y1', phase: 'announced', shippedAt: '2026-11-27T00:00:00.000Z' }],
		],
		[
			'YITH, picked up',
			{ ywot_tracking_code: 'Y1', ywot_carrier_id: 'seur', ywot_picked_up: 'on' },
			[{ carrier: 'seur', phase: 'inTransit' }],
		],
		[
			'DHL for WooCommerce, a label of two parcels',
			{ _pr_shipment_dhl_label_tracking: { label_path: '/x.pdf', tracking_number: ['0034043', '0034044'] } },
			[
				{ id: 'dhl-1', carrier: 'DHL', trackingNumber: '0034043', phase: 'announced' },
				{ id: 'dhl-2', trackingNumber: '0034044' },
			],
		],
		[
			'SEUR, a number as PHP has it',
			{ _seur_shipping_id_number: 12_345_678 },
			[{ id: 'seur-1', carrier: 'SEUR', trackingNumber: '12345678' }],
		],
		[
			'GLS',
			{ _gls_tracking_codes: ['G1', 'G2'], _gls_tracking_code: 'G1' },
			[{ id: 'gls-1', trackingNumber: 'G1' }, { trackingNumber: 'G2' }],
		],
		['InPost', { _easypack_parcel_tracking: '6200' }, [{ carrier: 'InPost', trackingNumber: '6200', phase: 'announced' }]],
		[
			'ShipStation',
			{ _tracking_number: '1Z999', _tracking_provider: 'ups', _date_shipped: '1795737600' },
			[{ id: 'tracking-field-1', carrier: 'ups', trackingNumber: '1Z999', phase: 'inTransit', shippedAt: '2026-11-27T00:00:00.000Z' }],
		],
		[
			'a custom field with two numbers',
			{ tracking_number: 'A1, B2', tracking_provider: 'Zeleris' },
			[{ id: 'custom-field-1', carrier: 'Zeleris', trackingNumber: 'A1', phase: 'announced' }, { trackingNumber: 'B2' }],
		],
		[
			'bought labels, one of them given back',
			{
				wcshipping_labels: JSON.stringify([
					{ label_id: 143, tracking: '9405', carrier_id: 'usps', service_name: 'USPS - Priority Mail' },
					{ label_id: 144, tracking: '9406', carrier_id: 'usps', refund: { status: 'pending' } },
				]),
			},
			[{ id: 'label-143', carrier: 'usps', service: 'USPS - Priority Mail', trackingNumber: '9405', phase: 'announced' }],
		],
	])('%s', (_, meta, expected) => {
		const found = parcelsOf(meta);
		expect(found).toHaveLength(expected.length);
		expect(found).toMatchObject(expected);
		expect(parcelsOf(meta)).toEqual(found);
	});

	it('reads the shipments of Shiptastic, which are no meta data, and leaves out what comes back', () => {
		const shipments = [
			{
				id: 5,
				status: 'shipped',
				type: 'simple',
				tracking_id: 'D1',
				tracking_url: 'https://dhl.example/D1',
				shipping_provider: 'dhl',
				date_sent_gmt: '2026-11-27T10:00:00',
				items: [{ id: 1, order_item_id: 9, quantity: 2 }],
			},
			{ id: 6, status: 'processing', tracking_id: '', shipping_provider: 'dhl', items: {} },
			{ id: 7, status: 'delivered', type: 'return', tracking_id: 'R1' },
		];
		expect(parcelsOf({}, { shipments })).toEqual([
			{
				id: 'shiptastic-5',
				carrier: 'dhl',
				trackingNumber: 'D1',
				trackingUrl: 'https://dhl.example/D1',
				status: 'shipped',
				phase: 'inTransit',
				shippedAt: '2026-11-27T10:00:00.000Z',
				lines: [{ lineId: '9', quantity: 2 }],
			},
			{ id: 'shiptastic-6', carrier: 'dhl', status: 'processing', phase: 'announced', lines: [] },
		]);
	});

	it('reads numbers that stand on the lines: lines of one number are one parcel', () => {
		const numbers = (number: string) => [
			{
				id: 1,
				key: '_vi_wot_order_item_tracking_data',
				value: JSON.stringify([{ tracking_number: 'OLD' }, { tracking_number: number, carrier_name: 'TIPSA' }]),
			},
		];
		const line = { name: 'Mug', quantity: 2, product_id: 3, total: '1.00', subtotal: '1.00', total_tax: '0', subtotal_tax: '0' };
		const line_items = [
			{ ...line, id: 8, meta_data: numbers('T1') },
			{ ...line, id: 9, meta_data: numbers('T1') },
			{ ...line, id: 10, meta_data: [] },
		];
		expect(parcelsOf({}, { line_items })).toMatchObject([
			{
				trackingNumber: 'T1',
				carrier: 'TIPSA',
				lines: [
					{ lineId: '8', quantity: 2 },
					{ lineId: '9', quantity: 2 },
				],
			},
		]);
	});

	it('is one parcel where several note one number, with all that they say', () => {
		const fulfilled = packageOf({
			id: 41,
			fulfilled: false,
			status: 'unfulfilled',
			items: [{ lineId: '9', quantity: 1 }],
			meta: [{ key: '_tracking_number', value: '1z 999' }],
		});
		const tracked = {
			_wc_shipment_tracking_items: [{ tracking_provider: 'ups', tracking_number: '1Z999', tracking_id: 'a' }],
			tracking_number: '1Z999',
		};
		expect(parcelsOf(tracked, {}, [fulfilled])).toEqual([
			{
				id: 'fulfillment-41',
				carrier: 'ups',
				trackingNumber: '1z 999',
				status: 'unfulfilled',
				phase: 'inTransit',
				lines: [{ lineId: '9', quantity: 1 }],
			},
		]);
	});

	it('a completed order has left with its labels, and one that a plugin calls delivered has arrived', () => {
		const label = { _seur_shipping_id_number: 'S1' };
		expect(parcelsOf(label)[0]?.phase).toBe('announced');
		expect(parcelsOf(label, { status: 'completed' })[0]?.phase).toBe('inTransit');
		expect(parcelsOf(label, { status: 'delivered' })[0]?.phase).toBe('delivered');
	});

	it.each([null, '', 'text', 7, true, [null], [[]], {}, { a: 1 }, '{"cut": ', [{ tracking_number: { deep: 1 } }]])(
		'nothing odd stops an order: %j',
		(odd) => {
			const keys = [
				'_wc_shipment_tracking_items',
				'shipment_status',
				'_aftership_tracking_items',
				'_parcelpanel_shipping_numbers',
				'wcshipping_labels',
				'_pr_shipment_dhl_label_tracking',
			];
			expect(() => parcelsOf(Object.fromEntries(keys.map((key) => [key, odd])), { shipments: odd })).not.toThrow();
		},
	);
});
