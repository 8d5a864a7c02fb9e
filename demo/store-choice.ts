import { createHash } from 'node:crypto';
import type { LoadedNodeType, WorkflowNode } from './n8n-session';
import type { StoreName } from './stores/demo-store';

const usual: StoreName = 'woocommerce';
const triggerNames: Readonly<Record<StoreName, string>> = { woocommerce: 'wooCommerce', shopify: 'shopify' };

/** What the demo's own webhooks of a store end with: n8n has each path once. */
export const pathOf = (path: string, store: StoreName): string => (store === usual ? path : `${path}-${store}`);

/** n8n takes no second webhook of one id. */
const otherId = (id: string, store: StoreName): string => {
	const hash = createHash('sha256').update(`${store}${id}`).digest('hex');
	return [hash.slice(0, 8), hash.slice(8, 12), hash.slice(12, 16), hash.slice(16, 20), hash.slice(20, 32)].join('-');
};

/** Chooses the store in each dropdown that has both, and has the trigger of that store in the place of the other's. */
export function forStore(node: WorkflowNode, types: readonly LoadedNodeType[], store: StoreName): WorkflowNode {
	if (store === usual) return node;
	const choices = types.find(({ name }) => name === node.type)?.choices ?? [];
	const chosen = choices.filter(
		({ parameter, values, standard }) => values.includes(store) && (node.parameters[parameter] ?? standard) === usual,
	);
	const { path } = node.parameters;
	return {
		...node,
		type: node.type.replace(new RegExp(`\\.${triggerNames[usual]}(?=\\w+Trigger$)`), `.${triggerNames[store]}`),
		parameters: {
			...node.parameters,
			...Object.fromEntries(chosen.map(({ parameter }) => [parameter, store])),
			...(node.type === 'n8n-nodes-base.webhook' && typeof path === 'string' ? { path: pathOf(path, store) } : {}),
		},
		...(node.webhookId === undefined ? {} : { webhookId: otherId(node.webhookId, store) }),
	};
}
