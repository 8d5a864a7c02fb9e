import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { NodeOperationError } from 'n8n-workflow';
import { openPostgres, openSqlite } from '../database';
import type { Database } from '../ports/database';
import type { Context } from './context';
import { databasePlace, fileOfMemory } from './database-place';
import { DatabaseRefusal } from './database-refusal';
import { COMMON, COMMON_LABEL, DATABASE_CREDENTIAL, IN_POSTGRES, MEMORY_LABEL, MEMORY_OPTION, POSTGRES_LABEL } from './panel/memory';
import { postgresSettings, type PostgresSettings } from './postgres-settings';

/** Open databases of this process: one handle each, shared by all nodes and executions, open until the process ends. */
const open = new Map<string, Promise<Database>>();

const CREDENTIAL_NAME = '"Storebridge Database API" credential';
const CHOOSE_POSTGRES = `choose "${POSTGRES_LABEL}" under Options > "${MEMORY_LABEL}"`;

/**
 * The memory of this node: the PostgreSQL of its credential where the option asks for it, else the one of all nodes. What
 * would change the memory without a word is refused: n8n keeps a credential that the panel hides.
 */
export async function openDatabase(context: Context): Promise<Database> {
	const node = context.getNode();
	const refusal = (message: string, description: string) => new NodeOperationError(node, message, { description });
	const hasCredential = node.credentials?.[DATABASE_CREDENTIAL] !== undefined;
	if (wantsPostgres(context)) {
		if (hasCredential) return await openFromCredential(postgresSettings(await context.getCredentials(DATABASE_CREDENTIAL)));
		throw refusal(
			'The PostgreSQL of this node is not chosen',
			`Choose a ${CREDENTIAL_NAME} in the node, or "${COMMON_LABEL}" under Options > "${MEMORY_LABEL}".`,
		);
	}
	if (hasCredential) {
		throw refusal(
			'The node has a database credential that it is not told to use',
			`To use it, ${CHOOSE_POSTGRES}. To do without it, open the node in the editor and save the workflow: it drops a credential that is not shown.`,
		);
	}
	try {
		return await openCommon(context);
	} catch (error) {
		if (error instanceof DatabaseRefusal) throw refusal(error.message, error.advice);
		throw error;
	}
}

/** What decides where the memory of all nodes is. Files that are named there are read once, as n8n reads its own. */
const DECIDING = /^(STOREBRIDGE_DATABASE_|DB_|EXECUTIONS_MODE|N8N_ENCRYPTION_KEY|N8N_USER_FOLDER|HOME$|USERPROFILE$)/;

async function openCommon(context: Context): Promise<Database> {
	const deciding = Object.entries(process.env).filter(([name]) => DECIDING.test(name));
	return await once(deciding, async () => {
		const place = databasePlace();
		if ('file' in place) return await openSqlite(place);
		const database = await openPostgres(place);
		if (existsSync(fileOfMemory())) {
			context.logger.warn(
				`Storebridge: the memory is in PostgreSQL. The file "${fileOfMemory()}" of before is not read any more: what waits or is held in it stands there only.`,
			);
		}
		return database;
	});
}

function wantsPostgres(context: Context): boolean {
	const { options } = context.getNode().parameters;
	const value = typeof options === 'object' && options !== null && MEMORY_OPTION in options ? options[MEMORY_OPTION] : undefined;
	if (value === IN_POSTGRES) return true;
	if (value === undefined || value === COMMON) return false;
	throw new NodeOperationError(context.getNode(), `"${MEMORY_LABEL}" has no choice "${String(value)}"`, {
		description: 'It takes no expression: choose from the list, or remove the option.',
	});
}

export const openFromCredential = async (settings: PostgresSettings): Promise<Database> =>
	await once(settings, async () => await openPostgres(settings));

async function once(what: unknown, make: () => Promise<Database>): Promise<Database> {
	// It holds passwords.
	const key = createHash('sha256').update(JSON.stringify(what)).digest('hex');
	const known = open.get(key);
	if (known !== undefined) return await known;
	const opening = make();
	open.set(key, opening);
	// A database that could not be opened is tried again by the next execution.
	opening.catch(() => open.delete(key));
	return await opening;
}
