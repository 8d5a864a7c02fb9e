import { z } from 'zod';
import { METAFIELD, NAMESPACE } from '../constants';
import { document } from '../document';
import { idOf, listed, metafield, text, textOrNone, time, userErrors } from './fields';

const noted = z.object({
	id: idOf('Order'),
	createdAt: time,
	note: textOrNone,
	tags: z.array(text),
	origin: metafield,
	lineItems: listed(z.object({ id: idOf('LineItem'), sku: textOrNone })),
});
export type WireNote = z.output<typeof noted>;

export const ORDER_NOTE = document(
	`query OrderNote($id: ID!) {
		order(id: $id) {
			id createdAt note tags lineItems(first: 250) { nodes { id sku } }
			origin: metafield(namespace: "${NAMESPACE}", key: "${METAFIELD.origin}") { value }
		}
	}`,
	z.object({ order: noted.nullable() }),
);

export const NOTE_WRITE = document(
	`mutation NoteWrite($input: OrderInput!) { orderUpdate(input: $input) { order { note } userErrors { field message } } }`,
	z.object({ orderUpdate: z.object({ order: z.object({ note: textOrNone }).nullish(), userErrors }) }),
);

const tagged = z.object({ userErrors });
export const TAGS_ADD = document(
	`mutation TagsAdd($id: ID!, $tags: [String!]!) { tagsAdd(id: $id, tags: $tags) { userErrors { field message } } }`,
	z.object({ tagsAdd: tagged }),
);
export const TAGS_REMOVE = document(
	`mutation TagsRemove($id: ID!, $tags: [String!]!) { tagsRemove(id: $id, tags: $tags) { userErrors { field message } } }`,
	z.object({ tagsRemove: tagged }),
);
