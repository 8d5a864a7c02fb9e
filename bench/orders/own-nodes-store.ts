import type { Order } from '../../sandbox/amazon/orders/order-wire';
import type { WooCommerceConnection } from '../../src/platforms/woocommerce';
import { officialClient } from './official-client';

/**
 * The calls of n8n's WooCommerce node, made without n8n: one for each order, which names its products by their SKUs. No customer
 * is looked for or made, and nothing keeps an order from being made twice.
 */
export async function saveByOwnNodes(connection: WooCommerceConnection, orders: Iterable<Order>): Promise<number> {
	const client = await officialClient(connection);
	let saved = 0;
	for (const { orderId, recipient, buyer, orderItems } of orders) {
		const address = recipient?.deliveryAddress;
		const shipping = {
			first_name: address?.name ?? '',
			address_1: address?.addressLine1 ?? '',
			city: address?.city ?? '',
			postcode: address?.postalCode ?? '',
			country: address?.countryCode ?? '',
		};
		await client.post('orders', {
			status: 'processing',
			set_paid: true,
			transaction_id: orderId,
			billing: { ...shipping, email: buyer?.buyerEmail ?? '' },
			shipping,
			line_items: orderItems.map(({ product, quantityOrdered }) => ({ sku: product.sellerSku ?? '', quantity: quantityOrdered })),
		});
		saved += 1;
	}
	return saved;
}
