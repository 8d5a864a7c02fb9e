import type { Account } from '../../domain/account';
import type { Measure } from '../../domain/measures';
import type { FulfilledBy } from '../../domain/order';
import type { Catalog } from '../../ports/catalog';
import type { Clock } from '../../ports/clock';
import type { Database, Owner } from '../../ports/database';
import type { MarketplaceTaxChoice, OrderSink } from '../../ports/order-sink';
import type { WordsOf } from '../../ports/platform-words';
import type { SaveOutcome } from '../outcome';
import type { ProductOutcome } from '../product/deps';
import type { OrderItem } from '../sales/order-item';
import type { Lately } from './lately';
import type { Pace } from './pace';

/** The merchant's choices of one Save Order node. */
export interface SaveSettings {
	/**
	 * The store's own status that an order starts with, by who ships it and by what it is; where none is chosen, the
	 * store's standard one. `cancelRequested`: gets it also later, as long as it has the one that it started with.
	 */
	readonly statuses: Readonly<Partial<Record<FulfilledBy | 'prime' | 'business' | 'cancelRequested', string>>>;
	readonly marketplaceTax: MarketplaceTaxChoice;
	/** `create`: as drafts in the store, from their listings. */
	readonly linesWithoutProduct: 'refuse' | 'textLine' | 'hold' | 'create';
	/** Nothing that ships is saved without the weight of its parcel. */
	readonly requireWeight: boolean;
	readonly whenStockShort: 'refuse' | 'saveAnyway';
	readonly otherCurrency: 'refuse' | 'saveInOwn';
	readonly createCustomers: boolean;
	/** Service, cost and recipient as a private note. */
	readonly deliveryNote: boolean;
	/** The store's own status of an order that has arrived; left out: it keeps the one that it has. */
	readonly statusDelivered?: string;
	readonly dryRun: boolean;
}

export interface SaveDeps {
	readonly sink: OrderSink;
	readonly catalog: Catalog;
	readonly database: Database;
	readonly clock: Clock;
	readonly owner: Owner;
	readonly pace: Pace;
	readonly lately: Lately;
	/** Of the platforms that orders come from. */
	readonly wordsOf: WordsOf;
	/** Makes what lines lack; where that was chosen. */
	readonly products?: ProductMaker;
	/** What is to be known of the run as a whole, by whoever watches it. */
	readonly tell?: (text: string) => void;
}

/** Makes products of listings, each once. */
export interface ProductMaker {
	/** Whether the listings of this account are at hand. */
	sells(channel: Account): boolean;
	/** In the order of `skus`; texts and price by the marketplace. Looks only where `dryRun`. */
	save(skus: readonly string[], marketplace: string, dryRun: boolean): Promise<readonly ProductOutcome[]>;
}

/** One item of the node. */
export type OrderToSave = OrderItem;

/** Results by item; every item gets exactly one. */
export type Outcomes = Map<OrderToSave, SaveOutcome>;

/** What is to be done with orders. */
export interface Sorted {
	readonly toCreate: readonly OrderToSave[];
	/** First seen as cancelled, or cancelled before it got into the store. */
	readonly neverSaved: readonly OrderToSave[];
	/** In the store, with its id there. */
	readonly inStore: readonly (readonly [OrderToSave, string])[];
}

/** One call of saveOrders: what it works with and what it found out so far. */
export interface SaveRun extends SaveDeps {
	readonly settings: SaveSettings;
	readonly outcomes: Outcomes;
	/** Made for a second time, because nothing was found of the first: the store may still finish that. */
	readonly remade: Set<OrderToSave>;
	/** Made by this run, oldest first. */
	readonly made: OrderToSave[];
	/** What a parcel with all of the order weighs, as far as the products of the store tell. */
	readonly weights: Map<OrderToSave, Measure>;
}
