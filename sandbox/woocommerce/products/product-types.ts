import type { ProductRecord } from '../store/product-records';

/** WooCommerce's own; plugins add theirs. */
export const ownTypes = ['simple', 'grouped', 'external', 'variable'] as const;

/** A product that stands for its variations, also one of the plugin Subscriptions. */
export function hasVariations(product: Pick<ProductRecord, 'type'>): boolean {
	return product.type === 'variable' || product.type === 'variable-subscription';
}

/** Read in the plugin Subscriptions, not recorded: the variations of its variable products have a type of their own. */
export function variationType(parentType: string): string {
	return parentType === 'variable-subscription' ? 'subscription_variation' : 'variation';
}
