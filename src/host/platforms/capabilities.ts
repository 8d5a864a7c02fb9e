import type { IdentitySource } from '../../ports/account-identity';
import type { Catalog } from '../../ports/catalog';
import type { ChannelShipments } from '../../ports/channel-shipments';
import type { ConnectionCheck } from '../../ports/connection-check';
import type { FbaInventory, FulfillmentService } from '../../ports/fulfillment-service';
import type { Listings } from '../../ports/listings';
import type { Marketplaces } from '../../ports/marketplaces';
import type { OrderSink } from '../../ports/order-sink';
import type { OrderSource } from '../../ports/order-source';
import type { PersonalDataEraser } from '../../ports/personal-data-eraser';
import type { ProductSink } from '../../ports/product-sink';
import type { ShipmentSink } from '../../ports/shipment-sink';
import type { Speech } from '../../ports/speech';
import type { ChannelStockSink, StockSink } from '../../ports/stock-sink';
import type { ChannelStock, StoreStock } from '../../ports/stock-source';
import type { StoreProducts } from '../../ports/store-products';
import type { StoreOrderSource, StoreWebhooks } from '../../ports/store-orders';

/** All that a platform may be able to do, by the ports. No platform can do all of it. */
export interface Capabilities {
	/** Says whether a credential is right. */
	readonly connectionCheck: ConnectionCheck;
	/** Says who an account is that its address does not tell for sure. Where a platform has it, nothing is sent before it was asked. */
	readonly identity: IdentitySource;
	/** Says in which language its people and customers are told of its orders; English where it cannot. */
	readonly speech: Speech;
	/** A channel: orders are bought there. */
	readonly orderSource: OrderSource;
	readonly marketplaces: Marketplaces;
	/** What a channel sells. */
	readonly listings: Listings;
	/** A store: orders of channels are saved there. */
	readonly orderSink: OrderSink;
	readonly catalog: Catalog;
	/** The same, as a whole. */
	readonly products: StoreProducts;
	/** Products are made and filled there. */
	readonly productSink: ProductSink;
	/** A store with customers of its own: their orders are read there. */
	readonly storeOrders: StoreOrderSource;
	readonly webhooks: StoreWebhooks;
	readonly shipmentSink: ShipmentSink;
	/** A warehouse that ships orders of other shops, by one of the versions of its API. */
	readonly fulfillment: (version?: string) => FulfillmentService;
	/** The stock of that warehouse, in one marketplace or wherever a SKU is known. */
	readonly inventory: (marketplace?: string) => FbaInventory;
	/** A store's own counts. */
	readonly storeStock: StoreStock;
	/** What a channel counts of an account. */
	readonly channelStock: ChannelStock;
	/** Quantities are written there. */
	readonly storeStockSink: StockSink;
	/** The same, where listings may be the channel's own to ship. */
	readonly channelStockSink: ChannelStockSink;
	/** A channel whose orders the merchant ships: it is told of parcels, and that an order will not be shipped. */
	readonly channelShipments: ChannelShipments;
	/** Deliveries about products, beside those about orders. */
	readonly productWebhooks: StoreWebhooks;
	/** A store that holds names and addresses of those who bought elsewhere. */
	readonly personalData: PersonalDataEraser;
}

export type Capability = keyof Capabilities;
