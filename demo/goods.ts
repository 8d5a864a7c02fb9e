import type { ListingExpectation, ListingSeed } from '../sandbox/seed/listings-seed';
import type { ChannelAccount } from './channel-account';
import type { SeededListing, StoredProduct } from './product-tally';
import type { DemoStore } from './stores/demo-store';

/** How many of each kind are listed. */
export interface GoodsPlan {
	readonly count: number;
	readonly variations: number;
	readonly parents: number;
	readonly missing: number;
	readonly missingVariations: number;
	readonly untitled: number;
	readonly nearMisses: number;
	readonly ambiguous: number;
}

interface GoodsParts {
	readonly account: ChannelAccount;
	readonly store: DemoStore;
	readonly plan: GoodsPlan;
}

/** What a seller has on Amazon and in the shop: the same goods for the most part. */
export class Goods {
	private readonly parts: GoodsParts;
	private seeded: readonly SeededListing[] = [];

	constructor(parts: GoodsParts) {
		this.parts = parts;
	}

	/**
	 * Lists them on Amazon, and puts into the shop what it sells of them. The goods of the demo's orders leave Amazon: a product
	 * made of one that the shop lacks would let the orders in that wait for it.
	 */
	offer(seed: number): readonly SeededListing[] {
		const { account, store, plan } = this.parts;
		account.removeListings();
		const offered = account.seedListings({ ...plan, ugly: true, seed });
		for (const product of offered.products) store.shelf.add(product);
		this.seeded = expected(offered);
		return this.seeded;
	}

	/** As they stand in the store, without those of the demo's orders. */
	stored(): readonly StoredProduct[] {
		const skus = new Set(this.seeded.flatMap(({ sku, productSku = sku }) => [sku, productSku]));
		return this.parts.store.shelf.products().filter(({ sku, origin }) => skus.has(sku) || origin !== undefined);
	}
}

const EXPECTED: Readonly<Record<ListingExpectation['expect'], SeededListing['expect']>> = {
	matched: 'matched',
	missing: 'published',
	nearMiss: 'pending',
	ambiguous: 'ambiguous',
	parent: 'parent',
};

function expected({ listings, expectations }: ListingSeed): readonly SeededListing[] {
	const imagesOf = new Map(listings.map(({ sku, images }) => [sku, images.length]));
	return expectations.map(({ sku, expect, why, productSku, parentSku }) => ({
		sku,
		expect: why === 'titleMissing' ? 'pending' : EXPECTED[expect],
		...(productSku === undefined ? {} : { productSku }),
		...(parentSku === undefined ? {} : { parentSku }),
		hasImages: (imagesOf.get(sku) ?? 0) > 0,
	}));
}
