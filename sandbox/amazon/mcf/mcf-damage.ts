import type { Damage } from '../../kernel/contract';
import { failedStatuses, type McfOrder } from './mcf-order';

/** Units per SKU that the customer ordered, by the number the customer knows. The sandbox's owner may tell it. */
export type OrderedUnits = ReadonlyMap<string, Readonly<Record<string, number>>>;

/** Units that were sent or still will be. */
const effectiveUnits = (order: McfOrder): ReadonlyMap<string, number> => {
	const units = new Map<string, number>();
	const isFailed = failedStatuses.has(order.status);
	for (const { item, shipped, cancelled, unfulfillable } of order.lines) {
		const counted = isFailed ? shipped : item.quantity - cancelled - unfulfillable;
		units.set(item.sellerSku, (units.get(item.sellerSku) ?? 0) + counted);
	}
	return units;
};

const requestedUnits = (order: McfOrder, sku: string): number =>
	order.lines.filter(({ item }) => item.sellerSku === sku).reduce((sum, { item }) => sum + item.quantity, 0);

/**
 * Store orders that get more than was ordered. What was ordered is what the sandbox was told, else the most that a
 * single request asked for: then a second request for the same SKU is a duplicate unless the first one left units over.
 */
export function mcfDamage(orders: readonly McfOrder[], ordered: OrderedUnits): readonly Damage[] {
	const byNumber = new Map<string, McfOrder[]>();
	for (const order of orders) {
		const key = JSON.stringify([order.sellerId, order.request.displayableOrderId]);
		byNumber.set(key, [...(byNumber.get(key) ?? []), order]);
	}
	return [...byNumber.values()].flatMap((group) => {
		const number = group[0]?.request.displayableOrderId ?? '';
		const told = ordered.get(number);
		const sums = new Map<string, number>();
		for (const order of group) for (const [sku, units] of effectiveUnits(order)) sums.set(sku, (sums.get(sku) ?? 0) + units);
		return [...sums].flatMap(([sku, units]): readonly Damage[] => {
			const allowed = told === undefined ? Math.max(...group.map((order) => requestedUnits(order, sku))) : (told[sku] ?? 0);
			if (units <= allowed) return [];
			const ids = group.map(({ id }) => id).join(', ');
			const kind = group.length > 1 && allowed > 0 ? 'mcfDuplicate' : 'mcfUnwanted';
			return [{ kind, detail: `store order ${number}: ${units} x ${sku} sent for ${allowed} ordered, by ${ids}` }];
		});
	});
}
