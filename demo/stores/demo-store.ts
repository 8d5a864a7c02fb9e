import type { RequestCounts, SandboxEvent } from '../../sandbox/kernel/contract';
import type { SeededProduct } from '../../sandbox/seed/listings-seed';
import type { StoredProduct } from '../product-tally';
import type { ShopAct, ShopOrder, ShopRecipe } from '../shop-recipe';
import type { ShownOrder } from '../shop-tally';
import type { StoreName } from './store-name';

/** An order as the sandbox keeps it, whoever made it. Its id is the number in the platform's own. */
export interface KeptOrder {
	readonly status: 'toShip' | 'completed' | 'cancelled' | 'other';
	readonly lines: number;
	readonly total: string;
	readonly currency: string;
	/** Of no buyer is anything told any more. */
	readonly namesNobody: boolean;
	/** How people call it. */
	readonly number: string;
	/** The one that it says it stands aside for. */
	readonly standsAsideFor?: number;
}

/** Something that the store told of itself. */
export interface StoreNews {
	readonly what: 'saved' | 'parcel';
	readonly id: number;
}

export interface Shopper {
	readonly firstName: string;
	readonly lastName: string;
	readonly street: string;
	readonly email: string;
	readonly phone: string;
}

/** What the store's own customers do, and what its people do to their orders. */
export interface Shoppers {
	/** What can happen in such a store. */
	readonly recipes: readonly ShopRecipe[];
	/** @returns the order's id */
	place(order: ShopOrder, shopper: Shopper): number;
	act(id: number, act: ShopAct): void;
	/** A vendor's part of an order. */
	makePartOf(id: number, parent: number): void;
	/** Saves it once more with nothing of importance changed. */
	touch(id: number): void;
	/** What stands there about an order: for its customer, for the merchant. */
	shown(id: number): ShownOrder;
}

export interface Packable {
	/** By which of the ways that such stores have. */
	readonly way: number;
	/** Of what is left, by SKU; all of it when left out. */
	readonly left?: Readonly<Record<string, number>>;
}

/** How people of the store pack what was bought on Amazon. */
export interface Packing {
	/** A number on the parcel; a second one corrects the first. */
	writeNumber(id: number, number: string, parcel: Packable): void;
	/** It has left, and nobody says how. */
	sendUnnumbered(id: number): void;
	cancel(id: number): void;
}

/** Its goods. */
export interface Shelf {
	add(product: SeededProduct): void;
	products(): readonly StoredProduct[];
	/** Pieces of a product, as far as they are counted. */
	quantity(productId: string): number | undefined;
	setQuantity(productId: string, quantity: number): void;
	/** Pieces by SKU. */
	pieces(): ReadonlyMap<string, number>;
}

/** A store of the demo as its people, its customers and the sandbox see it. */
export interface DemoStore {
	readonly name: StoreName;
	readonly displayName: string;
	/** As a person fills it in. */
	readonly credential: { readonly type: string; readonly fields: (url: string) => Readonly<Record<string, unknown>> };
	readonly shoppers: Shoppers;
	readonly packing: Packing;
	readonly shelf: Shelf;
	counts(): RequestCounts;
	/** How many webhooks call somebody. */
	activeHooks(): number;
	/** What each order says of where it was bought. */
	marks(): ReadonlyMap<number, readonly string[]>;
	order(id: number): KeptOrder | undefined;
	/** What one of its events is about; undefined for all that the demo does not speak of. */
	newsOf(event: SandboxEvent): StoreNews | undefined;
}
