import type { OrderId } from '../../domain/ids';
import type { ConfirmDeps } from './deps';
import type { OneOrder } from './one-order';

/** Orders in items of an old execution that is run again: their trigger gives them out anew. */
export async function staleOrders({ database }: Pick<ConfirmDeps, 'database'>, orders: readonly OneOrder[]): Promise<ReadonlySet<OrderId>> {
	const stamped = orders.flatMap(({ orderId, sales }) => sales.flatMap(({ stamp }) => (stamp === undefined ? [] : [{ orderId, stamp }])));
	const current = await database.inbox.current(stamped.map(({ stamp }) => stamp));
	return new Set(stamped.filter((_, index) => current[index] !== true).map(({ orderId }) => orderId));
}
