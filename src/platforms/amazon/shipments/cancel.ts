import { PlatformError } from '../../../domain/platform-error';
import type { ChannelCancellation, ParcelTold } from '../../../ports/channel-shipments';
import type { OrderSource } from '../../../ports/order-source';
import type { Access } from '../participations';
import { ACKNOWLEDGEMENT, handIn, type NamedCancellation } from './feeds';

const refusedAs = (why: 'notOpen' | 'shippedBefore', said: string): ParcelTold => ({ outcome: 'refused', why, said });

/** Amazon takes the reason by line only, so that a whole order is named line by line. */
async function named(orders: OrderSource, cancellation: ChannelCancellation): Promise<NamedCancellation | ParcelTold> {
	if (cancellation.lines !== undefined) return { ...cancellation, items: cancellation.lines };
	try {
		const order = await orders.get(cancellation.orderId, { personalData: false });
		if (order === undefined) return refusedAs('notOpen', 'Amazon does not know the order');
		if (order.status === 'cancelled') return { outcome: 'taken' };
		if (order.status === 'shipped') return refusedAs('shippedBefore', order.channelStatus ?? '');
		const items = order.lines.map(({ id }) => ({ lineId: id }));
		return items.length === 0 ? refusedAs('notOpen', 'The order has no lines') : { ...cancellation, items };
	} catch (error) {
		if (!(error instanceof PlatformError)) throw error;
		// Nobody can tell its lines: the next run asks again, and what stays unreadable is seen by whoever reads orders.
		return { outcome: 'notSent' };
	}
}

export async function cancelOrders(
	access: Access,
	orders: OrderSource,
	cancellations: readonly ChannelCancellation[],
): Promise<readonly ParcelTold[]> {
	const told = new Map<ChannelCancellation, ParcelTold>();
	const open = new Map<NamedCancellation, ChannelCancellation>();
	for (const cancellation of cancellations) {
		const one = await named(orders, cancellation);
		if ('outcome' in one) told.set(cancellation, one);
		else open.set(one, cancellation);
	}
	for (const [one, outcome] of await handIn(access, ACKNOWLEDGEMENT, [...open.keys()])) {
		const cancellation = open.get(one);
		if (cancellation !== undefined) told.set(cancellation, outcome);
	}
	return cancellations.map((cancellation) => told.get(cancellation) ?? { outcome: 'notSent' });
}
