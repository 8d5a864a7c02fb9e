import { piecesOf } from '../../domain/packs';
import type { StockRow } from '../../domain/stock/facts';
import type { IsoTime } from '../../domain/time';
import type { ProductLink } from '../../domain/product';
import type { Sale } from '../../ports/database';
import { orderRef } from '../order-key';
import type { ToChannelDeps } from './deps';
import type { OpenOrder } from './open-orders';

/** Sold at the channel, and not in the store's count yet. */
export interface Sold {
	readonly order: OpenOrder['order'];
	/** When the store counted it; left out: it did not. */
	readonly countedAt?: IsoTime;
	/** By product of the store. */
	readonly pieces: ReadonlyMap<string, number>;
	/** Of listings without a link, by SKU. */
	readonly units: ReadonlyMap<string, number>;
}

/** An order that the store has reduced its count by the time it was saved; one that waits for a person, or for its payment, did not. */
const countedAtOf = (sale: Sale | undefined): IsoTime | undefined => (sale?.targetOrderId === undefined ? undefined : sale.updatedAt);

export async function soldAtChannel({ database, between, orders }: ToChannelDeps): Promise<readonly Sold[]> {
	const open = await orders.read(database.now());
	if (open.length === 0) return [];
	const refs = open.map(({ order }) => orderRef(order));
	const sales = await database.sales.ofOrders({ source: between.channel, target: between.store }, refs);
	const links = await database.links.get(between, [...new Set(open.flatMap(({ units }) => [...units.keys()]))]);
	return open.map((one, index) => soldOf(one, links, countedAtOf(sales[index])));
}

function soldOf({ order, units }: OpenOrder, links: ReadonlyMap<string, ProductLink>, countedAt: IsoTime | undefined): Sold {
	const pieces = new Map<string, number>();
	const unlinked = new Map<string, number>();
	for (const [sku, quantity] of units) {
		const link = links.get(sku);
		if (link === undefined) unlinked.set(sku, quantity);
		else for (const part of piecesOf(link, quantity)) pieces.set(part.productId, (pieces.get(part.productId) ?? 0) + part.pieces);
	}
	return { order, pieces, units: unlinked, ...(countedAt === undefined ? {} : { countedAt }) };
}

/** Units of this listing or pieces of this product that are in no count that was made then. */
export const soldSince = (
	sold: readonly Sold[],
	of: { readonly productId: string } | { readonly sku: string },
	countedAt: IsoTime | undefined,
): number =>
	sold.reduce((sum, one) => {
		// A count that does not say of when it is was made now.
		if (one.countedAt !== undefined && (countedAt === undefined || one.countedAt < countedAt)) return sum;
		return sum + (('productId' in of ? one.pieces.get(of.productId) : one.units.get(of.sku)) ?? 0);
	}, 0);

/**
 * The rows without what was sold of their product: here, in pieces, because all listings of a product have one count, whichever
 * of them sold. Several rows of one product are the parts of a sum, or say the same: each part is lowered by what the ones before
 * it could not bear where they are added up, else all alike.
 */
export function withoutSold(
	rows: readonly StockRow[],
	productOf: (row: StockRow) => string | undefined,
	sold: readonly Sold[],
	sumRows: boolean,
): readonly StockRow[] {
	const left = new Map<string, number>();
	return rows.map((row) => {
		const productId = productOf(row);
		if (productId === undefined || sold.length === 0) return row;
		const owed = soldSince(sold, { productId }, row.asOf);
		const owes = sumRows ? (left.get(productId) ?? owed) : owed;
		if (owes === 0) return row;
		left.set(productId, Math.max(0, owes - (row.ownQuantity ?? row.quantity)));
		return { ...row, ...lowered(row, owes) };
	});
}

const lowered = ({ quantity, ownQuantity }: StockRow, by: number): Pick<StockRow, 'quantity' | 'ownQuantity'> => ({
	quantity: less(quantity, by),
	...(ownQuantity === undefined ? {} : { ownQuantity: less(ownQuantity, by) }),
});

/** What is no count (bad input) is left as it is: it is refused as it was given. */
const less = (quantity: number, by: number): number => (Number.isInteger(quantity) && quantity >= 0 ? Math.max(0, quantity - by) : quantity);
