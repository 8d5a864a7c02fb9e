import type { SandboxRequest } from '../../kernel/contract';
import { asFields } from '../mcf/mcf-request';
import type { SellerAccount } from '../access/accounts';
import { AmazonError, invalidInput } from '../rest/answers';
import { jobPage, jobTimes, told } from '../rest/jobs';
import { checkMarketplaces } from '../rest/marketplace-parameter';
import { readJson } from '../rest/read-json';
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

const isoTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})$/;

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
		const { createdMs, dataStartMs = createdMs, dataEndMs = createdMs } = report;
		const status = desk.statusOf(report);
		return {
			...jobTimes(report, status),
			reportType: report.type,
			marketplaceIds: [...report.marketplaceIds],
			...(status === 'DONE' ? { reportDocumentId: report.documentId } : {}),
			reportId: report.id,
			dataStartTime: told(dataStartMs),
			dataEndTime: told(dataEndMs),
		};
	};

	return {
		create: (request, seller) => ({ reportId: desk.order(seller.sellerId, orderOf(readJson(request), seller)).id }),
		get: ({ sellerId }, reportId) => wireReport(must(desk.find(sellerId, reportId))),
		list({ query }, { sellerId }, now) {
			const { all, statusOf } = desk;
			const { jobs, ...page } = jobPage(query, sellerId, now, { kind: 'reports', statuses: reportStatuses, all, statusOf });
			return { reports: jobs.map(wireReport), ...page };
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
