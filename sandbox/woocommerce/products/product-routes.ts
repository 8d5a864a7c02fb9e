import { runBatch } from '../rest/batch';
import { productSchema, variationSchema } from '../rest/body-schemas';
import { forceSchema, pageOf } from '../rest/listing';
import { created, listReply, ok } from '../rest/replies';
import { RestError } from '../rest/rest-error';
import type { Call, Reply, Route } from '../rest/router';
import { setMeta } from '../store/meta';
import type { ProductRecord } from '../store/records';
import type { Store } from '../store/store';
import type { Input } from '../wordpress/php-values';
import { productListSchema, queryProducts, variationListSchema } from './product-query';
import { renderListedVariation, renderProduct, renderVariation, type Context } from './product-rendering';
import { settleStockStatus } from './product-stock';
import { createProduct, writeProduct } from './product-writing';

function productOr(store: Store, id: number | undefined, status: 400 | 404): ProductRecord {
	const product = store.state.products.get(id ?? 0);
	if (product !== undefined) return product;
	throw new RestError(status, 'woocommerce_rest_product_invalid_id', 'Invalid ID.');
}

function writableProduct(store: Store, id: number | undefined): ProductRecord {
	const product = productOr(store, id, 400);
	if (!product.isVariation) return product;
	const text = 'To manipulate product variations you should use the /products/&lt;product_id&gt;/variations/&lt;id&gt; endpoint.';
	throw new RestError(404, 'woocommerce_rest_invalid_product_id', text);
}

/** A wrong parent is an unknown variation. Refused before the route itself, hence without an Allow header. */
function variationOr(store: Store, parentId: number | undefined, id: number | undefined): ProductRecord {
	const product = store.state.products.get(id ?? 0);
	if (product?.isVariation === true && product.parentId === parentId) return product;
	throw new RestError(404, 'woocommerce_rest_product_variation_invalid_id', 'Invalid ID.', {}, true);
}

function forget(store: Store, product: ProductRecord): void {
	for (const id of [...product.variationIds]) {
		const variation = store.state.products.get(id);
		if (variation !== undefined) forget(store, variation);
	}
	store.state.number(product, '', '');
	store.state.products.delete(product.id);
	store.state.productSlugs.delete(product.slug);
	const siblings = store.state.products.get(product.parentId)?.variationIds;
	siblings?.splice(siblings.indexOf(product.id), 1);
}

/** To the trash without `force`; the answer shows the product with its old status. A trashed product keeps its SKU. */
function removeProduct(store: Store, product: ProductRecord, force: boolean): Record<string, unknown> {
	const before = renderProduct(store.state, product, store.urls, 'edit');
	store.webhooks.fire('wp_trash_post', 'product', product.id);
	if (force) {
		forget(store, product);
		return before;
	}
	if (product.status === 'trash') throw new RestError(410, 'woocommerce_rest_already_trashed', 'The product has already been deleted.');
	setMeta(store.state, product.meta, '_wp_trash_meta_status', product.status);
	setMeta(store.state, product.meta, '_wp_trash_meta_time', String(Math.floor(store.now() / 1000)));
	setMeta(store.state, product.meta, '_wp_desired_post_slug', product.slug);
	product.status = 'trash';
	product.slug = `${product.slug}__trashed`;
	product.modifiedAt = store.now();
	return before;
}

function removeVariation(store: Store, product: ProductRecord, context: Context): Record<string, unknown> {
	const before = renderVariation(store.state, product, store.urls, context);
	const parent = store.state.products.get(product.parentId);
	store.webhooks.fire('wp_trash_post', 'product', product.id);
	forget(store, product);
	if (parent !== undefined) settleStockStatus(store.state, parent);
	return before;
}

function added(store: Store, input: Input, parent?: ProductRecord): ProductRecord {
	const product = createProduct(store.state, input, store.now(), parent);
	store.productSaved(product, true);
	// A new variation makes its parent be saved too.
	if (parent !== undefined) store.productSaved(parent);
	return product;
}

function edited(store: Store, product: ProductRecord, input: Input): Record<string, unknown> {
	writeProduct(store.state, product, input, store.now());
	store.productSaved(product);
	return product.isVariation
		? renderVariation(store.state, product, store.urls, 'edit')
		: renderProduct(store.state, product, store.urls, 'edit');
}

function batchProducts(call: Call): Promise<Reply> {
	const { store } = call;
	return runBatch(call, {
		create: (input) => renderProduct(store.state, added(store, input), store.urls, 'edit'),
		update: (id, input) => edited(store, writableProduct(store, id), input),
		remove: (id) => removeProduct(store, productOr(store, id, 404), true),
		work: () => store.work(store.options.speed?.msPerProduct),
	});
}

