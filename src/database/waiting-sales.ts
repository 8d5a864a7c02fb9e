import { sql, type SqlBool } from 'kysely';
import type { SubscriptionId } from '../domain/ids';
import { iso, type IsoTime } from '../domain/time';
import { latestNoted } from './ahead';
import type { Db } from './connection';
import type { SaleRow } from './sale-rows';
import type { AccountId } from './schema';

/** Beyond it no sale waits as a rule: a clock may have been ahead. */
const LONG_MS = 60 * 60_000;

const NEEDED = [
	'id',
	'target',
	'target_order_id',
	'subscription',
	'order_id',
	'order_key',
	'frozen',
	'total',
	'next_attempt_at',
	'created_at',
] as const;
export type WaitingSale = Pick<SaleRow, (typeof NEEDED)[number]>;

/** A trigger at one account. */
export interface InboxId {
	readonly subscription: SubscriptionId;
	readonly account: AccountId;
}

/** What waits for its time. In the words of the indexes, which hold nothing else: SQLite does not see through parameters. */
const WAITS = sql<SqlBool>`state in ('pending', 'synced') and next_attempt_at is not null`;

const waiting = (db: Db) => db.selectFrom('sale').where(WAITS);

/** Whether anything of the account may be due, whoever's it is: as a rule nothing is, and nobody is held up. */
export async function mayBeDue(db: Db, source: AccountId, now: number): Promise<boolean> {
	const times = waiting(db).where('source', '=', source).select('next_attempt_at').limit(1);
	const { soonest, latest } = await db
		.selectNoFrom([times.orderBy('next_attempt_at').as('soonest'), times.orderBy('next_attempt_at', 'desc').as('latest')])
		.executeTakeFirstOrThrow();
	return (soonest !== null && soonest <= iso(now)) || (latest !== null && latest > iso(now + LONG_MS));
}

/** Of the trigger itself. */
export const ownDue = async (db: Db, { subscription, account }: InboxId, limit: number, now: number): Promise<readonly WaitingSale[]> =>
	await due(waiting(db).where('source', '=', account).where('subscription', '=', subscription), limit, now);

/**
 * Of a trigger that does not poll the account any more (its workflow was imported anew, its credential is another one), or
 * of none: they come back to the other triggers of the account whose orders go into the same target, as their own sales there
 * show. Never to one of another target. Those that have none yet come back to whoever polls. Asked step by step, each a jump
 * in an index: in one question databases go through all sales.
 */
export async function leftDue(
	db: Db,
	inbox: InboxId,
	polling: readonly SubscriptionId[],
	limit: number,
	now: number,
): Promise<readonly WaitingSale[]> {
	const found: WaitingSale[] = [...(await due(toldOfNone(db, inbox.account), limit, now))];
	for (const target of [null, ...(await targetsOf(db, inbox))]) {
		const into = waitingIn(db, inbox.account, target);
		for (const other of [null, ...(await subscriptionsIn(db, inbox.account, target))]) {
			if (found.length >= limit) return found;
			if (other === null) {
				const ofNone = (await due(into.where('subscription', 'is', null), limit, now)).filter(isNot(found));
				found.push(...ofNone.slice(0, limit - found.length));
			} else if (!polling.includes(other)) found.push(...(await due(into.where('subscription', '=', other), limit - found.length, now)));
		}
	}
	return found;
}

/** A person gave them by their numbers, and their target has them: whoever polls the account may look how they stand there. */
const toldOfNone = (db: Db, source: AccountId) =>
	waiting(db)
		.where('source', '=', source)
		.where('subscription', 'is', null)
		.where('target_order_id', 'is not', null)
		.where('frozen', '=', 1)
		.where('total', 'is', null);

const isNot =
	(known: readonly WaitingSale[]) =>
	({ id }: WaitingSale): boolean =>
		known.every((one) => one.id !== id);

function waitingIn(db: Db, source: AccountId, target: AccountId | null) {
	const ofSource = waiting(db).where('source', '=', source);
	return target === null ? ofSource.where('target', 'is', null) : ofSource.where('target', '=', target);
}

/** Soonest first; then what a clock that was ahead noted for a time that is far from now. */
async function due(sales: ReturnType<typeof waiting>, limit: number, now: number): Promise<readonly WaitingSale[]> {
	const next = sales.select(NEEDED).orderBy('next_attempt_at').orderBy('id').limit(limit);
	const found = await next.where('next_attempt_at', '<=', iso(now)).execute();
	if (found.length === limit) return found;
	const ahead = await next
		.where('next_attempt_at', '>', iso(now + LONG_MS))
		.where('updated_at', '>', latestNoted(now))
		.execute();
	return [...found, ...ahead].slice(0, limit);
}

/** A trigger of orders, from when on it sees what happens, and when it did last. */
export interface Polling {
	readonly subscription: SubscriptionId;
	readonly starts_at: IsoTime;
	readonly last_polled_at: IsoTime;
}

/** Who has polled the account for orders since. */
export async function pollingSince(db: Db, account: AccountId, time: IsoTime): Promise<readonly Polling[]> {
	const found = await db
		.selectFrom('subscription')
		.select(['subscription', 'starts_at', 'last_polled_at', 'settings'])
		.where('account', '=', account)
		.where('last_polled_at', '>=', time)
		.execute();
	// A trigger of products would take an order's id for one of theirs.
	return found.filter(({ settings }) => ((JSON.parse(settings) as { readonly about?: string }).about ?? 'order') === 'order');
}

/** Where the trigger's orders are saved. */
export async function targetsOf(db: Db, { subscription, account }: InboxId): Promise<readonly AccountId[]> {
	const saved = db
		.selectFrom('sale')
		.select('target')
		.where('subscription', '=', subscription)
		.where('source', '=', account)
		.where('target_order_id', 'is not', null)
		.orderBy('target')
		.limit(1);
	return await jump(async (last) => (await saved.where('target', '>', last as AccountId).executeTakeFirst())?.target ?? undefined);
}

/** Whose sales wait there. */
async function subscriptionsIn(db: Db, source: AccountId, target: AccountId | null): Promise<readonly SubscriptionId[]> {
	const into = waitingIn(db, source, target).select('subscription').orderBy('subscription').limit(1);
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
