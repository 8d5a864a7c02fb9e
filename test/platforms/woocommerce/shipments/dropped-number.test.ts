import { orderId } from '../../../../src/domain/ids';
import type { Shipment } from '../../../../src/domain/shipment';
import type { OrderRecord } from '../../../../sandbox/woocommerce/store/records';
import { startStore, type StoreUnderTest } from '../store-under-test';

describe.each([
	['trackingItem', 'official'],
	['customerNote', 'off'],
] as const)('a store whose fulfillments keep no tracking number, and that has the way %s beside them', (way, shipmentTracking) => {
	let shop: StoreUnderTest;
	let order: OrderRecord;
	beforeEach(async () => {
		shop = await startStore({
			settings: { fulfillments: true, shipmentTracking },
			products: [{ name: 'Mug', sku: 'MUG-1', regular_price: '12.90' }],
		});
		order = shop.standIn.placeStorefrontOrder({
			lines: [{ sku: 'MUG-1', quantity: 1 }],
			billing: { email: 'a@example.test', country: 'DE' },
		});
	});
	afterEach(async () => await shop.close());

	const write = async () => {
		const parcel: Shipment = {
			id: 'p1',
			carrier: 'DHL',
			trackingNumber: 'TBA1',
			status: 'inTransit',
			lines: [{ lineId: String(order.lines[0]?.id), quantity: 1 }],
		};
		const options = { notifyCustomer: false, notifyGuests: true, completeWhenShipped: true, teller: 'memory-1' };
		return await shop.store.shipmentSink.write({ id: orderId(String(order.id)) }, [parcel], options);
	};
	/** The plugin's answer, in the shape of the recorded one. */
	const drop = (method: 'POST' | 'PUT', meta: readonly unknown[]) => {
		const body = {
			id: 26,
			entity_type: 'WC_Order',
			entity_id: String(order.id),
			status: 'fulfilled',
			is_fulfilled: true,
			date_deleted: null,
		};
		shop.faults.add({
			standIn: 'woocommerce',
			kind: 'answer',
			method,
			pathPattern: '/fulfillments$',
			answer: { status: 201, body: { ...body, meta_data: meta } },
			times: 1,
		});
	};

	it.each<[string, readonly unknown[]]>([
		['no number', [{ id: 1, key: '_items', value: [{ item_id: 1, qty: 1 }] }]],
		['nothing', []],
		['another', [{ id: 1, key: '_tracking_number', value: '' }]],
	])('tells the number at once that way, where the answer holds %s', async (_name, meta) => {
		drop('POST', meta);
		expect(await write()).toMatchObject({ writes: [{ outcome: 'written', way }], completed: true });
		const told = shop.requests().filter(({ method, path }) => method === 'POST' && !path.endsWith('/fulfillments'));
		expect(told.some(({ path }) => path.endsWith(way === 'trackingItem' ? '/shipment-trackings' : '/notes'))).toBe(true);
		expect(JSON.stringify(shop.standIn.act('viewOrder', { id: order.id }))).toContain('TBA1');
	});

	it('tells it by nothing else where the answer holds it', async () => {
		expect(await write()).toMatchObject({ writes: [{ outcome: 'written', way: 'fulfillment' }] });
	});
});

