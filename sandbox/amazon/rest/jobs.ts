import { readCount, readList, readTime } from '../search/search-parameters';
import { invalidInput } from './answers';
import { issuePageToken, readPageToken } from './page-token';

/** What Amazon works on by itself: a report, a feed. Times are milliseconds since the epoch. */
interface Job {
	readonly type: string;
	readonly marketplaceIds: readonly string[];
	readonly createdMs: number;
	readonly processingMs: number;
	readonly cancelledMs?: number | undefined;
}

interface JobKind<J extends Job, Status extends string> {
	/** As in the names of the parameters. */
	readonly kind: 'reports' | 'feeds';
	readonly statuses: readonly Status[];
	all(sellerId: string): readonly J[];
	statusOf(job: J): Status;
}

const ninetyDaysMs = 90 * 86_400_000;

/** Without milliseconds and with the zone in digits, unlike everywhere else. */
export const told = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}+00:00`;

/** Of the fields of a job those that follow from its status. */
export function jobTimes({ createdMs, processingMs, cancelledMs }: Job, status: string) {
	const isOver = status !== 'IN_QUEUE' && status !== 'IN_PROGRESS';
	return {
		processingStatus: status,
		createdTime: told(createdMs),
		...(status === 'IN_QUEUE' || cancelledMs !== undefined ? {} : { processingStartTime: told(createdMs + Math.floor(processingMs / 6)) }),
		...(isOver ? { processingEndTime: told(cancelledMs ?? createdMs + processingMs) } : {}),
	};
}

/**
 * A page of getReports or getFeeds, which read the same parameters by the names of their kind.
 * @throws AmazonError InvalidInput
 */
export function jobPage<J extends Job, Status extends string>(
	query: URLSearchParams,
	sellerId: string,
	now: number,
	{ kind, statuses: known, all, statusOf }: JobKind<J, Status>,
): { readonly jobs: readonly J[]; readonly nextToken?: string } {
	const token = query.get('nextToken');
	if (token !== null && [...query].length > 1) throw invalidInput('nextToken must be the only parameter.');
	const asked =
		token === null
			? query
			: new URLSearchParams(readPageToken(token, { kind, sellerId, parameters: '', lifetimeMs: ninetyDaysMs, now }).id);
	const typesName = kind === 'feeds' ? 'feedTypes' : 'reportTypes';
	const types = readList(asked, typesName);
	if (types === undefined) throw invalidInput(`${typesName} is required when nextToken is not given.`);
	const statuses = readList(asked, 'processingStatuses', known);
	const marketplaceIds = readList(asked, 'marketplaceIds');
	const since = readTime(asked, 'createdSince') ?? now - ninetyDaysMs;
	const until = readTime(asked, 'createdUntil') ?? now;
	const start = Number(asked.get('start') ?? '0');
	const pageSize = readCount(asked, 'pageSize', 10, 100);
	const found = all(sellerId).filter(
		(job) =>
			types.includes(job.type) &&
			(statuses?.includes(statusOf(job)) ?? true) &&
			(marketplaceIds?.some((id) => job.marketplaceIds.includes(id)) ?? true) &&
			job.createdMs >= since &&
			job.createdMs <= until,
	);
	const jobs = found.slice(start, start + pageSize);
	if (start + pageSize >= found.length) return { jobs };
	const next = new URLSearchParams([...asked].filter(([name]) => name !== 'start'));
	next.set('start', String(start + pageSize));
	return { jobs, nextToken: issuePageToken({ kind, sellerId, parameters: '', time: 0, id: next.toString(), issuedAt: now }) };
}
