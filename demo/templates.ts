import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CredentialReference, WorkflowJson, WorkflowNode } from './n8n-session';

const templateFolder = join(__dirname, '..', 'workflows');
const demoFolder = join(__dirname, 'workflows');

/** Looked at every minute, the shortest time that n8n offers; the templates themselves poll every five. */
const everyMinute = { item: [{ mode: 'everyMinute' }] };

const isWorkflow = (value: unknown): value is WorkflowJson =>
	typeof value === 'object' && value !== null && 'nodes' in value && Array.isArray(value.nodes) && 'id' in value && typeof value.id === 'string';

const readWorkflow = async (path: string): Promise<WorkflowJson> => {
	const content: unknown = JSON.parse(await readFile(path, 'utf8'));
	if (!isWorkflow(content)) throw new Error(`${path} is not a workflow with an id`);
	return content;
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

/** Which of our credentials a node of a template asks for. Its JSON names the types with an empty id. */
const withCredentials = (node: WorkflowNode, references: readonly CredentialReference[]): WorkflowNode => {
	const wanted = Object.keys(node.credentials ?? {});
	const chosen = references.filter(({ type }) => wanted.includes(type)).map(({ id, name, type }) => [type, { id, name }] as const);
	return { ...node, credentials: Object.fromEntries(chosen) };
};

/**
 * What a person does with a freshly imported template: picks the credentials. Beyond that only the poll times change,
 * so that a demo does not wait five minutes for each poll.
 */
export function fillIn(workflow: WorkflowJson, references: readonly CredentialReference[]): WorkflowJson {
	const nodes = workflow.nodes.map((node) => {
		const chosen = node.credentials === undefined ? node : withCredentials(node, references);
		return 'pollTimes' in chosen.parameters ? { ...chosen, parameters: { ...chosen.parameters, pollTimes: everyMinute } } : chosen;
	});
	return { ...workflow, nodes };
}
