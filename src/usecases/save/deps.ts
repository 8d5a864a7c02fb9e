import type { Order } from '../../domain/order';
import type { Catalog } from '../../ports/catalog';
import type { Clock } from '../../ports/clock';
import type { Database, InboxStamp, Owner } from '../../ports/database';
import type { MarketplaceTaxChoice, OrderSink } from '../../ports/order-sink';
import type { SaveOutcome } from '../outcome';
import type { Pace } from './pace';

/** The merchant's choices of one Save Order node. Status values are the store's own status ids. */
export interface SaveSettings {
	readonly statuses: { readonly fbm: string; readonly fba: string; readonly prime: string; readonly business: string };
	/** The store's own names of the states that the rules need. */
	readonly shippedStatus: string;
	readonly holdStatus: string;
	readonly marketplaceTax: MarketplaceTaxChoice;
	readonly linesWithoutProduct: 'refuse' | 'textLine' | 'hold';
	readonly whenStockShort: 'refuse' | 'saveAnyway';
	readonly otherCurrency: 'refuse' | 'saveInOwn';
	readonly createCustomers: boolean;
	readonly dryRun: boolean;
}

export interface SaveDeps {
	readonly sink: OrderSink;
	readonly catalog: Catalog;
	readonly database: Database;
	readonly clock: Clock;
	readonly owner: Owner;
	readonly pace: Pace;
}

/** One item of the node. */
export interface OrderToSave {
	readonly order: Order;
	readonly stamp?: InboxStamp;
	readonly subscription?: string;
}

/** Results by item; every item gets exactly one. */
export type Outcomes = Map<OrderToSave, SaveOutcome>;

/** One call of saveOrders: what it works with and what it found out so far. */
export interface SaveRun extends SaveDeps {
	readonly settings: SaveSettings;
	readonly outcomes: Outcomes;
}
