import type { SandboxRequest } from '../../kernel/contract';
import type { SellerAccount } from '../access/accounts';
import { notFound } from '../rest/answers';
import { issuePageToken, readPageToken } from '../rest/page-token';
import { readCount } from '../search/search-parameters';

/** A place of the seller's own from which he ships. Its code names its units in a listing; the sources themselves know no quantity. */
export interface SupplySource {
	readonly id: string;
	readonly code: string;
	readonly alias: string;
	readonly countryCode: string;
	readonly status: 'Active' | 'Inactive' | 'Archived';
}

export interface SupplySourceBook {
	put(sellerId: string, source: SupplySource): void;
	has(sellerId: string, code: string): boolean;
	all(sellerId: string): readonly SupplySource[];
	clear(): void;
}

export function createSupplySourceBook(): SupplySourceBook {
	const bySeller = new Map<string, Map<string, SupplySource>>();
	return {
		put(sellerId, source) {
			const sources = bySeller.get(sellerId) ?? new Map<string, SupplySource>();
			bySeller.set(sellerId, sources);
			sources.set(source.code, source);
		},
		has: (sellerId, code) => bySeller.get(sellerId)?.has(code) ?? false,
		all: (sellerId) => [...(bySeller.get(sellerId)?.values() ?? [])],
		clear: () => bySeller.clear(),
	};
}

interface WireAddress {
	name: string;
	addressLine1: string;
	city: string;
	stateOrRegion: string;
	postalCode: string;
	countryCode: string;
}

const addressOf = ({ alias, countryCode }: SupplySource): WireAddress => ({
	name: alias,
	addressLine1: 'Lagerstrasse 1',
	city: 'Example',
	stateOrRegion: 'EX',
	postalCode: '00000',
	countryCode,
});

const entryOf = (source: SupplySource): object => ({
	alias: source.alias,
	supplySourceId: source.id,
	supplySourceCode: source.code,
	address: addressOf(source),
});

/** GET /supplySources/2020-07-01/supplySources. Of production no answer was recorded: it follows the model and Amazon's own sandbox. */
export function listSupplySources(
	{ query }: SandboxRequest,
	{ sellerId }: SellerAccount,
	book: SupplySourceBook,
	now: number,
): { supplySources: object[]; nextPageToken?: string } {
	const token = query.get('nextPageToken');
	const check = { kind: 'supplySources', sellerId, parameters: '' };
	const start = token === null ? 0 : Number(readPageToken(token, { ...check, lifetimeMs: 3_600_000, now }).id);
	const pageSize = readCount(query, 'pageSize', 10, 100);
	const all = book.all(sellerId).filter(({ status }) => status !== 'Archived');
	const next = start + pageSize;
	return {
		supplySources: all.slice(start, next).map(entryOf),
		...(next < all.length ? { nextPageToken: issuePageToken({ ...check, time: 0, id: String(next), issuedAt: now }) } : {}),
	};
}

/** GET /supplySources/2020-07-01/supplySources/{supplySourceId} @throws AmazonError NotFound */
export function getSupplySource({ sellerId }: SellerAccount, id: string, book: SupplySourceBook): object {
	const source = book.all(sellerId).find((known) => known.id === id);
	if (source === undefined) throw notFound('There is no such supply source.');
	return { ...entryOf(source), status: source.status };
}
