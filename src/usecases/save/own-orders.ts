import { accountKey } from '../../domain/account';
import type { AccountKey, OrderRef } from '../../domain/ids';
import { reason } from '../../domain/reasons';
import { iso } from '../../domain/time';
import type { ClaimKey, Sale, SaleChange } from '../../ports/database';
import type { OrderSink, OwnOrder, OwnOrderPage } from '../../ports/order-sink';
import { complete, settled } from '../once';
import { orderRef, originOf, parseOrigin } from '../order-key';
import type { OrderToSave, SaveDeps } from './deps';

const LOOKS = { betweenMs: 3_000, most: 10 } as const;

/** The claim of making an order in a store. */
export const createKey = (at: AccountKey, order: OrderRef): ClaimKey => ({ at, order, effect: 'create' });

/** What the store holds of ours, as far as it was asked for. */
export async function listOwnOrders(sink: OrderSink, above: number, wish?: Parameters<OrderSink['ownOrders']>[1]): Promise<OwnOrderPage> {
	const pages: OwnOrderPage[] = [];
	for await (const page of sink.ownOrders(above, wish)) pages.push(page);
	return { orders: pages.flatMap(({ orders }) => orders), unmarked: pages.flatMap(({ unmarked }) => unmarked) };
}

/** Ids of orders in the store that are of one origin, by that. */
export type Twins = Map<string, Set<string>>;

export function noteTwins(twins: Twins, origin: string, ids: readonly string[]): void {
	twins.set(origin, new Set([...(twins.get(origin) ?? []), ...ids]));
}

/** What came of taking orders in. */
interface Adopted {
	/** That the log has somewhere else. */
	readonly twins: Twins;
	/** All of them stood in the log where they are, or are being made by this process. */
	readonly nothingNew: boolean;
}

interface Found {
	readonly own: OwnOrder;
	readonly ref: OrderRef;
	readonly number: string;
}

/**
 * The effect is a fact, whoever made it: claims are completed, and the log learns where the order is. One that the log
 * did not know is taken as it is; one that somebody works on, or waits for, still comes back to be compared. The items at
 * hand know more of their orders than the marks in the store do.
 */
export async function adopt(deps: SaveDeps, orders: readonly OwnOrder[], items: readonly OrderToSave[]): Promise<Adopted> {
	const twins: Twins = new Map();
	let nothingNew = true;
	const atHand = new Map(items.map(({ order }) => [originOf(order), order]));
	const found = orders.flatMap((own): Found[] => {
		const order = atHand.get(own.origin);
		const ref = order === undefined ? parseOrigin(own.origin) : orderRef(order);
		return ref === undefined ? [] : [{ own, ref, number: order?.number ?? ref.id }];
	});
	const target = accountKey(deps.sink.account);
	const now = deps.database.now();
	for (const [source, ofSource] of Map.groupBy(found, ({ ref }) => ref.account)) {
		const sales = await deps.database.sales.get(
			{ source, target },
			ofSource.map(({ ref }) => ref.id),
		);
		const homeless: Found[] = [];
		for (const one of ofSource) {
			const { own } = one;
			const known = sales.get(one.ref.id)?.targetOrderId;
			if (known !== own.id && !deps.lately.makes(own.origin)) nothingNew = false;
			if (known === undefined && own.duplicateOf === undefined) homeless.push(one);
			else if (known === own.id && own.duplicateOf !== undefined) noteTwins(twins, own.origin, [own.id, own.duplicateOf]);
			else if (known !== undefined && known !== own.id && own.duplicateOf === undefined && !own.closed)
				noteTwins(twins, own.origin, [known, own.id]);
		}
		const taken = [...Map.groupBy(homeless, ({ own }) => own.origin).values()].flatMap((same) =>
			same.toSorted(({ own: one }, { own: other }) => firstOpen(one, other)).slice(0, 1),
		);
		await takeIn(deps, taken, sales, { source, target, now });
	}
	return { twins, nothingNew };
}

/** The one that stays: made first, of those that somebody may still work on. */
export const firstOpen = (one: OwnOrder, other: OwnOrder): number =>
	Number(one.closed) - Number(other.closed) || one.position - other.position;

async function takeIn(
	deps: SaveDeps,
	found: readonly Found[],
	sales: ReadonlyMap<string, Sale>,
	{ source, target, now }: { readonly source: AccountKey; readonly target: AccountKey; readonly now: number },
): Promise<void> {
	if (found.length === 0) return;
	await complete(
		deps,
		found.map(({ own, ref }) => ({ key: createKey(target, ref), result: own.id })),
	);
	const changes = found.flatMap(({ own, ref, number }): SaleChange[] => {
		const sale = sales.get(ref.id);
		if (sale?.state === 'deleted') return [];
		return [
			{
				source,
				orderId: ref.id,
				target,
				...(ref.key === undefined ? {} : { orderKey: ref.key }),
				...(ref.createdAt === undefined ? {} : { orderCreatedAt: ref.createdAt }),
				...(sale === undefined
					? { state: 'synced', orderNumber: number, reason: reason('foundInStore', number) }
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

/**
 * Own orders above `position`, once two looks in a row agree about the ones in question: a request whose client left
 * goes on for a while in the store, element by element.
 */
export async function settledOwnOrders(deps: SaveDeps, position: number, origins: ReadonlySet<string>): Promise<OwnOrderPage> {
	const inQuestion = ({ orders, unmarked }: OwnOrderPage): string =>
		[...orders.filter(({ origin }) => origins.has(origin)), ...unmarked].map(({ id }) => id).join();
	return await settled(
		deps,
		LOOKS,
		async () => await listOwnOrders(deps.sink, position),
		(one, other) => inQuestion(one) === inQuestion(other),
	);
}
