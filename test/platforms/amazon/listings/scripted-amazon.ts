import { gzipSync } from 'node:zlib';
import { createAmazon } from '../../../../src/platforms/amazon';
import type { ListingPage, Listings, ListingsWish } from '../../../../src/ports/listings';
import { connectionTo, surroundings, type TestSurroundings } from '../connections';
import { json, RawServer, type Answer, type Received } from '../raw-server';
import { DE } from './fixtures';

export interface ScriptedItem {
	readonly sku: string;
	readonly [field: string]: unknown;
}

export const item = (sku: string, fields: Readonly<Record<string, unknown>> = {}, marketplaceId = DE): ScriptedItem => ({
	sku,
	summaries: [
		{
			marketplaceId,
			asin: 'B0EXAMPL01',
			productType: 'MUG',
			conditionType: 'new_new',
			status: ['BUYABLE', 'DISCOVERABLE'],
			itemName: `Title of ${sku}`,
			createdDate: '2026-01-01T00:00:00Z',
			lastUpdatedDate: '2026-11-20T10:00:00Z',
		},
	],
	...fields,
});

const updatedAt = (entry: ScriptedItem): string => (entry.updated as string | undefined) ?? '2026-11-20T10:00:00.000Z';

/** Amazon as the tests of the listings need it, on this machine. */
export class ScriptedAmazon {
	readonly server = new RawServer();
	items: readonly ScriptedItem[] = [];
	catalog: readonly object[] = [];
	/** Answers before anything else does, where it answers true. */
	before: ((...asked: Parameters<Answer>) => boolean) | undefined;
	/** Reports by id. */
	readonly reports = new Map<string, Record<string, unknown>>();
	/** What becomes of a report that is ordered: after so many looks it is done. */
	looks = 2;
	file: { readonly bytes: Buffer; readonly type: string } = { bytes: Buffer.alloc(0), type: 'text/plain; charset=Cp1252' };
	around: TestSurroundings = surroundings({ budgetMs: 240_000 });
	/** One credential for all of a test. */
	private readonly credential = connectionTo('');

	async start(): Promise<this> {
		await this.server.start();
		this.server.answers = [(...asked) => this.answer(...asked)];
		return this;
	}

	stop(): Promise<void> {
		return this.server.stop();
	}

	listings(): Listings {
		return createAmazon({ ...this.credential, endpoint: this.server.url }, this.around).listings;
	}

	/** Names of what was asked, in their order. */
	asked(): readonly string[] {
		return this.server.calls().map(({ method, path, query }) => {
			if (path.startsWith('/listings/'))
				return path.split('/').length > 5 ? 'getListingsItem' : query.has('identifiers') ? 'by identifiers' : 'search';
			if (path.startsWith('/catalog/')) return 'searchCatalogItems';
			if (path.startsWith('/file')) return 'file';
			if (path.includes('/documents/')) return 'getReportDocument';
			return path.endsWith('/reports') ? (method === 'POST' ? 'createReport' : 'getReports') : 'getReport';
		});
	}

	calls(what: string): readonly Received[] {
		const names = this.asked();
		return this.server.calls().filter((_, at) => names[at] === what);
	}

	private answer(...asked: Parameters<Answer>): void {
		if (this.before?.(...asked) === true) return;
		const [request, response] = asked;
		const { path, method } = request;
		if (path.startsWith('/listings/')) return json(response, ...this.listed(request));
		if (path.startsWith('/catalog/')) return json(response, 200, this.cataloged(request));
		if (path === '/file') {
			response.writeHead(200, { 'content-type': this.file.type });
			return void response.end(this.file.bytes);
		}
		if (path.includes('/documents/')) {
			const packed = this.file.bytes[0] === 0x1f ? { compressionAlgorithm: 'GZIP' } : {};
			return json(response, 200, { reportDocumentId: 'doc', url: `${this.server.url}/file?signed=yes`, ...packed });
		}
		if (method === 'POST') return json(response, 202, { reportId: this.order(request) });
		if (path.endsWith('/reports')) return json(response, 200, { reports: [...this.reports.values()].map((report) => this.shown(report)) });
		return this.look(request, response);
	}

