import type { PostgresOptions } from '../database';
import { text } from './platforms/adapters/fields';
import type { Fields } from './platforms/adapters';

/** How a PostgreSQL is opened. */
export type PostgresSettings = Pick<
	PostgresOptions,
	'connectionString' | 'host' | 'port' | 'database' | 'user' | 'password' | 'ssl' | 'schema' | 'hmacKey' | 'keyAdvice' | 'settings'
>;

/** Where it is, and where in it our tables are. */
export type PostgresPlace = Omit<PostgresSettings, 'hmacKey' | 'keyAdvice' | 'settings'>;

/** Of the credential. */
export function postgresSettings(fields: Fields): PostgresSettings & { readonly hmacKey: string } {
	const ca = text(fields, 'ca');
	const tls = text(fields, 'tls');
	return {
		host: text(fields, 'host'),
		port: Number(fields.port ?? 5432),
		database: text(fields, 'database'),
		user: text(fields, 'user'),
		password: text(fields, 'password'),
		ssl: tls === 'off' ? false : { rejectUnauthorized: true, ...(tls === 'ownAuthority' && ca !== '' ? { ca } : {}) },
		hmacKey: text(fields, 'fingerprintKey'),
	};
}
