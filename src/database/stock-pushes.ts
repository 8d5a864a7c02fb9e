import type { Insertable } from 'kysely';
import type { Pushed } from '../domain/stock/facts';
import { iso, type IsoTime } from '../domain/time';
import type { Counted, OpenSubmission, PushBegun } from '../ports/database';
import type { AccountId } from './account-id';
import { batches, distinct } from './batches';
import type { Db } from './connection';
import type { StockPushTable } from './stock-schema';

const PUSH_COLUMNS = 6;
const SUBMITTED_COLUMNS = 4;

async function rowsOf(db: Db, account: AccountId, items: readonly string[]): Promise<ReadonlyMap<string, StockPushTable>> {
	const found = new Map<string, StockPushTable>();
	const pushes = db.selectFrom('stock_push').selectAll().where('account', '=', account);
	for (const batch of batches(distinct(items), 1))
		for (const row of await pushes.where('item', 'in', batch).execute()) found.set(row.item, row);
	return found;
}

async function write(db: Db, rows: readonly Insertable<StockPushTable>[]): Promise<void> {
	for (const batch of batches(rows, PUSH_COLUMNS))
		await db
			.insertInto('stock_push')
			.values(batch)
			.onConflict((conflict) =>
				conflict.columns(['account', 'item']).doUpdateSet((eb) => ({
					quantity: eb.ref('excluded.quantity'),
					unsure: eb.ref('excluded.unsure'),
					pushed_at: eb.ref('excluded.pushed_at'),
					zeroed_at: eb.ref('excluded.zeroed_at'),
				})),
			)
			.execute();
}

/** Of several of one item the last. */
const lastOfEach = <T extends Counted>(writes: readonly T[]): readonly T[] => [
	...new Map(writes.map((write) => [write.item, write])).values(),
];

export async function pushedOf(db: Db, account: AccountId, items: readonly string[]): Promise<ReadonlyMap<string, Pushed>> {
	const found = new Map<string, Pushed>();
	for (const [item, { quantity, unsure, pushed_at: at }] of await rowsOf(db, account, items)) {
		if (quantity !== null) found.set(item, { quantity, at, ...(unsure === 1 && { unsure: true as const }) });
	}
	return found;
}

/** See `StockMemory.begin`. */
export async function beginPushes(db: Db, account: AccountId, writes: readonly PushBegun[], now: number): Promise<void> {
	const last = lastOfEach(writes);
	const known = await rowsOf(
		db,
		account,
		last.map(({ item }) => item),
	);
	await write(
		db,
		last.map(({ item, quantity, was }) => {
			const before = known.get(item);
			// What nobody knows the quantity of may have been more than zero.
			const dropped = quantity === 0 && (was ?? before?.quantity) !== 0;
			// One that is sold again is no zero of this hour any more.
			const zeroedAt = quantity > 0 ? null : dropped ? iso(now) : (before?.zeroed_at ?? null);
			return { account, item, quantity, unsure: 1, pushed_at: iso(now), zeroed_at: zeroedAt };
		}),
	);
}

/** See `StockMemory.taken`. */
export async function notePushed(db: Db, account: AccountId, writes: readonly Counted[], now: number): Promise<void> {
	const last = lastOfEach(writes);
	const known = await rowsOf(
		db,
		account,
		last.map(({ item }) => item),
	);
	const sure: Insertable<StockPushTable>[] = [];
	for (const { item, quantity } of last) {
		const before = known.get(item);
		if (before !== undefined && before.quantity !== quantity) continue;
		sure.push({ account, item, quantity, unsure: 0, pushed_at: iso(now), zeroed_at: before?.zeroed_at ?? null });
	}
	await write(db, sure);
}

/** See `StockMemory.forget`. */
export async function forgetPushed(db: Db, account: AccountId, items: readonly string[]): Promise<void> {
	const pushes = db.updateTable('stock_push').set({ quantity: null, unsure: 0 }).where('account', '=', account);
	for (const batch of batches(distinct(items), 1)) await pushes.where('item', 'in', batch).execute();
}

export async function handIn(db: Db, account: AccountId, submission: string, writes: readonly Counted[], now: number): Promise<void> {
	await db
		.insertInto('stock_submission')
		.values({ account, submission, handed_in_at: iso(now) })
		.onConflict((conflict) => conflict.columns(['account', 'submission']).doNothing())
		.execute();
	for (const batch of batches(lastOfEach(writes), SUBMITTED_COLUMNS))
		await db
			.insertInto('stock_submitted')
			.values(batch.map(({ item, quantity }) => ({ account, submission, item, quantity })))
			.onConflict((conflict) => conflict.columns(['account', 'submission', 'item']).doNothing())
			.execute();
}

export async function submissionsOf(db: Db, account: AccountId): Promise<readonly OpenSubmission[]> {
	const rows = await db.selectFrom('stock_submission').selectAll().where('account', '=', account).execute();
	const open: OpenSubmission[] = [];
	for (const { submission, handed_in_at: handedInAt } of rows) {
		const items = await db
			.selectFrom('stock_submitted')
			.select(['item', 'quantity'])
			.where('account', '=', account)
			.where('submission', '=', submission)
			.execute();
		open.push({ submission, handedInAt, items });
	}
	return open.sort((one, other) => (one.handedInAt < other.handedInAt ? -1 : 1));
}

export async function closeSubmission(db: Db, account: AccountId, submission: string): Promise<void> {
	for (const name of ['stock_submitted', 'stock_submission'] as const)
		await db.deleteFrom(name).where('account', '=', account).where('submission', '=', submission).execute();
}

export async function zeroedSince(db: Db, account: AccountId, since: IsoTime): Promise<number> {
	const { count } = await db
		.selectFrom('stock_push')
		.select(({ fn }) => fn.countAll<number>().as('count'))
		.where('account', '=', account)
		.where('zeroed_at', 'is not', null)
		.where('zeroed_at', '>=', since)
		.executeTakeFirstOrThrow();
	return Number(count);
}
