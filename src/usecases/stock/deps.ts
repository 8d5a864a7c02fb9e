import type { Reason } from '../../domain/reasons';
import type { TargetRule, ZeroGuard } from '../../domain/stock/facts';
import type { Clock } from '../../ports/clock';
import type { Between, Database, Owner } from '../../ports/database';
import type { ShipmentSink } from '../../ports/shipment-sink';
import type { ChannelStockSink, StockSink } from '../../ports/stock-sink';
import type { StoreStock } from '../../ports/stock-source';
import type { StoreOrderSource } from '../../ports/store-orders';
import type { OpenOrders } from './open-orders';

interface Deps {
	readonly database: Database;
	readonly clock: Pick<Clock, 'sleep'>;
	readonly owner: Owner;
	readonly between: Between;
	/** The store's own counts. */
	readonly stock: StoreStock;
}

export interface ToChannelDeps extends Deps {
	readonly sink: ChannelStockSink;
	readonly orders: OpenOrders;
	/** Of the store's copies of the channel's orders. */
	readonly copies: Pick<ShipmentSink, 'standings'>;
}

export interface ToStoreDeps extends Deps {
	readonly sink: StockSink;
	readonly orders: Pick<StoreOrderSource, 'changedSince'>;
}

/** The merchant's choices of one run. */
export interface PushWish {
	readonly rule: TargetRule;
	readonly guard: ZeroGuard;
	/** What did not change too. */
	readonly sendAll: boolean;
	/** Several items of one SKU are added up. */
	readonly sumRows: boolean;
	/** What is linked and gone is set to zero. */
	readonly zeroGone: boolean;
	readonly deductSold: boolean;
	/** Items that could not be read: what they name is not added up without them. */
	readonly unreadable?: readonly { readonly sku?: string; readonly productId?: string }[];
	/** Meta field of the own part of what lies in two places. */
	readonly ownPartIn?: string;
	readonly dryRun: boolean;
}

export interface ToChannelWish extends PushWish {
	/** A SKU without a link is the listing of that very SKU. */
	readonly allowUnlinked: boolean;
	/** What stands there is read anew, however young what is known is. */
	readonly lookAnew?: true;
	/** Products that were asked for and not found: of these no row tells, and what is linked with them may have to be decided. */
	readonly lostToo?: readonly string[];
}

export interface ToStoreWish extends PushWish {
	/** Only made visible under this meta key, never sold. */
	readonly shownOnly?: string;
}

interface Of {
	/** The listing's, or the product's. */
	readonly sku: string;
	/** Items that it came from. */
	readonly inputs: readonly number[];
}

/** What became of one listing or product. An item may have several, and several items one. */
export type PushOutcome =
	/** `submitted`: handed in; its fate is asked for later. `planned`: a dry run would have pushed it. */
	| (Of & {
			readonly kind: 'pushed' | 'submitted' | 'planned';
			readonly productId?: string;
			readonly quantity: number;
			/** What stood there, where it is known. */
			readonly was?: number;
			readonly submission?: string;
	  })
	| (Of & { readonly kind: 'unchanged'; readonly quantity: number })
	| (Of & { readonly kind: 'rejected'; readonly reason: Reason });
