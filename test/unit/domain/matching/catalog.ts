import fc from 'fast-check';
import {
	foldListings,
	type ContainerChoice,
	type MatchInput,
	type MatchResult,
	type MatchRule,
	type SkuListing,
	type TranslationChoice,
} from '../../../../src/domain/matching';
import type { Listing } from '../../../../src/domain/listing';
import type { CatalogProduct, LinkPlace, ProductLink } from '../../../../src/domain/product';

const CHANNEL = { platform: 'amazon', id: 'eu:A1SELLER' };
const STORE = { platform: 'woocommerce', id: 'shop.example' };
export const [DE, FR] = ['A1PA6795UKMFR9', 'A13V1IB3VIYZZH'];

export const listing = (sku: string, more: Partial<Listing> = {}): Listing => ({
	channel: CHANNEL,
	marketplace: DE,
	sku,
	title: '',
	kind: 'single',
	fulfilledBy: 'merchant',
	condition: 'new',
	active: true,
	...more,
});

export const folded = (...all: readonly Listing[]): readonly SkuListing[] => foldListings(all, DE);

export const product = (id: string, sku: string, more: Partial<CatalogProduct> = {}): CatalogProduct => ({
	id,
	sku,
	title: `Product ${id}`,
	sellable: true,
	stock: { counted: false, backorders: false },
	kind: 'simple',
	type: 'simple',
	status: 'publish',
	...more,
});

export const link = (sku: string, productId: string, more: Partial<ProductLink> = {}): ProductLink => ({
	channel: CHANNEL,
	store: STORE,
	sku,
	productId,
	content: { unitsPerListing: 1 },
	rule: 'sku',
	...more,
});

export const input = (more: Partial<MatchInput>): MatchInput => ({
	listings: [],
	products: [],
	links: new Map(),
	rules: ['sku'],
	nameLinks: false,
	translations: { by: 'person' },
	containers: 'person',
	...more,
});

/** As the database keeps it. */
export function applied({ links }: Pick<MatchInput, 'links'>, result: MatchResult): ReadonlyMap<string, ProductLink> {
	const made = result.links.map(({ sku, product: { id, parentId }, rule, content, places }) =>
		link(sku, id, { ...(parentId !== undefined && { parentId }), rule, content, places }),
	);
	// As the database does: a listing by rule that is no more lets go of its product, and one whose product is another's.
	const letGo = result.gone.flatMap(({ sku, what, letsGo }) => {
		const known = links.get(sku);
		return (what === 'listing' || letsGo === true) && known !== undefined && known.rule !== 'manual' ? [{ ...known, places: [] }] : [];
	});
	return new Map([...links, ...[...letGo, ...made].map((one) => [one.sku, one] as const)]);
}

/** Letters that a person takes for one another: case, spaces, one letter in two forms, zeros. */
const twin = fc.constantFrom('a', 'A', 'a ', '\u00E9', 'e\u0301', '00');
const lookAlikes = fc
	.array(fc.constantFrom('a', 'A', '0', '1', ' ', '\u00A0', '\u00E9', 'e\u0301', '-', '\u2013', '😀', '/'), { minLength: 1, maxLength: 3 })
	.map((characters) => characters.join(''));
const sku = fc.oneof({ weight: 5, arbitrary: twin }, { weight: 1, arbitrary: lookAlikes });
const gtin = fc.constantFrom('4006381333931', '04006381333931', '036000291452', '0036000291452', '96385074', '4006381333932', '');
const code = fc.constantFrom('B000000001', 'B000000002', 'B000000003');
const title = fc.constantFrom('', 'Tee', 'TEE!', 'Tee, 3er-Pack', 'Lot de 3 Tee', 'Tee x3', 'Cap');
const marketplace = fc.constantFrom(DE, FR);
const fulfilledBy = fc.constantFrom('merchant', 'amazon', 'unknown');

const sparse = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(value, { nil: undefined });
/** Without the keys that have no value. */
const dense = <T extends object>(value: T): T => Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as T;

