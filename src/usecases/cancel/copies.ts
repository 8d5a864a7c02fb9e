import { accountKey } from '../../domain/account';
import { orderId } from '../../domain/ids';
import { channelOf, type CalledOrder, type CancelDeps } from './deps';

/** The store's copies of orders that are known by the channel's id alone, as far as the log has them. */
export async function withCopies(deps: CancelDeps, orders: readonly CalledOrder[]): Promise<readonly CalledOrder[]> {
	const store = accountKey(deps.sink.account);
	const unknown = orders.filter(({ copy }) => copy === undefined).map(({ id }) => id);
	if (unknown.length === 0) return orders;
	const sales = await deps.database.sales.get({ source: channelOf(deps), target: store }, unknown);
	return orders.map((order): CalledOrder => {
		const sale = order.copy === undefined ? sales.get(order.id) : undefined;
		if (sale?.targetOrderId === undefined) return order;
		const { targetOrderId, targetOrderNumber = targetOrderId, targetOrderKey: key, targetOrderCreatedAt: createdAt } = sale;
		const copy = {
			account: store,
			id: orderId(targetOrderId),
			...(key === undefined ? {} : { key }),
			...(createdAt === undefined ? {} : { createdAt }),
		};
		return { ...order, number: targetOrderNumber, copy };
	});
}