describe('an order of which the merchant packed a part', () => {
	it.each([
		['fulfilments', { fulfillments: true }],
		['a plugin', { shipmentTracking: 'ast' }],
	] as const)('is completed when the rest has left, where %s say what he packed', async (_name, settings) => {
		const shop = await startStore({
			settings,
			products: [
				{ name: 'Mug', sku: 'MUG-1', regular_price: '12.90' },
				{ name: 'Bowl', sku: 'BOWL-1', regular_price: '8.00' },
			],
		});
		try {
			const order = shop.standIn.placeStorefrontOrder({
				lines: [
					{ sku: 'MUG-1', quantity: 2 },
					{ sku: 'BOWL-1', quantity: 1 },
				],
				billing: { email: 'a@example.test', country: 'DE' },
			});
			const [mug, bowl] = order.lines.map(({ id }) => String(id));
			const parcel = (id: string, lines: Shipment['lines']): Shipment => ({ id, status: 'inTransit', trackingNumber: id, lines });
			const options = { notifyCustomer: false, notifyGuests: false, completeWhenShipped: true, teller: 'memory-1' };
			const meant = { id: orderId(String(order.id)) };
			if ('fulfillments' in settings) {
				const packed = [
					parcel('BY-HAND', [
						{ lineId: bowl ?? '', quantity: 1 },
						{ lineId: mug ?? '', quantity: 1 },
					]),
				];
				await shop.connect().shipmentSink.write(meant, packed, options);
			} else {
				const items = [
					{ product: 1, item_id: bowl, qty: 1 },
					{ product: 2, item_id: mug, qty: 1 },
				];
				shop.standIn.changeOrder(order.id, {
					meta_data: [
						{
							key: '_wc_shipment_tracking_items',
							value: [
								{
									tracking_id: 'a',
									tracking_number: 'BY-HAND',
									tracking_provider: 'dhl',
									date_shipped: '1764000000',
									products_list: items,
								},
							],
						},
					],
				});
			}
			expect((await shop.store.shipmentSink.write(meant, [parcel('FBA', [{ lineId: mug ?? '', quantity: 1 }])], options)).completed).toBe(
				true,
			);
			expect(shop.standIn.order(order.id)?.['status']).toBe('completed');
		} finally {
			await shop.close();
		}
	});
});

describe('statuses that were chosen', () => {
	const statuses = { partlyShipped: 'partly', shipped: 'sent', delivered: 'arrived' };

	it.each([
		['en', 'en'],
		['es', 'es'],
		['en', 'es'],
		['es', 'en'],
	] as const)(
		'follow the parcels, each once, also those of two sendings, and a cancelled order keeps its own (%s, then %s)',
		async (...languages) => {
			const custom = ['partly', 'sent', 'arrived'].map((slug) => ({ slug, name: slug }));
			const shop = await startStore({ customStatuses: custom, products: [{ name: 'Mug', sku: 'MUG-1', regular_price: '12.90' }] });
			const sinks = languages.map((language) => shop.connect({}, { language }).shipmentSink);
			try {
				const place = () =>
					shop.standIn.placeStorefrontOrder({
						lines: [
							{ sku: 'MUG-1', quantity: 1 },
							{ sku: 'MUG-1', quantity: 1 },
						],
						billing: { email: 'a@example.test', country: 'DE' },
					});
				const order = place();
				const meant = { id: orderId(String(order.id)) };
				const move = async (line: number, status: Shipment['status']) => {
					const lineId = String(order.lines[line]?.id);
					const parcel: Shipment = { id: `p${line}`, status, trackingNumber: `T${line}`, lines: [{ lineId, quantity: 1 }] };
					const options = { notifyCustomer: false, notifyGuests: false, completeWhenShipped: true, statuses, teller: 'memory-1' };
					const { status: given } = await (sinks[line] ?? shop.store.shipmentSink).write(meant, [parcel], options);
					await (sinks[line] ?? shop.store.shipmentSink).markLines?.(meant, [{ lineId, phase: status, units: 1 }]);
					return [given, shop.standIn.order(order.id)?.['status']];
				};
				expect(await move(0, 'inTransit')).toEqual(['partly', 'partly']);
				expect(await move(0, 'delivered')).toEqual([undefined, 'partly']);
				expect(await move(1, 'inTransit')).toEqual(['sent', 'sent']);
				expect(await move(1, 'delivered')).toEqual(['arrived', 'arrived']);
				expect(await move(1, 'delivered')).toEqual([undefined, 'arrived']);
				shop.standIn.act('setStatus', { id: order.id, status: 'cancelled' });
				expect(await move(1, 'delivered')).toEqual([undefined, 'cancelled']);
			} finally {
				await shop.close();
			}
		},
	);
});
