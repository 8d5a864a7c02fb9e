/**
 * `tsx tools/normalise-workflow.ts [files]`: writes workflow templates in one form (all of workflows/ when none is named),
 * so that a change in n8n's editor, exported and normalised, shows as what it is: keys in one order, positions on the
 * editor's grid, nothing of the n8n it was drawn in (ids, versions, pinned data, credentials' ids).
 */
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

type Fields = Readonly<Record<string, unknown>>;

const WORKFLOW_KEYS = ['name', 'nodes', 'connections', 'settings'] as const;
const NODE_KEYS = [
	'id',
	'name',
	'type',
	'typeVersion',
	'position',
	'disabled',
	'onError',
	'retryOnFail',
	'maxTries',
	'waitBetweenTries',
	'alwaysOutputData',
	'executeOnce',
	'notes',
	'notesInFlow',
	'webhookId',
	'parameters',
	'credentials',
] as const;
const SETTING_KEYS = ['executionOrder', 'timezone', 'executionTimeout'] as const;
const GRID = 20;

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

const pick = (fields: Fields, keys: readonly string[]): Fields =>
	Object.fromEntries(keys.flatMap((key) => (fields[key] === undefined ? [] : [[key, fields[key]]])));

const onGrid = (position: unknown): unknown =>
	Array.isArray(position) ? position.map((at) => Math.round(Number(at) / GRID) * GRID + 0) : position;

/** Credentials by name only: an empty id makes n8n look for the one credential of this type and name. */
function byName(credentials: unknown): Fields {
	if (!isFields(credentials)) return {};
	const named = Object.entries(credentials).map(([type, credential]) => [
		type,
		{ id: '', name: isFields(credential) ? credential['name'] : credential },
	]);
	return { credentials: Object.fromEntries(named) as Fields };
}

function normaliseNode(node: unknown): Fields {
	if (!isFields(node)) throw new Error('A node is no object');
	return { ...pick({ ...node, position: onGrid(node['position']) }, NODE_KEYS), ...byName(node['credentials']) };
}

/** The one form of a template. @throws where the text is no workflow */
export function normaliseWorkflow(text: string): string {
	const workflow: unknown = JSON.parse(text);
	if (!isFields(workflow) || !Array.isArray(workflow['nodes']) || !isFields(workflow['connections']))
		throw new Error('This is not a workflow');
	const { settings } = workflow;
	const normal = {
		...pick(workflow, WORKFLOW_KEYS),
		nodes: workflow['nodes'].map(normaliseNode),
		settings: pick(isFields(settings) ? settings : {}, SETTING_KEYS),
	};
	return `${JSON.stringify(pick(normal, WORKFLOW_KEYS), undefined, '\t')}\n`;
}

if (require.main === module) {
	const named = process.argv.slice(2);
	for (const file of named.length > 0 ? named : globSync(join(__dirname, '..', 'workflows', '*.json'))) {
		writeFileSync(file, normaliseWorkflow(readFileSync(file, 'utf8')));
	}
}
