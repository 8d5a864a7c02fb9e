import type { Order } from '../../domain/order';
import { unitsLeft } from '../../domain/units-left';
import type { CancelReason, ChannelCancellation } from '../../ports/channel-shipments';
import type { ParcelRow } from '../../ports/database';
import { unitsTold } from '../confirm/proof';

/**
 * How far an order is at its channel. `cancelled`: nothing of it is to leave any more, and nothing has. `left`: nothing is open.
 * `channelShips`: it is not the merchant's to ship.
 */
export type Standing = 'cancelled' | 'left' | 'channelShips' | 'open';

export function standingOf(order: Order): Standing {
	const { status, fulfilledBy, lines } = order;
	if (status === 'cancelled') return 'cancelled';
	if (fulfilledBy === 'amazon') return 'channelShips';
	if (status === 'shipped' || status === 'refunded') return 'left';
	if (lines.some((line) => unitsLeft(line) > 0)) return 'open';
	return lines.every(({ quantityShipped }) => quantityShipped === 0) ? 'cancelled' : 'left';
}

/** Whether the rest of an order, of which something may have left, is called off. */
export const isRestCancelled = (order: Order): boolean =>
	standingOf(order) === 'cancelled' || (standingOf(order) === 'left' && order.lines.some(({ quantityCancelled }) => quantityCancelled > 0));

/** Whether the buyer wants nothing of what is open. One who asked for some lines alone did not ask for the others. */
function buyerAsked({ cancelRequested, lines }: Order): boolean {
	const byLine = lines.some((line) => line.cancelRequested !== undefined);
	if (!byLine) return cancelRequested !== undefined;
	return lines.every((line) => unitsLeft(line) === 0 || line.cancelRequested !== undefined);
}

/** What is open of an order, and in none of these parcels. */
export const openLines = ({ lines }: Order, told: readonly ParcelRow[]): NonNullable<ChannelCancellation['lines']> =>
	lines.flatMap((line) => {
		const { id, quantityShipped } = line;
		const quantity = unitsLeft({ ...line, quantityShipped: Math.max(quantityShipped, unitsTold(told, id)) });
		return quantity > 0 ? [{ lineId: id, quantity }] : [];
	});

/** What is to be cancelled of an order; undefined where nobody said why it is called off. */
export function cancellationOf(
	order: Order,
	chosen: CancelReason | undefined,
	told: readonly ParcelRow[],
): ChannelCancellation | undefined {
	const reason = chosen ?? (buyerAsked(order) ? 'buyerCancelled' : undefined);
	if (reason === undefined) return undefined;
	return { orderId: order.id, marketplace: order.marketplace, lines: openLines(order, told), reason };
}
