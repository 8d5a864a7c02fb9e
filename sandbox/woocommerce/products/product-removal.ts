import { RestError } from '../rest/rest-error';
import { metaValue, setMeta } from '../store/meta';
import type { ProductRecord } from '../store/product-records';
import type { Store } from '../store/store';
import type { StoreState } from '../store/store-state';
import { leaveGroup } from './languages';
import { giveUpSlug } from './product-fields';

/** It is gone, and its variations with it. */
export function forgetProduct(state: StoreState, product: ProductRecord): void {
	for (const id of [...product.variationIds]) {
		const variation = state.products.get(id);
		if (variation !== undefined) forgetProduct(state, variation);
	}
	state.number(product, '', '');
	leaveGroup(state, product);
	state.products.delete(product.id);
	giveUpSlug(state, product);
	const siblings = state.products.get(product.parentId)?.variationIds;
	siblings?.splice(siblings.indexOf(product.id), 1);
}

/** To the trash, where it keeps its SKU and its variations. */
export function trashProduct(store: Store, product: ProductRecord): void {
	if (product.status === 'trash') throw new RestError(410, 'woocommerce_rest_already_trashed', 'The product has already been deleted.');
	store.webhooks.fire('wp_trash_post', 'product', product.id);
	setMeta(store.state, product.meta, '_wp_trash_meta_status', product.status);
	setMeta(store.state, product.meta, '_wp_trash_meta_time', String(Math.floor(store.now() / 1000)));
	setMeta(store.state, product.meta, '_wp_desired_post_slug', product.slug);
	product.status = 'trash';
	product.slug = `${product.slug}__trashed`;
	product.modifiedAt = store.now();
	for (const id of product.variationIds) {
		const variation = store.state.products.get(id);
		if (variation !== undefined) variation.status = 'trash';
	}
}

/** As the merchant takes it out again: nobody looks whether another product has its SKU by now. */
export function restoreProduct(store: Store, product: ProductRecord): void {
	const before = metaValue(product.meta, '_wp_trash_meta_status');
	product.status = typeof before === 'string' ? before : 'draft';
	product.slug = product.slug.replace(/__trashed$/, '');
	for (const key of ['_wp_trash_meta_status', '_wp_trash_meta_time', '_wp_desired_post_slug'])
		setMeta(store.state, product.meta, key, undefined);
	product.modifiedAt = store.now();
	for (const id of product.variationIds) {
		const variation = store.state.products.get(id);
		if (variation !== undefined) variation.status = 'publish';
	}
	store.productSaved(product);
}
