import { judgeRefunds } from '../../../../src/platforms/woocommerce/orders/judge-refunds';
import { readRefunds } from '../../../../src/platforms/woocommerce/wire/refunds';
import { readStoreOrder } from '../../../../src/platforms/woocommerce/wire/store-order';
import { toStoreOrder } from '../../../../src/platforms/woocommerce/orders/to-canonical';
import { computeGrand } from '../../../../src/domain/sums';
import type { StoreOrder } from '../../../../src/ports/store-orders';
import { readSample, samples } from '../../../fixtures/woocommerce-samples';

const account = { platform: 'woocommerce', id: '127.0.0.1:8088' } as const;
const isOrder = (body: unknown): body is Record<string, unknown> =>
	typeof body === 'object' && body !== null && 'line_items' in body && 'order_key' in body;

const canonical = (body: unknown, refunds: unknown = []): StoreOrder => {
	const order = readStoreOrder(body);
	return toStoreOrder(order, { account, refunds: judgeRefunds(order, readRefunds(refunds)), packages: [] });
};

const sampled = (name: string): unknown => readSample(name).response.body;

const bodies = [...samples(), ...samples('tax')].flatMap(({ name, response }) =>
	[response.body]
		.flat()
		.filter(isOrder)
		.map((body) => ({ name, body })),
);

