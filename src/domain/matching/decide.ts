import type { LinkContent } from '../order-line';
import { packSizeOfTitle } from '../pack-size';
import type { CatalogProduct } from '../product';
import { alikeName } from './alike';
import type { Shelf, Shelves } from './shelves';
import type { MatchCandidate, MatchInput, MatchRule, SkuListing, WhyCode } from './types';

/** What one rule says of one listing. */
export type Decision =
	| { readonly kind: 'one'; readonly product: CatalogProduct; readonly content: LinkContent }
	| { readonly kind: 'pending' | 'ambiguous'; readonly candidates: readonly MatchCandidate[] };

/** Why several products by one rule are several. */
const SEVERAL = {
	sku: 'severalProducts',
	productId: 'sameProductId',
	gtin: 'sameGtin',
	name: 'sameName',
} as const satisfies Record<MatchRule, WhyCode>;

export const candidate = ({ id, parentId, sku }: CatalogProduct, why: WhyCode, units = 1): MatchCandidate => ({
	productId: id,
	...(parentId !== undefined && { parentId }),
	sku,
	why,
	...(units > 1 && { units }),
});

const keysOf: Readonly<Record<MatchRule, (listing: SkuListing) => readonly string[]>> = {
	sku: ({ sku }) => [sku],
	productId: ({ code }) => (code === undefined ? [] : [code]),
	gtin: ({ gtins }) => gtins,
	name: ({ title }) => [alikeName(title)],
};

export const piecesOfListing = ({ packSize, title }: SkuListing): number => packSize ?? packSizeOfTitle(title) ?? 1;

/** The same article number or name may stand on used goods and on packs of several: only the like is compared. */
function isComparable(listing: SkuListing, rule: MatchRule, shelf: Shelf): boolean {
	if (!shelf.open) return false;
	if (rule === 'sku' || rule === 'productId') return true;
	return listing.condition === 'new' && shelf.packSize === piecesOfListing(listing);
}

interface Fits {
	readonly found: readonly CatalogProduct[];
	/** More than are named. */
	readonly more: boolean;
}

const NONE: Fits = { found: [], more: false };

function fitsOf(listing: SkuListing, rule: MatchRule, shelves: Shelves): Fits {
	const fitting = keysOf[rule](listing)
		.flatMap((key) => shelves.get(key))
		.filter((shelf) => isComparable(listing, rule, shelf));
	const [first, ...others] = fitting;
	if (first === undefined || others.length === 0) return first ?? NONE;
	return { found: [...new Set(fitting.flatMap(({ found }) => found))], more: fitting.some(({ more }) => more) };
}

/** What a builder chose, and the store's products. */
interface Choices extends Pick<MatchInput, 'translations' | 'containers'> {
	readonly products: ReadonlyMap<string, CatalogProduct>;
}

/** Undefined where no product fits. */
export function decide(choices: Choices, listing: SkuListing, rule: MatchRule, shelves: Shelves): Decision | undefined {
	const { found, more } = fitsOf(listing, rule, shelves);
	const [first] = found;
	if (first === undefined) return undefined;
	if (found.length === 1 && !more) return linked(choices, first);
	const ambiguous = (why: WhyCode): Decision => ({ kind: 'ambiguous', candidates: found.map((product) => candidate(product, why)) });
	if (more || !areTranslations(found)) return ambiguous(SEVERAL[rule]);
	const [chosen, ...others] = found.filter((product) => isChosen(choices, listing, product));
	return chosen === undefined || others.length > 0 ? ambiguous('translation') : linked(choices, chosen);
}

function areTranslations(found: readonly CatalogProduct[]): boolean {
	const languages = found.map(({ language }) => language);
	return !languages.includes(undefined) && new Set(languages).size > 1;
}

function isChosen({ translations }: Choices, { code }: SkuListing, product: CatalogProduct): boolean {
	if (translations.by === 'language') return product.language === translations.language;
	return translations.by === 'productId' && code !== undefined && product.code === code;
}

function linked({ containers, products }: Choices, product: CatalogProduct): Decision {
	if (product.kind !== 'container') return { kind: 'one', product, content: { unitsPerListing: 1 } };
	switch (containers) {
		case 'person':
			return { kind: 'ambiguous', candidates: [candidate(product, 'container')] };
		case 'container':
			if (!product.sellable) return { kind: 'pending', candidates: [candidate(product, 'notSellable')] };
			return { kind: 'one', product, content: { unitsPerListing: 1 } };
		case 'parts': {
			const components = sellableParts(product, products);
			if (components === undefined) return { kind: 'ambiguous', candidates: [candidate(product, 'containerParts')] };
			return { kind: 'one', product, content: { components } };
		}
	}
}

/** Undefined where one of them cannot stand on an order, or the store does not say what is in it. */
export function sellableParts(
	{ parts = [] }: CatalogProduct,
	products: ReadonlyMap<string, CatalogProduct>,
): readonly { readonly productId: string; readonly units: number }[] | undefined {
	const areSold = parts.every(({ productId, units }) => {
		const part = products.get(productId);
		return part?.sellable === true && part.kind !== 'parent' && part.kind !== 'container' && Number.isSafeInteger(units) && units > 0;
	});
	if (parts.length === 0 || !areSold) return undefined;
	const units = new Map<string, number>();
	for (const part of parts) units.set(part.productId, (units.get(part.productId) ?? 0) + part.units);
	return [...units].map(([productId, each]) => ({ productId, units: each }));
}
