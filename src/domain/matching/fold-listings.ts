import { normaliseGtin } from '../gtin';
import type { Listing } from '../listing';
import { packSizeOfTitle } from '../pack-size';
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
	readonly gtins: Set<string>;
	readonly conditions: Set<Listing['condition']>;
	readonly kinds: Set<Listing['kind']>;
	places: readonly LinkPlace[];
	code: Told<string> | undefined;
	title: Told<string> | undefined;
	packSize: Told<number> | undefined;
	packSizeOfTitle: Told<number> | undefined;
}

const conditionOf = (all: ReadonlySet<Listing['condition']>): Listing['condition'] => {
	if (all.has('used')) return 'used';
	return all.has('new') ? 'new' : 'unknown';
};

/** Somebody can buy it if it is no parent in one marketplace. */
const kindOf = (all: ReadonlySet<Listing['kind']>): Listing['kind'] => {
	if (all.has('variation')) return 'variation';
	return all.has('single') ? 'single' : 'parent';
};

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
		const { sku, marketplace, fulfilledBy, title } = listing;
		const folded = this.bySku.get(sku) ?? this.begin(sku);
		const rank = `${marketplace === this.homeMarketplace ? '0' : '1'}${marketplace}`;
		folded.code = earlier(folded.code, rank, listing.code);
		folded.title = earlier(folded.title, rank, title.trim());
		folded.packSize = earlier(folded.packSize, rank, listing.packSize);
		folded.packSizeOfTitle = earlier(folded.packSizeOfTitle, rank, packSizeOfTitle(title));
		folded.conditions.add(listing.condition);
		folded.kinds.add(listing.kind);
		const gtin = listing.gtin === undefined ? undefined : normaliseGtin(listing.gtin);
		if (gtin !== undefined) folded.gtins.add(gtin);
		const place = { marketplace, fulfilledBy };
		if (!folded.places.some((other) => samePlace(other, place))) folded.places = [...folded.places, place];
	}

	/** In the order of their SKUs. */
	all(): readonly SkuListing[] {
		const skus = [...this.bySku.keys()].sort();
		return skus.flatMap((sku) => {
			const folded = this.bySku.get(sku);
			return folded === undefined ? [] : [listingOf(folded)];
		});
	}

	private begin(sku: string): Folded {
		const begun: Folded = {
			sku,
			gtins: new Set(),
			conditions: new Set(),
			kinds: new Set(),
			places: [],
			code: undefined,
			title: undefined,
			packSize: undefined,
			packSizeOfTitle: undefined,
		};
		this.bySku.set(sku, begun);
		return begun;
	}
}

function listingOf(folded: Folded): SkuListing {
	const packSize = (folded.packSize ?? folded.packSizeOfTitle)?.value;
	return {
		sku: folded.sku,
		...(folded.code !== undefined && { code: folded.code.value }),
		title: folded.title?.value ?? '',
		kind: kindOf(folded.kinds),
		condition: conditionOf(folded.conditions),
		gtins: [...folded.gtins].sort(),
		...(packSize !== undefined && { packSize }),
		places: knownPlaces(folded.places),
	};
}

/** Five marketplaces are five listings of one SKU: one of each SKU, in the order of the SKUs. */
export function foldListings(listings: Iterable<Listing>, homeMarketplace: string): readonly SkuListing[] {
	const fold = new ListingFold(homeMarketplace);
	for (const listing of listings) fold.add(listing);
	return fold.all();
}
