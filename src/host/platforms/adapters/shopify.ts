import { createShopify, shopifyAccount, type ShopifyConnection } from '../../../platforms/shopify';
import { shopify } from '../table';
import { addAdapter, type Fields } from './adapter';
import { oneOf, optional, text } from './fields';

const connectionOf = (fields: Fields): ShopifyConnection => {
	const secret = text(fields, 'appSecret');
	return {
		shop: text(fields, 'shop'),
		entrance:
			oneOf(text(fields, 'access'), ['app', 'token'], 'app') === 'token'
				? { way: 'token', accessToken: text(fields, 'accessToken') }
				: { way: 'app', clientId: text(fields, 'appClientId'), clientSecret: secret },
		webhookSecrets: [secret, text(fields, 'formerAppSecret')].filter((one) => one !== ''),
		locations: text(fields, 'locations')
			.split(',')
			.map((name) => name.trim())
			.filter((name) => name !== ''),
		...optional(fields, 'endpoint'),
	};
};

addAdapter(shopify, {
	account: (fields) => shopifyAccount(connectionOf(fields)),
	connect: (fields, surroundings) => createShopify(connectionOf(fields), surroundings),
	gives: {
		connectionCheck: (shop) => shop.connectionCheck,
		speech: (shop) => shop.speech,
		orderSink: (shop) => shop.orderSink,
		catalog: (shop) => shop.catalog,
		products: (shop) => shop.products,
		productSink: (shop) => shop.productSink,
		storeOrders: (shop) => shop.storeOrders,
		webhooks: (shop) => shop.webhooks,
		shipmentSink: (shop) => shop.shipmentSink,
		storeStock: (shop) => shop.storeStock,
		storeStockSink: (shop) => shop.storeStockSink,
		productWebhooks: (shop) => shop.productWebhooks,
		personalData: (shop) => shop.personalData,
	},
	keys: ['shop', 'access', 'accessToken', 'appClientId', 'appSecret', 'endpoint'],
	budgetMs: 2 * 60_000,
});
