import { sql, type SqlBool } from 'kysely';
import type { SubscriptionId } from '../domain/ids';
import { iso, type IsoTime } from '../domain/time';
import { latestNoted } from './ahead';
import type { Db } from './connection';
import type { SaleRow } from './sale-rows';
import type { AccountId } from './schema';

/** A trigger that has not polled for so long has no say in what happens to its sales. */
const GONE_AFTER_MS = 24 * 60 * 60_000;
/** Beyond it no sale waits as a rule: a clock may have been ahead. */
const LONG_MS = 60 * 60_000;

export type WaitingSale = Pick<SaleRow, 'id' | 'source' | 'order_id' | 'order_key' | 'next_attempt_at'>;

/** What waits for its time. In the words of the indexes, which hold nothing else: SQLite does not see through parameters. */
const WAITS = sql<SqlBool>`state = 'pending' and next_attempt_at is not null`;

const waiting = (db: Db) => db.selectFrom('sale').where(WAITS);

/** Of the trigger itself. */
export const ownDue = async (db: Db, subscription: SubscriptionId, limit: number, now: number): Promise<readonly WaitingSale[]> =>
	await due(waiting(db).where('subscription', '=', subscription), limit, now);

/**
 * Of a trigger that is gone (its workflow was imported anew, say), or of none: they come back to another trigger of the
 * account whose orders go into the same target, as its own sales there show. Never to one of another target. Asked step by
 * step, each a jump in an index: in one question databases go through all sales.
 */
export async function leftDue(db: Db, subscription: SubscriptionId, limit: number, now: number): Promise<readonly WaitingSale[]> {
	const own = await db.selectFrom('subscription').select('account').where('subscription', '=', subscription).executeTakeFirst();
	if (own === undefined) return [];
	const living = new Set([subscription, ...(await livingSince(db, iso(now - GONE_AFTER_MS)))]);
	const found: WaitingSale[] = [];
	for (const target of await targetsOf(db, subscription, own.account)) {
		const into = waiting(db).where('source', '=', own.account).where('target', '=', target);
		for (const other of [null, ...(await subscriptionsIn(db, own.account, target))]) {
			if (found.length >= limit) return found;
			if (other === null) found.push(...(await due(into.where('subscription', 'is', null), limit - found.length, now)));
			else if (!living.has(other)) found.push(...(await due(into.where('subscription', '=', other), limit - found.length, now)));
		}
	}
	return found;
}

/** Soonest first; then what a clock that was ahead noted for a time that is far from now. */
async function due(sales: ReturnType<typeof waiting>, limit: number, now: number): Promise<readonly WaitingSale[]> {
	const next = sales
		.select(['id', 'source', 'order_id', 'order_key', 'next_attempt_at'])
		.orderBy('next_attempt_at')
		.orderBy('id')
		.limit(limit);
	const found = await next.where('next_attempt_at', '<=', iso(now)).execute();
	if (found.length === limit) return found;
	const ahead = await next
		.where('next_attempt_at', '>', iso(now + LONG_MS))
		.where('updated_at', '>', latestNoted(now))
		.execute();
	return [...found, ...ahead].slice(0, limit);
}

async function livingSince(db: Db, time: IsoTime): Promise<readonly SubscriptionId[]> {
	const rows = await db.selectFrom('subscription').select('subscription').where('last_polled_at', '>=', time).execute();
	return rows.map((row) => row.subscription);
}

/** Where the trigger's orders are saved. */
async function targetsOf(db: Db, subscription: SubscriptionId, source: AccountId): Promise<readonly AccountId[]> {
	const saved = db
		.selectFrom('sale')
		.select('target')
		.where('subscription', '=', subscription)
		.where('source', '=', source)
		.where('target_order_id', 'is not', null)
		.orderBy('target')
		.limit(1);
	return await jump(async (last) => (await saved.where('target', '>', last as AccountId).executeTakeFirst())?.target ?? undefined);
}

/** Whose sales wait there. */
async function subscriptionsIn(db: Db, source: AccountId, target: AccountId): Promise<readonly SubscriptionId[]> {
	const into = waiting(db)
		.select('subscription')
		.where('source', '=', source)
		.where('target', '=', target)
		.orderBy('subscription')
		.limit(1);
	return await jump(
		async (last) => (await into.where('subscription', '>', last as SubscriptionId).executeTakeFirst())?.subscription ?? undefined,
	);
}

/** Each of many equal ones once. */
async function jump<T extends string>(next: (last: string) => Promise<T | undefined>): Promise<readonly T[]> {
	const found: T[] = [];
	for (let one = await next(''); one !== undefined; one = await next(one)) found.push(one);
	return found;
}
