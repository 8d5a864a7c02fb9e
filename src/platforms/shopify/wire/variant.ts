import { z } from 'zod';
import { document } from '../document';
import { count, idOf, listed, metafield, nodes, ours, pageOf, text, textOrNone, time } from './fields';

/** The merchant's own part of what lies in two places stands under a name of the merchant's. */
const OWN_PART = 'ownPart: metafield(namespace: $partNamespace, key: $partKey) { value }';

/** The locations of an item are all of them: the largest shops have 200. */
export const VARIANT_FIELDS = `id sku barcode title price inventoryPolicy requiresComponents updatedAt
	product { id title status hasOnlyDefaultVariant }
	productVariantComponents(first: 20) { nodes { quantity productVariant { id } } }
	inventoryItem { id tracked measurement { weight { unit value } } inventoryLevels(first: 250) { nodes { isActive location { id } quantities(names: ["available"]) { quantity } } } }
	${ours('origin', 'code')}`;

const variant = z.object({
	id: idOf('ProductVariant'),
	sku: textOrNone,
	barcode: textOrNone,
	title: text,
	price: z.string().regex(/^\d+(\.\d+)?$/),
	inventoryPolicy: text,
	requiresComponents: z.boolean(),
	updatedAt: time,
	product: z.object({ id: idOf('Product'), title: text, status: text, hasOnlyDefaultVariant: z.boolean() }),
	productVariantComponents: z
		.object({ nodes: z.array(z.object({ quantity: z.int().positive(), productVariant: z.object({ id: idOf('ProductVariant') }) })) })
		.transform(({ nodes }) => nodes.map(({ quantity, productVariant }) => ({ productId: productVariant.id, units: quantity }))),
	inventoryItem: z.object({
		id: idOf('InventoryItem'),
		tracked: z.boolean(),
		measurement: z.object({ weight: z.object({ unit: text, value: z.number() }).nullish() }),
		inventoryLevels: z
			.object({
				nodes: z.array(
					z.object({
						isActive: z.boolean(),
						location: z.object({ id: idOf('Location') }),
						quantities: z.array(z.object({ quantity: z.int() })).min(1),
					}),
				),
			})
			.transform(({ nodes }) =>
				nodes
					.filter(({ isActive }) => isActive)
					.map(({ location, quantities }) => ({ locationId: location.id, available: quantities[0]?.quantity ?? 0 })),
			),
	}),
	origin: metafield,
	code: metafield,
	ownPart: metafield,
});
export type WireVariant = z.output<typeof variant>;
export const variantSchema = variant;

/** Unread, so that one that is odd keeps no other from being read. */
export const VARIANTS = document(
	`query Variants($first: Int!, $after: String, $query: String, $partNamespace: String!, $partKey: String!) {
		productVariants(first: $first, after: $after, query: $query, sortKey: ID) {
			nodes { ${VARIANT_FIELDS} ${OWN_PART} }
			pageInfo { hasNextPage endCursor }
		}
	}`,
	z.object({ productVariants: pageOf(z.unknown()) }),
);

/** Without a bound of its own it stops at ten thousand. */
export const VARIANTS_COUNT = document(
	'query VariantsCount { productVariantsCount(limit: null) { count } }',
	z.object({ productVariantsCount: z.object({ count }).nullable() }),
);

export const VARIANTS_BY_ID = document(
	`query VariantsById($ids: [ID!]!, $partNamespace: String!, $partKey: String!) {
		nodes(ids: $ids) { ... on ProductVariant { ${VARIANT_FIELDS} ${OWN_PART} } }
	}`,
	nodes,
);

/** What is counted by these items: what a webhook names, or a level that changed. */
export const VARIANTS_OF_ITEMS = document(
	`query VariantsOfItems($ids: [ID!]!) {
		nodes(ids: $ids) { ... on InventoryItem { id variants(first: 10) { nodes { id } } } }
	}`,
	nodes,
);
export const countedVariants = z
	.object({ variants: listed(z.object({ id: idOf('ProductVariant') })).nullish() })
	.transform(({ variants }) => (variants ?? []).map(({ id }) => id));

/** With those that are no more: what was there does not count any longer. */
export const LEVELS_CHANGED = document(
	`query LevelsChanged($location: ID!, $after: String, $query: String!) {
		location(id: $location) {
			inventoryLevels(first: 250, after: $after, query: $query, includeInactive: true) { nodes { id updatedAt item { id } } pageInfo { hasNextPage endCursor } }
		}
	}`,
	z.object({ location: z.object({ inventoryLevels: pageOf(z.unknown()) }).nullable() }),
);
/** One without its time may have changed. */
export const changedLevel = z.object({ updatedAt: time.optional().catch(undefined), item: z.object({ id: idOf('InventoryItem') }) });
