import { createHash, createHmac, randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { SandboxRequest, SandboxResponse } from '../../kernel/contract';
import { marketplaceById } from '../access/marketplaces';
import { charsetOf } from './charset';
import type { Report, ReportSettings } from './report-desk';

/** A document that can be fetched by whoever has the address, for five minutes. */
interface Lying {
	readonly bytes: Buffer;
	readonly headers: Readonly<Record<string, string>>;
	readonly signedMs: number;
	readonly madeMs: number;
}

/** Where the documents lie: not the API, but a storage with addresses signed for five minutes. */
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

const amzDate = (ms: number): string => new Date(ms).toISOString().replace(/[-:]|\.\d+/g, '');
const seconds = (ms: number): string => new Date(ms).toISOString().replace(/\.\d+/, '');

export function createReportStore(clock: { now(): number }, settings: ReportSettings): ReportStore {
	const secret = randomBytes(16);
	const lying = new Map<string, Lying>();

	return {
		sign(report, base, isInflatedByClient) {
			const charset = charsetOf(marketplaceById(report.marketplaceIds[0] ?? '').countryCode);
			const plain = charset.encode(report.content.text);
			const isCompressed = plain.length >= settings.gzipFromBytes;
			const bytes = isCompressed ? gzipSync(plain) : plain;
			const key = createHash('sha256').update(`${report.documentId} ${lying.size}`).digest('hex').slice(0, 32);
			lying.set(key, {
				bytes,
				signedMs: clock.now(),
				madeMs: report.createdMs + report.processingMs,
				headers: {
					'content-type': `text/plain; charset=${charset.label}`,
					'content-encoding': isCompressed && isInflatedByClient ? 'gzip' : 'identity',
				},
			});
			const signature = createHmac('sha256', secret).update(key).digest('hex');
			const query = new URLSearchParams({
				'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
				'X-Amz-Date': amzDate(clock.now()),
				'X-Amz-SignedHeaders': 'host',
				'X-Amz-Expires': String(lifetimeSeconds),
				'X-Amz-Credential': `ASIASANDBOX/${amzDate(clock.now()).slice(0, 8)}/eu-west-1/s3/aws4_request`,
				'X-Amz-Signature': signature,
			});
			return { url: `${base}${folder}${key}?${query.toString()}`, isCompressed };
		},
		fetch(request) {
			if (!isDocumentRequest(request)) return undefined;
			const key = request.path.slice(folder.length);
			const found = lying.get(key);
			const signature = createHmac('sha256', secret).update(key).digest('hex');
			if (request.method !== 'GET' || found === undefined || request.query.get('X-Amz-Signature') !== signature)
				return denied('Access Denied');
			const endsMs = found.signedMs + lifetimeSeconds * 1000;
			if (clock.now() > endsMs) {
				const times = `<Expires>${seconds(endsMs)}</Expires><ServerTime>${seconds(clock.now())}</ServerTime>`;
				return denied('Request has expired', `<X-Amz-Expires>${lifetimeSeconds}</X-Amz-Expires>${times}`);
			}
			const etag = createHash('md5').update(found.bytes).digest('hex');
			const headers = {
				'last-modified': new Date(found.madeMs).toUTCString(),
				etag: `"${etag}"`,
				'x-amz-server-side-encryption': 'aws:kms',
				'accept-ranges': 'bytes',
				server: 'AmazonS3',
			};
			return { status: 200, headers: { ...headers, ...found.headers }, body: found.bytes };
		},
		clear: () => lying.clear(),
	};
}
