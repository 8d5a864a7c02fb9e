import { createHash } from 'node:crypto';
import type { Clock } from '../../kernel/contract';
import { ControlError } from '../../kernel/contract';
import { marketplaceById } from '../access/marketplaces';
import type { ListingBook } from '../listings/listing-book';
import type { FbaStockBook, FbaStockRecord } from '../inventory/fba-stock';
import type { Listing } from '../listings/listing';
import { asText, listingReport } from './listing-report';
import { stockReport } from './stock-report';

export const reportStatuses = ['IN_QUEUE', 'IN_PROGRESS', 'DONE', 'CANCELLED', 'FATAL'] as const;

export type ReportStatus = (typeof reportStatuses)[number];

export interface ReportSettings {
	/** From the request to the finished report, in milliseconds of the sandbox's clock; the first sixth of it in the queue. */
	processingMs: number;
	/** Documents from this size on come compressed. */
	gzipFromBytes: number;
	/** The same report asked for again within this time tells what it told before: listings reports are not of this minute. */
	keptMs: number;
	/** Whether a report names the parents of variations, which nobody can buy. */
	showsParents: boolean;
	/** Columns of listings reports that do not come. */
	leftOutColumns: readonly string[];
	/** Cells of the ledger stand in quotes. */
	quotesLedger: boolean;
}

const defaultReportSettings: ReportSettings = {
	processingMs: 60_000,
	gzipFromBytes: 20_000,
	keptMs: 0,
	showsParents: true,
	leftOutColumns: [],
	quotesLedger: true,
};

/** What a seller ordered. */
export interface ReportOrder {
	readonly type: string;
	readonly marketplaceIds: readonly string[];
	readonly options: Readonly<Record<string, string>>;
	readonly dataStartMs?: number;
	readonly dataEndMs?: number;
}

/** The finished text, before it is encoded. */
interface Content {
	readonly text: string;
	readonly rows: number;
	readonly takenMs: number;
}

export interface Report extends ReportOrder {
	readonly id: string;
	readonly documentId: string;
	readonly sellerId: string;
	readonly createdMs: number;
	readonly processingMs: number;
	readonly content: Content;
	/** How it ends, unless it is cancelled before. */
	fate: 'DONE' | 'CANCELLED' | 'FATAL';
	cancelledMs: number | undefined;
}

/** The reports of all seller accounts. */
export interface ReportDesk {
	readonly settings: ReportSettings;
	order(sellerId: string, order: ReportOrder): Report;
	find(sellerId: string, reportId: string): Report | undefined;
	/** The newest first. */
	all(sellerId: string): readonly Report[];
	statusOf(report: Report): ReportStatus;
	withDocument(sellerId: string, documentId: string): Report | undefined;
	/** The next report of this type (or this one) ends with FATAL. @throws ControlError where there is no such report */
	fail(which: { readonly reportId?: string; readonly type?: string }): void;
	/** What stands now is what all reports of this type (of every type without one) tell for so long. */
	freeze(sellerId: string, forMs: number, type?: string): void;
	clear(): void;
}

/** What reports are made from. */
interface Standing {
	readonly listings: readonly Listing[];
	readonly fba: readonly FbaStockRecord[];
}

interface Frozen extends Standing {
	readonly sellerId: string;
	readonly type: string | undefined;
	readonly takenMs: number;
	readonly untilMs: number;
}

const keyOf = ({ type, marketplaceIds, options }: ReportOrder): string => JSON.stringify([type, marketplaceIds, options]);

