import type { FulfillmentStatus } from '../orders/order-wire';
import { invalidInput } from '../rest/answers';

const includedDataNames = [
	'BUYER',
	'RECIPIENT',
	'PROCEEDS',
	'EXPENSE',
	'PROMOTION',
	'CANCELLATION',
	'FULFILLMENT',
	'PACKAGES',
	'TAX',
	'PAYMENT',
	'FULFILLMENT_ORDERS',
] as const;

export type IncludedData = (typeof includedDataNames)[number];

const statusNames: readonly FulfillmentStatus[] = [
	'PENDING_AVAILABILITY',
	'PENDING',
	'UNSHIPPED',
	'PARTIALLY_SHIPPED',
	'SHIPPED',
	'CANCELLED',
	'UNFULFILLABLE',
];

/** Which orders a search wants. Times are milliseconds since the epoch. */
export interface SearchFilter {
	readonly by: 'created' | 'updated';
	readonly after: number;
	readonly before: number;
	readonly statuses?: readonly string[];
	readonly marketplaceIds?: readonly string[];
	readonly fulfilledBy?: readonly string[];
}

/** Amazon answers for two minutes ago at the latest, so that orders written just now are not missed between pages. */
const settlingMs = 2 * 60_000;
const maximumMarketplaces = 50;
const isoDateTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})$/;

/** Lists are comma-joined (Swagger's default collection format). @throws AmazonError InvalidInput */
export const readList = (query: URLSearchParams, name: string, allowed?: readonly string[]): readonly string[] | undefined => {
	const given = query.getAll(name).join(',');
	if (given === '') return undefined;
	const values = given.split(',');
	for (const value of values) {
		if (allowed !== undefined && !allowed.includes(value)) throw invalidInput(`${name} has an unknown value '${value}'.`);
	}
	return values;
};

/** A date-time parameter as milliseconds since the epoch. @throws AmazonError InvalidInput */
export const readTime = (query: URLSearchParams, name: string): number | undefined => {
	const given = query.get(name);
	if (given === null) return undefined;
	const time = isoDateTime.test(given) ? Date.parse(given) : Number.NaN;
	if (Number.isNaN(time)) throw invalidInput(`${name} must be a date in ISO 8601 format.`);
	return time;
};

export function readIncludedData(query: URLSearchParams): ReadonlySet<IncludedData> {
	return new Set(readList(query, 'includedData', includedDataNames) as readonly IncludedData[] | undefined);
}

/** A number from 1 to a maximum. @throws AmazonError InvalidInput */
export function readCount(query: URLSearchParams, name: string, usual: number, maximum: number): number {
	const given = query.get(name);
	if (given === null) return usual;
	if (!/^\d+$/.test(given) || Number(given) < 1 || Number(given) > maximum) throw invalidInput(`${name} must be between 1 and ${maximum}.`);
	return Number(given);
}

/**
 * The filter of a search, checked as the model's descriptions of the parameters demand.
 * @param now milliseconds since the epoch
 * @throws AmazonError InvalidInput
 */
export function readSearchFilter(query: URLSearchParams, now: number): SearchFilter {
	const createdAfter = readTime(query, 'createdAfter');
	const createdBefore = readTime(query, 'createdBefore');
	const updatedAfter = readTime(query, 'lastUpdatedAfter');
	const updatedBefore = readTime(query, 'lastUpdatedBefore');
	if ((createdAfter === undefined) === (updatedAfter === undefined)) {
		throw invalidInput('Exactly one of createdAfter and lastUpdatedAfter must be provided.');
	}
	if (createdAfter !== undefined && updatedBefore !== undefined) {
		throw invalidInput('lastUpdatedBefore cannot be provided with createdAfter.');
	}
	if (updatedAfter !== undefined && createdBefore !== undefined) {
		throw invalidInput('createdBefore cannot be provided with lastUpdatedAfter.');
	}
	const by = createdAfter === undefined ? 'updated' : 'created';
	const after = createdAfter ?? updatedAfter ?? 0;
	const latest = now - settlingMs;
	const before = (by === 'created' ? createdBefore : updatedBefore) ?? latest;
	if (before > latest) throw invalidInput('The end of the searched time must be at least two minutes before the request.');
	// With the default end this also refuses a start that lies less than two minutes back.
	if (before < after) throw invalidInput('The end of the searched time must be equal to or after its start.');

	const statuses = readList(query, 'fulfillmentStatuses', statusNames);
	const marketplaceIds = readList(query, 'marketplaceIds');
	const fulfilledBy = readList(query, 'fulfilledBy', ['MERCHANT', 'AMAZON']);
	if ((marketplaceIds?.length ?? 0) > maximumMarketplaces) {
		throw invalidInput(`marketplaceIds takes at most ${maximumMarketplaces} values.`);
	}
	return {
		by,
		after,
		before,
		...(statuses === undefined ? {} : { statuses }),
		...(marketplaceIds === undefined ? {} : { marketplaceIds }),
		...(fulfilledBy === undefined ? {} : { fulfilledBy }),
	};
}
