import { z } from 'zod';
import { iso } from '../../../domain/time';
import { PlatformError } from '../../../domain/platform-error';
import type { AmazonCall, AmazonClient } from '../client';
import { findMarketplace } from '../constants';
import { amazonError } from '../errors';
import { describeIssues } from '../fields';
import { fatalWords } from './report-file';
import { wireOrdered, wireReport, wireReports, type WireReport } from './wire-reports';

const REPORT_TYPE = 'GET_MERCHANT_LISTINGS_ALL_DATA';

/**
 * A finished report is taken again for so long, whoever ordered it. Who runs a workflow again because a later step failed, or
 * because the report was not ready, goes on with it instead of waiting for another; and nothing is lost: Amazon itself gives
 * out the same content for one to six hours, and cancels what is ordered again too soon.
 * https://developer-docs.amazon.com/sp-api/docs/report-type-values-inventory
 */
const FRESH_MS = 60 * 60_000;

/** Amazon takes minutes for most; one that waits longer than this is given up. */
const GIVEN_UP_MS = 6 * 60 * 60_000;

/** Amazon lets us look twice a second; a report takes a minute at least. */
const LOOK_EVERY_MS = 15_000;

/** After a report that Amazon did not make. */
const AGAIN_MS = 15 * 60_000;

/** Most marketplaces that one call takes. */
const MARKETPLACES_A_CALL = 10;

const UNDER_WAY: readonly string[] = ['IN_QUEUE', 'IN_PROGRESS'];

export interface ReportOrdering {
	readonly client: () => AmazonClient;
	readonly now: () => number;
}

const nameOf = (marketplace: string): string => findMarketplace(marketplace)?.name ?? marketplace;

/**
 * Reports of all listings, one a marketplace: ordered unless there is one, waited for, given out.
 * https://developer-docs.amazon.com/sp-api/docs/report-type-values-inventory#all-listings-report
 */
export class ReportOrders {
	private readonly known = new Map<string, WireReport>();

	constructor(private readonly around: ReportOrdering) {}

	private async ask<T extends z.ZodType>(call: AmazonCall, schema: T): Promise<z.output<T>> {
		const { body } = await this.around.client().call(call);
		const parsed = schema.safeParse(body);
		if (parsed.success) return parsed.data;
		throw amazonError('contract', call.operation, `the answer is not what it promises: ${describeIssues(parsed.error)}`);
	}

	private age(time: string | undefined): number {
		return time === undefined ? Number.POSITIVE_INFINITY : Math.abs(this.around.now() - Date.parse(time));
	}

	private usable(report: WireReport): boolean {
		if (UNDER_WAY.includes(report.processingStatus)) return this.age(report.createdTime) < GIVEN_UP_MS;
		return report.processingStatus === 'DONE' && this.age(report.processingEndTime ?? report.createdTime) < FRESH_MS;
	}

	/** Has a report made of each, or finds the one that is being made or was made lately. */
	async order(marketplaces: readonly string[]): Promise<void> {
		for (let at = 0; at < marketplaces.length; at += MARKETPLACES_A_CALL) {
			const some = marketplaces.slice(at, at + MARKETPLACES_A_CALL);
			const found = await this.find(some);
			for (const marketplace of some) this.known.set(marketplace, found.get(marketplace) ?? (await this.orderOne(marketplace)));
		}
	}

	private async find(marketplaces: readonly string[]): Promise<ReadonlyMap<string, WireReport>> {
		const { reports } = await this.ask(
			{
				operation: 'getReports',
				query: {
					reportTypes: [REPORT_TYPE],
					marketplaceIds: marketplaces,
					processingStatuses: [...UNDER_WAY, 'DONE'],
					createdSince: iso(this.around.now() - GIVEN_UP_MS),
					pageSize: 100,
				},
			},
			wireReports,
		);
		const usable = reports
			.filter((report) => (report.reportType ?? REPORT_TYPE) === REPORT_TYPE && this.usable(report))
			.toSorted((left, right) => this.rank(right) - this.rank(left));
		// The best one comes last and stays. A report of several marketplaces does not say which row is whose.
		return new Map(usable.flatMap((report) => (report.marketplaceIds.length === 1 ? [[report.marketplaceIds[0] ?? '', report]] : [])));
	}

