import { createHash } from 'node:crypto';
import { sellOnShopify } from './choose-store';
import type { WorkflowJson, WorkflowNode } from './n8n-session';
import type { StoreName } from './stores/store-name';

const usual: StoreName = 'woocommerce';

/** What the demo's own webhooks of a store end with: n8n has each path once. */
export const pathOf = (path: string, store: StoreName): string => (store === usual ? path : `${path}-${store}`);

/** n8n takes no second webhook of one id. */
const otherId = (id: string, store: StoreName): string => {
	const hash = createHash('sha256').update(`${store}${id}`).digest('hex');
	return [hash.slice(0, 8), hash.slice(8, 12), hash.slice(12, 16), hash.slice(16, 20), hash.slice(20, 32)].join('-');
};

const besideOthers = (node: WorkflowNode, store: StoreName): WorkflowNode => {
	const { path } = node.parameters;
	return {
		...node,
		...(node.type === 'n8n-nodes-base.webhook' && typeof path === 'string'
			? { parameters: { ...node.parameters, path: pathOf(path, store) } }
			: {}),
		...(node.webhookId === undefined ? {} : { webhookId: otherId(node.webhookId, store) }),
	};
};

/** Chooses the store in a workflow that names WooCommerce, or none; several of one may stand in an n8n. */
export const forStore = (workflow: WorkflowJson, store: StoreName): WorkflowJson =>
	store === usual ? workflow : { ...workflow, nodes: sellOnShopify(workflow.nodes).map((node) => besideOthers(node, store)) };
