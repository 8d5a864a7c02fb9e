import { issuePageToken, readPageToken, type PageTokenCheck } from './page-token';

/** One page of a search that counts its results. */
export interface NumberedPage<Entry> {
	readonly entries: readonly Entry[];
	readonly pagination?: { readonly nextToken?: string; readonly previousToken?: string };
}

/** "The maximum number of items that can be returned and paged through", in the models' words. */
const reachable = 1000;

/**
 * Pages by number, not by what was shown last: what is added or moved while somebody pages comes twice or not at all.
 * @throws AmazonError InvalidInput for a foreign or differently parametrised token
 */
export function numberedPage<Entry>(
	found: readonly Entry[],
	pageSize: number,
	token: string | null,
	check: Omit<PageTokenCheck, 'lifetimeMs'>,
): NumberedPage<Entry> {
	const start = token === null ? 0 : Number(readPageToken(token, { ...check, lifetimeMs: 24 * 3_600_000 }).id);
	const within = found.slice(0, reachable);
	const tokenAt = (position: number): string => {
		const { now, ...same } = check;
		return issuePageToken({ ...same, time: 0, id: String(Math.max(0, position)), issuedAt: now });
	};
	const pagination = {
		...(start + pageSize < within.length ? { nextToken: tokenAt(start + pageSize) } : {}),
		...(start > 0 ? { previousToken: tokenAt(start - pageSize) } : {}),
	};
	return { entries: within.slice(start, start + pageSize), ...(Object.keys(pagination).length === 0 ? {} : { pagination }) };
}

/** The parameters that must stay the same from page to page. */
export const parametersOf = (query: URLSearchParams): string =>
	[...query]
		.filter(([name]) => name !== 'pageToken')
		.map(([name, value]) => `${name}=${value}`)
		.sort()
		.join('&');
