import { parseOrder } from '../../../../src/domain/parse-order';
import { judgeRefunds } from '../../../../src/platforms/woocommerce/orders/judge-refunds';
import { toStoreOrder } from '../../../../src/platforms/woocommerce/orders/to-canonical';
import { packageOf } from '../../../../src/platforms/woocommerce/shipments/fulfillments';
import { trackedPackages } from '../../../../src/platforms/woocommerce/shipments/tracking-items';
import { readUnits } from '../../../../src/platforms/woocommerce/wire/parcels';
import { readStoreOrder } from '../../../../src/platforms/woocommerce/wire/store-order';

const account = { platform: 'woocommerce', id: 'shop.example' } as const;

const line = { id: 5, name: 'Mug', sku: 'MUG', product_id: 11, quantity: 2, subtotal: '20.00', total: '20.00', meta_data: [] };
const wire = (given: object = {}) =>
	readStoreOrder({
		id: 7,
		status: 'processing',
		currency: 'EUR',
		total: '20.00',
		date_created_gmt: '2026-11-20T10:00:00',
		date_paid_gmt: '2026-11-20T10:00:05',
		meta_data: [],
		line_items: [line],
		shipping_lines: [],
		refunds: [],
		...given,
	});

/** Whatever the store holds, its orders are taken by our own nodes. */
const faultOf = (given: object, items: unknown = []): unknown => {
	const order = wire(given);
	const fulfillment = { id: 1, fulfilled: true, items: readUnits(items), meta: [] };
	const packages = [...trackedPackages(order.meta), packageOf(fulfillment)];
	const read = parseOrder(toStoreOrder(order, { account, refunds: judgeRefunds(order, []), packages }).order);
	return 'fault' in read ? read.fault.text : undefined;
};

it.each(['JPY', 'KWD', 'IRHT', 'USDT', 'usd'])('an order in %s', (currency) => {
	expect(faultOf({ currency })).toBeUndefined();
});

it.each(['1763683200', '1763683200000', '99999999999999999', '-5', 'soon'])('a parcel that a plugin dates %s', (date_shipped) => {
	expect(
		faultOf({ meta_data: [{ key: '_wc_shipment_tracking_items', value: [{ tracking_number: 'JJD1', date_shipped }] }] }),
	).toBeUndefined();
});

it('a fulfillment whose units a plugin left half empty', () => {
	expect(faultOf({}, [{ qty: 1 }, { item_id: 5, qty: -1 }, { item_id: 5, qty: 1 }])).toBeUndefined();
});
