import { uploadedImages } from '../media/image-upload';
import { runBatch } from '../rest/batch';
import { forceSchema, numbers, pageOf, pagingSchema, type Parameters } from '../rest/listing';
import type { Schema, Schemas } from '../rest/parameter-schema';
import { created, listReply, ok } from '../rest/replies';
import { RestError } from '../rest/rest-error';
import type { Call, Reply, Route } from '../rest/router';
import type { Term } from '../store/product-records';
import type { Store } from '../store/store';
import { defaultCategory } from '../store/store-state';
import { withoutTags } from '../wordpress/html-texts';
import { type Input, isGiven, isRecord, toInteger, toText } from '../wordpress/php-values';
import { countsOf, type TermsOfProduct } from './term-rendering';
import { byName, folded, insertTerm, removeTerm, type Taxonomy, type TermFields, termsOf, updateTerm } from './term-rules';

/** What the routes of one kind of terms are made of: categories, brands, tags, and the terms of an attribute. */
export interface TermKind {
	/** 'products/categories'; `products/attributes/#/terms` names its attribute by the first number. */
	readonly pattern: string;
	/** 'Category' in the names of operations. */
	readonly name: string;
	readonly plural: string;
	readonly patternInBatch?: string;
	taxonomy(store: Store, ids: readonly number[]): Taxonomy;
	idsOf(taxonomy: Taxonomy): TermsOfProduct;
	render(store: Store, term: Term, path: string, count: number): Record<string, unknown>;
}

const text: Schema = { type: 'string' };
const whole: Schema = { type: 'integer' };

const listSchema: Schemas = {
	...pagingSchema,
	parent: whole,
	slug: text,
	product: whole,
	hide_empty: { type: 'boolean', default: false },
	orderby: { type: 'string', enum: ['id', 'include', 'name', 'slug', 'term_group', 'description', 'count', 'menu_order'], default: 'name' },
};

const bodySchema: Schemas = {
	name: text,
	slug: text,
	description: text,
	display: { type: 'string', enum: ['default', 'products', 'subcategories', 'both'] },
	parent: whole,
	menu_order: whole,
	image: { type: 'object', properties: { id: whole, src: text, name: text, alt: text } },
};

const pathOf = (kind: TermKind, ids: readonly number[]): string => kind.pattern.replace('#', () => String(ids[0] ?? 0));

function termOr(taxonomy: Taxonomy, id: number): Term {
	const term = taxonomy.table.get(id);
	if (term !== undefined && term.attributeId === taxonomy.attributeId) return term;
	throw new RestError(404, 'woocommerce_rest_term_invalid', 'Resource does not exist.');
}

/** As the database keeps them: `&amp;`, so that "Salt & Pepper" is not found, and no accents. */
function isFound(term: Term, search: string): boolean {
	return folded(term.name).includes(folded(search)) || term.slug.includes(folded(search));
}

function listed(store: Store, taxonomy: Taxonomy, input: Parameters, counts: ReadonlyMap<number, number>, idsOf: TermsOfProduct): Term[] {
	const { search, slug, parent, product, orderby: orderBy } = input;
	const [include, exclude] = [numbers(input['include']), numbers(input['exclude'])];
	const owner = store.state.products.get(toInteger(product));
	const ofProduct = product === undefined ? undefined : new Set(owner === undefined ? [] : idsOf(owner));
	const found = termsOf(taxonomy).filter(
		(term) =>
			(include.length === 0 || include.includes(term.id)) &&
			!exclude.includes(term.id) &&
			(parent === undefined || term.parent === parent) &&
			(slug === undefined || term.slug === slug) &&
			(ofProduct === undefined || ofProduct.has(term.id)) &&
			(input['hide_empty'] !== true || (counts.get(term.id) ?? 0) > 0) &&
			(typeof search !== 'string' || search === '' || isFound(term, search)),
	);
	const direction = input['order'] === 'desc' ? -1 : 1;
	const compare = (one: Term, other: Term): number => {
		if (orderBy === 'id') return one.id - other.id;
		if (orderBy === 'include') return include.indexOf(one.id) - include.indexOf(other.id);
		if (orderBy === 'slug') return one.slug < other.slug ? -1 : 1;
		if (orderBy === 'count') return (counts.get(one.id) ?? 0) - (counts.get(other.id) ?? 0) || one.id - other.id;
		return byName(one, other);
	};
	return [...found].sort((one, other) => direction * compare(one, other));
}

async function fieldsOf(store: Store, taxonomy: Taxonomy, input: Input): Promise<Partial<TermFields>> {
	const { image } = input;
	const images = isRecord(image) ? (await uploadedImages(store, [image], 'category')).ids : undefined;
	return {
		...(isGiven(input, 'name') ? { name: toText(input['name']) } : {}),
		...(isGiven(input, 'slug') ? { slug: toText(input['slug']) } : {}),
		...(isGiven(input, 'description') ? { description: withoutTags(toText(input['description'])) } : {}),
		...(isGiven(input, 'display') ? { display: toText(input['display']) } : {}),
		...(isGiven(input, 'menu_order') ? { menuOrder: toInteger(input['menu_order']) } : {}),
		...(taxonomy.nested && isGiven(input, 'parent') ? { parent: toInteger(input['parent']) } : {}),
		...(images === undefined ? {} : { imageId: images[0] ?? 0 }),
	};
}

