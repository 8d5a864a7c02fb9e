import type { Listing } from '../amazon/listings/listing';
import { avifImage, goodsOf, missingImage, withCheckDigit } from './listing-goods';
import { byAmazon, listingOf, placesOf, productOf, type SeededSku, type SeedPlace } from './listing-parts';

/** A linked listing that is odd in some way; the store's product has the same SKU all the same. */
interface OddMatch {
	readonly skuOf?: (base: string, number: number) => string;
	readonly make?: (where: SeedPlace, number: number, listing: Listing) => Listing;
}

const withGtin =
	(gtin: string) =>
	(_where: SeedPlace, _number: number, listing: Listing): Listing => ({ ...listing, gtin });

const retitled =
	(title: (text: string) => string) =>
	(_where: SeedPlace, _number: number, listing: Listing): Listing => ({
		...listing,
		places: listing.places.map((place) => ({ ...place, title: title(place.title ?? '') })),
	});

const oddMatches: readonly OddMatch[] = [
	{ skuOf: (base) => base.replaceAll('-', '/') },
	{ skuOf: (base) => base.replaceAll('-', ',') },
	{ skuOf: (_base, number) => `ÜBER-GRÖSSE-ß-${number}-5€` },
	{ skuOf: (_base, number) => `50%+A#${number}&B=?` },
	{ skuOf: (_base, number) => `O'RING "${number}"` },
	{ skuOf: (_base, number) => `SB ${number} IN WORDS` },
	{ make: (_where, _number, listing) => ({ ...listing, condition: 'used_good' }) },
	{ make: (_where, _number, listing) => ({ ...listing, places: listing.places.map((place) => ({ ...place, status: 'Inactive' })) }) },
	{
		make: (_where, _number, { asin: _asin, ...listing }) => ({
			...listing,
			places: listing.places.map(({ price: _price, ...place }) => ({ ...place, status: 'Incomplete' })),
		}),
	},
	{ make: (_where, _number, listing) => ({ ...listing, places: listing.places.map(({ title: _title, ...place }) => place) }) },
	{ make: (_where, _number, listing) => ({ ...listing, images: [] }) },
	// A check digit that is wrong, a number too short, and one that is none.
	{
		make: (where, number, listing) => ({
			...listing,
			gtin: `${goodsOf(where.seed, number).gtin.slice(0, 12)}${(Number(goodsOf(where.seed, number).gtin.slice(12)) + 1) % 10}`,
		}),
	},
	{ make: withGtin('12345') },
	{ make: withGtin('Does not apply') },
	// The number of another SKU of the seller, and its product page.
	{ make: (where, number, listing) => ({ ...listing, gtin: goodsOf(where.seed, number - 1).gtin }) },
	{ make: (where, number, listing) => ({ ...listing, asin: goodsOf(where.seed, number - 2).asin }) },
	{ make: (where, number, listing) => ({ ...retitled((text) => `${text}, 3er-Pack`)(where, number, listing), packageQuantity: 3 }) },
	{
		make: (_where, _number, listing) => ({
			...listing,
			places: byAmazon(listing.places).map((place) => ({ ...place, leftMerchantQuantity: 21 })),
		}),
	},
	{ make: retitled((text) => `${text}\twith a tab,\r\na line end & <b>marks</b> "quoted"`) },
	{ make: retitled((text) => `🎂 ${text} – zażółć gęślą jaźń – Größe 40 €`) },
	{ make: retitled((text) => `${text} ${'with everything that anybody may look for, '.repeat(20)}`.slice(0, 500)) },
	{
		make: (_where, _number, listing) => ({
			...listing,
			places: listing.places.map((place) => ({
				...place,
				description:
					'<script>alert(1)</script><p onclick="steal()">Read <a href="javascript:x()">this</a><br>Zeile 2<ul><li>one<li>two</ul>',
			})),
		}),
	},
	// Sold everywhere but at home.
	{ make: (_where, _number, listing) => ({ ...listing, places: listing.places.length > 1 ? listing.places.slice(1) : listing.places }) },
	{
		make: (_where, _number, listing) => ({
			...listing,
			places: listing.places.map((place, position) => (position === 0 ? place : { ...place, status: 'Inactive', quantity: 0 })),
		}),
	},
];

/** How many odd ones there are among as many matched SKUs; then come as many plain ones again. */
export const oddities = oddMatches.length;

/** A SKU that the store has too. The first of each sixty are odd, every one in another way; of the rest each sixth is FBA. */
export function matchedOf(where: SeedPlace, number: number, base: string, oddity: number | undefined): SeededSku {
	const { skuOf, make } = (oddity === undefined ? undefined : oddMatches[oddity]) ?? {};
	const sku = skuOf?.(base, number) ?? base;
	const plain = listingOf(where, number, sku);
	const listing = make?.(where, number, plain) ?? (number % 6 === 5 ? { ...plain, places: byAmazon(plain.places) } : plain);
	return { listings: [listing], products: [productOf(where, number, sku)], expectations: [{ sku, expect: 'matched', productSku: sku }] };
}

/** Pictures of what the store does not have: good ones, and with them one that is gone or that no store takes. */
export function missingOf(where: SeedPlace, number: number, sku: string, oddity: number | undefined): SeededSku {
	const plain = listingOf(where, number, sku, {
		images: listingOf(where, number - (number % 4) + 2, sku).images,
		gtin: goodsOf(where.seed, number).gtin,
	});
	const spoilt: Readonly<Record<number, Partial<Listing>>> = {
		0: { images: [missingImage(where.seed, number), ...plain.images] },
		1: { images: [...plain.images, avifImage(where.seed, number)] },
		2: { images: [] },
		3: { gtin: withCheckDigit('00000000000').slice(0, 12) },
		4: { attributes: { item_package_weight: null, item_package_dimensions: null } },
	};
	return {
		listings: [{ ...plain, ...(oddity === undefined ? {} : spoilt[oddity]) }],
		products: [],
		expectations: [{ sku, expect: 'missing' }],
	};
}

/** Letters that the reports of Europe cannot write: there the SKU comes with "?" in their place. */
export function foreignOf(where: SeedPlace, number: number): SeededSku {
	const sku = number % 2 === 0 ? `🎁-${number}-😀` : `マグ-${number}`;
	return {
		listings: [listingOf(where, number, sku)],
		products: [productOf(where, number, sku)],
		expectations: [{ sku, expect: 'matched', productSku: sku, why: 'beyondCharset' }],
	};
}

/** A listing without a title makes no product. */
export function untitledOf(where: SeedPlace, number: number, sku: string): SeededSku {
	const places = placesOf(where, number).map(({ title: _title, ...place }) => place);
	return {
		listings: [listingOf(where, number, sku, { places })],
		products: [],
		expectations: [{ sku, expect: 'missing', why: 'titleMissing' }],
	};
}
