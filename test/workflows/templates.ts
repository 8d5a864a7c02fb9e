import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { INode, IConnections } from 'n8n-workflow';
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

const chosen = { __rl: true, mode: 'list', value: 'notify', cachedResultName: 'Notify me' };

/** The template's nodes for the engine, with credentials and the workflow to call as a person would have chosen them. */
export const engineNodes = ({ nodes }: Template, credentialOf: Readonly<Record<string, string>>): readonly EngineNode[] =>
	nodes
		.filter(({ type }) => type !== STICKY_NOTE)
		.map(({ id, name, type, typeVersion, parameters, credentials, onError }) => ({
			id,
			name,
			type,
			typeVersion,
			parameters: type === CALL ? { ...parameters, workflowId: chosen } : parameters,
			...(onError === undefined ? {} : { onError }),
			credentials: Object.fromEntries(Object.keys(credentials ?? {}).map((credential) => [credential, credentialOf[credential] ?? ''])),
		}));

export const engineConnections = ({ connections }: Template): readonly EngineConnection[] =>
	Object.entries(connections).flatMap(([from, { main = [] }]) =>
		main.flatMap((targets, output) => (targets ?? []).map(({ node: to, index: input }) => ({ from, output, to, input }))),
	);
