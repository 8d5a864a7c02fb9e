import { breathe } from '../../domain/breathe';
import type { LinkPlace, ProductLink } from '../../domain/product';
import type { StockLink, StockRow } from '../../domain/stock/facts';
import type { StockLevel } from '../../domain/stock/level';
import type { Between, Database } from '../../ports/database';
import type { StoreStock, StoreStockWish } from '../../ports/stock-source';

interface Deps {
	readonly database: Pick<Database, 'links' | 'stock'>;
	readonly between: Between;
	readonly stock: StoreStock;
}

/** Rows with the products that they are about, and all listings that have a share in these. */
export interface LinkedRows {
	readonly rows: readonly StockRow[];
	readonly links: readonly StockLink[];
	/** The listings among them that may come to be written. */
	readonly listings: readonly string[];
	/** Listings that a person left out. */
	readonly leftOut: ReadonlySet<string>;
	/** What the store was asked for on the way. */
	readonly levels: readonly StockLevel[];
	/** The product that a row is about, where it is known. */
	productOf(row: StockRow): string | undefined;
}

/** How a SKU alone is understood, and what is asked for where the store is asked. */
export interface Reading extends StoreStockWish {
	/** A count of the merchant's own names the store's product; else a listing is looked for first. */
	readonly productsFirst?: true;
	/** Products that no row names, and whose listings are looked at all the same. */
	readonly also?: readonly string[];
}

/**
 * A row names the listing's SKU, the store's product by its id, or that product's SKU; in this order. Only for the last the store
 * is asked, all at once.
 */
export async function linksOfRows(
	{ database, between, stock }: Deps,
	given: readonly StockRow[],
	{ also = [], ...reading }: Reading = {},
): Promise<LinkedRows> {
	const bySku = await database.links.get(between, distinct(given.map(({ sku }) => sku)));
	const { rows, levels } = await withProducts(stock, given, bySku, reading);
	const products = distinct([
		...rows.flatMap(({ productId }) => productId ?? []),
		...[...bySku.values()].map(({ productId }) => productId),
		...also,
	]);
	const known = new Set(products);
	const found = new Map(bySku);
	const add = (links: Iterable<ProductLink>): void => {
		for (const link of links) found.set(link.sku, link);
	};
	for (const links of (await database.links.ofProducts(between, products)).values()) add(links);
	const sets = await database.links.setsWith(between, products);
	add(sets);
	const listings = [...found.keys()];
	// What a set of it was sold, or another listing or set of what is in the set, lowers all of them.
	const others = componentsOf([...found.values()]).filter((id) => !known.has(id));
	for (const links of (await database.links.ofProducts(between, others)).values()) add(links);
	add(await database.links.setsWith(between, others));
	const leftOut = await database.stock.leftOut(between, [...found.keys()]);
	const links: StockLink[] = [];
	for (const link of found.values()) {
		await breathe();
		links.push(stockLink(link, leftOut));
	}
	return { rows, links, listings, leftOut, levels, productOf: ({ sku, productId }) => productId ?? productOfSingle(bySku.get(sku)) };
}

/** A row by a set's own SKU says nothing of one product. */
const productOfSingle = (link: ProductLink | undefined): string | undefined =>
	link === undefined || 'components' in link.content ? undefined : link.productId;

const componentsOf = (links: readonly ProductLink[]): readonly string[] =>
	distinct(links.flatMap(({ content }) => ('components' in content ? content.components.map(({ productId }) => productId) : [])));

const distinct = (texts: readonly string[]): readonly string[] => [
	...new Set(texts.filter((text) => typeof text === 'string' && text !== '')),
];

async function withProducts(
	stock: StoreStock,
	rows: readonly StockRow[],
	bySku: ReadonlyMap<string, ProductLink>,
	{ productsFirst, ...wish }: Reading,
): Promise<{ readonly rows: readonly StockRow[]; readonly levels: readonly StockLevel[] }> {
	const isOpen = ({ sku, productId, atWarehouse }: StockRow): boolean =>
		productId === undefined && (!bySku.has(sku) || (productsFirst === true && atWarehouse !== true));
	const open = distinct(rows.flatMap((row) => (isOpen(row) ? [row.sku] : [])));
	if (open.length === 0) return { rows, levels: [] };
	const read: StockLevel[] = [];
	for await (const { levels } of stock.ofSkus(open, wish)) read.push(...levels);
	const found = Map.groupBy(read, ({ sku }) => sku);
	const withProduct = (row: StockRow): StockRow => {
		const [level, ...others] = isOpen(row) ? (found.get(row.sku) ?? []) : [];
		// Of several products of one SKU nobody can tell which is meant.
		return level?.productId === undefined || others.length > 0 ? row : { ...row, productId: level.productId };
	};
	return { rows: rows.map(withProduct), levels: read };
}

const stockLink = ({ sku, productId, parentId, content, places, gone }: ProductLink, leftOut: ReadonlySet<string>): StockLink => ({
	sku,
	productId,
	...(parentId === undefined ? {} : { parentId }),
	content,
	fulfilledBy: fulfillerOf(places ?? []),
	...(gone === undefined ? {} : { gone }),
	...(leftOut.has(sku) ? { leftOut: true } : {}),
});

function fulfillerOf(places: readonly LinkPlace[]): StockLink['fulfilledBy'] {
	const kinds = new Set(places.map(({ fulfilledBy }) => fulfilledBy));
	if (kinds.has('amazon')) return kinds.size === 1 ? 'amazon' : 'both';
	return kinds.size === 1 && kinds.has('merchant') ? 'merchant' : 'unknown';
}

/** Products that the links are made of, each once. */
export const productsOf = (links: readonly StockLink[]): readonly string[] =>
	distinct(
		links.flatMap(({ productId, content }) =>
			'components' in content ? content.components.map((component) => component.productId) : [productId],
		),
	);

/** And the parents, with which a variation may be declared. */
export const withParents = (links: readonly StockLink[]): readonly string[] =>
	distinct([...productsOf(links), ...links.flatMap(({ parentId }) => parentId ?? [])]);
