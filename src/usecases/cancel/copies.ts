import { accountKey } from '../../domain/account';
import { orderId, type OrderId, type OrderRef } from '../../domain/ids';
import { PlatformError } from '../../domain/platform-error';
import { originOfRef } from '../order-key';
import { channelOf, type CalledOrder, type CancelDeps } from './deps';

interface Copy {
	readonly number: string;
	readonly copy: OrderRef;
}

/**
 * The store's copies of orders that are known by the channel's id alone, as far as the log has them and the store shows them as such:
 * under the id of one that is gone may stand a customer's order. Where the store does not answer, none is known.
 */
export async function withCopies(deps: CancelDeps, orders: readonly CalledOrder[]): Promise<readonly CalledOrder[]> {
	const unknown = orders.filter(({ copy }) => copy === undefined).map(({ id }) => id);
	if (unknown.length === 0) return orders;
	const copies = await copiesOf(deps, unknown);
	return orders.map((order): CalledOrder => (order.copy === undefined ? { ...order, ...copies.get(order.id) } : order));
}

async function copiesOf(deps: CancelDeps, ids: readonly OrderId[]): Promise<ReadonlyMap<OrderId, Copy>> {
	const [channel, store] = [channelOf(deps), accountKey(deps.sink.account)];
	const sales = await deps.database.sales.get({ source: channel, target: store }, ids);
	const copies = [...sales].flatMap(([id, { targetOrderId, targetOrderNumber: number = targetOrderId }]) =>
		targetOrderId === undefined || number === undefined ? [] : [{ id, number, copy: { account: store, id: orderId(targetOrderId) } }],
	);
	if (copies.length === 0) return new Map();
	try {
		const asked = copies.map(({ id, copy }) => ({ id: copy.id, origin: originOfRef({ account: channel, id }) }));
		const standings = await deps.sink.standings(asked);
		return new Map(copies.flatMap(({ id, number, copy }, at) => (standings[at] === undefined ? [] : [[id, { number, copy }]])));
	} catch (error) {
		if (!(error instanceof PlatformError) || (error.concernsAll && !error.passing)) throw error;
		return new Map();
	}
}
