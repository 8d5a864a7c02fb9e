import { z } from 'zod';
import { METAFIELD, NAMESPACE } from '../constants';
import { document } from '../document';
import { idOf, listed, metafield, nodes, ours, pageOf, readable, text, userErrors } from './fields';
import { VARIANT_FIELDS, variantSchema } from './variant';

const OWN_FIELDS = ours('origin', 'code', 'pictures', 'attributes', 'dimensions');

/** Pictures and films; a product has 250 at most. */
const MEDIA = 'media(first: 250) { nodes { id status } }';

const PRODUCT_FIELDS = `id title descriptionHtml vendor productType status hasOnlyDefaultVariant updatedAt
	options(first: 3) { name optionValues { name } }
	${MEDIA}
	${OWN_FIELDS}`;

/** Its own values only; title and texts are its product's. */
const STORED_FIELDS = `${VARIANT_FIELDS} selectedOptions { name value } media(first: 1) { nodes { id } }`;

const medium = z.object({ id: text, status: text });
export type WireMedium = z.output<typeof medium>;

const product = z.object({
	id: idOf('Product'),
	title: text,
	descriptionHtml: text,
	vendor: text,
	productType: text,
	status: text,
	hasOnlyDefaultVariant: z.boolean(),
	updatedAt: text,
	options: z.array(z.object({ name: text, optionValues: z.array(z.object({ name: text })) })),
	media: listed(medium),
	origin: metafield,
	code: metafield,
	pictures: metafield,
	attributes: metafield,
	dimensions: metafield,
});
export type WireProduct = z.output<typeof product>;
export const productSchema = product;

const stored = variantSchema.extend({
	selectedOptions: z.array(z.object({ name: text, value: text })),
	media: listed(z.object({ id: text })),
});
export type WireStored = z.output<typeof stored>;

export const storedSchema = stored;

/** Its variants unread, so that one that is odd keeps no other from being read. */
const whole = product.extend({ variants: pageOf(z.unknown()) });

export const PRODUCT_OF_VARIANT = document(
	`query ProductOfVariant($id: ID!) { productVariant(id: $id) { ${STORED_FIELDS} whole: product { ${PRODUCT_FIELDS} } } }`,
	z.object({ productVariant: stored.extend({ whole: product }).nullable() }),
);

export const PRODUCT_WITH_VARIANTS = document(
	`query ProductWithVariants($id: ID!, $after: String) {
		product(id: $id) { ${PRODUCT_FIELDS} variants(first: 100, after: $after) { nodes { ${STORED_FIELDS} } pageInfo { hasNextPage endCursor } } }
	}`,
	z.object({ product: whole.nullable() }),
);

export const PRODUCTS_BY_ID = document(
	`query ProductsById($ids: [ID!]!) { nodes(ids: $ids) { ... on Product { ${PRODUCT_FIELDS} } } }`,
	nodes,
);

/** Marks that one question asks for: from the shop's database, and not from its index. */
export const MARKS_AT_ONCE = 25;
const numbers = Array.from({ length: MARKS_AT_ONCE }, (_, at) => at);
const customId = (at: number): string =>
	`(identifier: { customId: { namespace: "${NAMESPACE}", key: "${METAFIELD.origin}", value: $v${at} } }) { id }`;
const values = numbers.map((at) => `$v${at}: String!`).join(', ');
const found = <Kind extends string>(kind: Kind) =>
	z
		.record(z.string(), z.unknown())
		.transform((byName) => readable(z.object({ id: idOf(kind) }), Object.values(byName)).map(({ id }) => id));

export const VARIANTS_BY_MARK = document(
	`query VariantsByMark(${values}) { ${numbers.map((at) => `v${at}: productVariantByIdentifier${customId(at)}`).join(' ')} }`,
	found('ProductVariant'),
);
export const PRODUCTS_BY_MARK = document(
	`query ProductsByMark(${values}) { ${numbers.map((at) => `v${at}: productByIdentifier${customId(at)}`).join(' ')} }`,
	found('Product'),
);

/** Who has a SKU. Searched in whichever case, and what only begins like it is found, too. */
export const SKU_HOLDERS = document(
	`query SkuHolders($query: String!, $after: String) {
		productVariants(first: 250, after: $after, query: $query) {
			nodes { id sku product { id title status } }
			pageInfo { hasNextPage endCursor }
		}
	}`,
	z.object({ productVariants: pageOf(z.unknown()) }),
);
const UNKNOWN = { id: '', title: '', status: '' };
/** Who has it is told as far as it can be read: that the SKU is taken is what counts. */
export const skuHolder = z.object({
	id: idOf('ProductVariant').catch(''),
	sku: text,
	product: z.object({ id: idOf('Product').catch(''), title: text.catch(''), status: text.catch('') }).catch(UNKNOWN),
});

export const PRODUCT_SET = document(
	`mutation ProductSet($input: ProductSetInput!, $identifier: ProductSetIdentifiers, $variants: Int!) {
		productSet(input: $input, identifier: $identifier, synchronous: true) {
			product { ${PRODUCT_FIELDS} variants(first: $variants) { nodes { ${STORED_FIELDS} } pageInfo { hasNextPage endCursor } } }
			userErrors { field message code }
		}
	}`,
	z.object({ productSet: z.object({ product: whole.nullish(), userErrors }) }),
);

export const PRODUCT_UPDATE = document(
	`mutation ProductUpdate($product: ProductUpdateInput!, $media: [CreateMediaInput!]) {
		productUpdate(product: $product, media: $media) { product { ${PRODUCT_FIELDS} } userErrors { field message } }
	}`,
	z.object({ productUpdate: z.object({ product: product.nullish(), userErrors }) }),
);

const changed = z.object({
	product: z.object({ media: listed(medium) }).nullish(),
	productVariants: z.array(stored.nullable().catch(null)).nullish(),
	userErrors,
});
const CHANGED = `product { ${MEDIA} } productVariants { ${STORED_FIELDS} } userErrors { field message code }`;

/** All of them, or none. */
export const VARIANTS_CREATE = document(
	`mutation VariantsCreate($id: ID!, $variants: [ProductVariantsBulkInput!]!, $media: [CreateMediaInput!]) {
		productVariantsBulkCreate(productId: $id, variants: $variants, media: $media) { ${CHANGED} }
	}`,
	z.object({ productVariantsBulkCreate: changed }),
);

/** Each for itself. */
export const VARIANTS_UPDATE = document(
	`mutation VariantsUpdate($id: ID!, $variants: [ProductVariantsBulkInput!]!, $media: [CreateMediaInput!]) {
		productVariantsBulkUpdate(productId: $id, variants: $variants, media: $media, allowPartialUpdates: true) { ${CHANGED} }
	}`,
	z.object({ productVariantsBulkUpdate: changed }),
);

export const MEDIA_OF_PRODUCT = document(
	`query MediaOfProduct($id: ID!) { product(id: $id) { ${MEDIA} } }`,
	z.object({ product: z.object({ media: listed(medium) }).nullable() }),
);
