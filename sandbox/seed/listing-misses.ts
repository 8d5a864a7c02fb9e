import { goodsIn, listingOf, placesOf, productOf, type SeededSku, type SeedPlace } from './listing-parts';

type Maker = (where: SeedPlace, number: number, sku: string) => SeededSku;

/** The store's product carries another SKU than the listing, and a person would see that they are the same. */
const bySku =
	(why: string, listingSku: (sku: string) => string): Maker =>
	(where, number, sku) => {
		const { gtin: _gtin, ...listing } = listingOf(where, number, listingSku(sku));
		return {
			listings: [listing],
			products: [productOf(where, number, sku)],
			expectations: [{ sku: listing.sku, expect: 'nearMiss', productSku: sku, why }],
		};
	};

const byGtin =
	(why: string, more: (where: SeedPlace, number: number) => object): Maker =>
	(where, number, sku) => {
		const { gtin } = goodsIn(where, number);
		const productSku = `${sku}-SHOP`;
		return {
			listings: [listingOf(where, number, sku, { gtin, ...more(where, number) })],
			products: [productOf(where, number, productSku, { global_unique_id: gtin })],
			expectations: [{ sku, expect: 'nearMiss', productSku, why }],
		};
	};

const nearMisses: readonly Maker[] = [
	bySku('differsInCase', (sku) => sku.toLowerCase()),
	bySku('outerSpace', (sku) => `${sku} `),
	byGtin('sameGtin', () => ({})),
	bySku('outerSpace', (sku) => ` ${sku}`),
	byGtin('otherPackSize', (where, number) => ({
		packageQuantity: 3,
		places: placesOf(where, number).map((place) => ({ ...place, title: `${place.title ?? ''}, 3er-Pack` })),
	})),
	byGtin('notNew', () => ({ condition: 'used_very_good' })),
	(where, number) => bySku('leadingZeros', (sku) => `00${sku}`)(where, number, String(7_000_000 + where.seed * 100_000 + number)),
	bySku('otherCharacters', (sku) => sku.replace('-', '\u2010')),
	(where, number, sku) => {
		const near = bySku('sameName', () => `${sku}-AMZ`)(where, number, sku);
		const name = goodsIn(where, number).titleIn(where.marketplaces[0] ?? '');
		return { ...near, products: [productOf(where, number, sku, { name })] };
	},
];

/** Another listing of the same letters is linked already: Amazon tells the two apart, the store does not. */
export function caseTwinOf(where: SeedPlace, number: number, linkedSku: string): SeededSku {
	const sku = linkedSku.toLowerCase();
	return {
		listings: [listingOf(where, number, sku)],
		products: [],
		expectations: [{ sku, expect: 'nearMiss', productSku: linkedSku, why: 'differsInCase' }],
	};
}

export const nearMissOf = (where: SeedPlace, number: number, sku: string, kind: number): SeededSku =>
	(nearMisses[kind % nearMisses.length] as Maker)(where, number, sku);

/** Why a SKU has more than one product, or one that stands for others. */
export const ambiguities = ['container', 'translation', 'duplicate'] as const;

export type Ambiguity = (typeof ambiguities)[number];

const productsOf: Readonly<Record<Ambiguity, Maker>> = {
	/** A plugin's bundle carries the SKU. */
	container: (where, number, sku) => ({
		listings: [],
		products: [productOf(where, number, sku, { type: 'bundle' })],
		expectations: [{ sku, expect: 'ambiguous', productSku: sku, why: 'container' }],
	}),
	/** A shop in two languages: its translations are products of their own. */
	translation: (where, number, sku) => ({
		listings: [],
		products: ['de', 'en'].map((lang) => productOf(where, number, sku, { lang, translation_group: sku, global_unique_id: undefined })),
		expectations: [{ sku, expect: 'ambiguous', productSku: sku, why: 'translation' }],
	}),
	/** A store that lets two products have one SKU. */
	duplicate: (where, number, sku) => ({
		listings: [],
		products: [1, 2].map((copy) => {
			const { global_unique_id: _gtin, ...product } = productOf(where, number, sku);
			return { ...product, name: `${String(product['name'])} ${copy}` };
		}),
		expectations: [{ sku, expect: 'ambiguous', productSku: sku, why: 'severalProducts' }],
	}),
};

export function ambiguousOf(where: SeedPlace, number: number, sku: string, ambiguity: Ambiguity): SeededSku {
	return { ...productsOf[ambiguity](where, number, sku), listings: [listingOf(where, number, sku)] };
}
