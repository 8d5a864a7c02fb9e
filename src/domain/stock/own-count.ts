import type { StockRow, StockSource } from './facts';
import { counted, oneCount, uncounted, type Count } from './one-count';

/**
 * What the merchant himself has of a product. Of one that lies in two places only what he keeps of it counts, never a
 * difference; and never more than the whole, which falls with each sale.
 * @param known his own part, where the items do not give it
 */
export function ownCount(rows: readonly StockRow[], source: StockSource, known: number | undefined, sumRows: boolean): Count {
	if (source === 'warehouse') return uncounted('stockIsFba');
	if (source === 'own') return oneCount(rows, ({ quantity }) => quantity, sumRows);
	const given = rows.filter(({ ownQuantity }) => ownQuantity !== undefined);
	if (given.length === rows.length) {
		return oneCount(rows, ({ ownQuantity = 0, quantity }) => Math.min(ownQuantity, quantity), sumRows);
	}
	if (given.length > 0 || known === undefined) return uncounted('stockOwnPartMissing');
	const whole = oneCount(rows, ({ quantity }) => quantity, sumRows);
	return whole.kind === 'count' ? counted(Math.min(known, whole.quantity)) : whole;
}
