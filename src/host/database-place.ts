import { join } from 'node:path';
import { DatabaseRefusal } from './database-refusal';
import { ownVariable } from './environment';
import { inQueueMode, n8nEncryptionKey, n8nFolder, n8nPostgres } from './n8n-settings';
import type { PostgresPlace, PostgresSettings } from './postgres-settings';

/** Where the memory is: in a file, or in a PostgreSQL. */
export type DatabasePlace = { readonly file: string } | PostgresSettings;

const URL_VARIABLE = 'STOREBRIDGE_DATABASE_URL';
const KEY_VARIABLE = 'STOREBRIDGE_DATABASE_KEY';

const KEY_ADVICE = `Set ${KEY_VARIABLE}, for all processes of n8n, to a text that opened it before: the former ${KEY_VARIABLE}, n8n's former encryption key (N8N_ENCRYPTION_KEY) or the database user's former password. Once n8n has opened it, the new ones open it too.`;

export const fileOfMemory = (): string => join(n8nFolder(), 'storebridge', 'database.sqlite');

/** A shorter text is guessed. */
const SHORTEST_KEY = 16;

/**
 * The one memory of all nodes that have none of their own: the PostgreSQL of our variables, else the one that n8n itself
 * runs on, else a file in n8n's folder. Whoever runs n8n decides it, for all of its processes at once.
 */
export function databasePlace(): DatabasePlace {
	const url = ownVariable(URL_VARIABLE);
	if (url !== undefined) return opened({ connectionString: url }, passwordOf(url), URL_VARIABLE);
	const beside = n8nPostgres();
	if (beside !== undefined) return opened(beside, beside.password, "n8n's variables DB_POSTGRESDB_*");
	if (inQueueMode()) {
		throw new DatabaseRefusal(
			'In queue mode Storebridge needs a PostgreSQL database, and n8n runs on none',
			`The processes of n8n share no file, so their memory cannot be one. Give all of them (main, workers, webhook processors) the same ${URL_VARIABLE}, as postgres://user:password@host:5432/database, and restart them; or let n8n itself run on PostgreSQL (DB_TYPE=postgresdb), which Storebridge then uses too.`,
		);
	}
	return { file: fileOfMemory() };
}

/**
 * With what opens its fingerprint key. Each is enough alone, and each that is new is added: so any of them may be rotated
 * (docs/adr/where-memory-is.md).
 */
function opened(place: PostgresPlace, password: string | undefined, settings: string): PostgresSettings {
	const told = ownVariable(KEY_VARIABLE);
	if (told !== undefined && told.length < SHORTEST_KEY) {
		throw new DatabaseRefusal(
			`${KEY_VARIABLE} has fewer than ${SHORTEST_KEY} characters`,
			'Take a long random text, for example of "openssl rand -hex 32", the same for all processes of n8n.',
		);
	}
	const hmacKey = [told, n8nEncryptionKey(), password].flatMap((text) => (text === undefined || text.length < SHORTEST_KEY ? [] : [text]));
	if (hmacKey.length > 0) return { ...place, hmacKey, keyAdvice: KEY_ADVICE, settings };
	throw new DatabaseRefusal(
		`Storebridge needs the variable ${KEY_VARIABLE}`,
		`n8n's own encryption key is too short to keep a key with. Give all processes of n8n the same ${KEY_VARIABLE}, a long random text, for example of "openssl rand -hex 32".`,
	);
}

/** As it is typed elsewhere: in an URL its special characters are spelt as %XX. */
function passwordOf(url: string): string | undefined {
	try {
		return decodeURIComponent(new URL(url).password);
	} catch {
		// What is wrong with the URL is told when it is opened.
		return undefined;
	}
}
