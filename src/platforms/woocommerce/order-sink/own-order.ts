import { money, type Money } from '../../../domain/money';
import type { OwnOrder, SavedOrder, StoreOrderState } from '../../../ports/order-sink';
import { FULFILLED_ELSEWHERE, ORDER_META, REDUCED_STOCK_META, STATUS } from '../constants';
import { hasShipped, holdsStock, isCancelled, isClosed } from '../order-status';
import type { WireListedOrder } from '../wire/listed-order';
import { metaValue } from '../wire/meta';
import type { WireOwnLine, WireOwnOrder } from '../wire/own-order';

type Essentials = Pick<WireOwnOrder, 'id' | 'number' | 'status' | 'currency' | 'total' | 'meta'>;

export const totalOf = (order: Pick<WireOwnOrder, 'total' | 'currency'>): Money => money(order.total, order.currency);

/** The classic address of an order's page; the store leads on from there where it keeps orders in tables of their own. */
const adminUrl = (baseUrl: string, id: number): string => `${baseUrl}/wp-admin/post.php?post=${id}&action=edit`;

export const savedOrder = (order: Essentials, baseUrl: string): SavedOrder => ({ ...placeOf(order, baseUrl), total: totalOf(order) });

const placeOf = ({ id, number, status }: Pick<Essentials, 'id' | 'number' | 'status'>, baseUrl: string): Omit<SavedOrder, 'total'> => ({
	id: String(id),
	number,
	status,
	adminUrl: adminUrl(baseUrl, id),
});

/** Whose order it is, as it says itself. */
export const originOf = ({ meta }: Pick<WireOwnOrder, 'meta'>): string | undefined => metaValue(meta, ORDER_META.origin);

function versionOf({ meta }: Pick<WireOwnOrder, 'meta'>): { readonly fingerprint?: string } {
	const fingerprint = metaValue(meta, ORDER_META.fingerprint);
	return fingerprint === undefined ? {} : { fingerprint };
}

/** Undefined for an order that does not carry our mark. */
export function ownOrder(order: Omit<WireListedOrder, 'transactionId'>, baseUrl: string): OwnOrder | undefined {
	const origin = originOf(order);
	if (origin === undefined) return undefined;
	return {
		...placeOf(order, baseUrl),
		position: order.id,
		origin,
		...versionOf(order),
		trashed: order.status === STATUS.trash,
		closed: isClosed(order.status),
		...duplicateOf(order),
		...(order.createdAt === undefined ? {} : { createdAt: order.createdAt }),
	};
}

function duplicateOf({ meta }: Pick<WireOwnOrder, 'meta'>): Pick<OwnOrder, 'duplicateOf'> {
	const stays = metaValue(meta, ORDER_META.duplicateOf);
	return stays === undefined ? {} : { duplicateOf: stays };
}

export function stateOf(order: WireOwnOrder, baseUrl: string): StoreOrderState {
	const shipped = hasShipped(order.status, order.meta);
	const closed = isClosed(order.status);
	return {
		saved: savedOrder(order, baseUrl),
		...versionOf(order),
		shipped,
		cancelled: isCancelled(order.status),
		closed,
		// The REST API changes lines in any status (and moves stock with them); what is closed is left alone.
		editable: !shipped && !closed,
		...duplicateOf(order),
		wronglyTaken: wronglyTaken(order),
	};
}

const pieces = ({ meta }: WireOwnLine): number => Number(metaValue(meta, REDUCED_STOCK_META) ?? 0);

/**
 * Orders that Amazon ships are made with the flag that their stock was taken already. A cancellation takes the flag away,
 * and whoever sets the order completed again has the store take the pieces (wc_maybe_increase_stock_levels,
 * wc_maybe_reduce_stock_levels); it notes them on the lines, which those that left the shelf alone never have.
 */
function wronglyTaken({ status, meta, lines }: WireOwnOrder): StoreOrderState['wronglyTaken'] {
	if (metaValue(meta, ORDER_META.fulfilledBy) !== FULFILLED_ELSEWHERE || !holdsStock(status)) return [];
	return lines.filter((line) => pieces(line) > 0).map((line) => ({ product: line.product, pieces: pieces(line) }));
}