function batchVariations(call: Call): Promise<Reply> {
	const { store, ids } = call;
	const parent = productOr(store, ids[0], 404);
	return runBatch(call, {
		create: (input) => renderVariation(store.state, added(store, input, parent), store.urls, 'edit'),
		update: (id, input) => edited(store, variationOr(store, ids[0], id), input),
		remove: (id) => removeVariation(store, variationOr(store, ids[0], id), 'edit'),
		work: () => store.work(store.options.speed?.msPerProduct),
	});
}

function newVariation({ store, ids, input }: Call): Reply {
	const parent = productOr(store, ids[0], 404);
	const product = added(store, input, parent);
	const location = store.urls.rest(`products/(?P<product_id>[\\d]+)/variations/${product.id}`);
	return created(renderVariation(store.state, product, store.urls, 'edit'), location);
}

/** @param types the types of products that the store and its plugins have; asked for at each request */
export const productRoutes = (types: () => readonly string[]): readonly Route[] => [
	{
		method: 'GET',
		pattern: 'products',
		operation: 'listProducts',
		access: 'list',
		schema: productListSchema(types),
		handle: ({ store, input }) =>
			listReply(pageOf(queryProducts(store, input), input), (product) => renderProduct(store.state, product, store.urls, 'view')),
	},
	{
		method: 'POST',
		pattern: 'products',
		operation: 'createProduct',
		access: 'create',
		schema: productSchema,
		handle: ({ store, input }) => {
			const product = added(store, input);
			return created(renderProduct(store.state, product, store.urls, 'edit'), store.urls.rest(`products/${product.id}`));
		},
	},
	{ method: 'PUT', pattern: 'products/batch', operation: 'batchProducts', access: 'batch', handle: batchProducts },
	{
		method: 'GET',
		pattern: 'products/#',
		operation: 'getProduct',
		access: 'view',
		handle: ({ store, ids }) => ok(renderProduct(store.state, productOr(store, ids[0], 404), store.urls, 'view')),
	},
	{
		method: 'PUT',
		pattern: 'products/#',
		operation: 'updateProduct',
		access: 'edit',
		schema: productSchema,
		handle: ({ store, ids, input }) => ok(edited(store, writableProduct(store, ids[0]), input)),
	},
	{
		method: 'DELETE',
		pattern: 'products/#',
		operation: 'deleteProduct',
		access: 'delete',
		schema: forceSchema,
		handle: ({ store, ids, input }) => ok(removeProduct(store, productOr(store, ids[0], 404), input['force'] === true)),
	},
	{
		method: 'GET',
		pattern: 'products/#/variations',
		operation: 'listVariations',
		access: 'list',
		schema: variationListSchema,
		handle: ({ store, ids, input }) =>
			listReply(pageOf(queryProducts(store, input, { parentId: ids[0] ?? 0 }), input), (product) =>
				renderVariation(store.state, product, store.urls, 'view'),
			),
	},
	{
		method: 'GET',
		pattern: 'variations',
		operation: 'listAllVariations',
		access: 'list',
		schema: variationListSchema,
		exists: ({ state }) => state.settings.variationsRoute,
		handle: ({ store, input }) =>
			listReply(pageOf(queryProducts(store, input, 'variations'), input), (product) =>
				renderListedVariation(store.state, product, store.urls),
			),
	},
	{
		method: 'POST',
		pattern: 'products/#/variations',
		operation: 'createVariation',
		access: 'create',
		schema: variationSchema,
		handle: newVariation,
	},
	{ method: 'PUT', pattern: 'products/#/variations/batch', operation: 'batchVariations', access: 'batch', handle: batchVariations },
	{
		method: 'GET',
		pattern: 'products/#/variations/#',
		operation: 'getVariation',
		access: 'view',
		handle: ({ store, ids }) => ok(renderVariation(store.state, variationOr(store, ids[0], ids[1]), store.urls, 'view')),
	},
	{
		method: 'PUT',
		pattern: 'products/#/variations/#',
		operation: 'updateVariation',
		access: 'edit',
		schema: variationSchema,
		handle: ({ store, ids, input }) => ok(edited(store, variationOr(store, ids[0], ids[1]), input)),
	},
	{
		method: 'DELETE',
		pattern: 'products/#/variations/#',
		operation: 'deleteVariation',
		access: 'delete',
		schema: forceSchema,
		handle: ({ store, ids }) => ok(removeVariation(store, variationOr(store, ids[0], ids[1]), 'edit')),
	},
];
