import type { Pushed, StockRow } from '../../domain/stock/facts';
import type { StockLevel } from '../../domain/stock/level';
import type { StoreStock } from '../../ports/stock-source';
import { productsOf, type LinkedRows } from './links-of-rows';

/**
 * The rows, where a count of the store that was made before the last push of it is read anew: it waited for its turn while a newer
 * one went, and would go over that. What cannot be read now stays as it was given.
 */
export async function notOvertaken(
	{ stock }: { readonly stock: StoreStock },
	{ rows, links, productOf }: LinkedRows,
	pushed: ReadonlyMap<string, Pushed>,
): Promise<readonly StockRow[]> {
	const pushedAt = new Map<string, string>();
	for (const link of links) {
		const at = pushed.get(link.sku)?.at ?? '';
		for (const productId of productsOf([link])) if (at > (pushedAt.get(productId) ?? '')) pushedAt.set(productId, at);
	}
	const isOvertaken = (row: StockRow): boolean =>
		row.fromStore === true && row.asOf !== undefined && row.asOf < (pushedAt.get(productOf(row) ?? '') ?? '');
	const open = new Set(rows.filter(isOvertaken).flatMap((row) => productOf(row) ?? []));
	if (open.size === 0) return rows;
	const parents = new Map(links.map(({ productId, parentId }) => [productId, parentId]));
	const now = new Map<string, StockLevel>();
	const ids = [...open].map((id) => {
		const parentId = parents.get(id);
		return parentId === undefined ? { id } : { id, parentId };
	});
	for await (const { levels } of stock.ofProducts(ids)) for (const level of levels) now.set(level.productId ?? '', level);
	return rows.map((row) => {
		const level = isOvertaken(row) ? now.get(productOf(row) ?? '') : undefined;
		if (level?.counted !== true || level.quantity === undefined) return row;
		return { ...row, quantity: Math.max(0, level.quantity), asOf: level.asOf };
	});
}
