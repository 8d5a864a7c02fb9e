/**
 * What to do about an error of opening, by PostgreSQL's code (https://www.postgresql.org/docs/current/errcodes-appendix.html)
 * or Node's (https://nodejs.org/api/errors.html#nodejs-error-codes, https://nodejs.org/api/tls.html#x509-certificate-error-codes).
 */
const ADVICE: Readonly<Record<string, string>> = {
	'28P01': 'PostgreSQL refused the user or its password. Correct them in the credential.',
	'28000': 'PostgreSQL does not let this user in from here. Look at its pg_hba.conf, and at TLS in the credential.',
	'3D000': 'PostgreSQL has no database of this name. Create it, or correct the name in the credential.',
	'42501':
		'This PostgreSQL user may not create tables. Let it create a schema in the database, or give it a schema "storebridge" of its own.',
	'53300': 'PostgreSQL has no connection left for this user. Raise max_connections, or put a pooler in front.',
	ECONNREFUSED: 'PostgreSQL does not listen at this host and port. Correct them in the credential, or start it.',
	ENOTFOUND: 'The host of PostgreSQL was not found. Correct it in the credential.',
	EAI_AGAIN: 'The host of PostgreSQL was not found. Correct it in the credential.',
	ETIMEDOUT: 'PostgreSQL did not answer. Look at host, port and firewall.',
	ERR_TLS_CERT_ALTNAME_INVALID: 'The certificate of PostgreSQL is for another host name. Enter the host as the certificate names it.',
	SELF_SIGNED_CERT_IN_CHAIN: 'The certificate of PostgreSQL is of an authority of its own. Enter that authority in the credential.',
	DEPTH_ZERO_SELF_SIGNED_CERT: 'The certificate of PostgreSQL is signed by itself. Enter it as the authority in the credential.',
	UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'The certificate of PostgreSQL is of an unknown authority. Enter that authority in the credential.',
	UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'The certificate of PostgreSQL is of an unknown authority. Enter that authority in the credential.',
};

export function codeOf(error: unknown): string | undefined {
	const code: unknown = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
	return typeof code === 'string' ? code : undefined;
}

/** The error with what to do; one that nobody has foreseen stays as it is. */
export function withAdvice(error: unknown): unknown {
	const code = codeOf(error);
	const advice = code === undefined ? undefined : ADVICE[code];
	return advice === undefined ? error : new Error(`${advice} (${code})`, { cause: error });
}
