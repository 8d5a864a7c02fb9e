import type { RequestCounts, StandIn } from '../kernel/contract';
import type { AccountBook } from './access/accounts';
import type { FbaStock } from './inventory/fba-stock';
import type { Listing } from './listings/listing';
import type { ListingSettings } from './listings/listing-answers';
import type { ListingDesk } from './listings/listing-desk';
import type { McfDesk } from './mcf/mcf-desk';
import type { McfSettings } from './mcf/mcf-settings';
import type { ModelValidator } from './models/model-validator';
import type { OrderBook } from './orders/order-book';
import type { OrderDesk } from './orders/order-desk';
import type { ReportDesk, ReportSettings } from './reports/report-desk';
import type { ShipmentDesk } from './shipments/shipment-desk';
import type { ShipmentSettings } from './shipments/shipment-settings';
import type { StockOptions, StockParts } from './stock/stock-parts';

export interface AmazonStandInOptions extends StockOptions {
	/** Multiplies the rates of the usage plans, and is told in x-amzn-RateLimit-Limit. 1 when left out. */
	readonly planFactor?: number;
	/** Holds every answer and every request's parameters against Amazon's models. */
	readonly validator?: ModelValidator;
	/** False leaves out the ready-made accounts. */
	readonly defaultAccounts?: boolean;
	/** What Amazon's warehouses hold at first, by seller. */
	readonly fbaStock?: Readonly<Record<string, readonly FbaStock[]>>;
	readonly mcf?: Partial<McfSettings>;
	/** What is listed at first, by seller. */
	readonly listings?: Readonly<Record<string, readonly Listing[]>>;
	readonly listingSettings?: Partial<ListingSettings>;
	readonly reports?: Partial<ReportSettings>;
	readonly shipments?: Partial<ShipmentSettings>;
}

export interface AmazonStandIn extends StandIn {
	readonly accounts: AccountBook;
	readonly orders: OrderDesk;
	readonly book: OrderBook;
	/** What merchants tell of parcels and cancellations of their own orders. */
	readonly shipments: ShipmentDesk;
	readonly listings: ListingDesk;
	readonly reports: ReportDesk;
	/** What merchants offer, their feeds and their own locations. */
	readonly stock: StockParts;
	/** FBA stock and the orders that Amazon ships for other shops. */
	readonly mcf: McfDesk;
	control(action: string, body: unknown): Promise<unknown>;
	state(): unknown;
	reset(): void;
	/** Requests about the data of one seller. */
	countsOf(sellerId: string): RequestCounts;
	/** Fills all token buckets, as after a long rest. */
	refillQuota(): void;
}
