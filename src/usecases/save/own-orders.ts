import { accountKey } from '../../domain/account';
import type { SaleChange } from '../../ports/database';
import type { OwnOrder } from '../../ports/order-sink';
import { parseOrigin } from '../order-key';
import type { OrderToSave, SaveDeps } from './deps';

/** The store's clock is not ours: own orders are read back a good deal further than the oldest purchase. */
const MARGIN_MS = 2 * 24 * 60 * 60_000;
const BETWEEN_LOOKS_MS = 3_000;
const MOST_LOOKS = 10;

const iso = (ms: number): string => new Date(ms).toISOString();

/** `create` claim of an order in a store. */
export const createKey = (deps: SaveDeps, origin: string) => ({
	account: accountKey(deps.sink.account),
	subject: origin,
	effect: 'create',
});

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
		await adopt(deps, page);
		highest = Math.max(highest, ...page.map((own) => own.position));
	}
	await deps.database.positions.note(store, { highest, readBackTo: readBack ? known.readBackTo : since });
	return highest;
}

/**
 * The effect is a fact, whoever made it: claims are completed, and the log learns where the order is. One that the log
 * did not know is taken as it is; one that somebody works on, or waits for, still comes back to be compared.
 */
export async function adopt(deps: SaveDeps, orders: readonly OwnOrder[]): Promise<void> {
	if (orders.length === 0) return;
	const store = accountKey(deps.sink.account);
	const now = deps.clock.now();
	await deps.database.claims.complete(
		orders.map((own) => ({ key: createKey(deps, own.origin), result: own.id })),
		now,
	);
	const byChannel = Map.groupBy(
		orders.flatMap((own) => {
			const origin = parseOrigin(own.origin);
			return origin === undefined ? [] : [{ own, ...origin }];
		}),
		({ channel }) => channel,
	);
	for (const [channel, found] of byChannel) {
		const sales = await deps.database.sales.get(
			channel,
			store,
			found.map(({ orderId }) => orderId),
		);
		const changes = found.flatMap(({ own, orderId }): SaleChange[] => {
			const sale = sales.get(orderId);
			if (sale?.storeOrderId !== undefined || sale?.state === 'deleted') return [];
			return [
				{
					channel,
					orderId,
					store,
					orderNumber: orderId,
					...(sale === undefined
						? { state: 'synced' }
						: { state: 'pending', ...(sale.state === 'pending' ? {} : { reason: null, nextAttemptAt: iso(now) }) }),
					storeOrderId: own.id,
					storeOrderNumber: own.number,
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
	let before = await look(deps, position);
	for (let looks = 1; looks < MOST_LOOKS; looks += 1) {
		await deps.clock.sleep(BETWEEN_LOOKS_MS);
		const after = await look(deps, position);
		if (inQuestion(after) === inQuestion(before)) return after;
		before = after;
	}
	return before;
}

async function look(deps: SaveDeps, position: number): Promise<OwnOrder[]> {
	const found: OwnOrder[] = [];
	for await (const page of deps.sink.ownOrders(position)) found.push(...page);
	return found;
}
