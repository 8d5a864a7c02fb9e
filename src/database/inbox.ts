import { randomBytes } from 'node:crypto';
import { sql, type Expression, type ExpressionBuilder, type Selectable, type SqlBool } from 'kysely';
import { MAX_HAND_OUTS, type InboxState } from '../domain/sale-states';
import type { IsoTime } from '../domain/time';
import type { DeadRow, HandedRow, Inbox, InboxEvent, InboxStamp, Owner } from '../ports/database';
import { batches, distinct, iso } from './batches';
import type { Connection, Db } from './connection';
import { addEvents } from './inbox-rows';
import type { InboxTable, Schema } from './schema';

type InboxRow = Selectable<InboxTable>;
type Rows = ExpressionBuilder<Schema, 'inbox'>;

const AREA = ['inbox'];

const eventOf = (row: InboxRow): InboxEvent => ({
	subscription: row.subscription,
	account: row.account,
	orderId: row.order_id,
	version: row.version,
	kind: row.kind,
});

const GIVEN: InboxState[] = ['handed', 'started'];

/** A hand-out that nobody began is not counted: n8n lets executions wait when it is busy. */
const begun = (row: InboxRow): number => (row.state === 'handed' ? row.attempts - 1 : row.attempts);

/** A hand-out's text ends with its row's number: a stamp put together from two others is none. */
const isWhole = (stamp: InboxStamp): boolean => stamp.handOut.endsWith(`-${stamp.row}`);

const ofStamps =
	(stamps: readonly InboxStamp[]) =>
	(rows: Rows): Expression<SqlBool> =>
		rows.and([
			rows(
				'id',
				'in',
				stamps.map((stamp) => stamp.row),
			),
			rows(
				'hand_out',
				'in',
				stamps.map((stamp) => stamp.handOut),
			),
		]);

export class SqlInbox implements Inbox {
	constructor(
		private readonly connection: Connection,
		private readonly isGone: (owner: Owner) => boolean,
	) {}

	async add(events: readonly InboxEvent[], now: number): Promise<number> {
		if (events.length === 0) return 0;
		return await this.connection.write(AREA, async (db) => await addEvents(db, events, now));
	}

	async handOut(
		subscription: string,
		limit: number,
		owner: Owner,
		startWithinMs: number,
		now: number,
	): Promise<{ readonly rows: readonly HandedRow[]; readonly dead: readonly DeadRow[] }> {
		return await this.connection.write(AREA, async (db) => {
			const gone = await this.goneOwners(db, subscription);
			const isDue = (row: InboxRow): boolean =>
				row.due_at <= iso(now) || (GIVEN.includes(row.state) && row.owner !== null && gone.includes(row.owner));
			const open = db
				.selectFrom('inbox')
				.where('subscription', '=', subscription)
				.where('closed_at', 'is', null)
				.where('state', '<>', 'dead');
			const oldest = await open
				.select('order_id')
				.where((rows) =>
					rows.or([
						rows('due_at', '<=', iso(now)),
						...(gone.length === 0 ? [] : [rows.and([rows('state', 'in', GIVEN), rows('owner', 'in', gone)])]),
					]),
				)
				.orderBy('id')
				.limit(limit)
				.execute();
			const orderIds = distinct(oldest.map((row) => row.order_id));

			const ofOrder = new Map<string, InboxRow[]>(orderIds.map((orderId) => [orderId, []]));
			for (const batch of batches(orderIds, 1)) {
				for (const row of await open.selectAll().where('order_id', 'in', batch).orderBy('id').execute())
					ofOrder.get(row.order_id)?.push(row);
			}
			const given: InboxRow[] = [];
			const dead: InboxRow[] = [];
			const superseded: InboxRow[] = [];
			for (const rows of ofOrder.values()) {
				if (given.length >= limit) break;
				const due = rows.filter(isDue);
				const newest = due.reduce((version, row) => (row.version > version ? row.version : version), '');
				superseded.push(...rows.filter((row) => row.version < newest && (row.state === 'new' || isDue(row))));
				for (const row of due.filter(({ version }) => version === newest)) {
					if (begun(row) >= MAX_HAND_OUTS) dead.push(row);
					else if (given.length < limit) given.push(row);
				}
			}
			await close(db, superseded, now);
			await kill(db, dead);
			const untold = await db
				.selectFrom('inbox')
				.selectAll()
				.where('subscription', '=', subscription)
				.where('closed_at', 'is', null)
				.where('state', '=', 'dead')
				.orderBy('id')
				.execute();
			const handOut = await hand(db, given, owner, iso(now + startWithinMs));
			given.sort((a, b) => a.id - b.id);
			return {
				rows: given.map((row) => ({ ...eventOf(row), row: row.id, handOut: handOut(row.id), attempts: begun(row) + 1 })),
				dead: untold.map((row) => ({ ...eventOf(row), row: row.id })),
			};
		});
	}

