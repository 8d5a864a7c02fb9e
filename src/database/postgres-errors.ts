import { codeOf } from '../domain/error-code';

const LOCKED =
	'Another session of PostgreSQL holds a lock on the tables of Storebridge and did not let go in time: a job that maintains tables, a program for ' +
	'databases, another n8n that hangs. Nothing is lost, and the next run tries again. Find the session and end it: select pid, usename, ' +
	"application_name, state, query from pg_stat_activity where pid in (select unnest(pg_blocking_pids(pid)) from pg_stat_activity where application_name = 'storebridge').";
const NO_ANSWER = 'PostgreSQL did not answer. Look at host, port and firewall.';
const RESTARTS = 'PostgreSQL is being stopped or started. Nothing is lost, and the next run tries again.';

/**
 * What to do about an error, by PostgreSQL's code (https://www.postgresql.org/docs/current/errcodes-appendix.html)
 * or Node's (https://nodejs.org/api/errors.html#nodejs-error-codes, https://nodejs.org/api/tls.html#x509-certificate-error-codes).
 */
const ADVICE: Readonly<Record<string, string>> = {
	'28P01': 'PostgreSQL refused the user or its password. Correct them in {settings}.',
	'28000': 'PostgreSQL does not let this user in from here. Look at its pg_hba.conf, and at TLS in {settings}.',
	'3D000': 'PostgreSQL has no database of this name. Create it, or correct the name in {settings}.',
	'42501':
		"This PostgreSQL user may not use the tables of Storebridge any more. Give it back its rights, or make it the tables' owner again.",
	'25006': 'This PostgreSQL takes no writes: it is a standby, or was set so. Enter the host of the primary in {settings}.',
	'53100': 'The disk of PostgreSQL is full. Make room on it; nothing is lost, and it goes on by itself.',
	'55P03': LOCKED,
	'57014':
		'PostgreSQL broke a statement off because of a time limit (statement_timeout). Raise it for this user; the next run tries again.',
	'57P01': RESTARTS,
	'57P02': RESTARTS,
	'57P03': RESTARTS,
	'53300': 'PostgreSQL has no connection left for this user. Raise max_connections, or put a pooler in front.',
	ECONNREFUSED: 'PostgreSQL does not listen at this host and port. Correct them in {settings}, or start it.',
	ENOTFOUND: 'The host of PostgreSQL was not found. Correct it in {settings}.',
	EAI_AGAIN: 'The host of PostgreSQL was not found. Correct it in {settings}.',
	ETIMEDOUT: NO_ANSWER,
	ERR_TLS_CERT_ALTNAME_INVALID: 'The certificate of PostgreSQL is for another host name. Enter the host as the certificate names it.',
	SELF_SIGNED_CERT_IN_CHAIN: 'The certificate of PostgreSQL is of an authority of its own. Enter that authority in {settings}.',
	DEPTH_ZERO_SELF_SIGNED_CERT: 'The certificate of PostgreSQL is signed by itself. Enter it as the authority in {settings}.',
	UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'The certificate of PostgreSQL is of an unknown authority. Enter that authority in {settings}.',
	UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'The certificate of PostgreSQL is of an unknown authority. Enter that authority in {settings}.',
};

const UNANSWERED = 'Query read timeout';
/** Errors of the package `pg` itself, which have no code. */
const ADVICE_BY_TEXT: ReadonlyMap<string, string> = new Map([
	[UNANSWERED, LOCKED],
	[
		'timeout exceeded when trying to connect',
		`All connections that this n8n may have to PostgreSQL have been busy for 10 s. As a rule they wait for a lock. ${LOCKED}`,
	],
	['Connection terminated due to connection timeout', NO_ANSWER],
	[
		'The server does not support SSL connections',
		'The server does not support SSL connections. Switch them on in PostgreSQL, or TLS off in {settings} where the network is private.',
	],
	['Connection terminated unexpectedly', 'PostgreSQL ended the connection. Nothing is lost, and the next run tries again.'],
]);

/** Whether a statement was given up because no answer came to it. */
export const isUnanswered = (error: unknown): boolean => error instanceof Error && error.message === UNANSWERED;

/**
 * The error with what to do; one that nobody has foreseen stays as it is.
 * @param settings where they are corrected
 */
export function withAdvice(error: unknown, settings: string): unknown {
	const code = codeOf(error);
	const advice = code === undefined ? undefined : ADVICE[code]?.replaceAll('{settings}', settings);
	if (advice !== undefined) return new Error(`${advice} (${code})`, { cause: error });
	const text = error instanceof Error ? ADVICE_BY_TEXT.get(error.message)?.replaceAll('{settings}', settings) : undefined;
	return text === undefined ? error : new Error(text, { cause: error });
}
