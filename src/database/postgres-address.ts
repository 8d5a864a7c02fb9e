import { readFileSync } from 'node:fs';
import type { PoolConfig } from 'pg';
import { codeOf } from '../domain/error-code';

/** Where the server is: a connection string (`postgres://user:password@host:5432/database`) or its parts. */
export interface PostgresAddress {
	readonly connectionString?: string;
	readonly host?: string;
	readonly port?: number;
	readonly database?: string;
	readonly user?: string;
	readonly password?: string;
	/**
	 * Left out: TLS with a checked certificate, or none when the server is this machine. `ca`: the server's own
	 * certificate authority (PEM); `cert`, `key`: ours. `false`: no TLS, which somebody has to have chosen, as a
	 * certificate that is not checked.
	 */
	readonly ssl?: { readonly ca?: string; readonly cert?: string; readonly key?: string; readonly rejectUnauthorized?: boolean } | false;
	/** Where these settings are corrected, for errors. */
	readonly settings?: string;
}

/**
 * TLS with a checked certificate, or none at all, which nobody takes for protected. What lies between is refused, not
 * obeyed (https://www.postgresql.org/docs/current/libpq-ssl.html#LIBPQ-SSL-PROTECTION).
 */
const NO_TLS = 'disable';
const SSL_MODES: readonly (string | null)[] = [null, 'require', 'verify-ca', 'verify-full', NO_TLS];

const isLoopback = (host: string): boolean => host === 'localhost' || host === '::1' || host.startsWith('127.') || host.startsWith('/');

/** What `pg` takes. It never sees the connection string: that could switch the check of certificates off. */
export function postgresAddress(options: PostgresAddress): PoolConfig {
	const parts = { ...options, ...(options.connectionString !== undefined && fromString(options.connectionString, options.settings)) };
	const { host = 'localhost', port = 5432, database, user, password, ssl } = parts;
	return {
		host,
		port,
		...(database !== undefined && { database }),
		...(user !== undefined && { user }),
		...(password !== undefined && { password }),
		ssl: ssl === false || (ssl === undefined && isLoopback(host)) ? false : { rejectUnauthorized: true, ...ssl },
	};
}

function fromString(connectionString: string, settings = 'The connection string'): Omit<PostgresAddress, 'connectionString'> {
	// Errors of URL hold the text, and with it the password.
	const url = URL.canParse(connectionString) ? new URL(connectionString) : undefined;
	const badForm = `${settings} is not of the form postgres://user:password@host:5432/database, with special characters of user and password as %XX`;
	if (url === undefined || !/^postgres(ql)?:$/.test(url.protocol)) throw new Error(badForm);
	const sslMode = url.searchParams.get('sslmode');
	if (!SSL_MODES.includes(sslMode)) {
		throw new Error(
			`${settings} asks for a connection without a checked certificate (sslmode). Leave sslmode out, or write "${NO_TLS}" in a private network.`,
		);
	}
	const authority = url.searchParams.get('sslrootcert');
	const part = (text: string): string | undefined => {
		try {
			return text === '' ? undefined : decodeURIComponent(text);
		} catch {
			throw new Error(badForm);
		}
	};
	const [host, database, user, password] = [
		part(url.hostname.replace(/^\[|\]$/g, '')),
		part(url.pathname.slice(1)),
		part(url.username),
		part(url.password),
	];
	return {
		...(host !== undefined && { host }),
		...(url.port !== '' && { port: Number(url.port) }),
		...(database !== undefined && { database }),
		...(user !== undefined && { user }),
		...(password !== undefined && { password }),
		...(sslMode === NO_TLS ? { ssl: false } : authority !== null && { ssl: { ca: readAuthority(authority, settings) } }),
	};
}

function readAuthority(file: string, settings: string): string {
	try {
		return readFileSync(file, 'utf8');
	} catch (error) {
		throw new Error(`${settings}: the file "${file}" of sslrootcert cannot be read (${codeOf(error) ?? 'unknown'})`);
	}
}