const anyListing = fc
	.record({
		marketplace,
		sku,
		code: sparse(code),
		title,
		kind: fc.constantFrom('single', 'single', 'variation', 'parent'),
		fulfilledBy,
		condition: fc.constantFrom('new', 'new', 'used', 'unknown'),
		gtin: sparse(gtin),
		packSize: sparse(fc.constantFrom(1, 3)),
	})
	.map((made) => listing(made.sku, dense(made) as Partial<Listing>));

const productId = fc.integer({ min: 1, max: 6 }).map(String);

const anyProduct = fc
	.record({
		id: productId,
		sku: fc.oneof(sku, fc.constant('')),
		title,
		sellable: fc.constantFrom(true, true, true, false),
		kind: fc.constantFrom('simple', 'simple', 'variation', 'parent', 'container'),
		parentId: sparse(productId),
		gtin: sparse(gtin),
		code: sparse(code),
		language: sparse(fc.constantFrom('de', 'en')),
		updatedAt: sparse(fc.constantFrom('2026-11-01T00:00:00Z', '2026-11-02T00:00:00Z')),
		parts: sparse(fc.array(fc.record({ productId, units: fc.integer({ min: 0, max: 2 }) }), { maxLength: 2 })),
	})
	.map((made) => product(made.id, made.sku, dense(made) as Partial<CatalogProduct>));

const anyLink = fc
	.record({
		sku,
		productId,
		rule: fc.constantFrom('manual', 'manual', 'sku', 'gtin'),
		places: sparse(fc.uniqueArray(fc.record({ marketplace, fulfilledBy }), { maxLength: 2, selector: (place) => JSON.stringify(place) })),
		content: fc.oneof(
			fc.constant({ unitsPerListing: 1 }),
			fc.constant({ unitsPerListing: 3 }),
			fc.record({ components: fc.array(fc.record({ productId, units: fc.constant(2) }), { minLength: 1, maxLength: 2 }) }),
		),
	})
	.map((made) => link(made.sku, made.productId, dense(made) as Partial<ProductLink>));

export const seatsOf = (links: Iterable<ProductLink>): readonly string[] =>
	[...links]
		.filter(({ rule }) => rule !== 'manual')
		.flatMap(({ productId: id, places = [] }) => places.map(({ marketplace: m, fulfilledBy: f }: LinkPlace) => `${id} ${m} ${f}`));

/** As the database's keys allow: a SKU once, a product once in a place, more only by hand. */
const anyLinks = fc.array(anyLink, { maxLength: 6 }).map((all) => {
	const links = new Map<string, ProductLink>();
	for (const one of all) {
		const seats = seatsOf([...links.values(), one]);
		if (new Set(seats).size === seats.length && !links.has(one.sku)) links.set(one.sku, one);
	}
	return links;
});

const rules = fc.shuffledSubarray<MatchRule>(['sku', 'productId', 'gtin', 'name']);
const translations = fc.constantFrom<TranslationChoice>({ by: 'person' }, { by: 'language', language: 'de' }, { by: 'productId' });
const containers = fc.constantFrom<ContainerChoice>('person', 'container', 'parts');

export interface Drawn extends MatchInput {
	readonly drawn: readonly Listing[];
}

export const anyInput: fc.Arbitrary<Drawn> = fc
	.record({
		drawn: fc.array(anyListing, { maxLength: 14 }),
		products: fc.array(anyProduct, { maxLength: 14 }),
		links: anyLinks,
		rules,
		nameLinks: fc.boolean(),
		translations,
		containers,
		marketplaces: sparse(fc.constant([DE])),
		unread: sparse(
			fc.record({
				skus: fc.constantFrom<'all' | ReadonlySet<string>>('all', new Set()),
				productIds: fc.constantFrom<'all' | ReadonlySet<string>>('all', new Set(['3'])),
			}),
		),
	})
	.map(({ drawn, ...made }) => {
		const read = drawn.filter((one) => made.marketplaces?.includes(one.marketplace) ?? true);
		return { ...dense(made), drawn: read, listings: foldListings(read, DE) } as Drawn;
	});
