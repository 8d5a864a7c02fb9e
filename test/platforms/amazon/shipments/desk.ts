import { XMLParser } from 'fast-xml-parser';
import { createAmazon, type AmazonSurroundings } from '../../../../src/platforms/amazon';
import type { ChannelShipments } from '../../../../src/ports/channel-shipments';
import { connectionTo, surroundings, type TestSurroundings } from '../connections';
import { json, RawServer, type Answer, type Received } from '../raw-server';
import { processingReport, type Result } from './processing-report';

interface Feed {
	readonly feedId: string;
	readonly feedType: string;
	readonly marketplaceIds: readonly string[];
	readonly createdTime: string;
	readonly body: string;
	looks: number;
}

/** What takes Amazon's confirmations and feeds of orders, on this machine. */
export class Desk {
	readonly server = new RawServer();
	readonly feeds: Feed[] = [];
	/** What confirmShipment answers: by order, else 204. */
	readonly answers = new Map<string, Answer[]>();
	/** Results of feeds: by order. */
	readonly results = new Map<string, Omit<Result, 'id'>>();
	/** What becomes of feeds in the end, and after how many looks. */
	feedsEnd = 'DONE';
	looks = 2;
	before: ((...asked: Parameters<Answer>) => boolean) | undefined;
	readonly around: TestSurroundings;
	private readonly documents: string[] = [];

	constructor(changes: Partial<AmazonSurroundings> = {}) {
		this.around = surroundings({ budgetMs: 240_000, ...changes });
	}

	async start(): Promise<this> {
		await this.server.start();
		this.server.answers = [(...asked) => this.answer(...asked)];
		return this;
	}

	stop(): Promise<void> {
		return this.server.stop();
	}

	shipments(): ChannelShipments {
		return createAmazon(connectionTo(this.server.url), this.around).shipments;
	}

	/** Bodies of confirmShipment, by order. */
	confirmed(): readonly (readonly [string, unknown])[] {
		return this.server
			.calls()
			.filter(({ path }) => path.endsWith('/shipmentConfirmation'))
			.map(({ path, body }) => [path.split('/')[4] ?? '', JSON.parse(body) as unknown]);
	}

	private answer(...asked: Parameters<Answer>): void {
		const [request, response] = asked;
		if (this.before?.(...asked) === true) return;
		if (request.path.endsWith('/shipmentConfirmation')) {
			const own = this.answers.get(decodeURIComponent(request.path.split('/')[4] ?? ''));
			const next = own !== undefined && own.length > 1 ? own.shift() : own?.[0];
			if (next !== undefined) next(...asked);
			else response.writeHead(204, { 'content-type': 'application/json' }).end();
			return;
		}
		const given = this.feedAnswer(request);
		if (typeof given === 'string') response.writeHead(200, { 'content-type': 'text/xml' }).end(given);
		else json(response, given === undefined ? 404 : 200, given ?? { errors: [{ code: 'NotFound', message: 'It does not exist' }] });
	}

	private feedAnswer({ method, path, body }: Received): object | string | undefined {
		const last = path.split('/').at(-1) ?? '';
		if (path.startsWith('/put/')) {
			this.documents[Number(last)] = body;
			return {};
		}
		if (path.startsWith('/reports/')) return this.reportOf(Number(last));
		if (method === 'POST' && path.endsWith('/documents')) {
			const number = this.documents.push('') - 1;
			return { feedDocumentId: `doc-${number}`, url: `${this.server.url}/put/${number}` };
		}
		if (method === 'POST' && path.endsWith('/feeds')) {
			const wish = JSON.parse(body) as { feedType: string; marketplaceIds: readonly string[]; inputFeedDocumentId: string };
			const content = this.documents[Number(wish.inputFeedDocumentId.slice(4))] ?? '';
			const createdTime = new Date().toISOString();
			const feedId = String(this.feeds.length);
			this.feeds.push({ feedId, feedType: wish.feedType, marketplaceIds: wish.marketplaceIds, createdTime, body: content, looks: 0 });
			return { feedId };
		}
		if (path.endsWith('/feeds')) return { feeds: this.feeds.map((feed) => this.shown(feed)) };
		if (path.includes('/documents/')) return { feedDocumentId: last, url: `${this.server.url}/reports/${last}` };
		const feed = this.feeds[Number(last)];
		if (feed === undefined || !path.includes('/feeds/2021-06-30/feeds/')) return undefined;
		feed.looks += 1;
		return this.shown(feed);
	}

	private shown({ looks, body: _, ...feed }: Feed): object {
		if (looks < this.looks) return { ...feed, processingStatus: 'IN_PROGRESS' };
		return { ...feed, processingStatus: this.feedsEnd, ...(this.feedsEnd === 'DONE' ? { resultFeedDocumentId: feed.feedId } : {}) };
	}

	private reportOf(feed: number): string {
		const orders = ordersIn(this.feeds[feed]?.body ?? '');
		const results = orders.flatMap((order, at) => {
			const result = this.results.get(order);
			return result === undefined ? [] : [{ id: at + 1, ...result }];
		});
		const faults = results.filter(({ kind }) => kind !== 'Warning').length;
		return processingReport([orders.length, orders.length - faults], results);
	}
}

const list = (value: unknown): readonly unknown[] =>
	Array.isArray(value) ? (value as readonly unknown[]) : value === undefined ? [] : [value];

/** The messages of a feed, as a program of somebody else reads them. */
export const messagesIn = (body: string): readonly Record<string, unknown>[] => {
	const parsed = new XMLParser({ parseTagValue: false }).parse(body, true) as { AmazonEnvelope: { Message?: unknown } };
	return list(parsed.AmazonEnvelope.Message) as readonly Record<string, unknown>[];
};

const ordersIn = (body: string): readonly string[] =>
	messagesIn(body).map((message) => (Object.values(message)[1] as { AmazonOrderID: string }).AmazonOrderID);
