import { addPlatform } from './platform';

// Whoever asks what there is, or adds something, does it here, where the table is filled.
export { addPlatform, platformOfCredential, platformsThatCan, type Platform } from './platform';

// The first of those that fit is what a dropdown stands on when nobody chose: stores come first.

export const woocommerce = addPlatform({
	name: 'woocommerce',
	displayName: 'WooCommerce',
	credential: 'wooCommerceStoreApi',
	account: 'WooCommerce Store',
	can: [
		'connectionCheck',
		'identity',
		'speech',
		'orderSink',
		'catalog',
		'products',
		'productSink',
		'storeOrders',
		'webhooks',
		'shipmentSink',
		'storeStock',
		'storeStockSink',
		'productWebhooks',
		'personalData',
	],
	statusAt: ['partlyShipped', 'shipped', 'delivered'],
});

export const shopify = addPlatform({
	name: 'shopify',
	displayName: 'Shopify',
	credential: 'shopifyStoreApi',
	account: 'Shopify Store',
	can: [
		'connectionCheck',
		'speech',
		'orderSink',
		'catalog',
		'products',
		'productSink',
		'storeOrders',
		'webhooks',
		'shipmentSink',
		'storeStock',
		'storeStockSink',
		'productWebhooks',
		'personalData',
	],
	statusAt: ['shipped', 'delivered'],
});

export const amazon = addPlatform({
	name: 'amazon',
	displayName: 'Amazon',
	credential: 'amazonSellingPartnerApi',
	account: 'Amazon Account',
	can: [
		'connectionCheck',
		'orderSource',
		'marketplaces',
		'listings',
		'fulfillment',
		'inventory',
		'channelStock',
		'channelStockSink',
		'channelShipments',
	],
});
