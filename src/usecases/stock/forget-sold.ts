import { accountKey } from '../../domain/account';
import type { Order } from '../../domain/order';
import type { Database } from '../../ports/database';

/**
 * A channel lowers its count by itself when it sells, and may raise it when an order is called off: what was pushed before is not
 * what stands there. What is under way is written anew anyway, and stays remembered so.
 */
export async function forgetSold({ stock }: Pick<Database, 'stock'>, orders: readonly Order[]): Promise<void> {
	const own = orders.filter(({ fulfilledBy, origin, platform }) => fulfilledBy === 'merchant' && origin === platform);
	for (const [channel, sold] of Map.groupBy(own, ({ account }) => accountKey(account))) {
		const skus = [...new Set(sold.flatMap(({ lines }) => lines.map(({ sku }) => sku)))].filter((sku) => sku !== '');
		if (skus.length === 0) continue;
		const pushed = await stock.pushed(channel, skus);
		const sure = [...pushed].flatMap(([sku, { unsure }]) => (unsure === true ? [] : [sku]));
		if (sure.length > 0) await stock.forget(channel, sure);
	}
}
