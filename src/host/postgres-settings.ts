import { text } from './adapters/fields';
import type { Fields } from './adapters';

/** Settings of the optional PostgreSQL credential. */
export interface PostgresSettings {
	readonly host: string;
	readonly port: number;
	readonly database: string;
	readonly user: string;
	readonly password: string;
	readonly ssl: false | { readonly rejectUnauthorized: true; readonly ca?: string };
	readonly hmacKey: string;
}

export function postgresSettings(fields: Fields): PostgresSettings {
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
