import type { Order } from '../../sandbox/amazon/orders/order-wire';
import type { WooCommerceConnection } from '../../src/platforms/woocommerce';
import { officialClient } from './official-client';

const idOf = (data: unknown): number | undefined =>
	Array.isArray(data) ? (data[0] as { id?: number } | undefined)?.id : (data as { id?: number }).id;

/** The usual way to save orders: each by itself, its customer and every SKU looked up, one request for each thing. */
export async function saveOrdersNaively(connection: WooCommerceConnection, orders: Iterable<Order>): Promise<number> {
	const client = await officialClient(connection);
	let saved = 0;
	for (const order of orders) {
		const address = order.recipient?.deliveryAddress;
		const email = order.buyer?.buyerEmail ?? '';
		const billing = {
			first_name: address?.name ?? '',
			address_1: address?.addressLine1 ?? '',
			city: address?.city ?? '',
			postcode: address?.postalCode ?? '',
			country: address?.countryCode ?? '',
		};
		const customer =
			idOf((await client.get('customers', { email })).data) ??
			idOf((await client.post('customers', { email, first_name: billing.first_name, billing: { ...billing, email } })).data);
		const lines: { product_id: number; quantity: number }[] = [];
		for (const { product, quantityOrdered } of order.orderItems) {
			const id = idOf((await client.get('products', { sku: product.sellerSku ?? '' })).data);
			if (id === undefined) throw new Error('The store has no such product');
			lines.push({ product_id: id, quantity: quantityOrdered });
		}
		await client.post('orders', {
			status: 'processing',
			set_paid: true,
			transaction_id: order.orderId,
			...(customer === undefined ? {} : { customer_id: customer }),
			billing,
			shipping: billing,
			line_items: lines,
		});
		saved += 1;
	}
	return saved;
}
