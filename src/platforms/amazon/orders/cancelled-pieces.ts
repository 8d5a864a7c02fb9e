import { money } from '../../../domain/money';
import { value } from './to-money';
import type { WireItem, WireMoney, WireOrder } from './wire';

/** Pieces cancelled: those of a cancelled item that were neither shipped nor wait to be. */
export function cancelledPieces(order: WireOrder, item: WireItem): number {
	const executed = item.cancellation?.cancellationExecution !== undefined || order.fulfillment.fulfillmentStatus === 'CANCELLED';
	const { quantityFulfilled = 0, quantityUnfulfilled = 0 } = item.fulfillment ?? {};
	return executed ? Math.max(0, item.quantityOrdered - quantityFulfilled - quantityUnfulfilled) : 0;
}

export const piecesLeft = (order: WireOrder, item: WireItem): number => item.quantityOrdered - cancelledPieces(order, item);

/**
 * Whether Amazon's amounts of a line still hold its cancelled pieces is not documented. These are the ways they may be
 * meant, as items whose amounts are those of the pieces that are left: as they are told, without lines of which nothing is
 * left, or of the pieces that are left only. The order's total tells which; without one, what is cancelled wholly costs
 * nothing.
 */
export function waysToRead(order: WireOrder, items: readonly WireItem[]): readonly (readonly WireItem[])[] {
	const left = items.map((item) => piecesLeft(order, item));
	const nothingCancelled = items.every(({ quantityOrdered }, index) => left[index] === quantityOrdered);
	if (nothingCancelled || left.every((pieces) => pieces === 0)) return [items];
	const freed = items.map((item, index) => (left[index] === 0 ? scaled(item, 0) : item));
	if (order.proceeds?.grandTotal === undefined) return [freed];
	return [items, freed, items.map((item, index) => scaled(item, left[index] ?? 0))];
}

/** The item with the amounts of so many of its pieces. */
function scaled(item: WireItem, pieces: number): WireItem {
	const { proceeds } = item;
	if (proceeds === undefined || pieces === item.quantityOrdered) return item;
	const part = (amount: WireMoney): WireMoney => ({
		...amount,
		amount: money(value(amount).times(pieces).div(item.quantityOrdered), amount.currencyCode).amount,
	});
	return {
		...item,
		proceeds: {
			...proceeds,
			...(proceeds.proceedsTotal === undefined ? {} : { proceedsTotal: part(proceeds.proceedsTotal) }),
			breakdowns: proceeds.breakdowns.map((breakdown) => ({
				...breakdown,
				subtotal: part(breakdown.subtotal),
				detailedBreakdowns: breakdown.detailedBreakdowns.map((detail) =>
					detail.value === undefined ? detail : { ...detail, value: part(detail.value) },
				),
			})),
		},
	};
}
