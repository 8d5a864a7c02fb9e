import { RestError } from '../rest/rest-error';
import type { Route } from '../rest/router';
import { attributeRoutes } from './attribute-routes';
import { attributeTermIds, renderAttributeTerm, renderNested, renderTag } from './term-rendering';
import { type TermKind, termRoutes } from './term-routes';
import { taxonomies } from './term-rules';

const categories: TermKind = {
	pattern: 'products/categories',
	name: 'Category',
	plural: 'Categories',
	taxonomy: ({ state }) => taxonomies.categories(state),
	idsOf: () => (product) => product.categoryIds,
	render: renderNested,
};

/** Nobody recorded a brand: WooCommerce's controller of brands is that of categories. */
const brands: TermKind = {
	pattern: 'products/brands',
	name: 'Brand',
	plural: 'Brands',
	taxonomy: ({ state }) => taxonomies.brands(state),
	idsOf: () => (product) => product.brandIds,
	render: renderNested,
};

const tags: TermKind = {
	pattern: 'products/tags',
	name: 'Tag',
	plural: 'Tags',
	taxonomy: ({ state }) => taxonomies.tags(state),
	idsOf: () => (product) => product.tagIds,
	render: renderTag,
};

const attributeTerms: TermKind = {
	pattern: 'products/attributes/#/terms',
	name: 'AttributeTerm',
	plural: 'AttributeTerms',
	patternInBatch: 'products/attributes/(?P<attribute_id>[\\d]+)/terms',
	taxonomy: ({ state }, [attributeId = 0]) => {
		if (!state.attributes.has(attributeId)) throw new RestError(404, 'woocommerce_rest_taxonomy_invalid', 'Taxonomy does not exist.');
		return taxonomies.terms(state, attributeId);
	},
	idsOf: attributeTermIds,
	render: renderAttributeTerm,
};

export const termsRoutes: readonly Route[] = [
	...termRoutes(categories),
	...termRoutes(brands),
	...termRoutes(tags),
	...attributeRoutes,
	...termRoutes(attributeTerms),
];