	async bury(rows: readonly number[], now: number): Promise<void> {
		if (rows.length === 0) return;
		await this.connection.write(AREA, async (db) => {
			for (const batch of batches(rows, 1)) {
				await db
					.updateTable('inbox')
					.where('id', 'in', batch)
					.where('state', '=', 'dead')
					.set({ closed_at: iso(now) })
					.execute();
			}
		});
	}

	async start(stamps: readonly InboxStamp[], owner: Owner, leaseMs: number, now: number): Promise<readonly boolean[]> {
		const started = new Set<string | null>();
		await this.change(stamps, async (db, batch) => {
			const rows = await db
				.updateTable('inbox')
				.where(ofStamps(batch))
				.where('state', '=', 'handed')
				.set({ state: 'started', owner, due_at: iso(now + leaseMs) })
				.returning('hand_out')
				.execute();
			for (const row of rows) started.add(row.hand_out);
		});
		return stamps.map((stamp) => isWhole(stamp) && started.has(stamp.handOut));
	}

	async renew(stamps: readonly InboxStamp[], leaseMs: number, now: number): Promise<void> {
		await this.change(stamps, async (db, batch) => {
			await db
				.updateTable('inbox')
				.where(ofStamps(batch))
				.where('state', '=', 'started')
				.set({ due_at: iso(now + leaseMs) })
				.execute();
		});
	}

	async end(stamps: readonly InboxStamp[], now: number): Promise<void> {
		await this.change(stamps, async (db, batch) => {
			await db
				.updateTable('inbox')
				.where(ofStamps(batch))
				.where('state', '=', 'started')
				.set({ state: 'ended', owner: null, closed_at: iso(now) })
				.execute();
		});
	}

	async fail(stamps: readonly InboxStamp[], retryAt: number): Promise<void> {
		await this.change(stamps, async (db, batch) => {
			await db
				.updateTable('inbox')
				.where(ofStamps(batch))
				.where('state', 'in', ['started', 'handed'])
				.set({ state: 'new', hand_out: null, owner: null, due_at: iso(retryAt) })
				.execute();
		});
	}

	async giveBack(stamps: readonly InboxStamp[], dueAt: number): Promise<void> {
		await this.change(stamps, async (db, batch) => {
			await db
				.updateTable('inbox')
				.where(ofStamps(batch))
				.where('state', '=', 'handed')
				.set((row) => ({ state: 'new', hand_out: null, owner: null, due_at: iso(dueAt), attempts: row('attempts', '-', 1) }))
				.execute();
		});
	}

	async current(stamps: readonly InboxStamp[]): Promise<readonly boolean[]> {
		const current = new Set<string | null>();
		for (const batch of batches(stamps.filter(isWhole), 2)) {
			const rows = await this.connection.read(
				async (db) =>
					await db
						.selectFrom('inbox')
						.select('hand_out')
						.where(ofStamps(batch))
						.where('state', 'in', ['started', 'ended'])
						.where((rows) => rows.not(rows.exists(newerVersion(rows))))
						.execute(),
			);
			for (const row of rows) current.add(row.hand_out);
		}
		return stamps.map((stamp) => isWhole(stamp) && current.has(stamp.handOut));
	}

