import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { booleanVariable, numberVariable, textVariable } from './environment';
import type { PostgresPlace } from './postgres-settings';

/*
 * What n8n was told about itself: read and taken as its own configuration does (n8n's package @n8n/config, files
 * database.config, instance-settings-config and executions.config). A test compares the two.
 */

/** n8n's folder. */
export function n8nFolder(): string {
	const home = process.platform === 'win32' ? process.env.USERPROFILE : process.env.HOME;
	return join(process.env.N8N_USER_FOLDER ?? home ?? process.cwd(), '.n8n');
}

/** A worker is in queue mode whatever it was told (n8n's commands/worker). */
export const inQueueMode = (): boolean => textVariable('EXECUTIONS_MODE') === 'queue' || process.argv[2] === 'worker';

/** The PostgreSQL that n8n itself runs on, and where in it our tables are; undefined where it runs on SQLite. */
export function n8nPostgres(): (PostgresPlace & { readonly password: string }) | undefined {
	if (textVariable('DB_TYPE') !== 'postgresdb') return undefined;
	return {
		host: textVariable('DB_POSTGRESDB_HOST') ?? 'localhost',
		port: numberVariable('DB_POSTGRESDB_PORT', 5432),
		database: textVariable('DB_POSTGRESDB_DATABASE') ?? 'n8n',
		user: textVariable('DB_POSTGRESDB_USER') ?? 'postgres',
		password: textVariable('DB_POSTGRESDB_PASSWORD') ?? '',
		ssl: tls(),
		// An empty one is the one of the role, to n8n: `public` as a rule.
		schema: ourSchema(textVariable('DB_POSTGRESDB_SCHEMA') || 'public', textVariable('DB_TABLE_PREFIX') ?? ''),
	};
}

/** n8n's own choice, also where it is not to check certificates: it sends the same password there. */
function tls(): NonNullable<PostgresPlace['ssl']> {
	const rejectUnauthorized = booleanVariable('DB_POSTGRESDB_SSL_REJECT_UNAUTHORIZED', true);
	const own = Object.fromEntries(
		(['ca', 'cert', 'key'] as const).flatMap((part) => {
			const pem = textVariable(`DB_POSTGRESDB_SSL_${part.toUpperCase()}`) ?? '';
			return pem === '' ? [] : [[part, pem]];
		}),
	);
	if (Object.keys(own).length === 0 && rejectUnauthorized && !booleanVariable('DB_POSTGRESDB_SSL_ENABLED', false)) return false;
	return { ...own, rejectUnauthorized };
}

const LONGEST_NAME = 63;

/**
 * Several n8n in one database are told apart by their schema and their table prefix: so are their memories. PostgreSQL
 * cuts longer names off, which would make two the same.
 */
function ourSchema(schema: string, prefix: string): string {
	const name = `storebridge${schema === 'public' ? '' : `_${schema}`}${prefix === '' ? '' : `-${prefix}`}`;
	if (Buffer.byteLength(name) <= LONGEST_NAME) return name;
	return `storebridge_${createHash('sha256').update(name).digest('hex').slice(0, 32)}`;
}

const settingsFile = z.object({ encryptionKey: z.string() });

/** The key that n8n encrypts credentials with; the same in all of its processes. */
export function n8nEncryptionKey(): string | undefined {
	const told = textVariable('N8N_ENCRYPTION_KEY') ?? '';
	if (told !== '') return told;
	const file = join(n8nFolder(), 'config');
	if (!existsSync(file)) return undefined;
	try {
		return settingsFile.parse(JSON.parse(readFileSync(file, 'utf8'))).encryptionKey;
	} catch {
		// n8n says itself what is wrong with it.
		return undefined;
	}
}
