import type { PoolConfig } from 'pg';

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
	 * certificate authority (PEM). `false`: no TLS, which somebody has to have chosen.
	 */
	readonly ssl?: { readonly ca?: string } | false;
}

/** `sslmode` of a connection string that asks for less than a checked certificate is refused, not obeyed. */
const SSL_MODES: readonly (string | null)[] = [null, 'require', 'verify-ca', 'verify-full'];

const isLoopback = (host: string): boolean => host === 'localhost' || host === '::1' || host.startsWith('127.') || host.startsWith('/');

/** What `pg` takes. It never sees the connection string: that could switch the check of certificates off. */
export function postgresAddress(options: PostgresAddress): PoolConfig {
	const parts = { ...options, ...(options.connectionString !== undefined && fromString(options.connectionString)) };
	const { host = 'localhost', port = 5432, database, user, password, ssl } = parts;
	return {
		host,
		port,
		...(database !== undefined && { database }),
		...(user !== undefined && { user }),
		...(password !== undefined && { password }),
		ssl: ssl === false || (ssl === undefined && isLoopback(host)) ? false : { ...ssl, rejectUnauthorized: true },
	};
}

function fromString(connectionString: string): Omit<PostgresAddress, 'connectionString' | 'ssl'> {
	// Errors of URL hold the text, and with it the password.
	const url = URL.canParse(connectionString) ? new URL(connectionString) : undefined;
	if (url === undefined || !/^postgres(ql)?:$/.test(url.protocol)) {
		throw new Error('The connection string is not of the form postgres://user:password@host:5432/database');
	}
	if (!SSL_MODES.includes(url.searchParams.get('sslmode'))) {
		throw new Error('The connection string asks for a connection without a checked certificate (sslmode). Leave sslmode out.');
	}
	const part = (text: string): string | undefined => (text === '' ? undefined : decodeURIComponent(text));
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
	};
}
