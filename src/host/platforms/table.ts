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
	],
});

export const amazon = addPlatform({
	name: 'amazon',
	displayName: 'Amazon',
	credential: 'amazonSellingPartnerApi',
	account: 'Amazon Account',
	can: ['connectionCheck', 'orderSource', 'marketplaces', 'listings', 'fulfillment', 'inventory'],
	writtenAccount: {
		displayName: 'Amazon Seller Account',
		placeholder: 'e.g. eu:A1B2C3D4E5F6G7',
		description: 'Region (eu, na or fe), colon, and Seller ID (Merchant Token) of the account the listing belongs to',
		read: (text) => {
			const [, region, sellerId] = /^(na|eu|fe):\s*(\S+)$/i.exec(text) ?? [];
			return region === undefined || sellerId === undefined ? undefined : `${region.toLowerCase()}:${sellerId}`;
		},
	},
});