export function createReportDesk(
	clock: Clock,
	{ book, fbaStock }: { readonly book: ListingBook; readonly fbaStock: FbaStockBook },
	given: Partial<ReportSettings> = {},
): ReportDesk {
	const settings: ReportSettings = { ...defaultReportSettings, ...given };
	const reports = new Map<string, Report>();
	let ordered = 0;
	let failing: string[] = [];
	let frozen: Frozen[] = [];

	const standingOf = (sellerId: string, type: string): Standing & { readonly takenMs: number } => {
		const now = clock.now();
		const old = frozen.find((one) => one.sellerId === sellerId && now < one.untilMs && (one.type === undefined || one.type === type));
		return old ?? { listings: book.all(sellerId), fba: fbaStock.all(sellerId), takenMs: now };
	};

	const contentOf = (sellerId: string, order: ReportOrder): Content => {
		const [marketplaceId = ''] = order.marketplaceIds;
		const locale = order.options['preferredReportDocumentLocale'];
		const { listings, fba, takenMs } = standingOf(sellerId, order.type);
		const common = { ...order, marketplaceId, leftOut: settings.leftOutColumns };
		const table =
			stockReport({ ...common, listings, fba, quotesLedger: settings.quotesLedger, now: takenMs }) ??
			listingReport(listings, { ...common, showsParents: settings.showsParents, ...(locale === undefined ? {} : { locale }) });
		return { text: asText(table), rows: table.rows.length, takenMs: clock.now() };
	};

	const all = (sellerId: string): readonly Report[] => [...reports.values()].filter((report) => report.sellerId === sellerId).reverse();

	const keptContent = (sellerId: string, order: ReportOrder): Content | undefined =>
		all(sellerId).find((report) => keyOf(report) === keyOf(order) && clock.now() - report.content.takenMs < settings.keptMs)?.content;

	const takeFailure = (type: string): boolean => {
		const position = failing.findIndex((failed) => failed === '' || failed === type);
		failing = failing.filter((_failed, at) => at !== position);
		return position !== -1;
	};

	return {
		settings,
		order(sellerId, order) {
			ordered += 1;
			const content = keptContent(sellerId, order) ?? contentOf(sellerId, order);
			const digest = createHash('sha256').update(`${sellerId} ${ordered}`).digest('hex');
			const region = marketplaceById(order.marketplaceIds[0] ?? '').region;
			const report: Report = {
				...order,
				id: String(50_000_000_000 + ordered),
				documentId: `amzn1.spdoc.1.4.${region}.${digest.slice(0, 8)}-${digest.slice(8, 12)}-${digest.slice(12, 24)}.T${ordered}.${digest.slice(24, 28)}`,
				sellerId,
				createdMs: clock.now(),
				processingMs: settings.processingMs,
				content,
				fate: takeFailure(order.type) ? 'FATAL' : content.rows === 0 ? 'CANCELLED' : 'DONE',
				cancelledMs: undefined,
			};
			reports.set(report.id, report);
			return report;
		},
		find(sellerId, reportId) {
			const report = reports.get(reportId);
			return report?.sellerId === sellerId ? report : undefined;
		},
		all,
		statusOf({ cancelledMs, createdMs, processingMs, fate }) {
			if (cancelledMs !== undefined) return 'CANCELLED';
			const passed = clock.now() - createdMs;
			if (passed >= processingMs) return fate;
			return passed * 6 < processingMs ? 'IN_QUEUE' : 'IN_PROGRESS';
		},
		withDocument: (sellerId, documentId) => all(sellerId).find((report) => report.documentId === documentId),
		fail({ reportId, type = '' }) {
			if (reportId === undefined) {
				failing.push(type);
				return;
			}
			const report = reports.get(reportId);
			if (report === undefined) throw new ControlError(`There is no report ${reportId}`, 404);
			report.fate = 'FATAL';
		},
		freeze(sellerId, forMs, type) {
			const fba = fbaStock.all(sellerId).map((record) => ({ ...record }));
			const takenMs = clock.now();
			frozen = [{ sellerId, type, listings: book.all(sellerId), fba, takenMs, untilMs: takenMs + forMs }, ...frozen];
		},
		clear() {
			reports.clear();
			frozen = [];
			failing = [];
		},
	};
}
