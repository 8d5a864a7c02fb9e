import { gunzipSync } from 'node:zlib';
import type { SandboxOptions } from '../../../sandbox/index';
import type { WireFeed, WireFeedDocument } from '../../../sandbox/amazon/feeds/feed-answers';
import type { FeedReport } from '../../../sandbox/amazon/feeds/feed-messages';
import type { ListingsItemSubmission } from '../../../sandbox/amazon/stock/patch-listing';
import type { Called } from './caller';
import { callProducts, germany, type Fetched, type ProductCaller } from './product-caller';

export const feedsPath = '/feeds/2021-06-30';
const json = 'application/json; charset=UTF-8';

export const quantityPatch = (quantity: unknown, more: object = {}): object => ({
	productType: 'PRODUCT',
	patches: [
		{ op: 'merge', path: '/attributes/fulfillment_availability', value: [{ fulfillment_channel_code: 'DEFAULT', quantity, ...more }] },
	],
});

/** Pushes quantities as a client does. */
export interface StockCaller extends ProductCaller {
	patch(
		sku: string,
		body: object,
		query?: Readonly<Record<string, string>>,
	): Promise<Called<ListingsItemSubmission & { errors?: unknown }>>;
	/** The merchant's and Amazon's entries as buyers see them. */
	live(sku: string): Promise<unknown>;
	control(action: string, body?: object): Promise<unknown>;
	damageKinds(): readonly string[];
	upload(document: unknown, contentType?: string): Promise<{ id: string; stored: Fetched }>;
	/** Makes a document of it and submits it. */
	submit(document: unknown): Promise<string>;
	feed(feedId: string): Promise<WireFeed>;
	/** The bytes of a feed's report. */
	reportBytes(feed: WireFeed): Promise<{ document: WireFeedDocument; bytes: Buffer }>;
	processingReport(feed: WireFeed): Promise<FeedReport>;
}

export const message = (messageId: number, sku: string, quantity: unknown): object => ({
	messageId,
	sku,
	operationType: 'PATCH',
	...quantityPatch(quantity),
});

export async function callStock(options: SandboxOptions = {}): Promise<StockCaller> {
	const amazon = await callProducts('eu', options);
	const caller: StockCaller = {
		...amazon,
		async patch(sku, body, query = {}) {
			const search = new URLSearchParams({ marketplaceIds: germany, ...query }).toString();
			return await amazon.send('PATCH', `/listings/2021-08-01/items/${amazon.sellerId}/${encodeURIComponent(sku)}?${search}`, body);
		},
		live: async (sku) => (await amazon.listing(sku, { includedData: 'fulfillmentAvailability' })).body.fulfillmentAvailability,
		control: async (action, body = {}) => await amazon.sandbox.amazon.control(action, body),
		damageKinds: () => (amazon.sandbox.damage()['amazon'] ?? []).map(({ kind }) => kind),
		async upload(document, contentType = json) {
			const { body } = await amazon.send<WireFeedDocument>('POST', `${feedsPath}/documents`, { contentType: json });
			const { host, pathname, search } = new URL(body.url);
			const stored = await amazon.sandbox.request('amazon', {
				method: 'PUT',
				url: `${pathname}${search}`,
				headers: { host, 'content-type': contentType },
				body: typeof document === 'string' ? document : JSON.stringify(document),
			});
			return { id: body.feedDocumentId, stored };
		},
		async submit(document) {
			const { id } = await caller.upload(document);
			const answer = await amazon.send<{ feedId: string }>('POST', `${feedsPath}/feeds`, {
				feedType: 'JSON_LISTINGS_FEED',
				marketplaceIds: [germany],
				inputFeedDocumentId: id,
			});
			return answer.body.feedId;
		},
		feed: async (feedId) => (await amazon.ask<WireFeed>(`${feedsPath}/feeds/${feedId}`)).body,
		async reportBytes({ resultFeedDocumentId = '' }) {
			const { body: document } = await amazon.ask<WireFeedDocument>(`${feedsPath}/documents/${encodeURIComponent(resultFeedDocumentId)}`);
			const { body } = await amazon.fetch(document.url);
			return { document, bytes: body };
		},
		async processingReport(feed) {
			const { document, bytes } = await caller.reportBytes(feed);
			return JSON.parse((document.compressionAlgorithm === 'GZIP' ? gunzipSync(bytes) : bytes).toString('utf8')) as FeedReport;
		},
	};
	return caller;
}
