import { accountKey, type Account } from '../../domain/account';
import type { Order } from '../../domain/order';
import type { Database, SeenOrder } from '../../ports/database';

/** As carriers and people write one number. */
const spelled = (number: string): string => number.toUpperCase().replaceAll(/[^\dA-Z]/g, '');

/** By what a number is known that is not kept. */
export const hashOfNumber = (database: Pick<Database, 'hmac'>, number: string): string =>
	database.hmac(`tracking:${spelled(number)}`).slice(0, 24);

/** What is remembered of a channel's order: nothing of it is anybody's name or address. */
function seenOrder(database: Pick<Database, 'hmac'>, order: Order): SeenOrder {
	const ours = order.fulfilledBy === 'merchant';
	return {
		orderId: order.id,
		updatedAt: order.updatedAt,
		marketplace: order.marketplace,
		status: order.status,
		fulfilledBy: order.fulfilledBy,
		programs: order.programs,
		purchasedAt: order.purchasedAt,
		...(order.shipBy?.to === undefined ? {} : { shipBy: order.shipBy.to }),
		lines: !ours
			? []
			: order.lines.map(({ id, sku, quantity, quantityCancelled, quantityShipped }) => ({
					lineId: id,
					sku,
					quantity,
					cancelled: quantityCancelled,
					shipped: quantityShipped,
				})),
		packages: !ours
			? []
			: order.packages.map(({ id, trackingNumber }) => ({
					reference: id,
					...(trackingNumber === undefined ? {} : { number: hashOfNumber(database, trackingNumber) }),
				})),
	};
}

/**
 * Remembers them as they are now, and answers how that is. Orders of other shops that the channel only ships are not its own. Sales
 * of those that have left learn it here: as a rule no workflow asks for that version, and their personal data ages from then.
 */
export async function noteSeen(
	database: Pick<Database, 'hmac' | 'shipments' | 'sales'>,
	account: Account,
	orders: readonly Order[],
): Promise<readonly SeenOrder[]> {
	const own = orders.filter(({ origin, platform }) => origin === platform);
	const seen = own.map((order) => seenOrder(database, order));
	await database.shipments.noteSeen(accountKey(account), seen);
	await database.sales.noteLeft(
		accountKey(account),
		own.flatMap(({ id, status, updatedAt }) => (status === 'shipped' ? [{ orderId: id, shippedAt: updatedAt }] : [])),
	);
	return seen;
}
