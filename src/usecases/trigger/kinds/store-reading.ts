import type { IsoTime } from '../../../domain/time';
import type { Package } from '../../../domain/order';
import type { StoreReading } from '../../../domain/store-order-events';
import type { Database } from '../../../ports/database';
import type { StoreOrder } from '../../../ports/store-orders';

/**
 * What a trigger sees in an order. The print leaves out what we write ourselves: notes, meta, parcels, and that the order
 * was completed with its last parcel (which is an event of its own); and what an erasure left of parcels is no news of them.
 */
export function readingOf(store: StoreOrder, shippedStatuses: readonly string[], database: Pick<Database, 'hmac'>): StoreReading {
	const { order, storeStatus } = store;
	const shippedAt = store.completedAt ?? latest(order.packages.flatMap((parcel) => parcel.shippedAt ?? []));
	return {
		facts: {
			paid: order.paidAt !== undefined,
			shipped: store.shipped || shippedStatuses.includes(storeStatus),
			cancelled: order.status === 'cancelled',
			refunded: Math.round(Number(store.refunded.amount) * 1000),
			print: database.hmac(printed(store)).slice(0, 24),
			parcels: store.erased === true || order.packages.length === 0 ? '' : database.hmac(parcelsOf(order.packages)).slice(0, 24),
		},
		boughtElsewhere: order.origin !== order.platform,
		purchasedAt: order.purchasedAt,
		...(order.paidAt === undefined ? {} : { paidAt: order.paidAt }),
		...(shippedAt === undefined ? {} : { shippedAt }),
	};
}

function printed({ order, statusBesidesShipping, shippingMethod }: StoreOrder): string {
	const lines = order.lines.map(({ id, sku, quantity, total, discount, tax }) => [
		id,
		sku,
		quantity,
		total.amount,
		discount.amount,
		tax?.amount.amount,
	]);
	const charges = order.charges.map(({ kind, total, discount }) => [kind, total.amount, discount.amount]);
	const { billing, shipping, customer, delivery, totals, currency } = order;
	return JSON.stringify([
		statusBesidesShipping,
		lines,
		charges,
		billing,
		shipping,
		customer,
		delivery,
		shippingMethod?.id,
		totals.grand?.amount,
		currency,
	]);
}

/** What somebody who is told of parcels has to know. Ids are left out: a plugin that writes the same number anew says nothing new. */
const parcelsOf = (packages: readonly Package[]): string =>
	JSON.stringify(
		packages.map(({ carrier, trackingNumber, phase, lines }) => [
			carrier,
			trackingNumber,
			phase === 'announced' || phase === 'delivered' ? phase : 'left',
			lines,
		]),
	);

const latest = (times: readonly IsoTime[]): IsoTime | undefined => [...times].sort().at(-1);
