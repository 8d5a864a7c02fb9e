import type { SeedExpectation } from '../sandbox/seed/amazon-expectation';
import { catalog } from '../sandbox/seed/catalog';
import type { DemoStore } from './stores/demo-store';
import type { SeededSale, StoreOrder } from './tally';

export type ExpectedSale = SeededSale & Pick<SeedExpectation, 'stockUnits'> & { readonly total?: SeedExpectation['total'] };

/** @param takenByShop pieces of a SKU that the shop's own customers took */
export function stockFaults(sales: readonly ExpectedSale[], store: DemoStore, takenByShop: (sku: string) => number): readonly string[] {
	const pieces = store.shelf.pieces();
	return catalog.flatMap(({ sku, stock }) => {
		const sold = sales.reduce((sum, { stockUnits }) => sum + (stockUnits[sku] ?? 0), takenByShop(sku));
		const left = pieces.get(sku) ?? 0;
		return left === stock - sold
			? []
			: [`${sku}: ${String(stock)} pieces minus ${String(sold)} sold should leave ${String(stock - sold)}, not ${String(left)}`];
	});
}

export function totalFaults(sales: readonly ExpectedSale[], store: DemoStore, storeOrders: readonly StoreOrder[]): readonly string[] {
	const totals = new Map(sales.map(({ orderId, total }) => [orderId, total]));
	return storeOrders.flatMap(({ id, amazonOrderId }) => {
		const wanted = totals.get(amazonOrderId ?? '');
		const order = store.order(id);
		if (wanted === undefined || order === undefined) return [];
		const isRight = order.currency === wanted.currencyCode && order.total === Number(wanted.amount).toFixed(2);
		return isRight
			? []
			: [`${amazonOrderId ?? ''} is ${wanted.amount} ${wanted.currencyCode} at Amazon and ${order.total} ${order.currency} in the store`];
	});
}