describe('recorded orders of a real WooCommerce', () => {
	it('reads a paid order of a registered customer, with a variation', () => {
		const { order, storeStatus, shippingMethod, localPickup, shipped, changedAt, fulfilled } = canonical(sampled('order-paid-create'));
		expect(order).toMatchObject({
			platform: 'woocommerce',
			account,
			id: '20',
			number: '20',
			status: 'unshipped',
			origin: 'woocommerce',
			fulfilledBy: 'merchant',
			purchasedAt: '2026-11-21T16:18:23.000Z',
			paidAt: '2026-11-21T16:18:23.000Z',
			updatedAt: '2026-11-21T16:18:24.000Z',
			currency: 'EUR',
			customer: { id: '3', email: 'ada@example.test', phone: '+49301', name: 'Ada Müller', registered: true },
			billing: { name: 'Ada Müller', line1: 'Weg 1', city: 'Berlin', postcode: '10115', country: 'DE', phone: '+49301' },
			// The shop's shipping address has no phone; the courier gets the billing one.
			shipping: { name: 'Ada Müller', line1: 'Weg 1', city: 'Berlin', postcode: '10115', country: 'DE', phone: '+49301' },
			totals: { grand: { amount: '59.20', currency: 'EUR' }, computed: { amount: '59.20', currency: 'EUR' } },
			charges: [
				{ kind: 'shipping', title: 'Flat', total: { amount: '4.90', currency: 'EUR' }, discount: { amount: '0.00', currency: 'EUR' } },
			],
			delivery: { service: 'Flat', instructions: 'ring twice' },
		});
		expect(order.totals.difference).toBeUndefined();
		expect(order.lines).toMatchObject([
			{
				id: '1',
				sku: 'TEE-PLAIN',
				code: '11',
				title: 'Plain Tee',
				quantity: 2,
				quantityShipped: 0,
				quantityCancelled: 0,
				unitPrice: { amount: '14.90' },
				total: { amount: '29.80' },
				discount: { amount: '0.00' },
			},
			{ id: '2', sku: 'TEE-FANCY-RED-S', code: '15', quantity: 1, unitPrice: { amount: '24.50' } },
		]);
		expect({ storeStatus, shippingMethod, localPickup, shipped, changedAt, fulfilled: [...fulfilled] }).toEqual({
			storeStatus: 'processing',
			shippingMethod: { id: 'flat_rate', title: 'Flat' },
			localPickup: false,
			shipped: false,
			changedAt: '2026-11-21T16:18:24.000Z',
			fulfilled: [],
		});
	});

	it('shows prices as the customer saw them where they include tax, with coupon and fee', () => {
		const { order } = canonical(sampled('order-paid-tax-coupon'));
		expect(order.pricesIncludeTax).toBe(true);
		expect(order.customer).toEqual({ email: 'gast@example.test', phone: '+4930', name: 'Gus Gast', registered: false });
		expect(order.lines).toEqual([
			expect.objectContaining({
				unitPrice: { amount: '14.90', currency: 'EUR' },
				total: { amount: '29.80', currency: 'EUR' },
				discount: { amount: '2.98', currency: 'EUR' },
				tax: { amount: { amount: '4.28', currency: 'EUR' }, how: 'included', collectedBy: 'merchant' },
			}),
		]);
		expect(order.charges).toEqual([
			expect.objectContaining({
				kind: 'shipping',
				total: { amount: '5.83', currency: 'EUR' },
				tax: expect.objectContaining({ amount: { amount: '0.93', currency: 'EUR' } }),
			}),
			expect.objectContaining({ kind: 'other', title: 'Wrap', total: { amount: '1.19', currency: 'EUR' } }),
		]);
		expect(order.totals).toEqual({ grand: { amount: '33.84', currency: 'EUR' }, computed: { amount: '33.84', currency: 'EUR' } });
	});

	it.each([
		['order-checkout-bacs', 'pending', false],
		['order-checkout-cheque', 'pending', false],
		// Cash on delivery is in processing without a payment.
		['order-checkout-cod', 'unshipped', false],
		['order-create-status-failed', 'pending', false],
		['order-create-status-pending', 'pending', false],
		['order-create-status-cancelled', 'cancelled', false],
		['order-create-status-completed', 'shipped', true],
		['order-paid-virtual', 'shipped', true],
	])('%s is %s', (name, status, paid) => {
		const { order } = canonical(sampled(name));
		expect({ status: order.status, paid: order.paidAt !== undefined }).toEqual({ status, paid });
	});

	it('tells what the store took off its count for each line, paid or not', () => {
		const taken = (name: string) => [...(canonical(sampled(name)).stockReduced ?? []).values()];
		expect(taken('order-checkout-cod')).not.toEqual([]);
		const { order, stockReduced } = canonical(sampled('order-checkout-cod'));
		for (const { id, quantity } of order.lines) expect(stockReduced?.get(id) ?? quantity).toBe(quantity);
		expect(taken('order-create-status-pending')).toEqual([]);
	});

	it('counts a completed order as fulfilled', () => {
		const { fulfilled, shipped, order } = canonical(sampled('order-create-status-completed'));
		expect(shipped).toBe(true);
		for (const line of order.lines) {
			expect(fulfilled.get(line.id)).toBe(line.quantity);
			expect(line.quantityShipped).toBe(line.quantity);
		}
	});

	it('an amount refunded without lines cancels no unit', () => {
		const { order } = canonical(sampled('order-after-partial-refund'), [sampled('refund-rest')]);
		expect(order.lines[0]).toMatchObject({ quantity: 3, quantityCancelled: 0 });
		expect(order.status).toBe('unshipped');
	});

	it.each(bodies.map(({ name, body }) => [name, String(body['id']), body] as const))(
		'%s (%s): the parts add up to the total',
		(_, __, body) => {
			const { order } = canonical(body);
			expect(order.totals.difference).toBeUndefined();
			expect(computeGrand(order.lines, order.charges, order.currency)).toEqual(order.totals.computed);
			expect(order.totals.computed).toEqual(order.totals.grand);
			for (const { discount, quantity } of order.lines) {
				expect(discount.amount.startsWith('-')).toBe(false);
				expect(quantity).toBeGreaterThanOrEqual(0);
			}
		},
	);
});

