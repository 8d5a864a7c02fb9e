import type { GoodsPlan } from './goods';
import type { StoreName } from './stores/store-name';

/** What one store of the demo is given to do. */
export interface Plan {
	/** Of all orders of Amazon, and of all that customers pay. */
	readonly share: number;
	readonly goods: GoodsPlan;
	/** Products whose quantity changes. */
	readonly restocked: number;
	/** Orders that are forgotten; a demo is not to hide all that it shows. */
	readonly erased: number;
}

/** 300 that the store sells, and 40 that it does not; the rest needs a person. */
const whole: Plan = {
	share: 1,
	goods: { count: 356, variations: 40, parents: 10, missing: 42, missingVariations: 16, untitled: 2, nearMisses: 8, ambiguous: 6 },
	restocked: 20,
	erased: 10,
};

/** The same in all, in two stores. */
const shared: Readonly<Record<StoreName, Plan>> = {
	woocommerce: {
		share: 0.7,
		goods: { count: 274, variations: 32, parents: 8, missing: 31, missingVariations: 12, untitled: 1, nearMisses: 6, ambiguous: 4 },
		restocked: 14,
		erased: 7,
	},
	shopify: {
		share: 0.3,
		goods: { count: 82, variations: 8, parents: 2, missing: 11, missingVariations: 4, untitled: 1, nearMisses: 2, ambiguous: 2 },
		restocked: 6,
		erased: 3,
	},
};

export const planOf = (store: StoreName, stores: readonly StoreName[]): Plan => (stores.length === 1 ? whole : shared[store]);

/** Shares a number of orders out; together they are all. */
export function sharesOf(all: number, plans: readonly Pick<Plan, 'share'>[]): readonly number[] {
	let left = all;
	return plans.map(({ share }, at) => {
		const part = at === plans.length - 1 ? left : Math.round(all * share);
		left -= part;
		return part;
	});
}
