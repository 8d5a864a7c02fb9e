import { sql } from 'kysely';
import type { AccountKey } from '../domain/ids';
import type { InboxState } from '../domain/sale-states';
import { iso, type IsoTime } from '../domain/time';
import type {
	DeadRow,
	Forgotten,
	HandedRow,
	Inbox,
	InboxEvent,
	InboxKey,
	InboxStamp,
	OrderMemory,
	Owner,
	PortionsOut,
} from '../ports/database';
import type { SqlAccounts } from './accounts';
import { batches, FORGOTTEN_AT_ONCE } from './batches';
import { beginRows, takeBack } from './begun-rows';
import type { Connection, Db } from './connection';
import { givenOut, handOut, hasOpen, openInbox } from './hand-out';
import type { Beat, Heartbeat } from './heartbeat';
import { addEvents, eventOf, rowOf } from './inbox-rows';
import { remember } from './memories';
import { begunUnder, handedUnder, isWhole, newerVersion, revoke, rowsOf } from './stamps';

const AREA = ['inbox'];

const nameOf = (row: number): string => `inbox|${row}`;
const namesOf = (stamps: readonly InboxStamp[]): readonly string[] => rowsOf(stamps).map(nameOf);

export class SqlInbox implements Inbox {
	constructor(
		private readonly connection: Connection,
		private readonly accounts: SqlAccounts,
		private readonly heartbeat: Heartbeat,
	) {}

	async add(events: readonly InboxEvent[], memories: readonly OrderMemory[], now: number): Promise<number> {
		if (events.length === 0 && memories.length === 0) return 0;
		const idOf = await this.accounts.idsOf([...events, ...memories].map(({ account }) => account));
		return await this.connection.write(AREA, async (db) => {
			await remember(db, memories, idOf);
			return await addEvents(
				db,
				events.map((event) => rowOf(event, idOf)),
				now,
			);
		});
	}

	async handOut(
		inbox: InboxKey,
		limit: number,
		owner: Owner,
		startWithinMs: number,
		now: number,
		atOnce?: number,
	): Promise<{ readonly rows: readonly HandedRow[]; readonly dead: readonly DeadRow[]; readonly full: boolean }> {
		const { subscription } = inbox;
		const account = await this.accounts.idOf(inbox.account);
		// As a rule nothing is open, and nobody is held up.
		if (!(await this.connection.read(async (db) => await hasOpen(openInbox(db, { subscription, account })))))
			return { rows: [], dead: [], full: false };
		const startBy = iso(now + startWithinMs);
		const { given, dead, full } = await this.heartbeat.write(AREA, async (db, beat) => {
			const found = await handOut(db, { subscription, account, limit, owner, startBy, now, atOnce }, this.heartbeat);
			if (found.given.length > 0) await beat(owner, now);
			return found;
		});
		this.heartbeat.keep(
			given.map(({ row }) => nameOf(row.id)),
			owner,
			startWithinMs,
		);
		const keyOf = await this.accounts.keysOf([...given.map(({ row }) => row), ...dead].map(({ account }) => account));
		return {
			rows: given.map(({ row, stamp, attempts }) => ({ ...eventOf(row, keyOf), row: row.id, handOut: stamp, attempts })),
			dead: dead.map((row) => ({ ...eventOf(row, keyOf), row: row.id })),
			full,
		};
	}

