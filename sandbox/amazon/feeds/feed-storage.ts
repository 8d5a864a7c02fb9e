import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { SandboxRequest, SandboxResponse } from '../../kernel/contract';
import { createSignedAddresses, denied } from '../rest/signed-addresses';
import type { FeedDocument } from './feed';

const folder = '/NinetyDays/';

export const isFeedStorageRequest = ({ path }: SandboxRequest): boolean => path.startsWith(folder);

/** Where documents of feeds lie: uploads and reports, at addresses signed for five minutes. */
export interface FeedStorage {
	make(sellerId: string, contentType: string): FeedDocument;
	/** Puts a report there. */
	keep(sellerId: string, text: string, how: { readonly contentType: string; readonly isSpoilt: boolean }): FeedDocument;
	find(sellerId: string, id: string): FeedDocument | undefined;
	uploadUrl(document: FeedDocument, base: string): string;
	downloadUrl(document: FeedDocument, base: string, isInflatedByClient: boolean): string;
	/** Undefined for a request that is none of the storage. */
	answer(request: SandboxRequest): SandboxResponse | undefined;
	clear(): void;
}

export function createFeedStorage(clock: { now(): number }, settings: { readonly gzipFromBytes: number }): FeedStorage {
	const addresses = createSignedAddresses(clock);
	const documents = new Map<string, FeedDocument>();
	let made = 0;

	const add = (sellerId: string, contentType: string, bytes: Buffer | undefined, isCompressed: boolean): FeedDocument => {
		made += 1;
		const digest = createHash('sha256').update(`${sellerId} ${made}`).digest('hex');
		const id = `amzn1.tortuga.4.eu.${digest.slice(0, 8)}-${digest.slice(8, 12)}-${digest.slice(12, 24)}.T${made}${digest.slice(24, 32).toUpperCase()}`;
		const document: FeedDocument = { id, sellerId, contentType, bytes, createdMs: clock.now(), isCompressed };
		documents.set(id, document);
		return document;
	};

	const stored = (headers: Readonly<Record<string, string>>, body: Buffer | ''): SandboxResponse => ({
		status: 200,
		headers: { 'x-amz-server-side-encryption': 'aws:kms', server: 'AmazonS3', ...headers },
		body,
	});
	const etagOf = (bytes: Buffer): string => `"${createHash('md5').update(bytes).digest('hex')}"`;

	const upload = (request: SandboxRequest, document: FeedDocument): SandboxResponse => {
		// The content type is part of what was signed: https://developer-docs.amazon.com/sp-api/docs/feeds-api-v2021-06-30-use-case-guide
		const refusal = addresses.refusalOf(request, request.headers['content-type'] ?? 'none');
		if (refusal !== undefined) return refusal;
		document.bytes = request.body;
		return stored({ etag: etagOf(request.body) }, '');
	};

	return {
		make: (sellerId, contentType) => add(sellerId, contentType, undefined, false),
		keep(sellerId, text, { contentType, isSpoilt }) {
			const plain = Buffer.from(text, 'utf8');
			const isCompressed = plain.length >= settings.gzipFromBytes;
			const whole = isCompressed ? gzipSync(plain) : plain;
			return add(sellerId, contentType, isSpoilt ? whole.subarray(0, Math.floor(whole.length / 2)) : whole, isCompressed);
		},
		find(sellerId, id) {
			const document = documents.get(id);
			return document?.sellerId === sellerId ? document : undefined;
		},
		uploadUrl: ({ id, contentType }, base) => addresses.sign('PUT', base, `${folder}${id}`, {}, contentType),
		downloadUrl: ({ id, isCompressed }, base, isInflatedByClient) =>
			addresses.sign('GET', base, `${folder}${id}`, isCompressed && isInflatedByClient ? { 'response-content-encoding': 'gzip' } : {}),
		answer(request) {
			if (!isFeedStorageRequest(request)) return undefined;
			const document = documents.get(request.path.slice(folder.length));
			if (document === undefined) return denied('Access Denied');
			if (request.method === 'PUT') return upload(request, document);
			const refusal = addresses.refusalOf(request);
			if (refusal !== undefined) return refusal;
			if (request.method !== 'GET' || document.bytes === undefined) return denied('Access Denied');
			const encoding = request.query.get('response-content-encoding') ?? 'identity';
			return stored(
				{ etag: etagOf(document.bytes), 'accept-ranges': 'bytes', 'content-type': document.contentType, 'content-encoding': encoding },
				document.bytes,
			);
		},
		clear: () => documents.clear(),
	};
}
