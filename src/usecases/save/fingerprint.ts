import type { Order } from '../../domain/order';
import { wantedPieces } from '../../domain/wanted-pieces';
import type { Database } from '../../ports/database';

/** In no hash and in no time. */
const SEPARATOR = '@';

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
			wantedPieces(line),
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
		order.taxIds.filter(({ party }) => party === 'buyer'),
	];
	return database.hmac(JSON.stringify(content));
}

/**
 * The version as it is noted on the store's order: another memory has another key, and tells by the channel's own time of
 * the version that there is nothing to write. Else it would write over what people have changed in the store since.
 */
export const versionMark = (database: Pick<Database, 'hmac'>, order: Order): string =>
	`${fingerprint(database, order)}${SEPARATOR}${order.updatedAt}`;

/** Whether a version that is known, by a fingerprint or as it stands in the store, is that of this order. */
export function isVersionOf(known: string | undefined, database: Pick<Database, 'hmac'>, order: Order): boolean {
	const [print, updatedAt] = (known ?? '').split(SEPARATOR);
	return print === fingerprint(database, order) || updatedAt === order.updatedAt;
}

/** Whether two known versions are of one content, as far as one memory can tell. */
export const isSameContent = (one: string, other: string): boolean => one.split(SEPARATOR)[0] === other.split(SEPARATOR)[0];