function removed(store: Store, taxonomy: Taxonomy, term: Term): void {
	if (taxonomy.table === store.state.categories && term.id === defaultCategory.id)
		throw new RestError(500, 'woocommerce_rest_cannot_delete', 'Default product category cannot be deleted.');
	removeTerm(taxonomy, term);
	for (const product of store.state.products.values()) {
		if (taxonomy.table === store.state.categories) product.categoryIds = product.categoryIds.filter((id) => id !== term.id);
		if (taxonomy.table === store.state.brands) product.brandIds = product.brandIds.filter((id) => id !== term.id);
		if (taxonomy.table === store.state.tags) product.tagIds = product.tagIds.filter((id) => id !== term.id);
	}
}

/** Links that do not say what may be done, as of something that is not there. */
function withoutHints(answer: Record<string, unknown>): Record<string, unknown> {
	const links = answer['_links'] as Readonly<Record<string, readonly { readonly href: string }[]>>;
	return { ...answer, _links: { ...links, self: (links['self'] ?? []).map(({ href }) => ({ href })) } };
}

export function termRoutes(kind: TermKind): readonly Route[] {
	const shown = (store: Store, ids: readonly number[], term: Term, counts?: ReadonlyMap<number, number>): Record<string, unknown> => {
		const taxonomy = kind.taxonomy(store, ids);
		return kind.render(store, term, pathOf(kind, ids), (counts ?? countsOf(store, kind.idsOf(taxonomy))).get(term.id) ?? 0);
	};
	const add = async ({ store, ids }: Call, input: Input): Promise<Term> => {
		const taxonomy = kind.taxonomy(store, ids);
		const fields = await fieldsOf(store, taxonomy, input);
		return insertTerm(store.state, taxonomy, { ...fields, name: fields.name ?? '' });
	};
	const edit = async ({ store, ids }: Call, id: number, input: Input): Promise<Term> => {
		const taxonomy = kind.taxonomy(store, ids);
		const term = termOr(taxonomy, id);
		updateTerm(taxonomy, term, await fieldsOf(store, taxonomy, input));
		return term;
	};
	const remove = ({ store, ids }: Call, id: number): Record<string, unknown> => {
		const taxonomy = kind.taxonomy(store, ids);
		const term = termOr(taxonomy, id);
		const before = shown(store, ids, term);
		removed(store, taxonomy, term);
		return withoutHints(before);
	};
	/** In a batch the links of an attribute's terms show the pattern of their route. */
	const inBatch = (call: Call, term: Term): Record<string, unknown> => {
		const answer = shown(call.store, call.ids, term);
		if (kind.patternInBatch === undefined) return answer;
		const { count } = answer;
		return withoutHints(kind.render(call.store, term, kind.patternInBatch, Number(count)));
	};
	const idOf = (call: Call): number => call.ids.at(-1) ?? 0;
	const item = `${kind.pattern}/#`;
	const batch = (call: Call): Promise<Reply> =>
		runBatch(call, {
			create: async (input) => inBatch(call, await add(call, input)),
			update: async (id, input) => inBatch(call, await edit(call, id, input)),
			remove: (id) => remove(call, id),
			work: () => Promise.resolve(),
		});
	return [
		{
			method: 'GET',
			pattern: kind.pattern,
			operation: `list${kind.plural}`,
			access: 'list',
			schema: listSchema,
			handle: ({ store, ids, input }) => {
				const taxonomy = kind.taxonomy(store, ids);
				const idsOf = kind.idsOf(taxonomy);
				const counts = countsOf(store, idsOf);
				return listReply(pageOf(listed(store, taxonomy, input, counts, idsOf), input), (term) => shown(store, ids, term, counts));
			},
		},
		{
			method: 'POST',
			pattern: kind.pattern,
			operation: `create${kind.name}`,
			access: 'create',
			schema: bodySchema,
			required: ['name'],
			handle: async (call) => {
				const term = await add(call, call.input);
				return created(shown(call.store, call.ids, term), call.store.urls.rest(`${pathOf(kind, call.ids)}/${term.id}`));
			},
		},
		{ method: 'PUT', pattern: `${kind.pattern}/batch`, operation: `batch${kind.plural}`, access: 'batch', handle: batch },
		{
			method: 'GET',
			pattern: item,
			operation: `get${kind.name}`,
			access: 'view',
			handle: (call) => ok(shown(call.store, call.ids, termOr(kind.taxonomy(call.store, call.ids), idOf(call)))),
		},
		{
			method: 'PUT',
			pattern: item,
			operation: `update${kind.name}`,
			access: 'edit',
			schema: bodySchema,
			handle: async (call) => ok(shown(call.store, call.ids, await edit(call, idOf(call), call.input))),
		},
		{
			method: 'DELETE',
			pattern: item,
			operation: `delete${kind.name}`,
			access: 'delete',
			schema: forceSchema,
			handle: (call) => {
				if (call.input['force'] !== true)
					throw new RestError(501, 'woocommerce_rest_trash_not_supported', 'Resource does not support trashing.');
				return ok(remove(call, idOf(call)));
			},
		},
	];
}
