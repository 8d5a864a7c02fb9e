import { z } from 'zod';
import { iso } from '../../../domain/time';
import { PlatformError } from '../../../domain/platform-error';
import type { AmazonCall, AmazonClient } from '../client';
import { credentialHash, type AmazonConnection } from '../connection';
import { findMarketplace } from '../constants';
import { amazonError } from '../errors';
import { describeIssues } from '../fields';
import { fatalWords } from './report-file';
import { wireOrdered, wireReport, wireReports, type WireReport } from './wire-reports';

const REPORT_TYPE = 'GET_MERCHANT_LISTINGS_ALL_DATA';

/**
 * A finished report is taken again for so long. Who runs a workflow twice in a row, or runs it again because a later step
 * failed, sees the catalog as it was minutes ago instead of waiting for another report; and Amazon cancels a report that is
 * ordered again too soon. Somebody who has just listed something need not wait longer than Amazon itself takes to show it.
 */
const FRESH_MS = 15 * 60_000;

/** One that this process ordered and has not given out: the run that ordered it did not wait to the end, and this is the next one. */
const ORDERED_FRESH_MS = 90 * 60_000;

/** Amazon takes minutes for most; one that waits longer than this is given up. */
const GIVEN_UP_MS = 6 * 60 * 60_000;

/** Amazon lets us look twice a second; a report takes a minute at least. */
const LOOK_EVERY_MS = 15_000;

/** Most marketplaces that one call takes. */
const MARKETPLACES_A_CALL = 10;

const UNDER_WAY: readonly string[] = ['IN_QUEUE', 'IN_PROGRESS'];

/** Reports that this process ordered and has not given out, by credential and marketplace. Module state on purpose: nodes make an adapter per execution. */
const ordered = new Map<string, string>();

export interface ReportOrdering {
	readonly connection: AmazonConnection;
	readonly client: () => AmazonClient;
	readonly now: () => number;
}

const nameOf = (marketplace: string): string => findMarketplace(marketplace)?.name ?? marketplace;

/**
 * Reports of all listings, one a marketplace: ordered unless there is one, waited for, given out.
 * https://developer-docs.amazon.com/sp-api/docs/report-type-values-inventory#all-listings-report
 */
export class ReportOrders {
	private readonly recent = new Map<string, WireReport>();

	constructor(private readonly around: ReportOrdering) {}

	private async ask<T extends z.ZodType>(call: AmazonCall, schema: T): Promise<z.output<T>> {
		const { body } = await this.around.client().call(call);
		const parsed = schema.safeParse(body);
		if (parsed.success) return parsed.data;
		throw amazonError('contract', call.operation, `the answer is not what it promises: ${describeIssues(parsed.error)}`);
	}

	private keyOf(marketplace: string): string {
		return `${credentialHash(this.around.connection)} ${marketplace}`;
	}

	private age(time: string | undefined): number {
		return time === undefined ? Number.POSITIVE_INFINITY : Math.abs(this.around.now() - Date.parse(time));
	}

	private usable(report: WireReport, freshMs: number): boolean {
		if (UNDER_WAY.includes(report.processingStatus)) return this.age(report.createdTime) < GIVEN_UP_MS;
		return report.processingStatus === 'DONE' && this.age(report.processingEndTime ?? report.createdTime) < freshMs;
	}

	/** Has a report made of each, or finds the one that is being made or was made lately, whoever ordered it. */
	async order(marketplaces: readonly string[]): Promise<void> {
		const missing: string[] = [];
		for (const marketplace of marketplaces) {
			const reportId = ordered.get(this.keyOf(marketplace));
			const known = reportId === undefined ? undefined : await this.look(reportId);
			if (known !== undefined && this.usable(known, ORDERED_FRESH_MS)) this.recent.set(marketplace, known);
			else missing.push(marketplace);
		}
		for (let at = 0; at < missing.length; at += MARKETPLACES_A_CALL) {
			await this.orderOrFind(missing.slice(at, at + MARKETPLACES_A_CALL));
		}
	}

	private async orderOrFind(marketplaces: readonly string[]): Promise<void> {
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
		for (const marketplace of marketplaces) {
			const [best] = reports
				.filter(({ reportType, marketplaceIds: [first, ...others] }) => {
					return (reportType ?? REPORT_TYPE) === REPORT_TYPE && first === marketplace && others.length === 0;
				})
				.filter((report) => this.usable(report, FRESH_MS))
				.toSorted((left, right) => this.rank(left) - this.rank(right));
			this.recent.set(marketplace, best ?? (await this.orderOne(marketplace)));
		}
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
		ordered.set(this.keyOf(marketplace), reportId);
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
		let report = this.recent.get(marketplace);
		for (;;) {
			if (report?.reportDocumentId !== undefined && report.processingStatus === 'DONE') return report.reportDocumentId;
			if (report === undefined || !UNDER_WAY.includes(report.processingStatus)) throw await this.notMade(marketplace, report);
			if (!(await this.around.client().wait(LOOK_EVERY_MS))) throw this.notReady(marketplace);
			report = await this.look(report.reportId);
		}
	}

	/** Next time another one is ordered, unless it is fresh. */
	givenOut(marketplace: string): void {
		ordered.delete(this.keyOf(marketplace));
	}

	private notReady(marketplace: string): PlatformError {
		return amazonError('rateLimited', 'getReport', `the report of listings in ${nameOf(marketplace)} is not ready yet`, {
			code: 'reportNotReady',
			retryAfterMs: 4 * LOOK_EVERY_MS,
			advice: 'Nothing to do: run it again in a few minutes, it goes on with the same report.',
		});
	}

	private async notMade(marketplace: string, report: WireReport | undefined): Promise<PlatformError> {
		this.givenOut(marketplace);
		const what = `the report of listings in ${nameOf(marketplace)}`;
		// It was only ordered because Amazon counts listings there: "no data" cannot be meant.
		if (report?.processingStatus === 'CANCELLED') {
			return amazonError('unavailable', 'getReport', `Amazon cancelled ${what}, as it does when the same was ordered shortly before`, {
				code: 'reportCancelled',
				retryAfterMs: FRESH_MS,
				advice: 'Run it again in a quarter of an hour.',
			});
		}
		if (report?.processingStatus === 'FATAL') {
			const words = report.reportDocumentId === undefined ? '' : await fatalWords(this.around.client(), report.reportDocumentId);
			return amazonError('unavailable', 'getReport', `Amazon could not make ${what}${words === '' ? '' : `: ${words}`}`, {
				code: 'reportFatal',
				retryAfterMs: FRESH_MS,
				advice: 'Run it again later; where it stays so, order the report "All Listings" in Seller Central, which may say more.',
			});
		}
		return amazonError('unavailable', 'getReport', `${what} is gone`, {
			code: 'reportGone',
			advice: 'Run it again: another one is ordered.',
		});
	}
}
