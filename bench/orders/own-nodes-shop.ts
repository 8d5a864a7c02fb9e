import type { Order } from '../../sandbox/amazon/orders/order-wire';
import { askShop } from '../shop';

/** Ten points of the fifty a second that the smallest plan gets back. */
const CREATE_EACH_MS = 200;

const CREATE = `mutation($order: OrderCreateOrderInput!) {
	orderCreate(order: $order) { order { id } userErrors { field message } }
}`;

const bag = (amount: string, currencyCode: string) => ({ shopMoney: { amount, currencyCode } });

/**
 * n8n's Shopify node creates orders by the REST API that Shopify has given up; people send the mutation by HTTP Request: one for each
 * order, whose variants are known by their SKUs. Nothing keeps an order from being made twice. It waits after each, as the points ask for.
 */
export async function saveInShopByOwnNodes(
	endpoint: string,
	orders: Iterable<Order>,
	variantOf: (sku: string) => string,
	sleep: (ms: number) => Promise<void>,
): Promise<void> {
	for (const { orderId, recipient, orderItems } of orders) {
		const address = recipient?.deliveryAddress;
		const shippingAddress = {
			lastName: address?.name ?? '',
			address1: address?.addressLine1 ?? '',
			city: address?.city ?? '',
			zip: address?.postalCode ?? '',
			countryCode: address?.countryCode ?? 'DE',
		};
		const order = {
			sourceIdentifier: orderId,
			financialStatus: 'PAID',
			currency: 'EUR',
			shippingAddress,
			lineItems: orderItems.map(({ product, quantityOrdered }) => ({
				variantId: variantOf(product.sellerSku ?? ''),
				quantity: quantityOrdered,
				priceSet: bag(product.price?.unitPrice?.amount ?? '0', 'EUR'),
			})),
		};
		const data = (await askShop(endpoint, CREATE, { order })) as { readonly orderCreate: { readonly userErrors: readonly unknown[] } };
		if (data.orderCreate.userErrors.length > 0) throw new Error(JSON.stringify(data.orderCreate.userErrors));
		await sleep(CREATE_EACH_MS);
	}
}
