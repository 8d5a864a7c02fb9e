import { orderId } from '../../domain/ids';
import type { Pushed } from '../../domain/stock/facts';
import type { IsoTime } from '../../domain/time';
import type { Sale } from '../../ports/database';
import { orderRef, originOf } from '../order-key';
import type { ToChannelDeps } from './deps';
import type { OpenOrder } from './open-orders';

/** Sold at the channel, and still with the merchant. */
export interface Sold extends OpenOrder {
	/** When the store counted it; left out: it did not, or does not any more. */
	readonly countedAt?: IsoTime;
}

/** @param skus listings that the run is about, in whatever way: of others nobody asks how their orders stand */
export async function soldAtChannel(
	{ database, between, orders, copies }: ToChannelDeps,
	skus: ReadonlySet<string>,
): Promise<readonly Sold[]> {
	const open = await orders.read(database.now());
	if (open.length === 0) return [];
	const refs = open.map(({ order }) => orderRef(order));
	const sales = await database.sales.ofOrders({ source: between.channel, target: between.store }, refs);
	const saved = open.flatMap(({ order, units }, index) => {
		const id = sales[index]?.targetOrderId;
		return id === undefined || ![...units.keys()].some((sku) => skus.has(sku)) ? [] : [{ order, id: orderId(id), origin: originOf(order) }];
	});
	const standings = saved.length === 0 ? [] : await copies.standings(saved);
	// Its pieces went back to the shelf, and the buyer waits for them all the same until the channel has called it off as well.
	const calledOff = new Set(saved.flatMap(({ order }, index) => (standings[index]?.state === 'open' ? [] : [order.id])));
	return open.map((one, index) => {
		const countedAt = calledOff.has(one.order.id) ? undefined : countedAtOf(sales[index]);
		return { ...one, ...(countedAt === undefined ? {} : { countedAt }) };
	});
}

/** An order that the store has reduced its count by the time it was saved; one that waits for a person, or for its payment, did not. */
const countedAtOf = (sale: Sale | undefined): IsoTime | undefined => (sale?.targetOrderId === undefined ? undefined : sale.updatedAt);

/**
 * Units by listing that are in no count.
 * @param countedAt when the count of a listing's goods was made; left out: now
 */
export function unitsNotCounted(sold: readonly Sold[], countedAt: (sku: string) => IsoTime | undefined): ReadonlyMap<string, number> {
	const units = new Map<string, number>();
	for (const one of sold) {
		for (const [sku, quantity] of one.units) {
			const at = countedAt(sku);
			if (one.countedAt !== undefined && (at === undefined || one.countedAt < at)) continue;
			units.set(sku, (units.get(sku) ?? 0) + quantity);
		}
	}
	return units;
}

/** The channel lowered the count by itself when it sold: what was pushed before is not what stands there. */
export function withoutSoldSince(pushed: ReadonlyMap<string, Pushed>, sold: readonly Sold[]): ReadonlyMap<string, Pushed> {
	const lastSold = new Map<string, IsoTime>();
	for (const { order } of sold) {
		for (const { sku } of order.lines) if (order.purchasedAt > (lastSold.get(sku) ?? '')) lastSold.set(sku, order.purchasedAt);
	}
	return new Map([...pushed].filter(([sku, { at }]) => (lastSold.get(sku) ?? '') <= at));
}
