import { fbaCaseTwin } from '../sandbox/seed/fba-stock';

/**
 * `fulfilled`: Amazon ships its lines. `refused`: it needs a person, who gets a mail, a note and a row of the log.
 * `nothing`: Amazon is not asked.
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
	readonly paid: boolean;
	readonly expect: ShopExpectation;
	/** Units that Amazon has to ship, by SKU. */
	readonly units: Readonly<Record<string, number>>;
	/** Whether the whole order is shipped by then. */
	readonly completes: boolean;
}

export interface ShopOrder {
	readonly lines: readonly { readonly sku: string; readonly quantity: number }[];
	/** ISO 3166 alpha-2 of the delivery; Germany when left out. */
	readonly country?: string;
	/** With an account in the shop; a guest otherwise. */
	readonly registered?: boolean;
	/** A card, charged at once, when left out. */
	readonly paymentMethod?: 'bacs' | 'cod';
	readonly pickup?: boolean;
}

export interface ShopAct {
	readonly action: 'pay' | 'cancel' | 'refund';
	readonly fields?: Readonly<Record<string, unknown>>;
}

/** Goods at Amazon that the seed does not have: none left, and some that Amazon cannot find when it packs. */
export const soldOutAtAmazon = 'SALT-MILL';
export const brokenAtAmazon = 'BOARD-OLIVE';

const line = (sku: string, quantity = 1): { readonly sku: string; readonly quantity: number } => ({ sku, quantity });
const nothing = { expect: 'nothing', units: {}, completes: false } as const;
const refused = { expect: 'refused', units: {}, completes: false } as const;

/** Most orders are the first ones; each of the others comes once in a round. */
export const shopRecipes: readonly ShopRecipe[] = [
	{ name: 'guest', order: { lines: [line('KNIFE-CHEF')] }, paid: true, expect: 'fulfilled', units: { 'KNIFE-CHEF': 1 }, completes: true },
	{
		name: 'registered',
		order: { lines: [line('CLOCK-WALL'), line('SOAP-OLIVE', 3)], registered: true },
		paid: true,
		expect: 'fulfilled',
		units: { 'CLOCK-WALL': 1, 'SOAP-OLIVE': 3 },
		completes: true,
	},
	{
		name: 'mixed',
		order: { lines: [line('BOOK-BREAD'), line('MUG-BLUE-11', 2)], registered: true },
		paid: true,
		expect: 'fulfilled',
		units: { 'BOOK-BREAD': 1 },
		completes: false,
	},
	{
		name: 'variation',
		order: { lines: [line('SOCKS-WOOL-39-42', 2)] },
		paid: true,
		expect: 'fulfilled',
		units: { 'SOCKS-WOOL-39-42': 2 },
		completes: true,
	},
	{ name: 'merchant ships', order: { lines: [line('TOWEL-GREY')] }, paid: true, ...nothing },
	{ name: 'cash on delivery', order: { lines: [line('KNIFE-CHEF')], paymentMethod: 'cod' }, paid: false, ...nothing },
	{
		name: 'bank transfer that arrives',
		order: { lines: [line('CLOCK-WALL')], paymentMethod: 'bacs', registered: true },
		later: { action: 'pay' },
		paid: true,
		expect: 'fulfilled',
		units: { 'CLOCK-WALL': 1 },
		completes: true,
	},
	{ name: 'bank transfer that does not arrive', order: { lines: [line('CLOCK-WALL')], paymentMethod: 'bacs' }, paid: false, ...nothing },
	{ name: 'cancelled at once', order: { lines: [line('SOAP-OLIVE')] }, atOnce: { action: 'cancel' }, paid: true, ...nothing },
	{
		name: 'refunded at once',
		order: { lines: [line('BOOK-BREAD')] },
		atOnce: { action: 'refund', fields: { lines: [{ sku: 'BOOK-BREAD', quantity: 1 }] } },
		paid: true,
		...nothing,
	},
	{
		name: 'partly refunded',
		order: { lines: [line('SOAP-OLIVE', 3)] },
		atOnce: { action: 'refund', fields: { lines: [{ sku: 'SOAP-OLIVE', quantity: 1 }] } },
		paid: true,
		expect: 'fulfilled',
		units: { 'SOAP-OLIVE': 2 },
		completes: true,
	},
	{ name: 'SKU in another case', order: { lines: [line(fbaCaseTwin.productSku)] }, paid: true, ...nothing },
	{ name: 'address out of reach', order: { lines: [line('KNIFE-CHEF')], country: 'US' }, paid: true, ...refused },
	{ name: 'sold out at Amazon', order: { lines: [line(soldOutAtAmazon)] }, paid: true, ...refused },
	{ name: 'broken at Amazon', order: { lines: [line(brokenAtAmazon)] }, paid: true, ...refused },
	{ name: 'local pickup', order: { lines: [line('CLOCK-WALL')], pickup: true }, paid: true, ...nothing },
];

/** An ordinary order, for whoever needs many that Amazon ships. */
export const plainRecipe = (position: number): ShopRecipe => shopRecipes[position % 2] as ShopRecipe;
