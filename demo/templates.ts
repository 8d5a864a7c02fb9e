import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { CredentialReference, LoadedNodeType, WorkflowJson, WorkflowNode } from './n8n-session';
import { forStore } from './store-choice';
import type { StoreName } from './stores/store-name';

const templateFolder = join(__dirname, '..', 'workflows');
const demoFolder = join(__dirname, 'workflows');

/** Who gets the templates' mails. Each store belongs to somebody else. */
const owners: Readonly<Record<StoreName, string>> = { woocommerce: 'owner@shop.example', shopify: 'owner@second-shop.example' };

export const ownerOf = (store: StoreName): string => owners[store];

/** Looked at every minute, the shortest time that n8n offers; the templates themselves poll every five. */
const everyMinute = { item: [{ mode: 'everyMinute' }] };

/** Schedules of n8n's own may be shorter; the template asks Amazon every ten minutes. */
const everySeconds = { interval: [{ field: 'seconds', secondsInterval: 15 }] };

const isWorkflow = (value: unknown): value is Omit<WorkflowJson, 'id'> & { readonly id?: string } =>
	typeof value === 'object' && value !== null && 'nodes' in value && Array.isArray(value.nodes) && 'connections' in value;

/** A template has no id before it is imported. This one stays the same for a file and a store, so that importing twice is one workflow. */
const idOf = (path: string, store: StoreName = 'woocommerce'): string =>
	createHash('sha256')
		.update(`${store === 'woocommerce' ? '' : store}${basename(path)}`)
		.digest('hex')
		.slice(0, 16);

const readWorkflow = async (path: string, store?: StoreName): Promise<WorkflowJson> => {
	const content: unknown = JSON.parse(await readFile(path, 'utf8'));
	if (!isWorkflow(content)) throw new Error(`${path} is not a workflow`);
	return { ...content, id: content.id ?? idOf(path, store) };
};

/** Those of a store have the names of WooCommerce's; another store has its own in their place. */
export const templateNames = [
	'notify',
	'amazon-orders-to-woocommerce',
	'woocommerce-paid-orders-to-amazon',
	'amazon-tracking-to-woocommerce',
	'match-products',
	'amazon-products-to-woocommerce',
	'link-products-from-sheet',
	'store-stock-to-amazon',
	'fba-stock-to-woocommerce',
	'nightly-stock-compare',
	'nightly-reconciliation',
	'shipped-orders-to-amazon',
	'cancellations',
	'erase-personal-data',
	'retry-and-daily-digest',
	'late-shipment-watch',
	'connection-watch',
	'error-mail',
	'repair',
] as const;

export type TemplateName = (typeof templateNames)[number];

const inPlaceOf: Readonly<Record<StoreName, Readonly<Partial<Record<TemplateName, string>>>>> = {
	woocommerce: {},
	shopify: {
		'amazon-orders-to-woocommerce': 'amazon-orders-to-shopify',
		'woocommerce-paid-orders-to-amazon': 'shopify-paid-orders-to-amazon',
		'amazon-tracking-to-woocommerce': 'amazon-tracking-to-shopify',
		'amazon-products-to-woocommerce': 'amazon-products-to-shopify',
	},
};

/** The name of the file that a store has for this. */
export const templateFile = (name: TemplateName, store: StoreName): string => inPlaceOf[store][name] ?? name;

/** A shipped template. */
export async function readTemplate(name: TemplateName, store: StoreName = 'woocommerce'): Promise<WorkflowJson> {
	return await readWorkflow(join(templateFolder, `${templateFile(name, store)}.json`), store);
}

/** Workflows of the demo itself, by which it does what a person would do by hand. */
export const demoWorkflows = [
	'read-log',
	'link-listing',
	'declare-stock',
	'cancel-at-amazon',
	'retry-order',
	'make-sheet',
	'fails',
] as const;

export async function readDemoWorkflow(name: (typeof demoWorkflows)[number], store: StoreName = 'woocommerce'): Promise<WorkflowJson> {
	const workflow = await readWorkflow(join(demoFolder, `${name}.json`), store);
	return store === 'woocommerce' ? workflow : { ...workflow, id: idOf(name, store) };
}

