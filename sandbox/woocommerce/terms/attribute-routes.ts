import { runBatch } from '../rest/batch';
import type { Schemas } from '../rest/parameter-schema';
import { created, ok } from '../rest/replies';
import { RestError } from '../rest/rest-error';
import type { Call, Reply, Route } from '../rest/router';
import type { GlobalAttribute } from '../store/product-records';
import type { Store } from '../store/store';
import { strippedText } from '../wordpress/html-texts';
import { type Input, isGiven, slugOf, toBoolean, toInteger, toText } from '../wordpress/php-values';
import { renderAttribute } from './term-rendering';

const schema: Schemas = {
	name: { type: 'string' },
	slug: { type: 'string' },
	type: { type: 'string' },
	order_by: { type: 'string', enum: ['menu_order', 'name', 'name_num', 'id'] },
	has_archives: { type: 'boolean' },
};

/** The column of the name of a taxonomy, less its `pa_`. */
const longestSlug = 28;
/** Names that WordPress keeps for its own queries; those that a product may come by. */
const reserved = [
	'attachment',
	'author',
	'category',
	'day',
	'name',
	'order',
	'orderby',
	'page',
	'post',
	'search',
	'tag',
	'term',
	'type',
	'year',
];

function attributeOr(store: Store, id: number): GlobalAttribute {
	const attribute = store.state.attributes.get(id);
	if (attribute === undefined) throw new RestError(404, 'woocommerce_rest_taxonomy_invalid', 'Resource does not exist.');
	return attribute;
}

/** Two attributes never share a slug; one that was left out is made of the name. */
function freeSlug(store: Store, given: string, id: number): string {
	const slug = slugOf(given).replace(/^pa_/, '');
	const refuse = (text: string): RestError => new RestError(400, 'woocommerce_rest_cannot_create', `Slug "${slug}" ${text}`);
	if (slug.length >= longestSlug) throw refuse('is too long. Please use a shorter slug.');
	if (reserved.includes(slug)) throw refuse('is not allowed because it is a reserved term. Change it, please.');
	for (const other of store.state.attributes.values())
		if (other.id !== id && other.slug === `pa_${slug}`) throw refuse('is already in use. Change it, please.');
	return `pa_${slug}`;
}

/** A new name without a slug makes a new slug too. */
function write(store: Store, attribute: GlobalAttribute, input: Input): void {
	const name = isGiven(input, 'name') ? strippedText(toText(input['name'])) : attribute.name;
	const named = toText(input['slug']) || (isGiven(input, 'name') ? name : '');
	const slug = named === '' ? attribute.slug : freeSlug(store, named, attribute.id);
	attribute.name = name;
	attribute.slug = slug;
	if (isGiven(input, 'type')) attribute.type = toText(input['type']);
	if (isGiven(input, 'order_by')) attribute.orderBy = toText(input['order_by']);
	if (isGiven(input, 'has_archives')) attribute.hasArchives = toBoolean(input['has_archives']);
}

function add({ store }: Call, input: Input): GlobalAttribute {
	const made: GlobalAttribute = { id: 0, name: '', slug: '', type: 'select', orderBy: 'menu_order', hasArchives: false };
	write(store, made, input);
	const attribute = { ...made, id: store.state.sequences.next('attribute') };
	store.state.attributes.set(attribute.id, attribute);
	return attribute;
}

function edit({ store }: Call, id: number, input: Input): GlobalAttribute {
	const attribute = attributeOr(store, id);
	write(store, attribute, input);
	return attribute;
}

/** Really deleted, also without `force`. */
function remove({ store }: Call, id: number): Record<string, unknown> {
	const attribute = attributeOr(store, id);
	store.state.attributes.delete(id);
	for (const term of [...store.state.attributeTerms.values()]) if (term.attributeId === id) store.state.attributeTerms.delete(term.id);
	return renderAttribute(store, attribute);
}

function batch(call: Call): Promise<Reply> {
	return runBatch(call, {
		create: (input) => renderAttribute(call.store, add(call, input)),
		update: (id, input) => renderAttribute(call.store, edit(call, id, input)),
		remove: (id) => remove(call, id),
		work: () => Promise.resolve(),
	});
}

const pattern = 'products/attributes';
const item = `${pattern}/#`;
const idOf = ({ ids }: Call): number => toInteger(ids[0] ?? 0);

export const attributeRoutes: readonly Route[] = [
	{
		method: 'GET',
		pattern,
		operation: 'listAttributes',
		access: 'list',
		handle: ({ store }) => {
			const all = [...store.state.attributes.values()].map((attribute) => renderAttribute(store, attribute));
			return { ...ok(all), headers: { 'x-wp-total': String(all.length), 'x-wp-totalpages': '1' } };
		},
	},
	{
		method: 'POST',
		pattern,
		operation: 'createAttribute',
		access: 'create',
		schema,
		required: ['name'],
		handle: (call) => {
			const attribute = add(call, call.input);
			return created(renderAttribute(call.store, attribute), call.store.urls.rest(`${pattern}/${attribute.id}`));
		},
	},
	{ method: 'PUT', pattern: `${pattern}/batch`, operation: 'batchAttributes', access: 'batch', handle: batch },
	{
		method: 'GET',
		pattern: item,
		operation: 'getAttribute',
		access: 'view',
		handle: (call) => ok(renderAttribute(call.store, attributeOr(call.store, idOf(call)))),
	},
	{
		method: 'PUT',
		pattern: item,
		operation: 'updateAttribute',
		access: 'edit',
		schema,
		handle: (call) => ok(renderAttribute(call.store, edit(call, idOf(call), call.input))),
	},
	{
		method: 'DELETE',
		pattern: item,
		operation: 'deleteAttribute',
		access: 'delete',
		handle: (call) => ok(remove(call, idOf(call))),
	},
];
