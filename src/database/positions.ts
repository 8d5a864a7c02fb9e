import type { Selectable } from 'kysely';
import type { AccountKey } from '../domain/ids';
import { iso } from '../domain/time';
import type { Made, Position, Positions } from '../ports/database';
import type { SqlAccounts } from './accounts';
import type { Connection, Db } from './connection';
import type { AccountId, PositionTable } from './schema';

type Row = Omit<Selectable<PositionTable>, 'account'>;

const SETTLED = { settled_to: null, look_to: null, look_at: null, settles_at: null, watch_until: null } as const;
const NONE: Row = { highest: 0, read_back_to: null, ...SETTLED };

const later = (one: string | null, other: string | null | undefined): string | null =>
	one === null || (other != null && other > one) ? (other ?? null) : one;

export class SqlPositions implements Positions {
	constructor(
		private readonly connection: Connection,
		private readonly accounts: SqlAccounts,
	) {}

	async get(store: AccountKey): Promise<Position> {
		const account = await this.accounts.known(store);
		if (account === undefined) return { highest: 0 };
		const row = await this.connection.read(
			async (db) => await db.selectFrom('position').selectAll().where('account', '=', account).executeTakeFirst(),
		);
		return {
			highest: row?.highest ?? 0,
			...(row?.read_back_to != null && { readBackTo: row.read_back_to }),
			...(row?.settled_to != null && { settledTo: row.settled_to }),
			...(row?.look_at != null && { lookAt: row.look_at }),
		};
	}

	async note(store: AccountKey, { highest, readBackTo }: Pick<Position, 'highest' | 'readBackTo'>): Promise<void> {
		await this.change(store, (row) => {
			const known = row.read_back_to ?? undefined;
			return {
				...row,
				highest: Math.max(highest, row.highest),
				read_back_to: (known === undefined || (readBackTo !== undefined && readBackTo < known) ? readBackTo : known) ?? null,
			};
		});
	}

	/** What was begun above it is looked for from there on, too. */
	async fall(store: AccountKey, to: number): Promise<void> {
		const lower = (position: number | null): number | null => (position === null ? null : Math.min(position, to));
		const fallen = (row: Row): Row => ({
			...row,
			highest: Math.min(row.highest, to),
			settled_to: lower(row.settled_to),
			look_to: lower(row.look_to),
		});
		await this.change(store, fallen, async (db, account) => {
			await db
				.updateTable('claim')
				.where('account', '=', account)
				.where('effect', '=', 'create')
				.where('position', '>', to)
				.set({ position: to })
				.execute();
		});
	}

	/** The look that is planned already comes when it was planned, however many orders are made meanwhile. */
	async made(store: AccountKey, { highest, settlesAt, watchUntil }: Made): Promise<void> {
		await this.change(store, (row) => ({
			...row,
			highest: Math.max(highest, row.highest),
			settled_to: row.settled_to ?? row.highest,
			look_to: row.look_to ?? Math.max(highest, row.highest),
			look_at: row.look_at ?? settlesAt,
			settles_at: later(row.settles_at, settlesAt),
			watch_until: later(row.watch_until, watchUntil),
		}));
	}

	/** What had settled by then needs no other look; what was made later gets the next one. */
	async looked(store: AccountKey, began: number): Promise<void> {
		const then = iso(began);
		await this.change(store, (row) => {
			if (row.look_at === null || row.look_at > then) return row;
			const lookAt = row.settles_at !== null && row.settles_at > then ? row.settles_at : row.watch_until;
			if (lookAt === null || lookAt <= then) return { ...row, ...SETTLED };
			const watches = row.watch_until !== null && row.watch_until > lookAt;
			return { ...row, settled_to: row.look_to, look_to: row.highest, look_at: lookAt, watch_until: watches ? row.watch_until : null };
		});
	}

	private async change(store: AccountKey, next: (row: Row) => Row, claims?: (db: Db, account: AccountId) => Promise<void>): Promise<void> {
		const account = await this.accounts.idOf(store);
		await this.connection.write([...(claims === undefined ? [] : ['claim']), `position:${account}`], async (db) => {
			await claims?.(db, account);
			const found = await db.selectFrom('position').selectAll().where('account', '=', account).executeTakeFirst();
			const { account: _, ...before } = found ?? { account, ...NONE };
			const after = next(before);
			if (found !== undefined && JSON.stringify(after) === JSON.stringify(before)) return;
			await db
				.insertInto('position')
				.values({ account, ...after })
				.onConflict((conflict) => conflict.column('account').doUpdateSet(after))
				.execute();
		});
	}
}
