import { z } from 'zod';
import { METAFIELD, NAMESPACE } from '../constants';
import { document } from '../document';
import { listed, text, userErrors } from './fields';

export const ORIGIN_DEFINITION = document(
	`query OriginDefinition($ownerType: MetafieldOwnerType!) {
		metafieldDefinitions(first: 1, ownerType: $ownerType, namespace: "${NAMESPACE}", key: "${METAFIELD.origin}") { nodes { type { name } } }
	}`,
	z.object({ metafieldDefinitions: listed(z.object({ type: z.object({ name: text }) })) }),
);

export const DEFINITION_CREATE = document(
	`mutation DefinitionCreate($definition: MetafieldDefinitionInput!) {
		metafieldDefinitionCreate(definition: $definition) { createdDefinition { id } userErrors { field message code } }
	}`,
	z.object({ metafieldDefinitionCreate: z.object({ userErrors }) }),
);
