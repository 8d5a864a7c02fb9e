import { z } from 'zod';
import { iso } from '../../../domain/time';
import { PlatformError } from '../../../domain/platform-error';
import type { AmazonCall, AmazonClient } from '../client';
import { findMarketplace } from '../constants';
import { amazonError } from '../errors';
import { describeIssues } from '../fields';
import { fatalWords } from './report-file';
import { wireOrdered, wireReport, wireReports, type WireReport } from './wire-reports';

/** A kind of report, and what people call it. */
export interface ReportKind {
	readonly type: string;
	readonly title: string;
	readonly options: Readonly<Record<string, string>>;
	/** Of which time it tells; left out: of now. */
	readonly span?: { readonly from: number; readonly to: number };
}

/** https://developer-docs.amazon.com/sp-api/docs/report-type-values-inventory#all-listings-report */
const ALL_LISTINGS: ReportKind = {
	type: 'GET_MERCHANT_LISTINGS_ALL_DATA',
	title: 'the report of listings',
	// Headers in English, whatever the marketplace speaks.
	options: { preferredReportDocumentLocale: 'en_US' },
};

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
	/** Left out: all listings. */
	readonly kind?: ReportKind;
	/** Nor one that is older than this, ms. */
	readonly atMostMs?: number;
}

export interface FinishedReport {
	readonly document: string;
	/** ms since 1970 (UTC). What changed after it, it may not know. */
	readonly tellsOf: number;
}

const nameOf = (marketplace: string): string => findMarketplace(marketplace)?.name ?? marketplace;

/** Reports of one kind, one a marketplace: ordered unless there is one, waited for, given out. */
export class ReportOrders {
	private readonly known = new Map<string, WireReport>();
	private readonly kind: ReportKind;

	constructor(private readonly around: ReportOrdering) {
		this.kind = around.kind ?? ALL_LISTINGS;
	}

	private async ask<T extends z.ZodType>(call: AmazonCall, schema: T): Promise<z.output<T>> {
		const { body } = await this.around.client().call(call);
		const parsed = schema.safeParse(body);
		if (parsed.success) return parsed.data;
		throw amazonError('contract', call.operation, `the answer is not what it promises: ${describeIssues(parsed.error)}`);
	}

	private age(time: string | undefined): number {
		return time === undefined ? Number.POSITIVE_INFINITY : Math.abs(this.around.now() - Date.parse(time));
	}

	private get freshMs(): number {
		return Math.min(FRESH_MS, this.around.atMostMs ?? FRESH_MS);
	}

	private usable(report: WireReport): boolean {
		if (UNDER_WAY.includes(report.processingStatus)) return this.age(report.createdTime) < GIVEN_UP_MS;
		return report.processingStatus === 'DONE' && this.age(report.processingEndTime ?? report.createdTime) < this.freshMs;
	}

	/** Has a report made of each, or finds the one that is being made or was made lately. */
	async order(marketplaces: readonly string[]): Promise<void> {
		await ReportOrders.orderAll([this], marketplaces);
	}

	/** The same of several kinds, of one account: those that are there are found in one call. */
	static async orderAll(orders: readonly ReportOrders[], marketplaces: readonly string[]): Promise<void> {
		const types = orders.map(({ kind }) => kind.type);
		for (let at = 0; at < marketplaces.length; at += MARKETPLACES_A_CALL) {
			const some = marketplaces.slice(at, at + MARKETPLACES_A_CALL);
			const there = (await orders[0]?.list(some, types)) ?? [];
			for (const order of orders) {
				const found = order.best(there);
				for (const marketplace of some) order.known.set(marketplace, found.get(marketplace) ?? (await order.orderOne(marketplace)));
			}
		}
	}