/** The credentials that a node names, and those that its panel would ask for. */
const chooseCredentials = (
	node: WorkflowNode,
	types: readonly LoadedNodeType[],
	references: readonly CredentialReference[],
): WorkflowNode => {
	const asked = (types.find(({ name }) => name === node.type)?.credentials ?? []).filter(
		({ required, shownFor }) =>
			required && Object.entries(shownFor).every(([parameter, values]) => values.includes(node.parameters[parameter])),
	);
	const wanted = new Set([...Object.keys(node.credentials ?? {}), ...asked.map(({ type }) => type)]);
	const chosen = references.filter(({ type }) => wanted.has(type));
	if (chosen.length === 0) return node;
	return { ...node, credentials: Object.fromEntries(chosen.map(({ type, id, name }) => [type, { id, name }])) };
};

const startOften = (node: WorkflowNode): WorkflowNode => {
	if ('pollTimes' in node.parameters) return { ...node, parameters: { ...node.parameters, pollTimes: everyMinute } };
	return node.type === 'n8n-nodes-base.scheduleTrigger' ? { ...node, parameters: { rule: everySeconds } } : node;
};

/** They have their turn when all orders have arrived. */
export const productTemplates = ['match-products', 'amazon-products-to-woocommerce'] as const satisfies readonly TemplateName[];

/** Theirs is when the products are linked. */
export const stockTemplates = [
	'store-stock-to-amazon',
	'fba-stock-to-woocommerce',
	'nightly-stock-compare',
] as const satisfies readonly TemplateName[];

/** Theirs is when the shop packs. */
export const shippingTemplates = ['shipped-orders-to-amazon', 'cancellations'] as const satisfies readonly TemplateName[];

/** They look at all that was done. */
export const watchingTemplates = [
	'nightly-reconciliation',
	'retry-and-daily-digest',
	'late-shipment-watch',
	'connection-watch',
] as const satisfies readonly TemplateName[];

const later: readonly TemplateName[] = [
	...productTemplates,
	...stockTemplates,
	...shippingTemplates,
	...watchingTemplates,
	'erase-personal-data',
	// Executed by hand.
	'repair',
];

/** From the beginning. */
export const publishedTemplates = templateNames.filter((name) => !later.includes(name));

const mailSettings = 'Mail settings';

/** Writes the addresses where the template asks for them. */
const addressMails = (node: WorkflowNode, store: StoreName): WorkflowNode => {
	if (node.name !== mailSettings) return node;
	const addresses = { from: 'storebridge@shop.example', to: ownerOf(store) };
	const assignments = Object.entries(addresses).map(([name, value]) => ({ id: name, name, value, type: 'string' }));
	return { ...node, parameters: { ...node.parameters, assignments: { assignments } } };
};

/** Whose texts and prices the demo's products have, and whose FBA units its shop sells. */
export const homeMarketplace = 'A1PA6795UKMFR9';

/** Chooses it where the node asks for one. */
const sellAtHome = (node: WorkflowNode): WorkflowNode => {
	if (products.includes(node.type)) return { ...node, parameters: { ...node.parameters, homeMarketplace } };
	if (node.type !== 'n8n-nodes-storebridge.storebridge' || !('marketplaces' in node.parameters)) return node;
	return { ...node, parameters: { ...node.parameters, marketplaces: [homeMarketplace] } };
};

const products: readonly string[] = ['n8n-nodes-storebridge.matchProduct', 'n8n-nodes-storebridge.saveProduct'];

/** Chooses the workflow that tells people. */
const chooseWorkflow = (node: WorkflowNode, store: StoreName): WorkflowNode => {
	if (node.type !== 'n8n-nodes-base.executeWorkflow') return node;
	const workflowId = { __rl: true, mode: 'list', value: idOf('notify.json', store), cachedResultName: 'Notify me' };
	return { ...node, parameters: { ...node.parameters, workflowId } };
};

/** It only lists until a person says so. */
const eraseIndeed = (node: WorkflowNode): WorkflowNode =>
	node.parameters['operation'] === 'erasePersonalData' ? { ...node, parameters: { ...node.parameters, dryRun: false } } : node;

/**
 * What a person does with a freshly imported template: chooses the store, picks the credentials, the marketplace and the workflow to call, writes
 * the addresses for mails. Beyond that only the times change at which it looks, so that a demo does not wait for minutes each time.
 */
export function fillIn(
	workflow: WorkflowJson,
	types: readonly LoadedNodeType[],
	references: readonly CredentialReference[],
	store: StoreName = 'woocommerce',
): WorkflowJson {
	const filled = (node: WorkflowNode): WorkflowNode =>
		eraseIndeed(startOften(addressMails(chooseWorkflow(sellAtHome(chooseCredentials(node, types, references)), store), store)));
	return { ...workflow, nodes: forStore(workflow, store).nodes.map(filled) };
}
