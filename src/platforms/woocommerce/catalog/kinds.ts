import type { CatalogProduct } from '../../../domain/product';

export const WITH_VARIATIONS: ReadonlySet<string> = new Set(['variable', 'variable-subscription']);

/**
 * Product types of plugins whose one product is made of others: Product Bundles, Composite Products, Mix and Match, WPC
 * (`woosb`, `woosg`, `wooco`), YITH, Easy Product Bundles, Composite's old `bto`.
 */
const MADE_OF_OTHERS = /bundle|composite|group|mix-?and-?match|^woosb$|^woosg$|^wooco$|^bto$|_kit$/;

/** Subscriptions and products that are bought elsewhere are sold one by one, as simple ones are. */
export function kindOf(type: string): CatalogProduct['kind'] {
	if (WITH_VARIATIONS.has(type)) return 'parent';
	if (type === 'variation' || type === 'subscription_variation') return 'variation';
	return MADE_OF_OTHERS.test(type) ? 'container' : 'simple';
}
