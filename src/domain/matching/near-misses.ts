import type { CatalogProduct } from '../product';
import { alikeName, alikeSku, skuDifference } from './alike';
import type { Index } from './catalog-index';
import { candidate, piecesOfListing } from './decide';
import type { Shelf } from './shelves';
import { MOST_CANDIDATES, type MatchCandidate, type SkuListing, type WhyCode } from './types';

const closedBecause = ({ kind }: CatalogProduct): WhyCode => (kind === 'parent' ? 'parentSku' : 'notSellable');

/** Those that can be linked first. */
const byPackSize = (one: Shelf, other: Shelf): number => one.packSize - other.packSize || Number(other.open) - Number(one.open);

/** Products that a person would take for the listing, the likeliest first, each with what kept it from being linked. */
export function nearMisses(listing: SkuListing, index: Index): readonly MatchCandidate[] {
	const near = new Map<string, MatchCandidate>();
	const add = (product: CatalogProduct, why: WhyCode, units?: number): void => {
		if (!near.has(product.id)) near.set(product.id, candidate(product, why, units));
	};
	const each = (shelves: readonly Shelf[], look: (product: CatalogProduct, shelf: Shelf) => void): void => {
		for (const shelf of shelves.toSorted(byPackSize)) for (const product of shelf.found) look(product, shelf);
	};
	/** Pieces of the product that the listing seems to be: a pack of six beside a pack of two is three of these. */
	const unitsOf = ({ packSize }: Shelf): number => {
		const units = piecesOfListing(listing) / packSize;
		return Number.isInteger(units) ? units : 1;
	};
	const incomparable = (shelf: Shelf): WhyCode | undefined => {
		if (shelf.packSize !== piecesOfListing(listing)) return 'otherPackSize';
		return listing.condition === 'new' ? undefined : 'notNew';
	};

	each(index.sku.get(listing.sku), (product, { open }) => {
		if (!open) add(product, closedBecause(product));
	});
	each(index.alikeSku.get(alikeSku(listing.sku)), (product) => {
		if (product.sku !== listing.sku) add(product, skuDifference(listing.sku, product.sku));
	});
	each(index.productId.get(listing.code ?? ''), (product, { open }) => {
		if (product.kind !== 'parent') add(product, open ? 'sameProductId' : 'notSellable');
	});
	for (const gtin of listing.gtins) {
		each(index.gtin.get(gtin), (product, shelf) => {
			if (product.kind === 'parent') return;
			add(product, incomparable(shelf) ?? (shelf.open ? 'sameGtin' : 'notSellable'), unitsOf(shelf));
		});
	}
	each(index.name.get(alikeName(listing.title)), (product, shelf) => {
		if (shelf.open) add(product, incomparable(shelf) ?? 'sameName', unitsOf(shelf));
	});
	return [...near.values()].slice(0, MOST_CANDIDATES);
}
