import { sql, type Expression, type Selectable, type SqlBool } from 'kysely';
import type { ClaimAnswer, ClaimKey, Claims, Owner } from '../ports/database';
import { batches, iso, valueRows } from './batches';
import type { Connection, Db } from './connection';
import type { ClaimTable } from './schema';

type ClaimRow = Selectable<ClaimTable>;

const AREA = ['claim'];
const VARIABLES_PER_KEY = 3;

const text = ({ account, subject, effect }: ClaimKey): string => JSON.stringify([account, subject, effect]);

const among = (keys: readonly ClaimKey[]): Expression<SqlBool> =>
	sql<SqlBool>`(account, subject, effect) in ${valueRows(keys.map((key) => [key.account, key.subject, key.effect]))}`;

async function rowsOf(db: Db, keys: readonly ClaimKey[]): Promise<Map<string, ClaimRow>> {
	const rows = new Map<string, ClaimRow>();
	for (const batch of batches(keys, VARIABLES_PER_KEY)) {
		for (const row of await db.selectFrom('claim').selectAll().where(among(batch)).execute()) rows.set(text(row), row);
	}
	return rows;
}

/** Columns of a key that nobody holds and of which no write is open. */
const UNHELD = { owner: null, lease_until: null } as const;
const SETTLED = { position: null, write_began: null, settles_at: null } as const;

/** free -> held -> writing -> done; see the port. A claim that is done stays: it is what makes effects happen once. */
export class SqlClaims implements Claims {
	constructor(
		private readonly connection: Connection,
		private readonly isGone: (owner: Owner) => boolean,
	) {}

	async acquire(keys: readonly ClaimKey[], owner: Owner, leaseMs: number, now: number): Promise<readonly ClaimAnswer[]> {
		if (keys.length === 0) return [];
		return await this.connection.write(AREA, async (db) => {
			const rows = await rowsOf(db, keys);
			const leaseUntil = iso(now + leaseMs);
			const taken: ClaimKey[] = [];
			const answers = keys.map((key): ClaimAnswer => {
				const row = rows.get(text(key));
				if (row?.state === 'done') return { state: 'done', result: row.result ?? '' };
				// Also when it is our own: two items of one run may carry one order.
				if (row !== undefined && this.isHeld(row, now)) return { state: 'held', until: row.lease_until ?? leaseUntil };
				taken.push(key);
				rows.set(text(key), { ...(row ?? { ...key, ...SETTLED, result: null }), state: 'held', owner, lease_until: leaseUntil });
				if (row?.position == null || row.write_began === null || row.settles_at === null) return { state: 'acquired', leaseUntil };
				return { state: 'unsettled', leaseUntil, position: row.position, writeBegan: row.write_began, settlesAt: row.settles_at };
			});
			for (const batch of batches(taken, VARIABLES_PER_KEY + 6)) {
				await db
					.insertInto('claim')
					.values(
						batch.map(({ account, subject, effect }) => ({
							account,
							subject,
							effect,
							state: 'held',
							owner,
							lease_until: leaseUntil,
							...SETTLED,
						})),
					)
					.onConflict((conflict) =>
						conflict.columns(['account', 'subject', 'effect']).doUpdateSet({ state: 'held', owner, lease_until: leaseUntil }),
					)
					.execute();
			}
			return answers;
		});
	}

	async begin(
		keys: readonly ClaimKey[],
		owner: Owner,
		write: { readonly position: number; readonly neededMs: number; readonly settlesAt: number },
		now: number,
	): Promise<readonly boolean[]> {
		if (keys.length === 0) return [];
		return await this.connection.write(AREA, async (db) => {
			const rows = await rowsOf(db, keys);
			const enough = iso(now + write.neededMs);
			const may = keys.map((key) => {
				const row = rows.get(text(key));
				return row?.owner === owner && row.lease_until !== null && row.lease_until >= enough;
			});
			for (const batch of batches(
				keys.filter((_, at) => may[at]),
				VARIABLES_PER_KEY,
			)) {
				await db
					.updateTable('claim')
					.where(among(batch))
					.set((eb) => ({
						state: 'writing',
						// An earlier write that nobody settled may lie further back, began earlier and settles later.
						position: eb.case().when('position', '<', write.position).then(eb.ref('position')).else(write.position).end(),
						write_began: eb.fn.coalesce('write_began', eb.val(iso(now))),
						settles_at: eb.case().when('settles_at', '>', iso(write.settlesAt)).then(eb.ref('settles_at')).else(iso(write.settlesAt)).end(),
					}))
					.execute();
			}
			return may;
		});
	}

	async complete(done: readonly { readonly key: ClaimKey; readonly result: string }[]): Promise<void> {
		// The same key twice in one statement is an error of PostgreSQL; the first result stays, as it does between calls.
		const results = new Map(done.map(({ key, result }) => [text(key), { key, result }] as const).reverse());
		if (results.size === 0) return;
		await this.connection.write(AREA, async (db) => {
			for (const batch of batches([...results.values()], VARIABLES_PER_KEY + 7)) {
				await db
					.insertInto('claim')
					.values(
						batch.map(({ key: { account, subject, effect }, result }) => ({
							account,
							subject,
							effect,
							state: 'done',
							result,
							...UNHELD,
							...SETTLED,
						})),
					)
					.onConflict((conflict) =>
						conflict
							.columns(['account', 'subject', 'effect'])
							.doUpdateSet((eb) => ({ state: 'done', result: eb.ref('excluded.result'), ...UNHELD, ...SETTLED }))
							.where('claim.state', '<>', 'done'),
					)
					.execute();
			}
		});
	}

	async release(keys: readonly ClaimKey[], owner: Owner): Promise<void> {
		if (keys.length === 0) return;
		await this.connection.write(AREA, async (db) => {
			for (const batch of batches(keys, VARIABLES_PER_KEY)) {
				await db.deleteFrom('claim').where(among(batch)).where('owner', '=', owner).execute();
			}
		});
	}

	async abandon(keys: readonly ClaimKey[], owner: Owner): Promise<void> {
		if (keys.length === 0) return;
		await this.connection.write(AREA, async (db) => {
			for (const batch of batches(keys, VARIABLES_PER_KEY)) {
				await db.deleteFrom('claim').where(among(batch)).where('owner', '=', owner).where('position', 'is', null).execute();
				await db
					.updateTable('claim')
					.where(among(batch))
					.where('owner', '=', owner)
					.set({ state: 'free', ...UNHELD })
					.execute();
			}
		});
	}

	private isHeld(row: ClaimRow, now: number): boolean {
		return row.owner !== null && row.lease_until !== null && row.lease_until > iso(now) && !this.isGone(row.owner);
	}
}
