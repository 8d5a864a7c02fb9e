import { homedir } from 'node:os';
import { join } from 'node:path';
import { createHash } from 'node:crypto';
import { NodeOperationError } from 'n8n-workflow';
import { openPostgres, openSqlite } from '../database';
import type { Database } from '../ports/database';
import { postgresSettings, type Context, type PostgresSettings } from './credentials';
import { DATABASE_CREDENTIAL } from './platforms';

/** Open databases of this process: one handle each, shared by all nodes and executions, open until the process ends. */
const open = new Map<string, Promise<Database>>();

/** n8n's own rule for its folder (InstanceSettings). */
const n8nFolder = (): string => join(process.env.N8N_USER_FOLDER ?? process.env.HOME ?? homedir(), '.n8n');

/**
 * The memory of this node: the PostgreSQL of its credential, else the SQLite file in n8n's folder. In queue mode
 * nodes run on several machines that share no file, so SQLite is refused there.
 */
export async function openDatabase(context: Context): Promise<Database> {
	const node = context.getNode();
	if (node.credentials?.[DATABASE_CREDENTIAL] !== undefined) {
		return await openFromCredential(postgresSettings(await context.getCredentials(DATABASE_CREDENTIAL)));
	}
	if (process.env.EXECUTIONS_MODE === 'queue') {
		throw new NodeOperationError(node, 'In queue mode Storebridge needs a PostgreSQL database', {
			description: 'Create a "Storebridge Database API" credential and choose it in all Storebridge nodes of the workflow.',
		});
	}
	const file = join(n8nFolder(), 'storebridge', 'database.sqlite');
	return await once(`sqlite:${file}`, async () => await openSqlite({ file }));
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
