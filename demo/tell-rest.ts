import type { PlacedOrder, ShopTruth } from './shop-tally';
import type { LoggedSale, SeededSale, StoreOrder } from './tally';

/** Why the demo's seed lets an order of Amazon be none of the store's business. */
const whyIgnored: Readonly<Record<string, string>> = {
	notShippedYet: 'Amazon ships it, and has not yet',
	notAmazonSale: 'Amazon ships it for a shop; it was not bought at Amazon',
	unfulfillable: 'Amazon could not ship it for a shop; it was not bought at Amazon',
	cancelledAtFirstSight: 'it was cancelled before it came',
	pending: 'its payment is not cleared',
};

const reasonsOf = (log: readonly LoggedSale[]): ReadonlyMap<string, LoggedSale> => new Map(log.map((sale) => [sale.orderId, sale]));

/** One line for each order of Amazon that did not become a store order, with the reason. */
export function tellUnsaved(
	seeded: readonly SeededSale[],
	storeOrders: readonly StoreOrder[],
	log: readonly LoggedSale[],
): readonly string[] {
	const inStore = new Set(storeOrders.map(({ amazonOrderId }) => amazonOrderId));
	const reasons = reasonsOf(log);
	return seeded
		.filter(({ orderId }) => !inStore.has(orderId))
		.map(({ orderId, reason = '' }) => {
			const told = reasons.get(orderId);
			return told?.state === 'error'
				? `Amazon ${orderId} needs attention: ${told.text ?? told.reason}`
				: `Amazon ${orderId} is left alone: ${whyIgnored[reason] ?? 'nobody knows why'}`;
		});
}

/** One line for each order of the shop that Amazon does not ship, with what its customer did or what is wrong with it. */
export function tellUnsent({ placed, atAmazon }: ShopTruth, storeName: string, log: readonly LoggedSale[]): readonly string[] {
	const sent = new Set(atAmazon.map(({ displayableOrderId }) => displayableOrderId));
	const reasons = reasonsOf(log);
	return placed
		.filter(({ number }) => !sent.has(number))
		.map(({ id, number, recipe }: PlacedOrder) => {
			const name = `${storeName} #${number.replace('#', '')}`;
			const told = reasons.get(String(id));
			return told?.state === 'error'
				? `${name} needs attention: ${told.text ?? told.reason}`
				: `${name} is nothing for Amazon: ${recipe.name}`;
		});
}
