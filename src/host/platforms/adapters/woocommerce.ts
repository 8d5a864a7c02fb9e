import { createWooCommerce, wooCommerceAccount, type WooCommerceConnection } from '../../../platforms/woocommerce';
import { woocommerce } from '../table';
import { addAdapter, type Fields } from './adapter';
import { text } from './fields';

const connectionOf = (fields: Fields): WooCommerceConnection => ({
	url: text(fields, 'url'),
	consumerKey: text(fields, 'consumerKey'),
	consumerSecret: text(fields, 'consumerSecret'),
	keysInQuery: fields.keysInQuery === true,
});

addAdapter(woocommerce, {
	account: (fields) => wooCommerceAccount(connectionOf(fields)),
	connect: (fields, surroundings) => createWooCommerce(connectionOf(fields), surroundings),
	gives: {
		connectionCheck: (store) => store.connectionCheck,
		identity: (store) => store.identity,
		speech: (store) => store.speech,
		orderSink: (store) => store.orderSink,
		catalog: (store) => store.catalog,
		products: (store) => store.products,
		productSink: (store) => store.productSink,
		storeOrders: (store) => store.storeOrders,
		webhooks: (store) => store.webhooks,
		shipmentSink: (store) => store.shipmentSink,
		storeStock: (store) => store.storeStock,
		storeStockSink: (store) => store.storeStockSink,
		productWebhooks: (store) => store.productWebhooks,
		personalData: (store) => store.personalData,
	},
	keys: ['url', 'consumerKey', 'consumerSecret'],
	budgetMs: 60_000,
});
