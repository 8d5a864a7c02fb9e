import fc from 'fast-check';
import type { ChannelFact, Pushed, StockLink, StockRow, StockSource } from '../../../../src/domain/stock/facts';
import type { ChannelGiven } from '../../../../src/domain/stock/plan-for-channel';
import { atWarehouse, link, NOON, ONE, pieces, units } from './planning';

export const MAXIMUM = 60;
const PRODUCTS = ['1', '2', '3'] as const;
/** @param absent how often it is not there for each time that it is */
const seldom = <One>(one: fc.Arbitrary<One>, absent: number): fc.Arbitrary<One | undefined> =>
	fc.oneof({ weight: Math.round(absent * 20), arbitrary: fc.constant(undefined) }, { weight: 20, arbitrary: one });
/** Undefined as a rule: a shop in which all is odd gets no quantity at all. */
const rarely = <One>(one: fc.Arbitrary<One>): fc.Arbitrary<One | undefined> => seldom(one, 5);
const small = fc.integer({ min: 0, max: 40 });

/** What really is there of a product. */
interface True {
	readonly id: string;
	/** The merchant's own, which may be less than the whole. */
	readonly own: number;
	readonly whole: number;
	readonly source: StockSource;
	readonly isDeclared: boolean;
}

const anyProduct = (id: string): fc.Arbitrary<True> =>
	fc
		.record({
			own: small,
			there: small,
			source: fc.constantFrom('own', 'warehouse', 'sum'),
			isDeclared: rarely(fc.constant(true)).map((is) => is === true),
		})
		.map(({ own, there, source, isDeclared }): True => {
			if (!isDeclared) return { id, own, whole: own, source: 'own', isDeclared };
			return { id, own: source === 'warehouse' ? 0 : own, whole: source === 'own' ? own : own + there, source, isDeclared };
		});

const anyContent = fc.oneof(
	fc.tuple(fc.constantFrom(...PRODUCTS), fc.integer({ min: 1, max: 4 })).map(([id, each]) => `${id}*${each}`),
	fc.dictionary(fc.constantFrom(...PRODUCTS), fc.integer({ min: 1, max: 3 }), { minKeys: 1 }),
);

const anyFact = (sku: string): fc.Arbitrary<ChannelFact> =>
	fc
		.record(
			{
				sku: fc.constant(sku),
				fulfilledBy: fc.oneof(
					{ weight: 9, arbitrary: fc.constant('merchant' as const) },
					fc.constantFrom('amazon', 'both', 'unknown', 'none'),
				),
				asOf: fc.constantFrom(NOON, ONE),
				quantity: fc.constantFrom(0, 3, 40),
				closed: rarely(fc.constant(true as const)),
				atLocations: rarely(fc.constant(true as const)),
			},
			{ requiredKeys: ['sku', 'fulfilledBy', 'asOf'] },
		)
		// Closed and kept by location are the exception.
		.map(({ closed, atLocations, ...fact }) => ({
			...fact,
			...(closed === true && fact.quantity === 0 ? { closed } : {}),
			...(atLocations === true && fact.quantity === 3 ? { atLocations } : {}),
		}));

const anyPushed: fc.Arbitrary<Pushed> = fc.record(
	{ quantity: fc.constantFrom(0, 3, 40), at: fc.constantFrom(NOON, ONE), unsure: fc.constant(true as const) },
	{ requiredKeys: ['quantity', 'at'] },
);

export interface Shop {
	readonly given: ChannelGiven;
	readonly truth: ReadonlyMap<string, True>;
}

const optionalEach = <One>(
	skus: readonly string[],
	one: (sku: string) => fc.Arbitrary<One>,
	mostly = false,
): fc.Arbitrary<ReadonlyMap<string, One>> =>
	fc
		.tuple(...skus.map((sku) => seldom(one(sku), mostly ? 0.05 : 1)))
		.map((all) => new Map(skus.flatMap((sku, index) => (all[index] === undefined ? [] : [[sku, all[index]] as [string, One]]))));

