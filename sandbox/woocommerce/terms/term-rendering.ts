import { renderMedia } from '../media/media-library';
import type { GlobalAttribute, ProductRecord, Term } from '../store/product-records';
import type { Store } from '../store/store';
import { itemMethods } from '../wordpress/site-urls';
import type { Taxonomy } from './term-rules';
import { termsOf } from './term-rules';

/** Which terms a product has. */
export type TermsOfProduct = (product: ProductRecord) => readonly number[];

/** How many products have each term, counted once for a whole list; what stands below a term does not count for it. */
export function countsOf(store: Store, idsOf: TermsOfProduct): ReadonlyMap<number, number> {
	const counts = new Map<number, number>();
	for (const product of store.state.products.values())
		if (product.status === 'publish') for (const id of idsOf(product)) counts.set(id, (counts.get(id) ?? 0) + 1);
	return counts;
}

/** A category or a brand at `path`. */
export function renderNested(store: Store, term: Term, path: string, count: number): Record<string, unknown> {
	const image = store.state.media.get(term.imageId);
	const up = term.parent === 0 ? undefined : `${path}/${term.parent}`;
	return {
		id: term.id,
		name: term.name,
		slug: term.slug,
		parent: term.parent,
		description: term.description,
		display: term.display,
		image: image === undefined ? null : renderMedia(store.state, image, store.urls, false),
		menu_order: term.menuOrder,
		count,
		_links: store.urls.links(`${path}/${term.id}`, path, itemMethods, up),
	};
}

export function renderTag(store: Store, term: Term, path: string, count: number): Record<string, unknown> {
	return {
		id: term.id,
		name: term.name,
		slug: term.slug,
		description: term.description,
		count,
		_links: store.urls.links(`${path}/${term.id}`, path, itemMethods),
	};
}

export function renderAttributeTerm(store: Store, term: Term, path: string, count: number): Record<string, unknown> {
	const { id, name, slug, description, menuOrder } = term;
	return {
		id,
		name,
		slug,
		description,
		menu_order: menuOrder,
		count,
		_links: store.urls.links(`${path}/${id}`, path, itemMethods),
	};
}

export function renderAttribute(store: Store, attribute: GlobalAttribute): Record<string, unknown> {
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

/** Terms of an attribute by the options of products. */
export function attributeTermIds(taxonomy: Taxonomy): TermsOfProduct {
	const ids = new Map(termsOf(taxonomy).map((term) => [term.slug, term.id]));
	return (product) =>
		product.attributes
			.filter((attribute) => attribute.id === taxonomy.attributeId)
			.flatMap(({ options }) => options.map((option) => ids.get(option)))
			.filter((id) => id !== undefined);
}
