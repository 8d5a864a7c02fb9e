import { invalidInput } from '../rest/answers';
import { readCount, readList, readTime } from '../search/search-parameters';
import { createdOf, placeIn, updatedOf, type Listing } from './listing';

const identifierTypes = ['ASIN', 'EAN', 'FNSKU', 'GTIN', 'ISBN', 'JAN', 'MINSAN', 'SKU', 'UPC'];
const statuses = ['BUYABLE', 'DISCOVERABLE'];
const maximumIdentifiers = 20;

/** What a search must know of a listing beside itself. */
export interface SearchedListing {
	readonly listing: Listing;
	readonly fnSku: string | undefined;
	readonly statuses: () => readonly string[];
	readonly severities: () => readonly string[];
}

type Wanted = (searched: SearchedListing) => boolean;

const asGtin = (digits: string): string => digits.padStart(14, '0');

const isCalled = ({ listing, fnSku }: SearchedListing, type: string, identifiers: readonly string[]): boolean => {
	switch (type) {
		case 'SKU':
			return identifiers.includes(listing.sku);
		case 'ASIN':
			return listing.asin !== undefined && identifiers.includes(listing.asin);
		case 'FNSKU':
			return fnSku !== undefined && identifiers.includes(fnSku);
		default: {
			const { gtin } = listing;
			return gtin !== undefined && identifiers.some((given) => asGtin(given) === asGtin(gtin));
		}
	}
};

const chosenBy = (query: URLSearchParams): readonly Wanted[] => {
	const identifiers = readList(query, 'identifiers');
	const [type] = readList(query, 'identifiersType', identifierTypes) ?? [];
	const parentSku = query.get('variationParentSku');
	const containerSku = query.get('packageHierarchySku');
	if ((identifiers === undefined) !== (type === undefined)) throw invalidInput('identifiers and identifiersType go together.');
	if ((identifiers?.length ?? 0) > maximumIdentifiers) throw invalidInput(`identifiers takes at most ${maximumIdentifiers} values.`);
	if ([identifiers, parentSku, containerSku].filter((given) => given !== undefined && given !== null).length > 1) {
		throw invalidInput('Only one of identifiers, variationParentSku and packageHierarchySku can be provided.');
	}
	return [
		...(identifiers === undefined || type === undefined ? [] : [(searched: SearchedListing) => isCalled(searched, type, identifiers)]),
		...(parentSku === null ? [] : [({ listing }: SearchedListing) => listing.variation?.parentSku === parentSku]),
		// Package hierarchies are not played.
		...(containerSku === null ? [] : [() => false]),
	];
};

const timesOf = (query: URLSearchParams): readonly Wanted[] => {
	const between = (name: string, timeOf: (listing: Listing) => number): readonly Wanted[] => {
		const [after, before] = [readTime(query, `${name}After`), readTime(query, `${name}Before`)];
		return [
			...(after === undefined ? [] : [({ listing }: SearchedListing) => timeOf(listing) >= after]),
			...(before === undefined ? [] : [({ listing }: SearchedListing) => timeOf(listing) <= before]),
		];
	};
	return [...between('created', createdOf), ...between('lastUpdated', updatedOf)];
};

const standingOf = (query: URLSearchParams): readonly Wanted[] => {
	const withStatus = readList(query, 'withStatus', statuses);
	const withoutStatus = readList(query, 'withoutStatus', statuses);
	const severities = readList(query, 'withIssueSeverity', ['WARNING', 'ERROR']);
	return [
		...(withStatus === undefined ? [] : [(searched: SearchedListing) => searched.statuses().some((status) => withStatus.includes(status))]),
		...(withoutStatus === undefined
			? []
			: [(searched: SearchedListing) => !searched.statuses().some((status) => withoutStatus.includes(status))]),
		...(severities === undefined
			? []
			: [(searched: SearchedListing) => searched.severities().some((severity) => severities.includes(severity))]),
	];
};

const orders: Readonly<Record<string, (a: Listing, b: Listing) => number>> = {
	sku: (a, b) => (a.sku < b.sku ? -1 : 1),
	createdDate: (a, b) => createdOf(a) - createdOf(b) || (a.sku < b.sku ? -1 : 1),
	lastUpdatedDate: (a, b) => updatedOf(a) - updatedOf(b) || (a.sku < b.sku ? -1 : 1),
};

/** Which listings a search wants, in its order, and how many a page has. */
export interface ListingSearch {
	readonly isWanted: Wanted;
	readonly compare: (a: Listing, b: Listing) => number;
	readonly pageSize: number;
}

/** The parameters of searchListingsItems, checked as their descriptions demand. @throws AmazonError InvalidInput */
export function readListingSearch(query: URLSearchParams, marketplaceIds: readonly string[]): ListingSearch {
	const conditions: readonly Wanted[] = [
		({ listing }) => marketplaceIds.some((id) => placeIn(listing, id) !== undefined),
		...chosenBy(query),
		...timesOf(query),
		...standingOf(query),
	];
	const [sortBy = 'lastUpdatedDate'] = readList(query, 'sortBy', Object.keys(orders)) ?? [];
	const [sortOrder = 'DESC'] = readList(query, 'sortOrder', ['ASC', 'DESC']) ?? [];
	const ascending = orders[sortBy] ?? (() => 0);
	return {
		isWanted: (searched) => conditions.every((isMet) => isMet(searched)),
		compare: sortOrder === 'ASC' ? ascending : (a, b) => ascending(b, a),
		pageSize: readCount(query, 'pageSize', 10, 20),
	};
}