	async portionsOut({ subscription, account: key }: InboxKey, now: number): Promise<PortionsOut> {
		const account = await this.accounts.known(key);
		if (account === undefined) return { portions: 0, begun: true };
		const { out } = await this.connection.read(
			async (db) => await givenOut(db, openInbox(db, { subscription, account }), this.heartbeat, now),
		);
		return out;
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

	async start(
		stamps: readonly InboxStamp[],
		owner: Owner,
		leaseMs: number,
		now: number,
	): Promise<readonly { readonly started: boolean; readonly lateMs: number }[]> {
		const begun = new Map<string, number>();
		await this.change(stamps, async (db, batch, beat) => {
			const startBy = await beginRows(db, batch, owner, iso(now + leaseMs));
			if (startBy.size > 0) await beat(owner, now);
			for (const [text, deadline] of startBy) begun.set(text, Math.max(0, now - Date.parse(deadline)));
		});
		this.heartbeat.keep(
			stamps.filter(({ handOut: text }) => begun.has(text)).map(({ row }) => nameOf(row)),
			owner,
			leaseMs,
		);
		return stamps.map((stamp) => {
			const lateMs = isWhole(stamp) ? begun.get(stamp.handOut) : undefined;
			return { started: lateMs !== undefined, lateMs: lateMs ?? 0 };
		});
	}

	async renew(stamps: readonly InboxStamp[], leaseMs: number, now: number, waits?: 'waits'): Promise<void> {
		await this.change(stamps, async (db, batch) => {
			await db
				.updateTable('inbox')
				.where(begunUnder(batch))
				.where('state', '=', 'started')
				.set({ due_at: iso(now + leaseMs), ...(waits === undefined ? {} : { portion: null }) })
				.execute();
		});
		this.heartbeat.renew(namesOf(stamps), leaseMs);
	}

	async end(stamps: readonly InboxStamp[], now: number): Promise<void> {
		await this.change(stamps, async (db, batch) => {
			await db
				.updateTable('inbox')
				.where(begunUnder(batch))
				.where('state', '=', 'started')
				.set({ state: 'ended', owner: null, closed_at: iso(now) })
				.execute();
		});
		this.heartbeat.letGo(namesOf(stamps));
	}

	async fail(stamps: readonly InboxStamp[], retryAt: number): Promise<void> {
		await this.change(stamps, async (db, batch) => {
			const failed = await db
				.updateTable('inbox')
				.where((rows) => rows.or([handedUnder(batch)(rows), rows.and([begunUnder(batch)(rows), rows('state', '=', 'started')])]))
				.set({ state: 'new', stamp: null, owner: null, due_at: iso(retryAt) })
				.returning('id')
				.execute();
			await revoke(
				db,
				failed.map(({ id }) => id),
			);
		});
		this.heartbeat.letGo(namesOf(stamps));
	}

	async giveBack(stamps: readonly InboxStamp[], dueAt: number, _now: number, counts?: 'counts'): Promise<number> {
		let unbegun = 0;
		await this.change(stamps, async (db, batch) => {
			unbegun += await takeBack(db, batch, iso(dueAt), counts === 'counts');
		});
		this.heartbeat.letGo(namesOf(stamps));
		return unbegun;
	}

	async current(stamps: readonly InboxStamp[]): Promise<readonly boolean[]> {
		const current = new Set<string | null>();
		for (const batch of batches(stamps.filter(isWhole), 2)) {
			const rows = await this.connection.read(
				async (db) =>
					await db
						.selectFrom('inbox')
						.select('stamp')
						.where(begunUnder(batch))
						.where('state', 'in', ['started', 'ended'])
						.where((rows) => rows.not(rows.exists(newerVersion(rows))))
						.execute(),
			);
			for (const row of rows) current.add(row.stamp);
		}
		return stamps.map((stamp) => isWhole(stamp) && current.has(stamp.handOut));
	}

	async elsewhere({ subscription, account }: InboxKey): Promise<ReadonlyMap<AccountKey, number>> {
		const own = await this.accounts.idOf(account);
		const rows = await this.connection.read(
			async (db) =>
				await db
					.selectFrom('inbox')
					.select(['account', sql<number>`count(*)`.as('count')])
					.where('subscription', '=', subscription)
					.where('account', '<>', own)
					.where('closed_at', 'is', null)
					.groupBy('account')
					.execute(),
		);
		const keyOf = await this.accounts.keysOf(rows.map((row) => row.account));
		return new Map(rows.map((row) => [keyOf(row.account), row.count]));
	}

	async counts(account: AccountKey): Promise<Readonly<Record<InboxState, number>>> {
		const counts: Record<InboxState, number> = { new: 0, handed: 0, started: 0, ended: 0, dead: 0 };
		const id = await this.accounts.known(account);
		if (id === undefined) return counts;
		const rows = await this.connection.read(
			async (db) =>
				await db
					.selectFrom('inbox')
					.select(['state', sql<number>`count(*)`.as('count')])
					.where('account', '=', id)
					.groupBy('state')
					.execute(),
		);
		for (const row of rows) counts[row.state] = row.count;
		return counts;
	}

	async prune(before: IsoTime): Promise<Forgotten> {
		return await this.connection.write(AREA, async (db) => {
			const closed = db.selectFrom('inbox').select('id').where('closed_at', 'is not', null).where('closed_at', '<', before);
			const old = await closed.orderBy('closed_at').limit(FORGOTTEN_AT_ONCE).execute();
			for (const batch of batches(
				old.map(({ id }) => id),
				1,
			))
				await db.deleteFrom('inbox').where('id', 'in', batch).execute();
			return { rows: old.length, more: old.length === FORGOTTEN_AT_ONCE };
		});
	}

	private async change(
		stamps: readonly InboxStamp[],
		work: (db: Db, batch: readonly InboxStamp[], beat: Beat) => Promise<void>,
	): Promise<void> {
		if (stamps.length === 0) return;
		await this.heartbeat.write(AREA, async (db, beat) => {
			for (const batch of batches(stamps.filter(isWhole), 4)) await work(db, batch, beat);
		});
	}
}
