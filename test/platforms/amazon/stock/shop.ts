import { createAmazon, type Amazon, type AmazonConnection } from '../../../../src/platforms/amazon';
import { connectionTo, surroundings, type TestSurroundings } from '../connections';
import { json, RawServer, type Answer, type Received } from '../raw-server';
import { DE } from '../listings/fixtures';
import type { Shelf } from './shelves';

interface Report {
	readonly reportId: string;
	readonly reportType: string;
	readonly marketplaceIds: readonly string[];
	readonly createdTime: string;
	readonly file: string;
	readonly dataStartTime?: string;
	readonly dataEndTime?: string;
	status: string;
	looks: number;
}

interface Feed {
	readonly feedId: string;
	readonly marketplaceIds: readonly string[];
	readonly createdTime: string;
	readonly body: string;
	status: string;
	looks: number;
}

interface Message {
	readonly messageId: number;
	readonly sku: string;
	readonly patches: readonly [{ readonly value: readonly [{ readonly fulfillment_channel_code: string; readonly quantity: number }] }];
}

const LONG_AGO = '2026-11-01T10:00:00.000Z';

/** An account at Amazon's with its listings, reports and feeds, on this machine. */
export class Shop {
	readonly server = new RawServer();
	readonly shelves = new Map<string, Shelf>();
	readonly reports: Report[] = [];
	readonly feeds: Feed[] = [];
	readonly documents = new Map<string, string>();
	/** SKUs of which a quantity is refused. */
	readonly refuses = new Set<string>();
	/** FBA SKUs to which somebody sent a quantity. */
	readonly damaged: string[] = [];
	/** After so many looks a report or a feed is done. */
	looks = 2;
	/** What becomes of feeds in the end. */
	feedsEnd = 'DONE';
	/** Of the report of FBA stock; 'CANCELLED' where there is nothing to tell. */
	fbaReport = 'DONE';
	summaries: readonly object[] = [];
	/** Whether a search heeds all marketplaces that it is asked for, or the first one only. */
	heedsSeveral = true;
	/** Answers before anything else does, where it answers true. */
	before: ((...asked: Parameters<Answer>) => boolean) | undefined;
	/** After the effect: true where the answer is lost. */
	loses: ((request: Received) => boolean) | undefined;
	around: TestSurroundings = surroundings({ budgetMs: 240_000 });
	report: ((type: string, marketplace: string) => string | undefined) | undefined;
	private readonly credential: AmazonConnection;

	constructor(
		readonly marketplaces: readonly string[] = [DE],
		changes: Partial<AmazonConnection> = {},
	) {
		this.credential = connectionTo('', changes);
	}

	async start(): Promise<this> {
		await this.server.start();
		this.server.answers = [(...asked) => this.answer(...asked)];
		return this;
	}

	stop(): Promise<void> {
		return this.server.stop();
	}

	put(...all: readonly Shelf[]): this {
		for (const shelf of all) this.shelves.set(shelf.sku, shelf);
		return this;
	}

	amazon(): Amazon {
		return createAmazon({ ...this.credential, endpoint: this.server.url }, this.around);
	}

	quantity(sku: string): number | null | undefined {
		return this.shelves.get(sku)?.places[0]?.shelves.DEFAULT;
	}

	/** Names of what was asked, in their order. */
	asked(): readonly string[] {
		return this.server.calls().map(({ method, path, query }) => {
			const [, api] = path.split('/');
			if (api === 'listings')
				return method === 'PATCH' ? 'patch' : path.split('/').length > 5 ? 'get' : query.has('identifiers') ? 'byName' : 'search';
			if (api === 'file') return method === 'PUT' ? 'upload' : 'file';
			if (path.includes('/documents')) return `${api === 'feeds' ? 'feed' : 'report'}${method === 'POST' ? 'NewDocument' : 'Document'}`;
			if (api === 'reports') return method === 'POST' ? 'createReport' : path.endsWith('/reports') ? 'getReports' : 'getReport';
			if (api === 'feeds') return method === 'POST' ? 'createFeed' : path.endsWith('/feeds') ? 'getFeeds' : 'getFeed';
			return api ?? '';
		});
	}

	count(...names: readonly string[]): number {
		return this.asked().filter((name) => names.includes(name)).length;
	}

	/** Operations without polls and transfers. */
	calls(): number {
		return this.asked().filter((name) => !['getReport', 'getFeed', 'file', 'upload'].includes(name)).length;
	}

	private get now(): string {
		return new Date(this.around.clock.now()).toISOString();
	}

	private answer(...asked: Parameters<Answer>): void {
		const [request, response, socket] = asked;
		response.setHeader('date', new Date(this.around.clock.now()).toUTCString());
		if (this.before?.(...asked) === true) return;
		const [status, body, headers = {}] = this.respond(request);
		if (this.loses?.(request) === true) return void socket.destroy();
		if (typeof body !== 'string') return json(response, status, body);
		response.writeHead(status, headers);
		response.end(body);
	}

