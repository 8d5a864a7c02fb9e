import type { Sandbox } from '../sandbox/index';
import { seedListings, type ListingExpectation, type ListingSeed } from '../sandbox/seed/listings-seed';
import type { WooCommerceStandIn } from '../sandbox/woocommerce/index';
import type { SeededListing, StoredProduct } from './product-tally';

/** 300 that the store sells, and 40 that it does not; the rest needs a person. */
const SEED = {
	count: 356,
	ugly: true,
	variations: 40,
	parents: 10,
	missing: 42,
	missingVariations: 16,
	untitled: 2,
	nearMisses: 8,
	ambiguous: 6,
} as const;

interface GoodsParts {
	readonly sandbox: Sandbox;
	readonly store: WooCommerceStandIn;
}

/** What a seller has on Amazon and in the shop: the same goods for the most part. */
export class Goods {
	private readonly sandbox: Sandbox;
	private readonly store: WooCommerceStandIn;
	private seeded: readonly SeededListing[] = [];

	constructor({ sandbox, store }: GoodsParts) {
		this.sandbox = sandbox;
		this.store = store;
	}

	/**
	 * Lists them on Amazon, and puts into the shop what it sells of them. The goods of the demo's orders leave Amazon: a product
	 * made of one that the shop lacks would let the orders in that wait for it.
	 */
	offer(seed: number): readonly SeededListing[] {
		const { listings } = this.sandbox.amazon;
		for (const { sku } of listings.all()) listings.remove(sku);
		const offered = seedListings({ ...SEED, seed, now: this.sandbox.clock.now() });
		listings.load(offered.listings);
		for (const product of offered.products) this.store.addProduct(product);
		this.seeded = expected(offered);
		return this.seeded;
	}

	/** As they stand in the store, without those of the demo's orders. */
	stored(): readonly StoredProduct[] {
		const skus = new Set(this.seeded.flatMap(({ sku, productSku = sku }) => [sku, productSku]));
		const shown = [...this.store.records.products.values()].map((product): StoredProduct & { readonly isOurs: boolean } => {
			const origin = product.meta.find(({ key }) => key === '_storebridge_origin')?.value;
			return {
				id: String(product.id),
				...(product.isVariation ? { parentId: String(product.parentId) } : {}),
				sku: product.sku,
				...(typeof origin === 'string' && origin !== '' ? { origin } : {}),
				images: product.imageIds.length + product.galleryIds.length,
				axes: product.chosenAttributes.length,
				isOurs: skus.has(product.sku) || (typeof origin === 'string' && origin !== ''),
			};
		});
		return shown.filter(({ isOurs }) => isOurs).map(({ isOurs: _isOurs, ...product }) => product);
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
