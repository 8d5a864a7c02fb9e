import type { StoreName } from './stores/store-name';

/**
 * `fulfilled`: Amazon ships its units. `refused`: it needs a person, who gets a mail, a note and a row of the log.
 * `nothing`: Amazon ships nothing, and nobody is told.
 */
export type ShopExpectation = 'fulfilled' | 'refused' | 'nothing';

/** One thing that shoppers of the demo's shop do, and what has to follow from it. */
export interface ShopRecipe {
	readonly name: string;
	readonly order: ShopOrder;
	/** What happens before the shop tells anybody of the order. */
	readonly atOnce?: ShopAct;
	/** What happens when the shop has told of it. */
	readonly later?: ShopAct;
	/** What happens when Amazon has the order and has not packed it. */
	readonly afterSending?: ShopAct;
	readonly paid: boolean;
	readonly expect: ShopExpectation;
	/** Amazon ships it, and a person is told of something all the same. */
	readonly told?: true;
	/** Units that Amazon has to ship, by SKU. */
	readonly units: Readonly<Record<string, number>>;
	/** Units that Amazon takes at first, where these are others. */
	readonly sent?: Readonly<Record<string, number>>;
	/** Whether the whole order is shipped by then. */
	readonly completes: boolean;
	/** In other stores it cannot happen, or not in this way. */
	readonly only?: StoreName;
}

export interface ShopOrder {
	readonly lines: readonly ShopLine[];
	/** ISO 3166 alpha-2 of the delivery; Germany when left out. */
	readonly country?: string;
	/** With an account in the shop; a guest otherwise. */
	readonly registered?: boolean;
	/** A card, charged at once, when left out. */
	readonly paymentMethod?: 'bacs' | 'cod';
	readonly pickup?: boolean;
	/** The product of the first line is deleted afterwards. */
	readonly productGone?: boolean;
	/** A marketplace plugin makes an order of its own of each line, for the line's vendor. */
	readonly suborders?: boolean;
}

export interface ShopLine {
	readonly sku: string;
	readonly quantity: number;
	/** Position of the line with the bundle that this one is a part of. */
	readonly partOf?: number;
}

export interface ShopAct {
	readonly action: 'pay' | 'cancel' | 'refund' | 'setStatus' | 'fulfill';
	readonly fields?: Readonly<Record<string, unknown>>;
}
