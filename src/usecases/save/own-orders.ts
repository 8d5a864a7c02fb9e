import { accountKey } from '../../domain/account';
import type { AccountKey, OrderRef } from '../../domain/ids';
import { iso } from '../../domain/time';
import type { ClaimKey, SaleChange } from '../../ports/database';
import type { OwnOrder } from '../../ports/order-sink';
import { complete, settled } from '../once';
import { orderRef, originOf, parseOrigin } from '../order-key';
import type { OrderToSave, SaveDeps } from './deps';

/** The store's clock is not ours: own orders are read back a good deal further than the oldest purchase. */
const MARGIN_MS = 2 * 24 * 60 * 60_000;
const LOOKS = { betweenMs: 3_000, most: 10 } as const;

/** The claim of making an order in a store. */
export const createKey = (at: AccountKey, order: OrderRef): ClaimKey => ({ at, order, effect: 'create' });

/**
 * Takes into memory what the store holds of ours and we do not know: orders of a lost answer, of a database that was
 * restored from a backup, or of one that is new. One request as a rule: positions (store ids, never clocks) above the
 * highest known. A database that never looked reads back to the oldest purchase at hand.
 */
export async function adoptOwnOrders(deps: SaveDeps, items: readonly OrderToSave[]): Promise<number> {
	const store = accountKey(deps.sink.account);
	const known = await deps.database.positions.get(store);
	const oldest = Math.min(...items.map(({ order }) => Date.parse(order.purchasedAt)));
	const since = iso(oldest - MARGIN_MS);
	const readBack = known.readBackTo !== undefined && known.readBackTo <= since;
	let highest = known.highest;
	for await (const page of readBack ? deps.sink.ownOrders(highest) : deps.sink.ownOrders(0, since)) {
		await adopt(deps, page, items);
		highest = Math.max(highest, ...page.map((own) => own.position));
	}
	await deps.database.positions.note(store, { highest, readBackTo: readBack ? known.readBackTo : since });
	return highest;
}

/**
 * The effect is a fact, whoever made it: claims are completed, and the log learns where the order is. One that the log
 * did not know is taken as it is; one that somebody works on, or waits for, still comes back to be compared. The items at
 * hand know more of their orders than the marks in the store do.
 */
export async function adopt(deps: SaveDeps, orders: readonly OwnOrder[], items: readonly OrderToSave[]): Promise<void> {
	const atHand = new Map(items.map(({ order }) => [originOf(order), order]));
	const found = orders.flatMap((own) => {
		const order = atHand.get(own.origin);
		const ref = order === undefined ? parseOrigin(own.origin) : orderRef(order);
		return ref === undefined ? [] : [{ own, ref, number: order?.number ?? ref.id }];
	});
	if (found.length === 0) return;
	const target = accountKey(deps.sink.account);
	const now = deps.database.now();
	await complete(
		deps,
		found.map(({ own, ref }) => ({ key: createKey(target, ref), result: own.id })),
	);
	for (const [source, ofSource] of Map.groupBy(found, ({ ref }) => ref.account)) {
		const sales = await deps.database.sales.get(
			{ source, target },
			ofSource.map(({ ref }) => ref.id),
		);
		const changes = ofSource.flatMap(({ own, ref, number }): SaleChange[] => {
			const sale = sales.get(ref.id);
			if (sale?.targetOrderId !== undefined || sale?.state === 'deleted') return [];
			return [
				{
					source,
					orderId: ref.id,
					target,
					...(ref.key === undefined ? {} : { orderKey: ref.key }),
					...(ref.createdAt === undefined ? {} : { orderCreatedAt: ref.createdAt }),
					...(sale === undefined
						? { state: 'synced', orderNumber: number }
						: { state: 'pending', ...(sale.state === 'pending' ? {} : { reason: null, nextAttemptAt: iso(now) }) }),
					targetOrderId: own.id,
					targetOrderNumber: own.number,
					// What stood here before was not of what the store holds.
					fingerprint: own.fingerprint ?? '',
				},
			];
		});
		await deps.database.sales.change(changes, now);
	}
}

/**
 * Own orders above `position`, once two looks in a row agree about the ones in question: a request whose client left
 * goes on for a while in the store, element by element.
 */
export async function settledOwnOrders(deps: SaveDeps, position: number, origins: ReadonlySet<string>): Promise<readonly OwnOrder[]> {
	const inQuestion = (orders: readonly OwnOrder[]): string =>
		orders
			.filter(({ origin }) => origins.has(origin))
			.map(({ id }) => id)
			.join();
	return await settled(
		deps,
		LOOKS,
		async () => await look(deps, position),
		(one, other) => inQuestion(one) === inQuestion(other),
	);
}

async function look(deps: SaveDeps, position: number): Promise<readonly OwnOrder[]> {
	const found: OwnOrder[] = [];
	for await (const page of deps.sink.ownOrders(position)) found.push(...page);
	return found;
}
