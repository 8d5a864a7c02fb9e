import type { FbaParts } from '../amazon/inventory/fba-parts';
import type { FbaStock } from '../amazon/inventory/fba-stock';
import type { Listing } from '../amazon/listings/listing';
import { byAmazon, goodsIn, listingOf, placesOf, productOf, type SeededProduct, type SeedPlace } from './listing-parts';

/** Who ships a SKU, known to the seed alone. */
export const shippers = ['merchant', 'amazon', 'both', 'elsewhere', 'unknown', 'none'] as const;

/**
 * `both`: a merchant's entry left beside Amazon's. `elsewhere`: by the merchant at home, by Amazon in another
 * marketplace. `unknown`: listed, and nothing says who ships it. `none`: the store alone has it.
 */
export type ShippedBy = (typeof shippers)[number];

export interface StockSeedOptions {
	/** SKUs in all. */
	readonly count: number;
	readonly seed?: number;
	/** How many are shipped how; what is left is the merchant's. Left out: a fifth Amazon's, and some of each other kind. */
	readonly shippedBy?: Partial<Record<Exclude<ShippedBy, 'merchant'>, number>>;
	/** Of the merchant's own: how many a person closed, and how many are sold out. */
	readonly closed?: number;
	readonly soldOut?: number;
	/** The home marketplace first. */
	readonly marketplaces?: readonly string[];
	/** Milliseconds since the epoch. */
	readonly now?: number;
}

export interface StockExpectation {
	readonly sku: string;
	readonly shippedBy: ShippedBy;
	/** What the merchant's entry says, where there is one. */
	readonly quantity?: number;
	/** What can be sold of it at Amazon's warehouses. */
	readonly fulfillable?: number;
	readonly closed?: true;
}

export interface StockSeed {
	readonly listings: readonly Listing[];
	readonly fba: readonly FbaStock[];
	/** What the store sells, one product for every SKU. */
	readonly products: readonly SeededProduct[];
	readonly expectations: readonly StockExpectation[];
}

const germany = 'A1PA6795UKMFR9';

const usual = (count: number): Record<Exclude<ShippedBy, 'merchant'>, number> => ({
	amazon: Math.floor(count / 5),
	both: Math.floor(count / 40),
	elsewhere: Math.floor(count / 50),
	unknown: Math.floor(count / 50),
	none: Math.floor(count / 50),
});

const partsOf = (number: number): Partial<FbaParts> => ({
	inboundWorking: number % 4,
	inboundShipped: number % 6,
	inboundReceiving: number % 3,
	transfers: number % 5,
	processing: number % 2,
	unfulfillable: number % 7 === 0 ? 2 : 0,
	researching: number % 11 === 0 ? 1 : 0,
});

/** Kinds in turns, so that every part of the catalog has some of each. */
const kindsOf = (count: number, wanted: Record<Exclude<ShippedBy, 'merchant'>, number>): readonly ShippedBy[] => {
	const kinds = shippers.flatMap((kind): readonly ShippedBy[] =>
		kind === 'merchant' ? [] : Array.from({ length: wanted[kind] }, () => kind),
	);
	if (kinds.length > count) throw new Error('The numbers of the seed do not fit together');
	const all = Array.from({ length: count }, (): ShippedBy => 'merchant');
	for (const [at, kind] of kinds.entries()) all[Math.floor((at * count) / kinds.length)] = kind;
	return all;
};

/** A seller's catalog of FBA, FBM, both and neither, with what Amazon's warehouses hold. The same options give the same. */
export function seedStock(options: StockSeedOptions): StockSeed {
	const { count, seed = 1, marketplaces = [germany], now = Date.UTC(2026, 10, 21, 12) } = options;
	let { closed = 0, soldOut = 0 } = options;
	const where: SeedPlace = { seed, marketplaces, now };
	const wanted =
		options.shippedBy === undefined ? usual(count) : { amazon: 0, both: 0, elsewhere: 0, unknown: 0, none: 0, ...options.shippedBy };
	if (wanted.elsewhere > 0 && marketplaces.length < 2) wanted.elsewhere = 0;
	const listings: Listing[] = [];
	const fba: FbaStock[] = [];
	const products: SeededProduct[] = [];
	const expectations: StockExpectation[] = [];

	const add = (number: number, sku: string, shippedBy: ShippedBy): void => {
		const { stock } = goodsIn(where, number);
		const places = placesOf(where, number);
		const [home, ...others] = places;
		const put = (more: Partial<Listing>): void => void listings.push(listingOf(where, number, sku, more));
		const hold = (): number => {
			fba.push({ sellerSku: sku, fulfillable: 5 + (number % 90), productName: sku, parts: partsOf(number) });
			return 5 + (number % 90);
		};
		const tell = (more: Partial<StockExpectation>): void => void expectations.push({ sku, shippedBy, ...more });
		products.push(productOf(where, number, sku));
		if (shippedBy === 'none' || home === undefined) return tell({});
		if (shippedBy === 'unknown') return (put({ hidesAvailability: true }), tell({}));
		if (shippedBy === 'amazon') return (put({ places: byAmazon(places) }), tell({ fulfillable: hold() }));
		if (shippedBy === 'both') {
			put({ places: byAmazon(places).map((place) => ({ ...place, leftMerchantQuantity: 3 })) });
			return tell({ quantity: 3, fulfillable: hold() });
		}
		if (shippedBy === 'elsewhere') {
			const [second = ''] = marketplaces.slice(1);
			put({ places: [home, ...byAmazon([{ ...(others[0] ?? home), marketplaceId: second }])] });
			return tell({ quantity: stock, fulfillable: hold() });
		}
		const isClosed = closed > 0;
		const quantity = !isClosed && soldOut > 0 ? 0 : stock;
		if (isClosed) closed -= 1;
		else if (soldOut > 0) soldOut -= 1;
		put({ places: places.map((place) => ({ ...place, quantity, ...(isClosed ? { closed: true } : {}) })) });
		return tell({ quantity, ...(isClosed ? { closed: true } : {}) });
	};

	for (const [at, kind] of kindsOf(count, wanted).entries()) add(at + 1, `ST-${seed}-${String(at + 1).padStart(6, '0')}`, kind);
	return { listings, fba, products, expectations };
}
