import { z } from 'zod';
import { document } from '../document';
import { userErrors } from './fields';

/** All of a call or nothing of it; the same key answers the same a second time (https://shopify.dev/docs/api/usage/idempotent-requests). */
export const SET_QUANTITIES = document(
	`mutation InventorySetQuantities($input: InventorySetQuantitiesInput!, $key: String!) {
		inventorySetQuantities(input: $input) @idempotent(key: $key) { userErrors { field message code } }
	}`,
	z.object({ inventorySetQuantities: z.object({ userErrors }) }),
);

export const SET_METAFIELDS = document(
	`mutation MetafieldsSet($metafields: [MetafieldsSetInput!]!) {
		metafieldsSet(metafields: $metafields) { metafields { compareDigest } userErrors { field message code } }
	}`,
	z.object({ metafieldsSet: z.object({ metafields: z.array(z.object({ compareDigest: z.string() })).nullish(), userErrors }) }),
);
