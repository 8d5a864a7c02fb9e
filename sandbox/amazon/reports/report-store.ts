import { createHash, createHmac, randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { SandboxRequest, SandboxResponse } from '../../kernel/contract';
import { marketplaceById } from '../access/marketplaces';
import { charsetOf } from './charset';
import type { Report, ReportSettings } from './report-desk';

interface StoredDocument {
	readonly bytes: Buffer;
	readonly isCompressed: boolean;
	readonly headers: Readonly<Record<string, string>>;
}

/** Where the documents lie: not in the API, but in a storage with addresses signed for five minutes. */
export interface ReportStore {
	/** Puts a report's document there and signs an address for it. */
	sign(report: Report, base: string, isInflatedByClient: boolean): { readonly url: string; readonly isCompressed: boolean };
	/** Undefined for a request that is none of the storage. */
	fetch(request: SandboxRequest): SandboxResponse | undefined;
	clear(): void;
}

const lifetimeSeconds = 300;
const folder = '/tortuga-prod/';

export const isDocumentRequest = ({ path }: SandboxRequest): boolean => path.startsWith(folder);

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-presigned-url.html */
const denied = (message: string, more = ''): SandboxResponse => ({
	status: 403,
	headers: { 'content-type': 'application/xml', server: 'AmazonS3' },
	body:
		`<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>AccessDenied</Code><Message>${message}</Message>${more}` +
		`<RequestId>${randomBytes(8).toString('hex').toUpperCase()}</RequestId><HostId>${randomBytes(48).toString('base64')}</HostId></Error>`,
});

const seconds = (ms: number): string => new Date(ms).toISOString().replace(/\.\d+/, '');
const signedAt = (ms: number): string => seconds(ms).replace(/[-:]/g, '');
const readSignedAt = (text: string): number => Date.parse(text.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));

export function createReportStore(clock: { now(): number }, settings: ReportSettings): ReportStore {
	const secret = randomBytes(16);
	const documents = new Map<string, StoredDocument>();

	const signatureOf = (key: string, query: URLSearchParams): string => {
		const signed = [...query].filter(([name]) => name !== 'X-Amz-Signature');
		return createHmac('sha256', secret)
			.update(JSON.stringify([key, signed]))
			.digest('hex');
	};

	const stored = (report: Report): StoredDocument => {
		const charset = charsetOf(marketplaceById(report.marketplaceIds[0] ?? '').countryCode);
		const plain = charset.encode(report.content.text);
		const isCompressed = plain.length >= settings.gzipFromBytes;
		const bytes = isCompressed ? gzipSync(plain) : plain;
		return {
			bytes,
			isCompressed,
			headers: {
				'last-modified': new Date(report.createdMs + report.processingMs).toUTCString(),
				etag: `"${createHash('md5').update(bytes).digest('hex')}"`,
				'x-amz-server-side-encryption': 'aws:kms',
				'accept-ranges': 'bytes',
				'content-type': `text/plain; charset=${charset.label}`,
				server: 'AmazonS3',
			},
		};
	};

	return {
		sign(report, base, isInflatedByClient) {
			const key = createHash('sha256').update(report.documentId).digest('hex').slice(0, 32);
			const document = documents.get(key) ?? stored(report);
			documents.set(key, document);
			const date = signedAt(clock.now());
			const query = new URLSearchParams({
				...(document.isCompressed && isInflatedByClient ? { 'response-content-encoding': 'gzip' } : {}),
				'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
				'X-Amz-Date': date,
				'X-Amz-SignedHeaders': 'host',
				'X-Amz-Expires': String(lifetimeSeconds),
				'X-Amz-Credential': `ASIASANDBOX/${date.slice(0, 8)}/eu-west-1/s3/aws4_request`,
			});
			query.set('X-Amz-Signature', signatureOf(key, query));
			return { url: `${base}${folder}${key}?${query.toString()}`, isCompressed: document.isCompressed };
		},
		fetch(request) {
			if (!isDocumentRequest(request)) return undefined;
			const key = request.path.slice(folder.length);
			const document = documents.get(key);
			const isSigned = request.query.get('X-Amz-Signature') === signatureOf(key, request.query);
			if (request.method !== 'GET' || document === undefined || !isSigned) return denied('Access Denied');
			const endsMs = readSignedAt(request.query.get('X-Amz-Date') ?? '') + lifetimeSeconds * 1000;
			if (clock.now() > endsMs) {
				const times = `<Expires>${seconds(endsMs)}</Expires><ServerTime>${seconds(clock.now())}</ServerTime>`;
				return denied('Request has expired', `<X-Amz-Expires>${lifetimeSeconds}</X-Amz-Expires>${times}`);
			}
			const encoding = request.query.get('response-content-encoding') ?? 'identity';
			return { status: 200, headers: { ...document.headers, 'content-encoding': encoding }, body: document.bytes };
		},
		clear: () => documents.clear(),
	};
}
