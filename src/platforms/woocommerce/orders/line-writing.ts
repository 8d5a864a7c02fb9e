import type { AccountMemory } from '../account-memory';
import type { Products } from '../catalog/products';
import type { WooCommerceClient } from '../client';
import { holdsStock } from '../order-status';
import { storeFacts } from '../settings';
import { deducted, productsOf } from '../shipments/completion';
import { isRecalculationHarmless } from '../taxes/recalculation';
import type { WireStoreLine, WireStoreOrder } from '../wire/store-order';

/** A line whose stock was left alone on purpose would be deducted by a mark on it. */
async function leavesStockAlone(order: WireStoreOrder, lines: readonly WireStoreLine[], products: Products): Promise<boolean> {
	const undeducted = holdsStock(order.status) ? lines.filter((line) => deducted(line) === 0) : [];
	const known = await productsOf(undeducted, products);
	return [...known.values()].every(({ manageStock }) => manageStock === false);
}

/**
 * Whether meta data may be written on these lines: writing any line makes the store compute the whole order anew, and book
 * pieces that it thinks were not taken off the shelf yet.
 */
export async function mayWriteLines(
	client: WooCommerceClient,
	memory: AccountMemory,
	products: Products,
	order: WireStoreOrder,
	lines: readonly WireStoreLine[],
): Promise<boolean> {
	return isRecalculationHarmless(order, await storeFacts(client, memory)) && (await leavesStockAlone(order, lines, products));
}
