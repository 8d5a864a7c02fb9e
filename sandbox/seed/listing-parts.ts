import type { Listing, ListingPlace } from '../amazon/listings/listing';
import { axisTitles, goodsOf, imagesOf, type Axis, type Goods } from './listing-goods';

/** A product as a REST body of the store, with its variations beside it. */
export interface SeededProduct {
	readonly [field: string]: unknown;
	readonly variations?: readonly Readonly<Record<string, unknown>>[];
}

/** What should become of a SKU when the catalogs are matched by SKU alone, known to the seed alone. */
export interface ListingExpectation {
	readonly sku: string;
	/**
	 * `missing`: the store has nothing like it. `nearMiss`: it has a product that a person would take for it.
	 * `parent`: holds variations together and is linked with nothing.
	 */
	readonly expect: 'matched' | 'missing' | 'ambiguous' | 'nearMiss' | 'parent';
	/** The store's product, where there is one. */
	readonly productSku?: string;
	/** Why it is not linked: differsInCase, outerSpace, leadingZeros, sameGtin, otherPackSize, notNew, container, translation … */
	readonly why?: string;
	/** The parent of a variation. */
	readonly parentSku?: string;
}

/** One SKU with all that belongs to it. */
export interface SeededSku {
	readonly listings: readonly Listing[];
	readonly products: readonly SeededProduct[];
	readonly expectations: readonly ListingExpectation[];
}

/** Where and when a seed's listings are. */
export interface SeedPlace {
	readonly seed: number;
	/** The home marketplace first. */
	readonly marketplaces: readonly string[];
	/** Milliseconds since the epoch. */
	readonly now: number;
}

const day = 86_400_000;

export const goodsIn = ({ seed }: SeedPlace, number: number): Goods => goodsOf(seed, number);

/** The home marketplace always, others for some: nobody offers everything everywhere. */
const marketplacesOf = ({ marketplaces }: SeedPlace, number: number): readonly string[] =>
	marketplaces.filter((_id, position) => position === 0 || (number + position) % 3 !== 0);

export function placesOf(where: SeedPlace, number: number, more: Partial<ListingPlace> = {}): readonly ListingPlace[] {
	const goods = goodsIn(where, number);
	const createdMs = where.now - (40 + (number % 900)) * day - (number % 86_400) * 1000;
	return marketplacesOf(where, number).map((marketplaceId) => {
		const title = goods.titleIn(marketplaceId);
		return {
			marketplaceId,
			title,
			description: `<p>${title}, <b>${goods.brand}</b>.</p><p>${goods.weightKg} kg.</p>`,
			bullets: [`${title} – ${goods.brand}`, `${goods.weightKg} kg`, 'Spülmaschinenfest / dishwasher safe'],
			price: goods.priceIn(marketplaceId),
			fulfilledBy: 'MERCHANT',
			quantity: goods.stock,
			status: 'Active',
			createdMs,
			updatedMs: createdMs + (number % 30) * day,
			...more,
		};
	});
}

export function listingOf(where: SeedPlace, number: number, sku: string, more: Partial<Listing> = {}): Listing {
	const goods = goodsIn(where, number);
	const side = 6 + (number % 40);
	return {
		sku,
		asin: goods.asin,
		productType: 'HOME',
		condition: 'new_new',
		brand: goods.brand,
		images: imagesOf(where.seed, number, 1 + (number % 4)),
		package: { length: side + 4, width: side + 2, height: side, weight: goods.weightKg },
		categories: goods.categories,
		...(number % 2 === 0 ? { gtin: goods.gtin } : {}),
		places: placesOf(where, number),
		...more,
	};
}

/** Amazon ships it. */
export const byAmazon = (places: readonly ListingPlace[]): readonly ListingPlace[] =>
	places.map(({ quantity: _quantity, ...place }) => ({ ...place, fulfilledBy: 'AMAZON' }));

/** What the store sells under that number, in the words of the shop's own owner. */
export function productOf(where: SeedPlace, number: number, sku: string, more: Readonly<Record<string, unknown>> = {}): SeededProduct {
	const goods = goodsIn(where, number);
	const [home = ''] = where.marketplaces;
	return {
		name: `${goods.titleIn(home)} (Shop)`,
		sku,
		regular_price: goods.priceIn(home),
		manage_stock: true,
		stock_quantity: goods.stock,
		weight: String(goods.weightKg),
		...(number % 4 === 0 ? { global_unique_id: goods.gtin } : {}),
		...more,
	};
}

export const axisAttributes = (values: Readonly<Partial<Record<Axis, string>>>): readonly { name: string; option: string }[] =>
	(Object.entries(values) as [Axis, string][]).map(([axis, option]) => ({ name: axisTitles[axis], option }));