	private order({ body }: Received): string {
		const { reportType, marketplaceIds } = JSON.parse(body) as Record<string, unknown>;
		const reportId = `R${this.reports.size + 1}`;
		const createdTime = new Date(this.around.clock.now()).toISOString();
		this.reports.set(reportId, { reportId, reportType, marketplaceIds, createdTime, processingStatus: 'IN_QUEUE', looks: 0 });
		return reportId;
	}

	private shown({ looks, ...report }: Record<string, unknown>): object {
		void looks;
		return report;
	}

	private look({ path }: Received, response: Parameters<Answer>[1]): void {
		const report = this.reports.get(path.split('/').at(-1) ?? '');
		if (report === undefined) return json(response, 404, { errors: [{ code: 'NotFound', message: 'One or more could not be found.' }] });
		report.looks = Number(report.looks ?? 0) + 1;
		if (report.processingStatus === 'IN_QUEUE' && Number(report.looks) >= this.looks) {
			const processingEndTime = new Date(this.around.clock.now()).toISOString();
			Object.assign(report, { processingStatus: 'DONE', processingEndTime, reportDocumentId: 'amzn1.spdoc.1.4.eu.1' });
		}
		json(response, 200, this.shown(report));
	}

	private listed({ path, query }: Received): [status: number, body: object] {
		const [, , , , , sku] = path.split('/');
		if (sku !== undefined) {
			const found = this.items.find((entry) => entry.sku === decodeURIComponent(sku));
			return found === undefined ? [404, { errors: [{ code: 'NOT_FOUND', message: 'SKU not found in marketplace' }] }] : [200, found];
		}
		const [after, before] = [query.get('lastUpdatedAfter'), query.get('lastUpdatedBefore')];
		const wanted = query.get('identifiers')?.split(',');
		const parent = query.get('variationParentSku');
		const all = this.items
			.filter((entry) => query.get('identifiersType') !== 'SKU' || wanted?.includes(entry.sku) === true)
			.filter(
				(entry) =>
					query.get('identifiersType') !== 'ASIN' || wanted?.some((asin) => JSON.stringify(entry).includes(`"asin":"${asin}"`)) === true,
			)
			.filter((entry) => parent === null || entry.parent === parent)
			.filter((entry) => (after === null || updatedAt(entry) >= after) && (before === null || updatedAt(entry) <= before));
		const size = Number(query.get('pageSize') ?? 10);
		const from = Number(query.get('pageToken') ?? 0);
		const next = from + size < all.length ? { pagination: { nextToken: String(from + size) } } : {};
		return [200, { numberOfResults: all.length, items: all.slice(from, from + size), ...next }];
	}

	private cataloged({ query }: Received): object {
		const wanted = query.get('identifiers')?.split(',') ?? [];
		const items = this.catalog.filter((entry) => wanted.includes((entry as { asin: string }).asin));
		return { numberOfResults: items.length, items };
	}
}

const HEADER =
	'item-name\titem-description\tseller-sku\tprice\tquantity\tproduct-id-type\titem-condition\tasin1\tproduct-id\tfulfillment-channel\tstatus';

/** A report of so many listings; packed as Amazon often does. */
export function reportOf(count: number, packed = true): Buffer {
	const rows = Array.from({ length: count }, (_, at) => `Title ${at}\tText ${at}\tSKU-${at}\t5\t1\t1\t11\tB0\tB0\tDEFAULT\tActive`);
	const bytes = Buffer.from(`${[HEADER, ...rows].join('\n')}\n`);
	return packed ? gzipSync(bytes) : bytes;
}

export async function readAll(listings: Listings, wish: ListingsWish = { marketplaces: [DE] }) {
	const pages: ListingPage[] = [];
	for await (const page of listings.all(wish)) pages.push(page);
	return {
		pages: pages.length,
		skus: pages.flatMap((page) => page.listings.map(({ sku }) => sku)),
		unreadable: pages.flatMap((page) => page.unreadable),
	};
}

export const many = (count: number, fields: (at: number) => Readonly<Record<string, unknown>> = () => ({})): readonly ScriptedItem[] =>
	Array.from({ length: count }, (_, at) => item(`SKU-${at}`, fields(at)));
