import type { Account } from '../../domain/account';
import type { Language } from '../../domain/texts/language';
import type { IdentitySource } from '../../ports/account-identity';
import type { Catalog } from '../../ports/catalog';
import type { Clock } from '../../ports/clock';
import type { ConnectionCheck } from '../../ports/connection-check';
import type { OrderSink } from '../../ports/order-sink';
import type { StoreProducts } from '../../ports/store-products';
import type { PersonalDataEraser } from '../../ports/personal-data-eraser';
import type { ProductSink } from '../../ports/product-sink';
import type { ShipmentSink } from '../../ports/shipment-sink';
import type { Speech } from '../../ports/speech';
import type { StockSink } from '../../ports/stock-sink';
import type { StoreStock } from '../../ports/stock-source';
import type { StoreOrderSource, StoreWebhooks } from '../../ports/store-orders';
import { memoryOf } from './account-memory';
import { WooCommerceCatalog } from './catalog/catalog';
import { WooCommerceClient, type Connection } from './client';
import { WooCommerceConnectionCheck } from './connection-check';
import { WooCommerceIdentity } from './identity';
import { WooCommerceOrderSink } from './order-sink/order-sink';
import { WooCommerceOrderSource } from './orders/order-source';
import { FOR_LINES, Products } from './catalog/products';
import { WooCommerceStoreProducts } from './catalog/store-products';
import { WooCommerceEraser } from './privacy/eraser';
import { WooCommerceProductSink } from './products/product-sink';
import { WooCommerceShipmentSink } from './shipments/shipment-sink';
import { WooCommerceStockSink } from './stock/stock-sink';
import { WooCommerceStoreStock } from './stock/store-stock';
import { storeUrl } from './store-url';
import { TRACKING_NAMESPACE } from './shipments/tracking-items';
import { ORDERS, PRODUCTS, type Subject } from './webhooks/judge-delivery';
import { WooCommerceWebhooks } from './webhooks/registration';
import { PLATFORM } from './constants';

export type WooCommerceConnection = Connection;

export interface WooCommerceOptions {
	readonly clock: Clock;
	/** How long all reads together may wait between attempts, ms. */
	readonly budgetMs: number;
	readonly signal?: AbortSignal;
	/** Right before something is written: whether nobody can be at it in our place. */
	readonly present?: () => boolean;
	/** Before anything else is sent: throws where this is another store than it is taken for. */
	readonly admit?: (identity: IdentitySource) => Promise<void>;
	/** Shorter times for tests and the demo. */
	readonly requestTimeoutMs?: number;
	readonly settleMs?: number;
	/** The store is set up to call private hosts and any port (WordPress does not by itself). */
	readonly callsAnyAddress?: boolean;
	/** Of notes and names on orders; the store's own when left out. */
	readonly language?: Language;
}

export interface WooCommerce {
	readonly account: Account;
	readonly identity: IdentitySource;
	readonly speech: Speech;
	readonly orderSink: OrderSink;
	readonly catalog: Catalog;
	readonly products: StoreProducts;
	readonly productSink: ProductSink;
	readonly connectionCheck: ConnectionCheck;
	readonly storeOrders: StoreOrderSource;
	readonly webhooks: StoreWebhooks;
	readonly shipmentSink: ShipmentSink;
	readonly storeStock: StoreStock;
	readonly storeStockSink: StockSink;
	readonly productWebhooks: StoreWebhooks;
	readonly personalData: PersonalDataEraser;
}

/** Whose data it is: host and path of the store. Throws PlatformError `configuration` for an unusable URL. */
export const wooCommerceAccount = (connection: Pick<Connection, 'url'>): Account => ({
	platform: PLATFORM,
	id: storeUrl(connection.url).accountId,
});

/** All that a WooCommerce store can do. Nothing is sent before the first call. Throws PlatformError `configuration`. */
export function createWooCommerce(connection: WooCommerceConnection, { admit, ...options }: WooCommerceOptions): WooCommerce {
	const account = wooCommerceAccount(connection);
	const memory = memoryOf(account.id, connection.consumerKey);
	const identity = new WooCommerceIdentity(new WooCommerceClient(connection, options), memory);
	const settings = admit === undefined ? options : { ...options, admit: async () => await admit(identity) };
	const client = new WooCommerceClient(connection, settings);
	const tracking = new WooCommerceClient(connection, { ...settings, namespace: TRACKING_NAMESPACE });
	const speech: Speech = { language: () => options.language ?? memory.language };
	const products = new Products(client, memory, FOR_LINES);
	const hooks = { consumerSecret: connection.consumerSecret, callsAnyAddress: options.callsAnyAddress ?? false };
	const webhooks = (subject: Subject): StoreWebhooks => new WooCommerceWebhooks(account, client, hooks, subject);
	return {
		account,
		identity,
		speech,
		orderSink: new WooCommerceOrderSink(account, client, memory, products, speech, options.settleMs),
		catalog: new WooCommerceCatalog(account, client, memory, products),
		products: new WooCommerceStoreProducts(account, client, memory),
		productSink: new WooCommerceProductSink(account, client, memory, options.settleMs),
		connectionCheck: new WooCommerceConnectionCheck(client, memory),
		storeOrders: new WooCommerceOrderSource(account, client, memory),
		webhooks: webhooks(ORDERS),
		shipmentSink: new WooCommerceShipmentSink(account, client, tracking, memory, products, speech),
		storeStock: new WooCommerceStoreStock(account, client, memory),
		storeStockSink: new WooCommerceStockSink(account, client, memory, options.settleMs),
		productWebhooks: webhooks(PRODUCTS),
		personalData: new WooCommerceEraser(account, client, memory, products),
	};
}