	private async list(marketplaces: readonly string[], types: readonly string[]): Promise<readonly WireReport[]> {
		const { reports } = await this.ask(
			{
				operation: 'getReports',
				query: {
					reportTypes: types,
					marketplaceIds: marketplaces,
					processingStatuses: [...UNDER_WAY, 'DONE'],
					createdSince: iso(this.around.now() - GIVEN_UP_MS),
					pageSize: 100,
				},
			},
			wireReports,
		);
		const [only] = types;
		return reports.flatMap(({ reportType = types.length === 1 ? only : undefined, ...report }) =>
			reportType === undefined ? [] : [{ ...report, reportType }],
		);
	}

	private best(reports: readonly WireReport[]): ReadonlyMap<string, WireReport> {
		const usable = reports
			.filter((report) => report.reportType === this.kind.type && this.usable(report) && this.tellsOf(report))
			.toSorted((left, right) => this.rank(right) - this.rank(left));
		// The best one comes last and stays. A report of several marketplaces does not say which row is whose.
		return new Map(usable.flatMap((report) => (report.marketplaceIds.length === 1 ? [[report.marketplaceIds[0] ?? '', report]] : [])));
	}

	private async find(marketplaces: readonly string[]): Promise<ReadonlyMap<string, WireReport>> {
		return this.best(await this.list(marketplaces, [this.kind.type]));
	}

	/** A report of a span of time tells of no other one. Where Amazon does not say which, it is another. */
	private tellsOf({ dataStartTime = '', dataEndTime = '' }: WireReport): boolean {
		const { span } = this.kind;
		return span === undefined || (Date.parse(dataStartTime) <= span.from && Date.parse(dataEndTime) >= span.to);
	}

	/** The newest one that is there goes before one that is yet to come. */
	private rank(report: WireReport): number {
		return this.age(report.createdTime) + (report.processingStatus === 'DONE' ? 0 : GIVEN_UP_MS);
	}

	private async orderOne(marketplace: string): Promise<WireReport> {
		const { span } = this.kind;
		const { reportId } = await this.ask(
			{
				operation: 'createReport',
				body: {
					reportType: this.kind.type,
					marketplaceIds: [marketplace],
					...(Object.keys(this.kind.options).length === 0 ? {} : { reportOptions: this.kind.options }),
					...(span === undefined ? {} : { dataStartTime: iso(span.from), dataEndTime: iso(span.to) }),
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
		return (await this.done(marketplace)).document;
	}

	/** The same, and the time that it tells of at the latest. */
	async done(marketplace: string): Promise<FinishedReport> {
		let report = this.known.get(marketplace);
		// Who orders is not told anew when that was.
		const ordered = report?.createdTime;
		for (;;) {
			if (report?.reportDocumentId !== undefined && report.processingStatus === 'DONE') {
				return { document: report.reportDocumentId, tellsOf: this.timeOf(report, ordered) };
			}
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

	/** Amazon gives out what it made before where it was asked shortly before: then the end of its data lies before the order. */
	private timeOf({ createdTime, dataEndTime }: WireReport, ordered: string | undefined): number {
		const times = [createdTime ?? ordered, dataEndTime].flatMap((time) => (time === undefined ? [] : [Date.parse(time)]));
		return Math.min(this.around.now(), ...times);
	}

	private notReady(marketplace: string): PlatformError {
		return amazonError('rateLimited', 'getReport', `${this.kind.title} in ${nameOf(marketplace)} is not ready yet`, {
			code: 'reportNotReady',
			retryAfterMs: 4 * LOOK_EVERY_MS,
			advice: 'Nothing to do: run it again in a few minutes, it goes on with the same report.',
		});
	}

	private async notMade(marketplace: string, report: WireReport | undefined): Promise<PlatformError> {
		const what = `${this.kind.title} in ${nameOf(marketplace)}`;
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
				advice: 'Run it again later; where it stays so, order the same report in Seller Central, which may say more.',
			});
		}
		return amazonError('unavailable', 'getReport', `${what} is gone`, {
			code: 'reportGone',
			advice: 'Run it again: another one is ordered.',
		});
	}
}
