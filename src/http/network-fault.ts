/** Why a request has no answer. */
export type NetworkFault =
	/** Nobody could be trusted at the other end: nothing was sent. */
	| 'certificate'
	/** No connection came about. */
	| 'notSent'
	/** It may have arrived. */
	| 'lost';

const CERTIFICATE = /^(CERT_|DEPTH_ZERO_|ERR_SSL_|ERR_TLS_|SELF_SIGNED_|UNABLE_TO_|EPROTO$|HOSTNAME_MISMATCH$)/;
const NOT_SENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL']);

/** By the code that Node or an HTTP client gave: nothing else of their errors is looked at, they hold keys and people. */
export function networkFault(code: string): NetworkFault {
	if (CERTIFICATE.test(code)) return 'certificate';
	return NOT_SENT.has(code) ? 'notSent' : 'lost';
}
