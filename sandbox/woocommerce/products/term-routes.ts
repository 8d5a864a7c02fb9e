import { attributeSchema, categorySchema } from '../rest/body-schemas';
import { pageOf, pagingSchema } from '../rest/listing';
import { created, listReply, ok } from '../rest/replies';
import { RestError } from '../rest/rest-error';
import type { Call, Reply, Route } from '../rest/router';
import type { Category, GlobalAttribute } from '../store/records';
import type { Store } from '../store/store';
import { slugOf, toInteger, toText } from '../wordpress/php-values';
import { itemMethods } from '../wordpress/site-urls';

function renderCategory(store: Store, category: Category): Record<string, unknown> {
	const count = [...store.state.products.values()].filter((product) => product.categoryIds.includes(category.id)).length;
	const up = category.parent === 0 ? undefined : `products/categories/${category.parent}`;
	return {
		id: category.id,
		name: category.name,
		slug: category.slug,
		parent: category.parent,
		description: '',
		display: 'default',
		image: null,
		menu_order: 0,
		count,
		_links: store.urls.links(`products/categories/${category.id}`, 'products/categories', itemMethods, up),
	};
}

function addCategory({ store, input }: Call): Reply {
	const name = toText(input['name']);
	const parent = toInteger(input['parent']);
	if (parent !== 0 && !store.state.categories.has(parent)) throw new RestError(400, 'missing_parent', 'Parent term does not exist.');
	for (const known of store.state.categories.values()) {
		if (known.name !== name || known.parent !== parent) continue;
		throw new RestError(400, 'term_exists', 'A term with the name provided already exists with this parent.', { resource_id: known.id });
	}
	const category: Category = { id: store.state.sequences.next('term'), name, slug: toText(input['slug']) || slugOf(name), parent };
	store.state.categories.set(category.id, category);
	return created(renderCategory(store, category), store.urls.rest(`products/categories/${category.id}`));
}

function listCategories({ store, input }: Call): Reply {
	const sorted = [...store.state.categories.values()].sort((left, right) => (left.name < right.name ? -1 : 1));
	return listReply(pageOf(sorted, input), (category) => renderCategory(store, category));
}

function renderAttribute(store: Store, attribute: GlobalAttribute): Record<string, unknown> {
	return {
		id: attribute.id,
		name: attribute.name,
		slug: attribute.slug,
		type: attribute.type,
		order_by: attribute.orderBy,
		has_archives: attribute.hasArchives,
		_links: store.urls.links(`products/attributes/${attribute.id}`, 'products/attributes', itemMethods),
	};
}

function addAttribute({ store, input }: Call): Reply {
	const name = toText(input['name']);
	const slug = toText(input['slug']) || slugOf(name);
	const attribute: GlobalAttribute = {
		id: store.state.sequences.next('attribute'),
		name,
		slug: slug.startsWith('pa_') ? slug : `pa_${slug}`,
		type: toText(input['type']) || 'select',
		orderBy: toText(input['order_by']) || 'menu_order',
		hasArchives: input['has_archives'] === true,
	};
	store.state.attributes.set(attribute.id, attribute);
	return created(renderAttribute(store, attribute), store.urls.rest(`products/attributes/${attribute.id}`));
}

export const termRoutes: readonly Route[] = [
	{
		method: 'GET',
		pattern: 'products/categories',
		operation: 'listCategories',
		access: 'list',
		schema: pagingSchema,
		handle: listCategories,
	},
	{
		method: 'POST',
		pattern: 'products/categories',
		operation: 'createCategory',
		access: 'create',
		schema: categorySchema,
		required: ['name'],
		handle: addCategory,
	},
	{
		method: 'GET',
		pattern: 'products/attributes',
		operation: 'listAttributes',
		access: 'list',
		handle: ({ store }) => ok([...store.state.attributes.values()].map((attribute) => renderAttribute(store, attribute))),
	},
	{
		method: 'POST',
		pattern: 'products/attributes',
		operation: 'createAttribute',
		access: 'create',
		schema: attributeSchema,
		required: ['name'],
		handle: addAttribute,
	},
];
