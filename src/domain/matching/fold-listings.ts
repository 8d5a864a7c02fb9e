import { normaliseGtin } from '../gtin';
import type { Listing } from '../listing';
import type { LinkPlace } from '../product';
import { samePlace, sortedPlaces } from './places';
import type { SkuListing } from './types';

/** A field of several marketplaces: the first of them that has it decides, whatever the order in which they come. */
interface Told<Value extends string | number> {
	readonly rank: string;
	readonly value: Value;
}

function earlier<Value extends string | number>(
	told: Told<Value> | undefined,
	rank: string,
	value: Value | undefined,
): Told<Value> | undefined {
	if (value === undefined || value === '') return told;
	if (told === undefined || rank < told.rank || (rank === told.rank && value < told.value)) return { rank, value };
	return told;
}

interface Folded {
	readonly sku: string;
	readonly gtins: string[];
	kind: Listing['kind'];
	condition: Listing['condition'];
	places: readonly LinkPlace[];
	code: Told<string> | undefined;
	title: Told<string> | undefined;
	packSize: Told<number> | undefined;
}

/** The same goods under one SKU: used in one marketplace is used. */
const CONDITIONS = ['used', 'new', 'unknown'] as const satisfies readonly Listing['condition'][];
/** Somebody can buy it if it is no parent in one marketplace. */
const KINDS = ['variation', 'single', 'parent'] as const satisfies readonly Listing['kind'][];

const first = <Word>(order: readonly Word[], one: Word, other: Word): Word => (order.indexOf(one) <= order.indexOf(other) ? one : other);

/** A marketplace that could not say who ships is no place of its own beside one that can. */
const knownPlaces = (places: readonly LinkPlace[]): readonly LinkPlace[] =>
	sortedPlaces(
		places.filter(
			({ marketplace, fulfilledBy }) =>
				fulfilledBy !== 'unknown' || !places.some((other) => other.marketplace === marketplace && other.fulfilledBy !== 'unknown'),
		),
	);

/** Gathers the listings of an account by SKU, page by page; what it holds grows with the SKUs, not with the marketplaces. */
export class ListingFold {
	private readonly bySku = new Map<string, Folded>();

	/** @param homeMarketplace whose title and product id stand for the SKU */
	constructor(private readonly homeMarketplace: string) {}

	add(listing: Listing): void {
		const { sku, marketplace, fulfilledBy, kind, condition } = listing;
		const folded = this.bySku.get(sku) ?? this.begin(listing);
		const rank = marketplace === this.homeMarketplace ? '' : marketplace;
		folded.code = earlier(folded.code, rank, listing.code);
		folded.title = earlier(folded.title, rank, listing.title.trim());
		folded.packSize = earlier(folded.packSize, rank, listing.packSize);
		folded.kind = first(KINDS, folded.kind, kind);
		folded.condition = first(CONDITIONS, folded.condition, condition);
		const gtin = listing.gtin === undefined ? undefined : normaliseGtin(listing.gtin);
		if (gtin !== undefined && !folded.gtins.includes(gtin)) folded.gtins.push(gtin);
		const place = { marketplace, fulfilledBy };
		if (!folded.places.some((other) => samePlace(other, place))) folded.places = [...folded.places, place];
	}

	all(): readonly SkuListing[] {
		return [...this.bySku.values()].map(listingOf);
	}

	private begin({ sku, kind, condition }: Listing): Folded {
		const begun: Folded = { sku, gtins: [], kind, condition, places: [], code: undefined, title: undefined, packSize: undefined };
		this.bySku.set(sku, begun);
		return begun;
	}
}

const listingOf = ({ sku, code, title, kind, condition, gtins, packSize, places }: Folded): SkuListing => ({
	sku,
	...(code !== undefined && { code: code.value }),
	title: title?.value ?? '',
	kind,
	condition,
	gtins: gtins.toSorted(),
	...(packSize !== undefined && { packSize: packSize.value }),
	places: knownPlaces(places),
});

/** Five marketplaces are five listings of one SKU: one of each SKU. */
export function foldListings(listings: Iterable<Listing>, homeMarketplace: string): readonly SkuListing[] {
	const fold = new ListingFold(homeMarketplace);
	for (const listing of listings) fold.add(listing);
	return fold.all();
}
