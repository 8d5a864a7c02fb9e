import type { Account } from '../../domain/account';
import type { Language } from '../../domain/texts/language';
import type { Catalog } from '../../ports/catalog';
import type { Clock } from '../../ports/clock';
import type { ConnectionCheck } from '../../ports/connection-check';
import type { Buckets } from '../../ports/database';
import type { OrderSink } from '../../ports/order-sink';
import type { ProductSink } from '../../ports/product-sink';
import type { StoreProducts } from '../../ports/store-products';
import type { ShipmentSink } from '../../ports/shipment-sink';
import type { PersonalDataEraser } from '../../ports/personal-data-eraser';
import type { Speech } from '../../ports/speech';
import type { StockSink } from '../../ports/stock-sink';
import type { StoreStock } from '../../ports/stock-source';
import type { StoreOrderSource, StoreWebhooks } from '../../ports/store-orders';
import { shopifyAccount } from './account';
import { ShopifyCatalog } from './catalog/catalog';
import { ShopifyStoreProducts } from './catalog/store-products';
import { ShopifyClient } from './client';
import { ShopifyConnectionCheck } from './connection-check';
import { applicationHash, type Connection } from './connection';
import { hooksSeen } from './inspection';
import { ShopifyOrderSink } from './order-sink/order-sink';
import { ShopifyOrderSource } from './orders/order-source';
import { ShopifyProductSink } from './products/product-sink';
import { ShopifyEraser } from './privacy/eraser';
import { ShopifyShipmentSink } from './shipments/shipment-sink';
import { ShopSpeech } from './speech';
import { LatelyRead } from './stock/lately-read';
import { ShopifyStockSink } from './stock/stock-sink';
import { ShopifyStoreStock } from './stock/store-stock';
import { ORDERS, PRODUCTS, type Subject } from './webhooks/judge-delivery';
import { ShopifyWebhooks } from './webhooks/registration';

export type ShopifyConnection = Connection;
export { shopifyAccount } from './account';

export interface ShopifyOptions {
	readonly clock: Clock;
	readonly buckets: Buckets;
	/** How long all requests together may wait, for their turn and between attempts, ms. */
	readonly budgetMs: number;
	readonly signal?: AbortSignal;
	/** Right before something is written: whether nobody can be at it in our place. */
	readonly present?: () => boolean;
	/** Shorter times for tests and the demo. */
	readonly requestTimeoutMs?: number;
	readonly settleMs?: number;
	/** Of notes and names on orders; the shop's own when left out. */
	readonly language?: Language;
}

export interface Shopify {
	readonly account: Account;
	readonly connectionCheck: ConnectionCheck;
	readonly speech: Speech;
	readonly orderSink: OrderSink;
	readonly catalog: Catalog;
	readonly products: StoreProducts;
	readonly productSink: ProductSink;
	readonly storeOrders: StoreOrderSource;
	readonly webhooks: StoreWebhooks;
	readonly shipmentSink: ShipmentSink;
	readonly storeStock: StoreStock;
	readonly storeStockSink: StockSink;
	readonly productWebhooks: StoreWebhooks;
	readonly personalData: PersonalDataEraser;
}

/** All that a Shopify shop can do. Nothing is sent before the first call. Throws PlatformError for a connection that cannot be one. */
export function createShopify(connection: ShopifyConnection, options: ShopifyOptions): Shopify {
	const account = shopifyAccount(connection);
	const client = new ShopifyClient(connection, options);
	const { locations, webhookSecrets, endpoint = '' } = connection;
	const lately = new LatelyRead(client.clock);
	const speech = new ShopSpeech(client, options.language);
	const stockSink = new ShopifyStockSink(account, client, locations, lately, options.settleMs);
	const hooks = { secrets: webhookSecrets, callsAnyAddress: endpoint !== '' };
	const webhooks = (subject: Subject): StoreWebhooks => new ShopifyWebhooks(account, client, hooks, subject);
	return {
		account,
		speech,
		connectionCheck: new ShopifyConnectionCheck(client, locations, async () => await hooksSeen(client)),
		orderSink: new ShopifyOrderSink(
			account,
			client,
			speech,
			{ buckets: options.buckets, application: applicationHash(connection) },
			options.settleMs,
		),
		catalog: new ShopifyCatalog(account, client, locations),
		products: new ShopifyStoreProducts(account, client, locations),
		productSink: new ShopifyProductSink(account, client, locations, stockSink, options.settleMs),
		storeOrders: new ShopifyOrderSource(account, client),
		webhooks: webhooks(ORDERS),
		shipmentSink: new ShopifyShipmentSink(account, client, speech),
		storeStock: new ShopifyStoreStock(account, client, locations, lately),
		storeStockSink: stockSink,
		productWebhooks: webhooks(PRODUCTS),
		personalData: new ShopifyEraser(account, client),
	};
}
