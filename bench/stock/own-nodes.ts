import type { AmazonConnection } from '../../src/platforms/amazon';
import type { WooCommerceConnection } from '../../src/platforms/woocommerce';
import { accessToken } from '../orders/own-nodes-amazon';
import { officialClient } from '../orders/official-client';
import { askShop } from '../shop';

/** A little more than what the plan gives, which stands in the stand-in's own time. */
const PATCH_EACH_MS = 201;

/** Ten points of the fifty a second that the smallest plan gets back. */
const SET_EACH_MS = 200;

export interface Quantity {
	readonly sku: string;
	readonly quantity: number;
}

/**
 * The calls of n8n's HTTP Request node in a loop, made without n8n: one patch for each SKU. Who ships it is not asked, what is unchanged
 * is sent again. It waits after each call, as Amazon's plan of five a second asks for.
 */
export async function pushToAmazonByOwnNodes(
	connection: AmazonConnection,
	marketplace: string,
	quantities: readonly Quantity[],
	sleep: (ms: number) => Promise<void>,
): Promise<void> {
	const endpoint = connection.endpoint ?? '';
	const token = await accessToken(connection, endpoint);
	for (const { sku, quantity } of quantities) {
		const address = `${endpoint}/listings/2021-08-01/items/${connection.sellerId}/${encodeURIComponent(sku)}?marketplaceIds=${marketplace}`;
		const value = [{ fulfillment_channel_code: 'DEFAULT', quantity }];
		const body = JSON.stringify({
			productType: 'PRODUCT',
			patches: [{ op: 'replace', path: '/attributes/fulfillment_availability', value }],
		});
		const headers = { 'x-amz-access-token': token, 'content-type': 'application/json' };
		const { ok, status } = await fetch(address, { method: 'PATCH', headers, body });
		if (!ok) throw new Error(`Amazon answered ${status}`);
		await sleep(PATCH_EACH_MS);
	}
}

/** The calls of n8n's WooCommerce node, *Update a product*, in a loop: one for each. Their ids are known, and which are variations. */
export async function pushToStoreByOwnNodes(
	connection: WooCommerceConnection,
	quantities: readonly { readonly id: number; readonly parentId?: number; readonly quantity: number }[],
): Promise<void> {
	const client = await officialClient(connection);
	for (const { id, parentId, quantity } of quantities) {
		const route = parentId === undefined ? `products/${id}` : `products/${parentId}/variations/${id}`;
		await client.post(route, { manage_stock: true, stock_quantity: quantity });
	}
}

const SET_ONE = `mutation($input: InventorySetQuantitiesInput!, $key: String!) {
	inventorySetQuantities(input: $input) @idempotent(key: $key) { userErrors { message } }
}`;

/**
 * n8n's Shopify node has no stock: people set it by HTTP Request, one mutation for each, ids known, what was there overwritten.
 * It waits after each call, as the points ask for.
 */
export async function pushToShopByOwnNodes(
	endpoint: string,
	quantities: readonly { readonly itemId: string; readonly locationId: string; readonly quantity: number }[],
	sleep: (ms: number) => Promise<void>,
): Promise<void> {
	for (const { itemId, locationId, quantity } of quantities) {
		const one = { inventoryItemId: itemId, locationId, quantity, changeFromQuantity: null };
		const input = { name: 'available', reason: 'correction', quantities: [one] };
		await askShop(endpoint, SET_ONE, { input, key: `${itemId} ${quantity}` });
		await sleep(SET_EACH_MS);
	}
}
