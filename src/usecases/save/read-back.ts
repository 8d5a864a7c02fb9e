import { accountKey } from '../../domain/account';
import type { AccountKey } from '../../domain/ids';
import { earlier, iso, type IsoTime } from '../../domain/time';
import type { Position } from '../../ports/database';
import type { OwnOrder, OwnOrderPage } from '../../ports/order-sink';
import { moveStream, withStream } from '../once';
import { parseOrigin } from '../order-key';
import type { OrderToSave, SaveRun } from './deps';
import { listOwnOrders } from './own-orders';

const DAY_MS = 24 * 60 * 60_000;
/** The store's clock is not ours: own orders are read back a good deal further than the oldest purchase. */
const MARGIN_MS = 2 * DAY_MS;
/** How far before the newest order that the store has of a channel a new memory begins. */
const BEGINS_BEFORE_MS = 30 * DAY_MS;
const STREAM_LEASE_MS = 60_000;

/** From when on own orders have to be known before these are made. */
export const sinceOf = (open: readonly OrderToSave[]): IsoTime =>
	iso(Math.min(...open.map(({ order }) => Date.parse(order.purchasedAt))) - MARGIN_MS);

/**
 * Reads back what the store has of ours. A memory that never saw this store, beside a store that has orders of ours, took
 * the place of one that was lost, and with it orders that were held or waited: the trigger reads those of the last weeks
 * once more. What the store has already is recognised.
 */
export async function readBack(
	run: SaveRun,
	known: Position,
	open: readonly OrderToSave[],
): Promise<{ readonly page: OwnOrderPage; readonly readBackTo: IsoTime }> {
	const since = sinceOf(open);
	if (known.readBackTo !== undefined) return { page: await listOwnOrders(run.sink, 0, { since }), readBackTo: since };
	const newest = await listOwnOrders(run.sink, Number.MAX_SAFE_INTEGER);
	if (newest.orders.length === 0 && newest.unmarked.length === 0) return { page: newest, readBackTo: since };
	const begins = beginnings(newest.orders);
	const from = [since, ...[...begins.values()].map((time) => earlier(time, MARGIN_MS))].toSorted()[0] ?? since;
	const page = await listOwnOrders(run.sink, 0, { since: from });
	await readOnceMore(run, open, begins, page);
	// Whatever is newest is known, however long ago it was made.
	return { page: { orders: distinct([...newest.orders, ...page.orders]), unmarked: page.unmarked }, readBackTo: from };
}

const distinct = (orders: readonly OwnOrder[]): readonly OwnOrder[] => [...new Map(orders.map((own) => [own.id, own])).values()];

/** When a new memory begins, by channel. */
function beginnings(orders: readonly OwnOrder[]): ReadonlyMap<AccountKey, IsoTime> {
	const newest = new Map<AccountKey, IsoTime>();
	for (const { origin, createdAt } of orders) {
		const source = parseOrigin(origin)?.account;
		if (source === undefined || createdAt === undefined) continue;
		const known = newest.get(source);
		if (known === undefined || known < createdAt) newest.set(source, createdAt);
	}
	return new Map([...newest].map(([source, time]) => [source, earlier(time, BEGINS_BEFORE_MS)]));
}

/**
 * The triggers that gave out these orders read their channel back from then on; where nobody did, those that poll it: also
 * those of other accounts, of which this run has nothing, because no later run finds the memory new.
 */
async function readOnceMore(
	run: SaveRun,
	open: readonly OrderToSave[],
	begins: ReadonlyMap<AccountKey, IsoTime>,
	{ orders }: OwnOrderPage,
): Promise<void> {
	for (const [account, since] of begins) {
		const items = open.filter(({ order }) => accountKey(order.account) === account);
		const given = items.flatMap(({ subscription }) => subscription ?? []);
		const subscriptions = given.length > 0 ? given : (await run.database.subscriptions.of(account)).map(({ id }) => id);
		if (items.length === 0 && subscriptions.length === 0) continue;
		for (const subscription of new Set(subscriptions)) {
			const stream = { account, kind: 'backfill', subscription, since, shop: accountKey(run.sink.account) } as const;
			await withStream(run, stream, { leaseMs: STREAM_LEASE_MS, waitMs: 0 }, async (position) => {
				if (position !== undefined) return;
				await moveStream(run, stream, { from: since }, STREAM_LEASE_MS);
			});
		}
		const own = orders.filter(({ origin }) => parseOrigin(origin)?.account === account).length;
		run.tell?.(
			`This memory is new and the store has ${own} of the newest orders of ${account}: they are recognised, not made again. ` +
				`Orders bought since ${since.slice(0, 10)} are read once more, so that none that was held or waited is lost.`,
		);
	}
}
