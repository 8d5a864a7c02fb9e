import { networkFault, type NetworkFault } from '../../../src/http/network-fault';

describe('a request without an answer', () => {
	it.each<[NetworkFault, readonly string[]]>([
		[
			'certificate',
			[
				'CERT_HAS_EXPIRED',
				'DEPTH_ZERO_SELF_SIGNED_CERT',
				'EPROTO',
				'ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE',
				'ERR_TLS_CERT_ALTNAME_INVALID',
				'HOSTNAME_MISMATCH',
				'SELF_SIGNED_CERT_IN_CHAIN',
				'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
			],
		],
		['notSent', ['EADDRNOTAVAIL', 'EAI_AGAIN', 'ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND']],
		['lost', ['ECONNABORTED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'UNKNOWN']],
	])('is %s by its code', (fault, codes) => {
		expect(codes.map((code) => [code, networkFault(code)])).toEqual(codes.map((code) => [code, fault]));
	});
});
