import type { Listing } from '../amazon/listings/listing';
import { familyOf } from './listing-families';
import { ambiguousOf, caseTwinOf, nearMissOf, type Ambiguity } from './listing-misses';
import { foreignOf, matchedOf, missingOf, oddities, untitledOf } from './listing-oddities';
import type { ListingExpectation, SeededProduct, SeededSku, SeedPlace } from './listing-parts';

export type { ListingExpectation, SeededProduct } from './listing-parts';

export interface ListingSeedOptions {
	/** SKUs that can be bought. The parents of variations come on top: nobody buys them. */
	readonly count: number;
	readonly seed?: number;
	/** With odd SKUs, texts, numbers, states and pictures among them. */
	readonly ugly?: boolean;
	/** The home marketplace first; Germany alone when left out. */
	readonly marketplaces?: readonly string[];
	/** Not in the store; the rest of `count` is matched. 0 when left out. */
	readonly missing?: number;
	/** How many of the missing are variations; four to a parent, on one, two and three axes. */
	readonly missingVariations?: number;
	/** How many of the missing have no title, so that nothing can be made of them. */
	readonly untitled?: number;
	/** How many of the matched have SKUs that no report of a European marketplace can write. */
	readonly foreignSkus?: number;
	readonly nearMisses?: number;
	readonly ambiguous?: number;
	/** Why these are ambiguous, in turn; by default a bundle has their SKU. */
	readonly ambiguities?: readonly Ambiguity[];
	/** How many of the matched are variations in the store, and under how many parents. */
	readonly variations?: number;
	readonly parents?: number;
	/** Milliseconds since the epoch, before which everything was listed. */
	readonly now?: number;
}

export interface ListingSeed {
	readonly listings: readonly Listing[];
	/** The store's products, as bodies of its REST API with their variations beside them. */
	readonly products: readonly SeededProduct[];
	/** One for every listing. */
	readonly expectations: readonly ListingExpectation[];
}

const germany = 'A1PA6795UKMFR9';
const childrenOfMissing = 4;
/** After the odd ones come plain ones, up to so many; then it starts again. */
const oddEvery = 60;

/** Shares a number of children out among parents, as evenly as it goes. */
const shares = (children: number, parents: number): readonly number[] =>
	Array.from({ length: parents }, (_, at) => Math.floor(children / parents) + (at < children % parents ? 1 : 0));

class Seeder {
	private readonly listings: Listing[] = [];
	private readonly products: SeededProduct[] = [];
	private readonly expectations: ListingExpectation[] = [];
	private number = 0;

	constructor(
		private readonly where: SeedPlace,
		private readonly ugly: boolean,
	) {}

	private nextSku(): string {
		this.number += 1;
		return `SB-${this.where.seed}-${String(this.number).padStart(6, '0')}`;
	}

	private take({ listings, products, expectations }: SeededSku): void {
		this.listings.push(...listings);
		this.products.push(...products);
		this.expectations.push(...expectations);
	}

	families(children: number, parents: number, isInStore: boolean): void {
		for (const [at, share] of shares(children, parents).entries()) {
			const parentSku = this.nextSku();
			this.take(familyOf(this.where, { number: this.number, parentSku, children: share, axes: 1 + (at % 3), isInStore }));
			this.number += share;
		}
	}

	/** @param odd how many different ones there are */
	simple(count: number, odd: number, make: (number: number, sku: string, oddity: number | undefined) => SeededSku): void {
		for (let at = 0; at < count; at += 1) {
			const sku = this.nextSku();
			const oddity = at % oddEvery;
			this.take(make(this.number, sku, this.ugly && oddity < odd ? oddity : undefined));
		}
	}

	done(): ListingSeed {
		return { listings: this.listings, products: this.products, expectations: this.expectations };
	}
}

/**
 * The listings of a seller and the products of a store that sells mostly the same goods, with what should become of every
 * SKU. The same options give the same.
 */
export function seedListings(options: ListingSeedOptions): ListingSeed {
	const { count, seed = 1, ugly = false, marketplaces = [germany], missing = 0, missingVariations = 0, untitled = 0 } = options;
	const {
		nearMisses = 0,
		ambiguous = 0,
		ambiguities = ['container'],
		variations = 0,
		foreignSkus = 0,
		now = Date.UTC(2026, 10, 21, 12),
	} = options;
	const { parents = Math.ceil(variations / 20) } = options;
	const matched = count - missing - nearMisses - ambiguous;
	const alone = matched - variations - foreignSkus;
	if (alone < 0 || missing < missingVariations + untitled) throw new Error('The numbers of the seed do not fit together');
	const where: SeedPlace = { seed, marketplaces, now };
	const seeder = new Seeder(where, ugly);
	let plainSku: string | undefined;
	seeder.simple(alone, oddities, (number, sku, oddity) => {
		if (oddity === undefined) plainSku = sku;
		return matchedOf(where, number, sku, oddity);
	});
	seeder.simple(foreignSkus, 0, (number) => foreignOf(where, number));
	if (parents > 0) seeder.families(variations, parents, true);
	seeder.simple(missing - missingVariations - untitled, 5, (number, sku, oddity) => missingOf(where, number, sku, oddity));
	if (missingVariations > 0) seeder.families(missingVariations, Math.ceil(missingVariations / childrenOfMissing), false);
	seeder.simple(untitled, 0, (number, sku) => untitledOf(where, number, sku));
	const twin = nearMisses > 1 ? plainSku : undefined;
	let kind = 0;
	seeder.simple(nearMisses - (twin === undefined ? 0 : 1), 0, (number, sku) => nearMissOf(where, number, sku, kind++));
	if (twin !== undefined) seeder.simple(1, 0, (number) => caseTwinOf(where, number, twin));
	seeder.simple(ambiguous, 0, (number, sku) => ambiguousOf(where, number, sku, ambiguities[kind++ % ambiguities.length] ?? 'container'));
	return seeder.done();
}
