import { runBatch } from '../rest/batch';
import { productSchema, variationSchema } from '../rest/body-schemas';
import { forceSchema, pageOf } from '../rest/listing';
import { created, listReply, ok } from '../rest/replies';
import { RestError } from '../rest/rest-error';
import type { Call, Reply, Route } from '../rest/router';
import type { ProductRecord } from '../store/product-records';
import type { Store } from '../store/store';
import type { Input } from '../wordpress/php-values';
import { productListSchema, queryProducts, variationListSchema } from './product-query';
import { renderListedVariation, renderProduct, renderVariation, type Context } from './product-rendering';
import { settleStockStatus } from './product-stock';
import { forgetProduct, trashProduct } from './product-removal';
import { saveEdited, saveNew } from './product-saving';

/** `context=edit` shows the stored texts, as the answers to writes do. */
function contextOf(input: Input): Context {
	return input['context'] === 'edit' ? 'edit' : 'view';
}

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

/** To the trash without `force`; the answer shows the product with its old status. */
function removeProduct(store: Store, product: ProductRecord, force: boolean): Record<string, unknown> {
	const before = renderProduct(store.state, product, store.urls, 'edit');
	if (force) forgetProduct(store.state, product);
	else trashProduct(store, product);
	return before;
}

function removeVariation(store: Store, product: ProductRecord, context: Context): Record<string, unknown> {
	const before = renderVariation(store.state, product, store.urls, context);
	const parent = store.state.products.get(product.parentId);
	forgetProduct(store.state, product);
	if (parent !== undefined) {
		settleStockStatus(store.state, parent);
		parent.modifiedAt = store.now();
	}
	return before;
}

async function edited(store: Store, product: ProductRecord, input: Input): Promise<Record<string, unknown>> {
	await saveEdited(store, product, input);
	return product.isVariation
		? renderVariation(store.state, product, store.urls, 'edit')
		: renderProduct(store.state, product, store.urls, 'edit');
}

function batchProducts(call: Call): Promise<Reply> {
	const { store } = call;
	return runBatch(call, {
		create: async (input) => renderProduct(store.state, await saveNew(store, input), store.urls, 'edit'),
		update: (id, input) => edited(store, writableProduct(store, id), input),
		remove: (id) => removeProduct(store, productOr(store, id, 404), true),
		work: () => store.work(store.options.speed?.msPerProduct),
	});
}

function batchVariations(call: Call): Promise<Reply> {
	const { store, ids } = call;
	const parent = productOr(store, ids[0], 404);
	return runBatch(call, {
		create: async (input) => renderVariation(store.state, await saveNew(store, input, parent), store.urls, 'edit'),
		update: (id, input) => edited(store, variationOr(store, ids[0], id), input),
		remove: (id) => removeVariation(store, variationOr(store, ids[0], id), 'edit'),
		unremoved: (id) => ({ id, product_id: parent.id, force: true }),
		work: () => store.work(store.options.speed?.msPerProduct),
	});
}

async function newVariation({ store, ids, input }: Call): Promise<Reply> {
	const parent = productOr(store, ids[0], 404);
	const product = await saveNew(store, input, parent);
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
			listReply(pageOf(queryProducts(store, input), input), (product) => renderProduct(store.state, product, store.urls, contextOf(input))),
	},
	{
		method: 'POST',
		pattern: 'products',
		operation: 'createProduct',
		access: 'create',
		schema: productSchema(types),
		handle: async ({ store, input }) => {
			const product = await saveNew(store, input);
			return created(renderProduct(store.state, product, store.urls, 'edit'), store.urls.rest(`products/${product.id}`));
		},
	},
	{ method: 'PUT', pattern: 'products/batch', operation: 'batchProducts', access: 'batch', handle: batchProducts },
	{
		method: 'GET',
		pattern: 'products/#',
		operation: 'getProduct',
		access: 'view',
		handle: ({ store, ids, input }) => ok(renderProduct(store.state, productOr(store, ids[0], 404), store.urls, contextOf(input))),
	},
	{
		method: 'PUT',
		pattern: 'products/#',
		operation: 'updateProduct',
		access: 'edit',
		schema: productSchema(types),
		handle: async ({ store, ids, input }) => ok(await edited(store, writableProduct(store, ids[0]), input)),
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
				renderVariation(store.state, product, store.urls, contextOf(input)),
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
				renderListedVariation(store.state, product, store.urls, contextOf(input)),
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
		handle: ({ store, ids, input }) => ok(renderVariation(store.state, variationOr(store, ids[0], ids[1]), store.urls, contextOf(input))),
	},
	{
		method: 'PUT',
		pattern: 'products/#/variations/#',
		operation: 'updateVariation',
		access: 'edit',
		schema: variationSchema,
		handle: async ({ store, ids, input }) => ok(await edited(store, variationOr(store, ids[0], ids[1]), input)),
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
