import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { CredentialReference, LoadedNodeType, WorkflowJson, WorkflowNode } from './n8n-session';

const templateFolder = join(__dirname, '..', 'workflows');
const demoFolder = join(__dirname, 'workflows');

/** Looked at every minute, the shortest time that n8n offers; the templates themselves poll every five. */
const everyMinute = { item: [{ mode: 'everyMinute' }] };

const isWorkflow = (value: unknown): value is Omit<WorkflowJson, 'id'> & { readonly id?: string } =>
	typeof value === 'object' && value !== null && 'nodes' in value && Array.isArray(value.nodes) && 'connections' in value;

/** A template has no id before it is imported. This one stays the same for a file, so that importing twice is one workflow. */
const idOf = (path: string): string => createHash('sha256').update(basename(path)).digest('hex').slice(0, 16);

const readWorkflow = async (path: string): Promise<WorkflowJson> => {
	const content: unknown = JSON.parse(await readFile(path, 'utf8'));
	if (!isWorkflow(content)) throw new Error(`${path} is not a workflow`);
	return { ...content, id: content.id ?? idOf(path) };
};

/** The shipped templates, in the order of their file names. */
export async function readTemplates(): Promise<readonly WorkflowJson[]> {
	const files = (await readdir(templateFolder)).filter((file) => file.endsWith('.json')).sort();
	return await Promise.all(files.map(async (file) => await readWorkflow(join(templateFolder, file))));
}

/** A workflow of the demo itself: `read-log` or `link-listing`. */
export async function readDemoWorkflow(name: 'read-log' | 'link-listing'): Promise<WorkflowJson> {
	return await readWorkflow(join(demoFolder, `${name}.json`));
}

/** The credentials that a node's panel would ask for. */
const chooseCredentials = (node: WorkflowNode, types: readonly LoadedNodeType[], references: readonly CredentialReference[]): WorkflowNode => {
	const wanted = (types.find(({ name }) => name === node.type)?.credentials ?? []).filter(
		({ required, shownFor }) => required && Object.entries(shownFor).every(([parameter, values]) => values.includes(node.parameters[parameter])),
	);
	const chosen = wanted.flatMap(({ type }) => references.filter((reference) => reference.type === type));
	if (chosen.length === 0) return node;
	return { ...node, credentials: Object.fromEntries(chosen.map(({ type, id, name }) => [type, { id, name }])) };
};

const pollOften = (node: WorkflowNode): WorkflowNode =>
	'pollTimes' in node.parameters ? { ...node, parameters: { ...node.parameters, pollTimes: everyMinute } } : node;

/**
 * What a person does with a freshly imported template: picks the credentials. Beyond that only the poll times change,
 * so that a demo does not wait five minutes for each poll.
 */
export function fillIn(workflow: WorkflowJson, types: readonly LoadedNodeType[], references: readonly CredentialReference[]): WorkflowJson {
	return { ...workflow, nodes: workflow.nodes.map((node) => pollOften(chooseCredentials(node, types, references))) };
}
