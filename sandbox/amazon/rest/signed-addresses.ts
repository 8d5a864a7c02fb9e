import { createHmac, randomBytes } from 'node:crypto';
import type { SandboxRequest, SandboxResponse } from '../../kernel/contract';

/** Addresses of Amazon's storage that are good for one method, one path and five minutes. */
export interface SignedAddresses {
	/** @param signed further parameters and headers that the signature is over */
	sign(method: 'GET' | 'PUT', base: string, path: string, more?: Readonly<Record<string, string>>, signed?: string): string;
	/** @returns undefined for a request whose address is good */
	refusalOf(request: SandboxRequest, signed?: string): SandboxResponse | undefined;
}

const lifetimeSeconds = 300;

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-presigned-url.html */
const refused = (code: string, message: string, more = ''): SandboxResponse => ({
	status: 403,
	headers: { 'content-type': 'application/xml', server: 'AmazonS3' },
	body:
		`<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message>${more}` +
		`<RequestId>${randomBytes(8).toString('hex').toUpperCase()}</RequestId><HostId>${randomBytes(48).toString('base64')}</HostId></Error>`,
});

export const denied = (message: string, more = ''): SandboxResponse => refused('AccessDenied', message, more);

/** A header that was signed came otherwise, or not at all. */
const mismatch = (): SandboxResponse =>
	refused(
		'SignatureDoesNotMatch',
		'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
	);

const seconds = (ms: number): string => new Date(ms).toISOString().replace(/\.\d+/, '');
const signedAt = (ms: number): string => seconds(ms).replace(/[-:]/g, '');
const readSignedAt = (text: string): number => Date.parse(text.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));

export function createSignedAddresses(clock: { now(): number }): SignedAddresses {
	const secret = randomBytes(16);

	const signatureOf = (method: string, path: string, query: URLSearchParams, signed: string): string => {
		const parameters = [...query].filter(([name]) => name !== 'X-Amz-Signature');
		return createHmac('sha256', secret)
			.update(JSON.stringify([method, path, parameters, signed]))
			.digest('hex');
	};

	return {
		sign(method, base, path, more = {}, signed = '') {
			const date = signedAt(clock.now());
			const query = new URLSearchParams({
				...more,
				'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
				'X-Amz-Date': date,
				'X-Amz-SignedHeaders': signed === '' ? 'host' : 'content-type;host',
				'X-Amz-Expires': String(lifetimeSeconds),
				'X-Amz-Credential': `ASIASANDBOX/${date.slice(0, 8)}/eu-west-1/s3/aws4_request`,
			});
			query.set('X-Amz-Signature', signatureOf(method, path, query, signed));
			return `${base}${path}?${query.toString()}`;
		},
		refusalOf({ method, path, query }, signed = '') {
			const given = query.get('X-Amz-Signature');
			if (given === null) return denied('Access Denied');
			if (given !== signatureOf(method, path, query, signed)) return signed === '' ? denied('Access Denied') : mismatch();
			const endsMs = readSignedAt(query.get('X-Amz-Date') ?? '') + lifetimeSeconds * 1000;
			if (clock.now() <= endsMs) return undefined;
			const times = `<Expires>${seconds(endsMs)}</Expires><ServerTime>${seconds(clock.now())}</ServerTime>`;
			return denied('Request has expired', `<X-Amz-Expires>${lifetimeSeconds}</X-Amz-Expires>${times}`);
		},
	};
}
