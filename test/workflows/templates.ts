import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { INode, IConnections } from 'n8n-workflow';
import { sellOnShopify } from '../../demo/choose-store';
import type { EngineConnection, EngineNode } from '../harness/engine';

export const STICKY_NOTE = 'n8n-nodes-base.stickyNote';
/** Calls another workflow. */
export const CALL = 'n8n-nodes-base.executeWorkflow';

/** A shipped template as it lies in workflows/. */
export interface Template {
	readonly file: string;
	readonly text: string;
	readonly name: string;
	readonly nodes: readonly INode[];
	readonly connections: IConnections;
}

export const templates: readonly Template[] = globSync(join(__dirname, '..', '..', 'workflows', '*.json'))
	.sort()
	.map((path) => {
		const text = readFileSync(path, 'utf8');
		return { ...(JSON.parse(text) as Omit<Template, 'file' | 'text'>), file: basename(path), text };
	});

export function templateOf(file: string): Template {
	const found = templates.find((template) => template.file === file);
	if (found === undefined) throw new Error(`There is no template ${file}`);
	return found;
}

/** The template as a person sets it up for a Shopify shop. */
export function forShopify(file: string): Template {
	const template = templateOf(file);
	return { ...template, nodes: sellOnShopify(template.nodes) };
}

const chosen = { __rl: true, mode: 'list', value: 'notify', cachedResultName: 'Notify me' };

/** Those that do something: neither notes nor what is deactivated. */
const steps = ({ nodes }: Template): readonly INode[] => nodes.filter(({ type, disabled }) => type !== STICKY_NOTE && disabled !== true);

/** The template's nodes for the engine, with credentials and the workflow to call as a person would have chosen them. */
export const engineNodes = (template: Template, credentialOf: Readonly<Record<string, string>>): readonly EngineNode[] =>
	steps(template).map(({ id, name, type, typeVersion, parameters, credentials, onError }) => ({
		id,
		name,
		type,
		typeVersion,
		parameters: type === CALL ? { ...parameters, workflowId: chosen } : parameters,
		...(onError === undefined ? {} : { onError }),
		credentials: Object.fromEntries(Object.keys(credentials ?? {}).map((credential) => [credential, credentialOf[credential] ?? ''])),
	}));

export const engineConnections = (template: Template): readonly EngineConnection[] => {
	const names = new Set(steps(template).map(({ name }) => name));
	return Object.entries(template.connections).flatMap(([from, { main = [] }]) =>
		names.has(from)
			? main.flatMap((targets, output) => (targets ?? []).map(({ node: to, index: input }) => ({ from, output, to, input })))
			: [],
	);
};
