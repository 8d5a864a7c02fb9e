import type { ChannelRows } from './channel-rows';
import type { StockRow } from './facts';
import type { IndexedLink, LinkIndex } from './link-index';
import { inputsOf } from './plan-book';

/** A listing that a run is about. */
export interface Target {
	readonly sku: string;
	readonly linked: IndexedLink | undefined;
	readonly inputs: readonly number[];
	/** An item names this very listing. */
	readonly isNamed: boolean;
}

/** What is named, all that holds the same pieces, and what lost its product. */
export function* targetsOf(links: LinkIndex, rows: ChannelRows): Generator<Target> {
	const skus = new Set(rows.listings.keys());
	const addHolding = (productId: string): void => {
		for (const { link } of links.holding(productId)) skus.add(link.sku);
	};
	for (const sku of rows.listings.keys()) {
		const pack = links.bySku(sku)?.pack;
		if (pack?.units === 1) addHolding(pack.productId);
	}
	for (const productId of rows.products.keys()) addHolding(productId);
	for (const { link } of links.all()) if (link.gone === 'product') skus.add(link.sku);
	for (const sku of skus) {
		const linked = links.bySku(sku);
		yield { sku, linked, inputs: inputsOf(rowsBehind(sku, linked, rows)), isNamed: rows.listings.has(sku) };
	}
}

/** The items that a listing's quantity comes from. */
function rowsBehind(sku: string, linked: IndexedLink | undefined, rows: ChannelRows): readonly StockRow[] {
	const named = rows.listings.get(sku);
	if (linked === undefined) return named ?? [];
	const { pack, parts } = linked;
	const ofProduct = (productId: string): readonly StockRow[] => rows.products.get(productId) ?? singles(rows, productId);
	if (pack === undefined) return [...(named ?? []), ...parts.flatMap(({ productId }) => ofProduct(productId))];
	return named === undefined ? ofProduct(pack.productId) : [...named, ...(rows.products.get(pack.productId) ?? [])];
}

const singles = (rows: ChannelRows, productId: string): readonly StockRow[] => rows.ofSingles(productId).flatMap((one) => one.rows);