describe('an order of the store', () => {
	const body = (given: Record<string, unknown> = {}): Record<string, unknown> => ({
		id: 7,
		number: 'B-7',
		status: 'processing',
		currency: 'EUR',
		prices_include_tax: false,
		created_via: 'checkout',
		customer_id: 0,
		total: '20.00',
		date_created_gmt: '2026-11-20T10:00:00',
		date_modified_gmt: '2026-11-20T11:00:00',
		date_paid_gmt: '2026-11-20T10:00:05',
		refunds: [],
		meta_data: [],
		line_items: [
			{
				id: 5,
				name: 'Mug',
				sku: 'MUG',
				product_id: 11,
				variation_id: 0,
				quantity: 2,
				subtotal: '20.00',
				subtotal_tax: '0.00',
				total: '20.00',
				total_tax: '0.00',
				meta_data: [],
			},
		],
		fee_lines: [],
		shipping_lines: [],
		billing: {
			first_name: 'Gus',
			last_name: '',
			address_1: 'Weg 2',
			city: 'Berlin',
			postcode: '10115',
			country: 'de',
			email: '',
			phone: '030',
		},
		shipping: { first_name: '', last_name: '', address_1: '', city: '', postcode: '', country: '' },
		...given,
	});

	it.each([
		['what made it', { created_via: 'storebridge' }, 'other'],
		['the mark on it', { meta_data: [{ key: '_storebridge_order', value: 'amazon:eu:A1/302-1' }] }, 'amazon'],
		['the mark of another platform', { meta_data: [{ key: '_storebridge_order', value: 'shopify:x.myshopify.com/1' }] }, 'shopify'],
		['nothing', {}, 'woocommerce'],
	])('knows its origin by %s', (_, given, origin) => {
		expect(canonical(body(given)).order.origin).toBe(origin);
	});

	it('takes the billing address where no shipping address was entered', () => {
		expect(canonical(body()).order.shipping).toEqual({
			name: 'Gus',
			line1: 'Weg 2',
			city: 'Berlin',
			postcode: '10115',
			country: 'DE',
			phone: '030',
		});
	});

	it('knows pickup, and the method with its instance', () => {
		const pickup = { method_id: 'pickup_location', instance_id: '0', method_title: 'Shop', total: '0.00', total_tax: '0.00' };
		const flat = { method_id: 'flat_rate', instance_id: '3', method_title: 'Post', total: '0.00', total_tax: '0.00' };
		expect(canonical(body({ shipping_lines: [pickup] })).localPickup).toBe(true);
		expect(canonical(body({ shipping_lines: [pickup, flat] }))).toMatchObject({
			localPickup: false,
			shippingMethod: { id: 'flat_rate:3', title: 'Post' },
		});
	});

	it('takes refunded lines as cancelled units, never more than ordered', () => {
		const refund = (quantity: number) => ({ line_items: [{ id: 90, quantity, meta_data: [{ key: '_refunded_item_id', value: '5' }] }] });
		expect(canonical(body(), [refund(-1)]).order.lines[0]?.quantityCancelled).toBe(1);
		expect(canonical(body(), [refund(-1), refund(-5)]).order.lines[0]?.quantityCancelled).toBe(2);
		expect(canonical(body(), [refund(-1)]).doubts).toEqual([]);
	});

	it('a parcel of the Shipment Tracking plugin counts as shipped', () => {
		const items = [
			{ tracking_provider: 'dhl', custom_tracking_provider: '', tracking_number: 'JJD1', date_shipped: '1763683200', tracking_id: 'a1' },
		];
		expect(canonical(body({ meta_data: [{ key: '_wc_shipment_tracking_items', value: items }] })).shipped).toBe(true);
	});

	it.each([
		['a status of a plugin, paid', { status: 'packing' }, 'unshipped'],
		['a status of a plugin, not paid', { status: 'packing', date_paid_gmt: null }, 'pending'],
		['refunded', { status: 'refunded' }, 'refunded'],
		['in the trash', { status: 'trash' }, 'cancelled'],
		['on hold', { status: 'on-hold', date_paid_gmt: null }, 'pending'],
	])('%s', (_, given, status) => {
		expect(canonical(body(given)).order.status).toBe(status);
	});

	it('is read although a plugin left an amount empty or a quantity negative', () => {
		const { order } = canonical(
			body({ total: '', line_items: [{ id: 5, name: 'X', sku: null, product_id: 0, quantity: -2, total: '', meta_data: null }] }),
		);
		expect(order.totals.grand).toBeUndefined();
		expect(order.lines).toMatchObject([{ sku: '', quantity: 0, total: { amount: '0.00' } }]);
	});

	it('takes a negative fee, taxed as it is, for a discount', () => {
		const { order } = canonical(body({ total: '16.43', fee_lines: [{ id: 1, name: 'Voucher', total: '-3.00', total_tax: '-0.57' }] }));
		expect(order.charges).toMatchObject([{ kind: 'discount', title: 'Voucher', total: { amount: '0.00' }, discount: { amount: '3.57' } }]);
		expect(order.totals.difference).toBeUndefined();
	});

	it.each([
		['processing', 'processing', false],
		['completed', 'processing', true],
		['on-hold', 'on-hold', false],
		['handed-over', 'handed-over', false],
		['cancelled', 'cancelled', true],
		['refunded', 'refunded', true],
		['failed', 'failed', true],
		['trash', 'trash', true],
	])('in status %s is %s besides shipping, closed: %s', (status, statusBesidesShipping, closed) => {
		expect(canonical(body({ status }))).toMatchObject({ storeStatus: status, statusBesidesShipping, closed });
	});
});
