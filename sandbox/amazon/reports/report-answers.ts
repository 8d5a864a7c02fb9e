import type { SandboxRequest } from '../../kernel/contract';
import { asFields } from '../mcf/mcf-request';
import type { SellerAccount } from '../access/accounts';
import { AmazonError, invalidInput } from '../rest/answers';
import { checkMarketplaces } from '../rest/marketplace-parameter';
import { issuePageToken, readPageToken } from '../rest/page-token';
import { readJson } from '../rest/read-json';
import { readCount, readList, readTime } from '../search/search-parameters';
import { listingReportTypes } from './listing-report';
import { stockReportTypes } from './stock-report';
import { reportStatuses, type Report, type ReportDesk, type ReportOrder } from './report-desk';
import type { ReportStore } from './report-store';

/** Model reports-2021-06-30. */
export interface WireReport {
	reportId: string;
	reportType: string;
	marketplaceIds: string[];
	dataStartTime: string;
	dataEndTime: string;
	createdTime: string;
	processingStatus: string;
	processingStartTime?: string;
	processingEndTime?: string;
	reportDocumentId?: string;
}

export interface WireReportDocument {
	reportDocumentId: string;
	url: string;
	compressionAlgorithm?: 'GZIP';
}

export interface ReportAnswers {
	create(request: SandboxRequest, seller: SellerAccount): { reportId: string };
	get(seller: SellerAccount, reportId: string): WireReport;
	list(request: SandboxRequest, seller: SellerAccount, now: number): { reports: WireReport[]; nextToken?: string };
	cancel(seller: SellerAccount, reportId: string, now: number): void;
	document(request: SandboxRequest, seller: SellerAccount, documentId: string, base: string): WireReportDocument;
}

const ninetyDaysMs = 90 * 86_400_000;
const isoTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})$/;

/** Without milliseconds and with the zone in digits, unlike everywhere else. */
const told = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}+00:00`;

/** Recorded without `details`. */
const unknownReport = (): AmazonError =>
	new AmazonError(404, 'NotFound', 'One or more of the provided ReportRequestIds could not be found.', null);

const timeOf = (value: unknown, name: string): number | undefined => {
	if (value === undefined) return undefined;
	const time = typeof value === 'string' && isoTime.test(value) ? Date.parse(value) : Number.NaN;
	if (Number.isNaN(time)) throw invalidInput(`${name} must be a date in ISO 8601 format.`);
	return time;
};

const optionsOf = (value: unknown): Readonly<Record<string, string>> => {
	const options = value === undefined ? {} : asFields(value);
	if (Object.values(options).some((option) => typeof option !== 'string')) throw invalidInput('reportOptions must be texts.');
	return options as Readonly<Record<string, string>>;
};

const orderOf = (body: unknown, seller: SellerAccount): ReportOrder => {
	const fields = asFields(body);
	const { reportType, marketplaceIds } = fields;
	if (typeof reportType !== 'string' || ![...listingReportTypes, ...stockReportTypes].includes(reportType))
		throw invalidInput('Invalid Report Type.');
	const ids: readonly unknown[] = Array.isArray(marketplaceIds) ? marketplaceIds : [];
	checkMarketplaces(ids.map(String), seller);
	const dataStartMs = timeOf(fields['dataStartTime'], 'dataStartTime');
	const dataEndMs = timeOf(fields['dataEndTime'], 'dataEndTime');
	return {
		type: reportType,
		marketplaceIds: ids.map(String),
		options: optionsOf(fields['reportOptions']),
		...(dataStartMs === undefined ? {} : { dataStartMs }),
		...(dataEndMs === undefined ? {} : { dataEndMs }),
	};
};

/** The operations of the Reports API about single reports; schedules are not played. */
export function createReportAnswers(desk: ReportDesk, store: ReportStore): ReportAnswers {
	const must = (report: Report | undefined): Report => {
		if (report === undefined) throw unknownReport();
		return report;
	};

	const wireReport = (report: Report): WireReport => {
		const { createdMs, processingMs, cancelledMs, dataStartMs = createdMs, dataEndMs = createdMs } = report;
		const status = desk.statusOf(report);
		const isOver = status !== 'IN_QUEUE' && status !== 'IN_PROGRESS';
		return {
			reportType: report.type,
			...(isOver ? { processingEndTime: told(cancelledMs ?? createdMs + processingMs) } : {}),
			processingStatus: status,
			marketplaceIds: [...report.marketplaceIds],
			...(status === 'DONE' ? { reportDocumentId: report.documentId } : {}),
			reportId: report.id,
			dataEndTime: told(dataEndMs),
			createdTime: told(createdMs),
			...(status === 'IN_QUEUE' || cancelledMs !== undefined
				? {}
				: { processingStartTime: told(createdMs + Math.floor(processingMs / 6)) }),
			dataStartTime: told(dataStartMs),
		};
	};

	return {
		create: (request, seller) => ({ reportId: desk.order(seller.sellerId, orderOf(readJson(request), seller)).id }),
		get: ({ sellerId }, reportId) => wireReport(must(desk.find(sellerId, reportId))),
		list({ query }, { sellerId }, now) {
			const token = query.get('nextToken');
			if (token !== null && [...query].length > 1) throw invalidInput('nextToken must be the only parameter.');
			const asked =
				token === null
					? query
					: new URLSearchParams(readPageToken(token, { kind: 'reports', sellerId, parameters: '', lifetimeMs: ninetyDaysMs, now }).id);
			const types = readList(asked, 'reportTypes');
			if (types === undefined) throw invalidInput('reportTypes is required when nextToken is not given.');
			const statuses = readList(asked, 'processingStatuses', reportStatuses);
			const marketplaceIds = readList(asked, 'marketplaceIds');
			const since = readTime(asked, 'createdSince') ?? now - ninetyDaysMs;
			const until = readTime(asked, 'createdUntil') ?? now;
			const start = Number(asked.get('start') ?? '0');
			const pageSize = readCount(asked, 'pageSize', 10, 100);
			const found = desk
				.all(sellerId)
				.filter(
					(report) =>
						types.includes(report.type) &&
						(statuses?.includes(desk.statusOf(report)) ?? true) &&
						(marketplaceIds?.some((id) => report.marketplaceIds.includes(id)) ?? true) &&
						report.createdMs >= since &&
						report.createdMs <= until,
				);
			const next = new URLSearchParams([...asked].filter(([name]) => name !== 'start'));
			next.set('start', String(start + pageSize));
			return {
				...(start + pageSize < found.length
					? { nextToken: issuePageToken({ kind: 'reports', sellerId, parameters: '', time: 0, id: next.toString(), issuedAt: now }) }
					: {}),
				reports: found.slice(start, start + pageSize).map(wireReport),
			};
		},
		cancel({ sellerId }, reportId, now) {
			const report = must(desk.find(sellerId, reportId));
			if (desk.statusOf(report) !== 'IN_QUEUE') throw invalidInput('Only reports with processingStatus=IN_QUEUE can be cancelled.');
			report.cancelledMs = now;
		},
		document({ query }, { sellerId }, documentId, base) {
			const report = desk.withDocument(sellerId, documentId);
			if (report === undefined || desk.statusOf(report) !== 'DONE') {
				throw new AmazonError(404, 'NotFound', 'The requested report document could not be found.');
			}
			const { url, isCompressed } = store.sign(report, base, query.get('enableContentEncodingUrlHeader') === 'true');
			return { reportDocumentId: documentId, ...(isCompressed ? { compressionAlgorithm: 'GZIP' } : {}), url };
		},
	};
}