	private respond(request: Received): readonly [status: number, body: object | string, headers?: Record<string, string>] {
		const { method, path, query, body } = request;
		const [, api] = path.split('/');
		const last = decodeURIComponent(path.split('/').at(-1) ?? '');
		if (api === 'sellers')
			return [
				200,
				{
					payload: this.marketplaces.map((id) => ({
						marketplace: { id, countryCode: 'DE' },
						participation: { isParticipating: true, hasSuspendedListings: false },
					})),
				},
			];
		if (api === 'fba') return [200, { payload: { granularity: {}, inventorySummaries: this.summaries } }];
		if (api === 'file') {
			if (method === 'PUT') this.documents.set(last, body);
			return [200, method === 'PUT' ? '' : (this.documents.get(last) ?? ''), { 'content-type': 'text/plain; charset=UTF-8' }];
		}
		if (api === 'listings' && method === 'PATCH') return [200, this.patch(last, JSON.parse(body) as Message)];
		if (api === 'listings') return this.listed(path, query);
		if (path.includes('/documents')) {
			if (method === 'POST') {
				const feedDocumentId = `doc-${this.documents.size + 1}`;
				this.documents.set(feedDocumentId, '');
				return [201, { feedDocumentId, url: `${this.server.url}/file/${feedDocumentId}` }];
			}
			return [200, { reportDocumentId: last, feedDocumentId: last, url: `${this.server.url}/file/${last}` }];
		}
		return api === 'reports' ? this.reported(method, last, body) : this.fed(method, last, body);
	}

	private item({ sku, places: all }: Shelf, marketplaces: readonly string[]): object {
		const places = all.filter(({ marketplace }) => marketplaces.includes(marketplace));
		const [place] = places;
		const live = Object.entries(place?.shelves ?? {});
		return {
			sku,
			summaries: places.map((one) => ({
				marketplaceId: one.marketplace,
				asin: 'B0EXAMPL01',
				productType: 'MUG',
				status: one.inactive ? [] : ['BUYABLE'],
				itemName: `Title of ${sku}`,
				createdDate: LONG_AGO,
				lastUpdatedDate: one.updated ?? LONG_AGO,
			})),
			attributes: place?.attributes ?? {},
			fulfillmentAvailability: live.map(([fulfillmentChannelCode, quantity]) => ({
				fulfillmentChannelCode,
				...(quantity === null ? {} : { quantity }),
			})),
		};
	}

	private listed(path: string, query: URLSearchParams): readonly [number, object] {
		const given = (query.get('marketplaceIds') ?? '').split(',');
		const asked = this.heedsSeveral ? given : given.slice(0, 1);
		const here = [...this.shelves.values()].filter(({ places }) => places.some(({ marketplace }) => asked.includes(marketplace)));
		const [, , , , , named] = path.split('/');
		if (named !== undefined) {
			const found = here.find(({ sku }) => sku === decodeURIComponent(named));
			return found === undefined ? [404, { errors: [{ code: 'NOT_FOUND', message: 'not found' }] }] : [200, this.item(found, asked)];
		}
		const wanted = query.get('identifiers')?.split(',');
		const after = query.get('lastUpdatedAfter') ?? '';
		const all = here
			.filter(({ sku }) => wanted?.includes(sku) !== false)
			.filter(({ places }) => places.some(({ updated = LONG_AGO }) => updated >= after));
		const from = Number(query.get('pageToken') ?? 0);
		const size = Number(query.get('pageSize') ?? 10);
		const next = from + size < all.length ? { pagination: { nextToken: String(from + size) } } : {};
		return [200, { numberOfResults: all.length, items: all.slice(from, from + size).map((shelf) => this.item(shelf, asked)), ...next }];
	}

	/** As at Amazon: a merchant's entry appears beside Amazon's, and European marketplaces share it. */
	private set(sku: string, quantity: number): boolean {
		const shelf = this.shelves.get(sku);
		if (shelf === undefined || this.refuses.has(sku)) return false;
		if (shelf.places.some(({ shelves }) => Object.keys(shelves).some((code) => code.startsWith('AMAZON')))) this.damaged.push(sku);
		const places = shelf.places.map((place) => ({ ...place, shelves: { ...place.shelves, DEFAULT: quantity }, updated: this.now }));
		this.shelves.set(sku, { ...shelf, places });
		return true;
	}

	private patch(sku: string, { patches: [{ value }] }: Message): object {
		const done = this.set(sku, value[0].quantity);
		return done
			? { sku, status: 'ACCEPTED', submissionId: 's1', issues: [] }
			: {
					sku,
					status: 'INVALID',
					submissionId: 's1',
					issues: [{ code: '8541', message: `No quantity for you, jane@example.com`, severity: 'ERROR', categories: [] }],
				};
	}

