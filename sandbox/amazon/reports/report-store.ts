import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { SandboxRequest, SandboxResponse } from '../../kernel/contract';
import { marketplaceById } from '../access/marketplaces';
import { createSignedAddresses, denied } from '../rest/signed-addresses';
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

const folder = '/tortuga-prod/';

export const isDocumentRequest = ({ path }: SandboxRequest): boolean => path.startsWith(folder);

export function createReportStore(clock: { now(): number }, settings: ReportSettings): ReportStore {
	const addresses = createSignedAddresses(clock);
	const documents = new Map<string, StoredDocument>();

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
			const more = document.isCompressed && isInflatedByClient ? { 'response-content-encoding': 'gzip' } : {};
			return { url: addresses.sign('GET', base, `${folder}${key}`, more), isCompressed: document.isCompressed };
		},
		fetch(request) {
			if (!isDocumentRequest(request)) return undefined;
			const key = request.path.slice(folder.length);
			const document = documents.get(key);
			const refusal = addresses.refusalOf(request);
			if (refusal !== undefined) return refusal;
			if (document === undefined) return denied('Access Denied');
			const encoding = request.query.get('response-content-encoding') ?? 'identity';
			return { status: 200, headers: { ...document.headers, 'content-encoding': encoding }, body: document.bytes };
		},
		clear: () => documents.clear(),
	};
}
