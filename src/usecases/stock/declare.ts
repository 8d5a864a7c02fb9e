import type { StockRow, StockSource } from '../../domain/stock/facts';
import { reasonOf, type Reason } from '../../domain/reasons';
import { say } from '../../domain/texts/say';
import type { Between, Database } from '../../ports/database';
import type { StoreStock } from '../../ports/stock-source';
import { linksOfRows } from './links-of-rows';

interface Deps {
	readonly database: Database;
	readonly between: Between;
	readonly stock: StoreStock;
}

/** What an item names: a listing, or a product of the store. */
export interface Named {
	readonly input: number;
	readonly sku: string;
	readonly productId?: string;
}

export interface NamedSource extends Named {
	/** Undefined takes the word back. */
	readonly source: StockSource | undefined;
}

/** Of an item: the products or listings that it came to, or why none. */
export type Declared =
	{ readonly kind: 'declared'; readonly of: readonly string[] } | { readonly kind: 'rejected'; readonly reason: Reason };

const rowOf = ({ input, sku, productId }: Named): StockRow => ({
	input,
	sku,
	quantity: 0,
	...(productId === undefined ? {} : { productId }),
});

/** What is declared of the products stays with their links, until somebody declares otherwise. */
export async function declareSources(deps: Deps, named: readonly NamedSource[], dryRun: boolean): Promise<readonly Declared[]> {
	const { database, between } = deps;
	const linked = await linksOfRows(deps, named.map(rowOf));
	const linkedProducts = new Set(linked.links.map(({ productId }) => productId));
	const found = linked.rows.map((row) => {
		const id = linked.productOf(row);
		return id !== undefined && linkedProducts.has(id) ? id : undefined;
	});
	if (!dryRun) {
		const bySource = Map.groupBy(named.keys(), (index) => named[index]?.source);
		for (const [source, indexes] of bySource) {
			const ids = [...new Set([...indexes].flatMap((index) => found[index] ?? []))];
			if (ids.length > 0) await database.stock.declare(between, ids, source, database.now());
		}
	}
	return named.map((one, index) => declared(one, found[index] === undefined ? [] : [found[index]]));
}

/** Listings that are left out of every push, or go with it again. A product of the store stands for all of its listings. */
export async function leaveOut(deps: Deps, named: readonly Named[], out: boolean, dryRun: boolean): Promise<readonly Declared[]> {
	const { database, between } = deps;
	const linked = await linksOfRows(deps, named.map(rowOf));
	const found = linked.rows.map((row) => {
		const own = linked.links.filter(({ sku }) => sku === row.sku);
		if (own.length > 0) return own.map(({ sku }) => sku);
		const id = linked.productOf(row);
		return linked.links.filter(({ productId }) => productId === id).map(({ sku }) => sku);
	});
	const skus = [...new Set(found.flat())];
	if (!dryRun && skus.length > 0) await database.stock.leaveOut(between, skus, out, database.now());
	return named.map((one, index) => declared(one, found[index] ?? []));
}

const declared = ({ input, sku }: Named, of: readonly string[]): Declared =>
	of.length > 0
		? { kind: 'declared', of }
		: {
				kind: 'rejected',
				reason: reasonOf('stockSkuUnknown', say('item', { input: String(input) }), sku === '' ? undefined : `SKU "${sku}"`),
			};