/** What an item may truly say of a product, or wrongly or of another place; never more of the merchant's own than there is. */
const anyRow = (product: True, links: readonly StockLink[]): fc.Arbitrary<StockRow> => {
	const said = pieces(product.id, product.whole, product.source === 'sum' ? { ownQuantity: product.own } : {});
	const listings = links.flatMap(({ sku, content, productId }) =>
		'unitsPerListing' in content && productId === product.id ? [{ sku, each: content.unitsPerListing }] : [],
	);
	const asListings = listings.map(({ sku, each }) =>
		units(sku, Math.floor(product.whole / each), product.source === 'sum' ? { ownQuantity: Math.floor(product.own / each) } : {}),
	);
	const warehouse = [...listings.map(({ sku }) => sku), 'NONE'].map((sku) => atWarehouse(sku, 55));
	const wrong = [pieces(product.id, -1), pieces(product.id, 0.5), pieces(product.id, MAXIMUM + 40)];
	return fc.oneof(
		{ weight: 5, arbitrary: fc.constant(said) },
		{ weight: 2, arbitrary: fc.constantFrom(said, ...asListings) },
		{ weight: 1, arbitrary: fc.constantFrom(...warehouse, ...wrong) },
	);
};

/** A shop whose items tell the truth as far as they can be read, in which all else is as it may be. */
export const anyShop: fc.Arbitrary<Shop> = fc
	.record({ products: fc.tuple(...PRODUCTS.map(anyProduct)), contents: fc.array(anyContent, { minLength: 1, maxLength: 6 }) })
	.chain(({ products, contents }) => {
		const links = contents.map((content, index) => link(`L${index}`, content));
		const skus = links.map(({ sku }) => sku);
		return fc
			.record({
				rows: fc.array(
					fc.constantFrom(...products).chain((one) => anyRow(one, links)),
					{ minLength: 2, maxLength: 9 },
				),
				gone: fc.array(rarely(fc.constantFrom('product', 'listing')), {
					minLength: links.length,
					maxLength: links.length,
				}),
				facts: optionalEach(skus, anyFact, true),
				pushed: optionalEach(skus, () => anyPushed),
				sold: optionalEach(skus, () => fc.integer({ min: 0, max: 3 })),
				leftOut: rarely(fc.constantFrom(...skus)),
				known: fc.subarray([...products]),
				rule: fc.record({ percentage: fc.integer({ min: 1, max: 100 }), safetyStock: fc.integer({ min: 0, max: 3 }) }),
				sendAll: fc.boolean(),
				zeroGone: fc.boolean(),
			})
			.map(({ rows, gone, known, leftOut, ...rest }): Shop => ({
				truth: new Map(products.map((one) => [one.id, one])),
				given: {
					...rest,
					rows: rows.map((row, index) => ({ ...row, input: index + 1 })),
					links: links.map((one, index) => ({ ...one, ...(gone[index] === undefined ? {} : { gone: gone[index] }) })),
					leftOut: new Set(leftOut === undefined ? [] : [leftOut]),
					sources: new Map(products.filter(({ isDeclared }) => isDeclared).map(({ id, source }) => [id, source])),
					productQuantities: new Map(known.map(({ id, whole }) => [id, whole])),
					ownQuantities: new Map(known.map(({ id, own }) => [id, own])),
					guard: { percentage: 100, atLeast: 1000, linkedProducts: 1000, zeroedLastHour: 0 },
					sumRows: false,
					maximum: MAXIMUM,
					allowUnlinked: false,
				},
			}));
	});

/** How many units of a listing the merchant can really sell now. */
export function trulyFree({ given, truth }: Shop, sku: string): number {
	const made = given.links.find((one) => one.sku === sku);
	if (made === undefined) return 0;
	const free = [...partsOf(made)].map(([id, each]) => {
		const sold = given.links.reduce((sum, one) => sum + (given.sold.get(one.sku) ?? 0) * (partsOf(one).get(id) ?? 0), 0);
		return Math.floor(Math.max(0, (truth.get(id)?.own ?? 0) - sold) / each);
	});
	return Math.min(...free);
}

export const partsOf = ({ content, productId }: StockLink): ReadonlyMap<string, number> =>
	'components' in content
		? new Map(content.components.map((one) => [one.productId, one.units]))
		: new Map([[productId, content.unitsPerListing]]);

export const shuffled = <One>(all: readonly One[], order: readonly number[]): readonly One[] =>
	all
		.map((one, index) => ({ one, at: order[index % order.length] ?? 0 }))
		.toSorted((a, b) => a.at - b.at)
		.map(({ one }) => one);