	/** The newest one that is there goes before one that is yet to come. */
	private rank(report: WireReport): number {
		return this.age(report.createdTime) + (report.processingStatus === 'DONE' ? 0 : GIVEN_UP_MS);
	}

	private async orderOne(marketplace: string): Promise<WireReport> {
		const { reportId } = await this.ask(
			{
				operation: 'createReport',
				body: {
					reportType: REPORT_TYPE,
					marketplaceIds: [marketplace],
					// Headers in English, whatever the marketplace speaks.
					reportOptions: { preferredReportDocumentLocale: 'en_US' },
				},
			},
			wireOrdered,
		);
		return wireReport.parse({ reportId, createdTime: iso(this.around.now()), processingStatus: 'IN_QUEUE' });
	}

	private async look(reportId: string): Promise<WireReport | undefined> {
		try {
			return await this.ask({ operation: 'getReport', path: { reportId } }, wireReport);
		} catch (error) {
			if (error instanceof PlatformError && error.details.kind === 'notFound') return undefined;
			throw error;
		}
	}

	/** The id of the finished document. Throws `rateLimited` where it is not ready within the budget: the report stays ordered. */
	async ready(marketplace: string): Promise<string> {
		let report = this.known.get(marketplace);
		for (;;) {
			if (report?.reportDocumentId !== undefined && report.processingStatus === 'DONE') return report.reportDocumentId;
			if (report?.processingStatus === 'CANCELLED') {
				// Amazon makes one at a time: another run, or another program, may have ordered the one that it goes on with.
				const other = (await this.find([marketplace])).get(marketplace);
				if (other !== undefined && other.reportId !== report.reportId) {
					report = other;
					continue;
				}
			}
			if (report === undefined || !UNDER_WAY.includes(report.processingStatus)) throw await this.notMade(marketplace, report);
			if (!(await this.around.client().wait(LOOK_EVERY_MS))) throw this.notReady(marketplace);
			report = await this.look(report.reportId);
		}
	}

	private notReady(marketplace: string): PlatformError {
		return amazonError('rateLimited', 'getReport', `the report of listings in ${nameOf(marketplace)} is not ready yet`, {
			code: 'reportNotReady',
			retryAfterMs: 4 * LOOK_EVERY_MS,
			advice: 'Nothing to do: run it again in a few minutes, it goes on with the same report.',
		});
	}

	private async notMade(marketplace: string, report: WireReport | undefined): Promise<PlatformError> {
		const what = `the report of listings in ${nameOf(marketplace)}`;
		// It was only ordered because Amazon counts listings there: "no data" cannot be meant.
		if (report?.processingStatus === 'CANCELLED') {
			return amazonError('unavailable', 'getReport', `Amazon cancelled ${what}, as it does when the same was ordered shortly before`, {
				code: 'reportCancelled',
				retryAfterMs: AGAIN_MS,
				advice: 'Run it again in a quarter of an hour.',
			});
		}
		if (report?.processingStatus === 'FATAL') {
			const words = report.reportDocumentId === undefined ? '' : await fatalWords(this.around.client(), report.reportDocumentId);
			return amazonError('unavailable', 'getReport', `Amazon could not make ${what}${words === '' ? '' : `: ${words}`}`, {
				code: 'reportFatal',
				retryAfterMs: AGAIN_MS,
				advice: 'Run it again later; where it stays so, order the report "All Listings" in Seller Central, which may say more.',
			});
		}
		return amazonError('unavailable', 'getReport', `${what} is gone`, {
			code: 'reportGone',
			advice: 'Run it again: another one is ordered.',
		});
	}
}
