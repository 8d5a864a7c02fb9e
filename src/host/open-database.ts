import { homedir } from 'node:os';
import { join } from 'node:path';
import { createHash } from 'node:crypto';
import { NodeOperationError } from 'n8n-workflow';
import { openPostgres, openSqlite } from '../database';
import type { Database } from '../ports/database';
import type { Context } from './context';
import { DATABASE_CREDENTIAL, IN_POSTGRES, MEMORY_LABEL, MEMORY_OPTION, POSTGRES_LABEL } from './panel/memory';
import { postgresSettings, type PostgresSettings } from './postgres-settings';

/** Open databases of this process: one handle each, shared by all nodes and executions, open until the process ends. */
const open = new Map<string, Promise<Database>>();

/** n8n's own rule for its folder (InstanceSettings). */
const n8nFolder = (): string => join(process.env.N8N_USER_FOLDER ?? process.env.HOME ?? homedir(), '.n8n');

const CREDENTIAL_NAME = '"Storebridge Database API" credential';
const CHOOSE_POSTGRES = `choose "${POSTGRES_LABEL}" under Options > "${MEMORY_LABEL}"`;

/**
 * The memory of this node: the PostgreSQL of its credential where the option asks for it, else the SQLite file in n8n's
 * folder. In queue mode nodes run on several machines that share no file, so SQLite is refused there. So is whatever
 * would change the memory without a word: n8n keeps a credential that the panel hides.
 */
export async function openDatabase(context: Context): Promise<Database> {
	const node = context.getNode();
	const refusal = (message: string, description: string) => new NodeOperationError(node, message, { description });
	const hasCredential = node.credentials?.[DATABASE_CREDENTIAL] !== undefined;
	if (wantsPostgres(context)) {
		if (hasCredential) return await openFromCredential(postgresSettings(await context.getCredentials(DATABASE_CREDENTIAL)));
		throw refusal(
			'The PostgreSQL of this node is not chosen',
			`Choose a ${CREDENTIAL_NAME} in the node, or "A File" under Options > "${MEMORY_LABEL}".`,
		);
	}
	if (hasCredential) {
		throw refusal(
			'The node has a database credential that it is not told to use',
			`To use it, ${CHOOSE_POSTGRES}. To do without it, open the node in the editor and save the workflow: it drops a credential that is not shown.`,
		);
	}
	if (process.env.EXECUTIONS_MODE === 'queue') {
		throw refusal(
			'In queue mode Storebridge needs a PostgreSQL database',
			`In all Storebridge nodes of the workflow ${CHOOSE_POSTGRES} and a ${CREDENTIAL_NAME}.`,
		);
	}
	const file = join(n8nFolder(), 'storebridge', 'database.sqlite');
	return await once(`sqlite:${file}`, async () => await openSqlite({ file }));
}

function wantsPostgres(context: Context): boolean {
	const { options } = context.getNode().parameters;
	const value = typeof options === 'object' && options !== null && MEMORY_OPTION in options ? options[MEMORY_OPTION] : undefined;
	if (value === IN_POSTGRES) return true;
	if (value === undefined || value === 'file') return false;
	throw new NodeOperationError(context.getNode(), `"${MEMORY_LABEL}" has no choice "${String(value)}"`, {
		description: 'It takes no expression: choose from the list.',
	});
}

export async function openFromCredential(settings: PostgresSettings): Promise<Database> {
	const key = createHash('sha256').update(JSON.stringify(settings)).digest('hex');
	return await once(`postgres:${key}`, async () => await openPostgres(settings));
}

async function once(key: string, make: () => Promise<Database>): Promise<Database> {
	const known = open.get(key);
	if (known !== undefined) return await known;
	const opening = make();
	open.set(key, opening);
	// A database that could not be opened is tried again by the next execution.
	opening.catch(() => open.delete(key));
	return await opening;
}
