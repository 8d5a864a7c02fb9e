import { gunzipSync } from 'node:zlib';
import type { Called } from './caller';
import type { SandboxOptions } from '../../../sandbox/index';
import { american, callMcf, germany, type McfCaller } from './mcf-caller';
import type { ListingsItem, ItemSearchResults } from '../../../sandbox/amazon/listings/listing-wire';
import type { WireReport, WireReportDocument } from '../../../sandbox/amazon/reports/report-answers';
import type { ErrorList } from '../../../sandbox/amazon/orders/order-wire';

export { germany };
export const britain = 'A1F83G8C2ARO7P';
export const france = 'A13V1IB3VIYZZH';
export const poland = 'A1C3SOZRARQ6R3';
export const america = 'ATVPDKIKX0DER';

export const everything = 'summaries,attributes,issues,offers,fulfillmentAvailability,procurement,relationships,productTypes';
export const allCatalogData = 'attributes,classifications,dimensions,identifiers,images,productTypes,relationships,salesRanks,summaries';

type Query = Readonly<Record<string, string>>;
type Answer<Body> = Promise<Called<Body & Partial<ErrorList>>>;

/** A document as it came from the storage. */
export interface Fetched {
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: Buffer;
}

/** Asks the stand-in about listings, the catalogue and reports. */
export interface ProductCaller extends McfCaller {
	readonly sellerId: string;
	ask<Body>(path: string, query?: Query): Answer<Body>;
	listing(sku: string, query?: Query): Answer<ListingsItem>;
	searchListings(query?: Query): Answer<ItemSearchResults>;
	order(marketplaceId: string, more?: object): Answer<{ reportId: string }>;
	report(reportId: string): Answer<WireReport>;
	/** Orders a report, waits for it and gives where its document lies. */
	document(marketplaceId: string, more?: object): Promise<WireReportDocument>;
	fetch(url: string): Promise<Fetched>;
	/** The document's lines, cut at the tabs. */
	read(document: WireReportDocument): Promise<readonly (readonly string[])[]>;
}

/** With nothing listed but what the test puts there. */
export async function callProducts(account: 'eu' | 'na' = 'eu', options: SandboxOptions = {}): Promise<ProductCaller> {
	const amazon = await callMcf({ ...options, amazon: { listings: {}, ...options.amazon } }, account === 'na' ? american : undefined);
	const sellerId = account === 'na' ? 'A1SANDBOXNA' : 'A1SANDBOXEU';
	const home = account === 'na' ? america : germany;
	const ask = async <Body>(path: string, query: Query = {}): Answer<Body> => {
		amazon.sandbox.amazon.refillQuota();
		const search = new URLSearchParams(query).toString();
		return await amazon.send<Body>('GET', search === '' ? path : `${path}?${search}`);
	};
	const reports = '/reports/2021-06-30';
	const caller: ProductCaller = {
		...amazon,
		sellerId,
		ask,
		listing: async (sku, query = {}) =>
			await ask(`/listings/2021-08-01/items/${sellerId}/${encodeURIComponent(sku)}`, { marketplaceIds: home, ...query }),
		searchListings: async (query = {}) => await ask(`/listings/2021-08-01/items/${sellerId}`, { marketplaceIds: home, ...query }),
		order: async (marketplaceId, more = {}) =>
			await amazon.send('POST', `${reports}/reports`, {
				reportType: 'GET_MERCHANT_LISTINGS_ALL_DATA',
				marketplaceIds: [marketplaceId],
				...more,
			}),
		report: async (reportId) => await ask(`${reports}/reports/${reportId}`),
		async document(marketplaceId, more = {}) {
			const { reportId } = (await caller.order(marketplaceId, more)).body;
			amazon.sandbox.clock.advance(60_000);
			const { reportDocumentId = '' } = (await caller.report(reportId)).body;
			return (await ask<WireReportDocument>(`${reports}/documents/${reportDocumentId}`)).body;
		},
		async read({ url, compressionAlgorithm }) {
			const { headers, body } = await caller.fetch(url);
			const bytes = compressionAlgorithm === undefined ? body : gunzipSync(body);
			const charset = /charset=(.+)/.exec(headers['content-type'] ?? '')?.[1] ?? '';
			return new TextDecoder(charset === 'Cp1252' ? 'windows-1252' : charset, { fatal: true })
				.decode(bytes)
				.replace(/\n$/, '')
				.split('\n')
				.map((line) => line.split('\t'));
		},
		async fetch(url) {
			const { host, pathname, search } = new URL(url);
			return await amazon.sandbox.request('amazon', { method: 'GET', url: `${pathname}${search}`, headers: { host } });
		},
	};
	return caller;
}

/** With one listing, whose title no charset of Europe can write. */
export async function withOne(account: 'eu' | 'na' = 'eu', marketplaceId = germany, options: SandboxOptions = {}): Promise<ProductCaller> {
	const amazon = await callProducts(account, options);
	amazon.sandbox.amazon.listings.put(
		{
			sku: 'one',
			asin: 'B000000001',
			places: [{ marketplaceId, title: 'Größe 40 € – żółty 🎁', price: '5.00', createdMs: Date.UTC(2025, 6, 1, 10, 15) }],
		},
		amazon.sellerId,
	);
	return amazon;
}