	private table(type: string, marketplace: string): string {
		const own = this.report?.(type, marketplace);
		if (own !== undefined) return own;
		const here = [...this.shelves.values()].flatMap(({ sku, places }) =>
			places.filter((place) => place.marketplace === marketplace).map((place) => ({ sku, ...place })),
		);
		const amazons = (shelves: object): boolean => Object.keys(shelves).some((code) => code.startsWith('AMAZON'));
		if (type === 'GET_MERCHANT_LISTINGS_ALL_DATA') {
			const rows = here.map(({ sku, shelves, inactive }) =>
				[
					sku,
					'9.90',
					shelves.DEFAULT ?? '',
					shelves.DEFAULT === undefined ? 'AMAZON_EU' : 'DEFAULT',
					inactive ? 'Inactive' : 'Active',
				].join('\t'),
			);
			return ['seller-sku\tprice\tquantity\tfulfillment-channel\tstatus', ...rows].join('\n');
		}
		const rows = here
			.filter(({ shelves }) => amazons(shelves))
			.map(({ sku, shelves }) => [sku, 'DEFAULT' in shelves ? 'Yes' : 'No', 'Yes'].join('\t'));
		return ['sku\tmfn-listing-exists\tafn-listing-exists', ...rows].join('\n');
	}

	private reported(method: string, last: string, body: string): readonly [number, object] {
		const shown = ({ status, looks: _, file: __, ...report }: Report): object => ({
			...report,
			processingStatus: status,
			...(status === 'DONE' ? { reportDocumentId: report.reportId, processingEndTime: this.now } : {}),
		});
		if (method === 'POST') {
			const { reportType, marketplaceIds, dataStartTime, dataEndTime } = JSON.parse(body) as Report;
			const reportId = `R${this.reports.length + 1}`;
			const [marketplace = ''] = marketplaceIds;
			const span = dataStartTime === undefined || dataEndTime === undefined ? {} : { dataStartTime, dataEndTime };
			const file = this.table(reportType, marketplace);
			this.documents.set(reportId, file);
			this.reports.push({ reportId, reportType, marketplaceIds, ...span, createdTime: this.now, file, status: 'IN_QUEUE', looks: 0 });
			return [202, { reportId }];
		}
		if (last === 'reports') return [200, { reports: this.reports.map(shown) }];
		const report = this.reports.find(({ reportId }) => reportId === last);
		if (report === undefined) return [404, { errors: [{ code: 'NotFound', message: 'x' }] }];
		report.looks += 1;
		if (report.looks >= this.looks) report.status = report.reportType.includes('MYI') ? this.fbaReport : 'DONE';
		return [200, shown(report)];
	}

	private fed(method: string, last: string, body: string): readonly [number, object] {
		const shown = ({ status, looks: _, body: __, ...feed }: Feed): object => ({
			...feed,
			feedType: 'JSON_LISTINGS_FEED',
			processingStatus: status,
			...(status === 'IN_QUEUE' || status === 'CANCELLED' ? {} : { processingStartTime: this.now }),
			...(status === 'DONE' ? { resultFeedDocumentId: `result-${feed.feedId}` } : {}),
		});
		if (method === 'POST') {
			const { marketplaceIds, inputFeedDocumentId } = JSON.parse(body) as { marketplaceIds: string[]; inputFeedDocumentId: string };
			const feedId = `F${this.feeds.length + 1}`;
			this.feeds.push({
				feedId,
				marketplaceIds,
				createdTime: this.now,
				body: this.documents.get(inputFeedDocumentId) ?? '',
				status: 'IN_QUEUE',
				looks: 0,
			});
			return [202, { feedId }];
		}
		if (last === 'feeds') return [200, { feeds: this.feeds.map(shown) }];
		const feed = this.feeds.find(({ feedId }) => feedId === last);
		if (feed === undefined) return [404, { errors: [{ code: 'NotFound', message: 'x' }] }];
		feed.looks += 1;
		if (feed.status === 'IN_QUEUE' && feed.looks >= this.looks) {
			feed.status = this.feedsEnd;
			if (feed.status === 'DONE') this.documents.set(`result-${feed.feedId}`, this.process(feed));
		}
		return [200, shown(feed)];
	}

	private process({ feedId, body }: Feed): string {
		const { messages } = JSON.parse(body) as { messages: readonly Message[] };
		const issues = messages.flatMap(({ messageId, sku, patches: [{ value }] }) =>
			this.set(sku, value[0].quantity) ? [] : [{ messageId, sku, code: '8541', severity: 'ERROR', message: 'No quantity for you' }],
		);
		const summary = {
			errors: issues.length,
			warnings: 0,
			messagesProcessed: messages.length,
			messagesAccepted: messages.length - issues.length,
			messagesInvalid: issues.length,
		};
		return JSON.stringify({ header: { sellerId: 'A1SELLERTOKEN', version: '2.0', feedId }, issues, summary });
	}
}