	async met(subscription: string, orderIds: readonly string[]): Promise<ReadonlyMap<string, IsoTime | undefined>> {
		const met = new Map<string, IsoTime | undefined>();
		for (const batch of batches(distinct(orderIds), 1)) {
			const rows = await this.connection.read(
				async (db) =>
					await db
						.selectFrom('inbox')
						.select(['order_id', sql<string | null>`max(case when kind <> 'retry' then version end)`.as('newest')])
						.where('subscription', '=', subscription)
						.where('order_id', 'in', batch)
						.groupBy('order_id')
						.execute(),
			);
			for (const row of rows) met.set(row.order_id, row.newest ?? undefined);
		}
		return met;
	}

	async counts(account: string): Promise<Readonly<Record<InboxState, number>>> {
		const rows = await this.connection.read(
			async (db) =>
				await db
					.selectFrom('inbox')
					.select(['state', sql<number>`count(*)`.as('count')])
					.where('account', '=', account)
					.groupBy('state')
					.execute(),
		);
		const counts: Record<InboxState, number> = { new: 0, handed: 0, started: 0, ended: 0, dead: 0 };
		for (const row of rows) counts[row.state] = row.count;
		return counts;
	}

	async prune(before: IsoTime): Promise<number> {
		return await this.connection.write(AREA, async (db) => {
			const result = await db
				.deleteFrom('inbox')
				.where('closed_at', 'is not', null)
				.where('closed_at', '<', before)
				.where('state', '=', 'ended')
				.executeTakeFirst();
			return Number(result.numDeletedRows);
		});
	}

	private async goneOwners(db: Db, subscription: string): Promise<readonly Owner[]> {
		const rows = await db
			.selectFrom('inbox')
			.select('owner')
			.distinct()
			.where('subscription', '=', subscription)
			.where('closed_at', 'is', null)
			.where('state', 'in', GIVEN)
			.execute();
		return rows
			.map((row) => row.owner)
			.filter((owner) => owner !== null)
			.filter(this.isGone);
	}

	private async change(stamps: readonly InboxStamp[], work: (db: Db, batch: readonly InboxStamp[]) => Promise<void>): Promise<void> {
		if (stamps.length === 0) return;
		await this.connection.write(AREA, async (db) => {
			for (const batch of batches(stamps.filter(isWhole), 2)) await work(db, batch);
		});
	}
}

/**
 * A version of the same order that the subscription met later. The version of a retry is no time of the platform: it
 * was read when it was given out, so what was met after it is newer.
 */
const newerVersion = (rows: Rows) =>
	rows
		.selectFrom('inbox as newer')
		.select('newer.id')
		.whereRef('newer.subscription', '=', 'inbox.subscription')
		.whereRef('newer.order_id', '=', 'inbox.order_id')
		.whereRef('newer.id', '>', 'inbox.id')
		.where('newer.kind', '<>', 'retry')
		.where((row) => row.or([row('inbox.kind', '=', 'retry'), row('newer.version', '>', row.ref('inbox.version'))]));

async function close(db: Db, rows: readonly InboxRow[], now: number): Promise<void> {
	for (const batch of batches(rows, 1)) {
		await db
			.updateTable('inbox')
			.where(
				'id',
				'in',
				batch.map((row) => row.id),
			)
			.set({ state: 'ended', hand_out: null, owner: null, closed_at: iso(now) })
			.execute();
	}
}

/** Not closed before somebody has noted it. */
async function kill(db: Db, rows: readonly InboxRow[]): Promise<void> {
	for (const batch of batches(rows, 1)) {
		await db
			.updateTable('inbox')
			.where(
				'id',
				'in',
				batch.map((row) => row.id),
			)
			.set({ state: 'dead', hand_out: null, owner: null })
			.execute();
	}
}

/** Answers the text of each row's hand-out. */
async function hand(db: Db, rows: readonly InboxRow[], owner: Owner, startBy: IsoTime): Promise<(row: number) => string> {
	const prefix = randomBytes(12).toString('base64url');
	for (const batch of batches(rows, 1)) {
		await db
			.updateTable('inbox')
			.where(
				'id',
				'in',
				batch.map((row) => row.id),
			)
			.set({
				state: 'handed',
				owner,
				due_at: startBy,
				attempts: sql<number>`attempts + case state when 'handed' then 0 else 1 end`,
				hand_out: sql<string>`${`${prefix}-`} || cast(id as text)`,
			})
			.execute();
	}
	return (row) => `${prefix}-${row}`;
}
