import type { Order } from '../../domain/order';
import type { Database } from '../../ports/database';

/**
 * Keyed hash of all that a store order is made of: equal means there is nothing to write. Update times, packages and
 * the product links are left out on purpose: they change without the store's order having to.
 */
export function fingerprint(database: Pick<Database, 'hmac'>, order: Order): string {
	const content = [
		order.status === 'cancelled',
		order.status === 'shipped',
		order.cancelRequested !== undefined,
		order.currency,
		order.totals.grand?.amount,
		order.lines.map((line) => [
			line.id,
			line.sku,
			line.quantity,
			line.total.amount,
			line.discount.amount,
			line.tax?.amount.amount,
			line.gift?.message,
			line.gift?.wrapLevel,
		]),
		order.charges.map((charge) => [charge.kind, charge.total.amount, charge.discount.amount, charge.tax?.amount.amount]),
		order.shipping,
		order.billing,
		order.shipBy,
		order.deliverBy,
		order.delivery,
	];
	return database.hmac(JSON.stringify(content));
}
