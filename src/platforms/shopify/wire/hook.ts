import { z } from 'zod';
import { document } from '../document';
import { idOf, pageOf, text, userErrors } from './fields';

const subscription = z.object({ id: idOf('WebhookSubscription'), topic: text, uri: text });
export type WireHook = z.output<typeof subscription>;
export const hookSchema = subscription;

/** Of this app alone: Shopify shows no others. */
export const HOOKS = document(
	`query Hooks($after: String) {
		webhookSubscriptions(first: 250, after: $after) { nodes { id topic uri } pageInfo { hasNextPage endCursor } }
	}`,
	z.object({ webhookSubscriptions: pageOf(z.unknown()) }),
);

export const HOOK_CREATE = document(
	`mutation HookCreate($topic: WebhookSubscriptionTopic!, $hook: WebhookSubscriptionInput!) {
		webhookSubscriptionCreate(topic: $topic, webhookSubscription: $hook) {
			webhookSubscription { id topic uri }
			userErrors { field message }
		}
	}`,
	z.object({ webhookSubscriptionCreate: z.object({ webhookSubscription: subscription.nullish(), userErrors }) }),
);

export const HOOK_DELETE = document(
	`mutation HookDelete($id: ID!) { webhookSubscriptionDelete(id: $id) { deletedWebhookSubscriptionId userErrors { field message } } }`,
	z.object({ webhookSubscriptionDelete: z.object({ userErrors }) }),
);

/** As far as it is looked at: which order, or which item is counted. Big numbers stand in texts beside. */
const delivered = z.object({
	admin_graphql_api_id: z.string().optional().catch(undefined),
	id: z.union([z.number(), z.string()]).optional().catch(undefined),
	inventory_item_id: z.union([z.number(), z.string()]).optional().catch(undefined),
});

export interface Delivered {
	readonly orderId?: string;
	readonly inventoryItem?: string;
}

const digits = (value: unknown): string | undefined => (/^[1-9]\d{0,19}$/.test(String(value)) ? String(value) : undefined);

/** Never throws. */
export function readDelivered(body: string): Delivered {
	let parsed: unknown;
	try {
		parsed = JSON.parse(body);
	} catch {
		return {};
	}
	const read = delivered.safeParse(parsed).data;
	const [, named] = /^gid:\/\/shopify\/Order\/([1-9]\d{0,19})$/.exec(read?.admin_graphql_api_id ?? '') ?? [];
	const [orderId, inventoryItem] = [named ?? digits(read?.id), digits(read?.inventory_item_id)];
	return { ...(orderId === undefined ? {} : { orderId }), ...(inventoryItem === undefined ? {} : { inventoryItem }) };
}
