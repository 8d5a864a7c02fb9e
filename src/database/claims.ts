import { STEP_WITHIN_MS } from '../domain/sending-time';
import { iso, type IsoTime } from '../domain/time';
import type { ClaimAnswer, ClaimEffect, ClaimKey, Claims, Forgotten, Owner } from '../ports/database';
import type { SqlAccounts } from './accounts';
import { batches } from './batches';
import { among, KEY, keyText, rowsOf, settlingFromNow, VARIABLES_PER_KEY, type ClaimRow, type RowKey } from './claim-rows';
import type { Connection, Db } from './connection';
import { forgetClaims } from './forget-claims';
import type { Beat, Heartbeat } from './heartbeat';
import { heldAmong, UNHELD } from './leases';

const AREA = ['claim'];

/** Columns of a key of which no write is open. */
const SETTLED = { position: null, write_began: null, settles_at: null } as const;

/**
 * Nothing else keeps the lines of an attempt from being sent once more, whenever somebody asks for it, but the warehouse
 * itself: these stay for good.
 */
const NEVER_FORGOTTEN: readonly ClaimEffect[] = ['send'];

const OURS: readonly (ClaimAnswer['state'] | undefined)[] = ['acquired', 'unsettled'];

const nameOf = ({ at, order, effect, part = '' }: ClaimKey): string =>
	JSON.stringify(['claim', at, order.account, order.id, order.key ?? '', effect, part]);

/** free -> held -> writing -> done; see the port. A claim that is done stays for long: it is what makes effects happen once. */
export class SqlClaims implements Claims {
	constructor(
		private readonly connection: Connection,
		private readonly accounts: SqlAccounts,
		private readonly heartbeat: Heartbeat,
	) {}

	async acquire(keys: readonly ClaimKey[], owner: Owner, leaseMs: number, now: number): Promise<readonly ClaimAnswer[]> {
		const answers = await this.write(keys, async (db, rowKeys, beat) => {
			const rows = await rowsOf(db, rowKeys);
			const open = [...rows.values()].filter(({ state }) => state !== 'done');
			const held = new Set(await heldAmong(db, open, now, this.heartbeat));
			const leaseUntil = iso(now + leaseMs);
			const taken: RowKey[] = [];
			const mended: { readonly key: RowKey; readonly write: NonNullable<ReturnType<typeof settlingFromNow>> }[] = [];
			const answered = rowKeys.map((key): ClaimAnswer => {
				const row = rows.get(keyText(key));
				if (row?.state === 'done') return { state: 'done', result: row.result ?? '' };
				// Also when it is our own: two items of one run may carry one order.
				if (row !== undefined && held.has(row)) return { state: 'held', until: row.lease_until ?? leaseUntil };
				taken.push(key);
				const write = settlingFromNow(row, now);
				if (write !== undefined) mended.push({ key, write });
				const ours = { ...(row ?? { ...key, ...SETTLED, result: null, done_at: null }), ...write };
				const lease: ClaimRow = { ...ours, state: 'held', owner, lease_until: leaseUntil };
				rows.set(keyText(key), lease);
				held.add(lease);
				if (ours.position === null || ours.write_began === null || ours.settles_at === null) return { state: 'acquired', leaseUntil };
				return { state: 'unsettled', leaseUntil, position: ours.position, writeBegan: ours.write_began, settlesAt: ours.settles_at };
			});
			for (const batch of batches(taken, VARIABLES_PER_KEY + 6)) {
				await db
					.insertInto('claim')
					.values(batch.map((key) => ({ ...key, state: 'held', owner, lease_until: leaseUntil, ...SETTLED })))
					.onConflict((conflict) => conflict.columns(KEY).doUpdateSet({ state: 'held', owner, lease_until: leaseUntil }))
					.execute();
			}
			for (const { key, write } of mended)
				await db
					.updateTable('claim')
					.where(among([key]))
					.set(write)
					.execute();
			if (taken.length > 0) await beat(owner, now);
			return answered;
		});
		this.heartbeat.keep(keys.filter((_, at) => OURS.includes(answers[at]?.state)).map(nameOf), owner, leaseMs);
		return answers;
	}

	async begin(
		keys: readonly ClaimKey[],
		owner: Owner,
		write: { readonly position: number; readonly neededMs: number; readonly settlesAt: number },
		now: number,
	): Promise<readonly boolean[]> {
		const asked = this.heartbeat.running();
		const begun = await this.write(keys, async (db, rowKeys, beat) => {
			const rows = await rowsOf(db, rowKeys);
			const enough = iso(now + write.neededMs);
			const may = rowKeys.map((key) => {
				const row = rows.get(keyText(key));
				return row?.owner === owner && row.lease_until !== null && row.lease_until >= enough;
			});
			for (const batch of batches(
				rowKeys.filter((_, at) => may[at]),
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
			if (may.includes(true)) await beat(owner, now);
			return may;
		});
		if (this.heartbeat.running() - asked <= STEP_WITHIN_MS) return begun;
		// Held up: when it would be looked for, it might still be on its way. Nothing was sent so far.
		await this.abandon(keys, owner);
		return keys.map(() => false);
	}

	async complete(done: readonly { readonly key: ClaimKey; readonly result: string }[], now: number): Promise<void> {
		await this.write(
			done.map(({ key }) => key),
			async (db, rowKeys) => {
				// The same key twice in one statement is an error of PostgreSQL; the first result stays, as it does between calls.
				const results = new Map(
					rowKeys
						.map((key, at) => {
							const done_at = NEVER_FORGOTTEN.includes(key.effect) ? null : iso(now);
							return [keyText(key), { ...key, result: done[at]?.result ?? '', done_at }] as const;
						})
						.reverse(),
				);
				for (const batch of batches([...results.values()], VARIABLES_PER_KEY + 8)) {
					await db
						.insertInto('claim')
						.values(batch.map((row) => ({ ...row, state: 'done', ...UNHELD, ...SETTLED })))
						.onConflict((conflict) =>
							conflict
								.columns(KEY)
								.doUpdateSet((eb) => ({
									state: 'done',
									result: eb.ref('excluded.result'),
									done_at: eb.ref('excluded.done_at'),
									...UNHELD,
									...SETTLED,
								}))
								.where('claim.state', '<>', 'done'),
						)
						.execute();
				}
				return [];
			},
		);
		this.heartbeat.letGo(done.map(({ key }) => nameOf(key)));
	}

	async release(keys: readonly ClaimKey[], owner: Owner): Promise<void> {
		await this.write(keys, async (db, rowKeys) => {
			for (const batch of batches(rowKeys, VARIABLES_PER_KEY)) {
				await db.deleteFrom('claim').where(among(batch)).where('owner', '=', owner).execute();
			}
			return [];
		});
		this.heartbeat.letGo(keys.map(nameOf), owner);
	}

	async abandon(keys: readonly ClaimKey[], owner: Owner): Promise<void> {
		await this.write(keys, async (db, rowKeys) => {
			for (const batch of batches(rowKeys, VARIABLES_PER_KEY)) {
				await db.deleteFrom('claim').where(among(batch)).where('owner', '=', owner).where('position', 'is', null).execute();
				await db
					.updateTable('claim')
					.where(among(batch))
					.where('owner', '=', owner)
					.set({ state: 'free', ...UNHELD })
					.execute();
			}
			return [];
		});
		this.heartbeat.letGo(keys.map(nameOf), owner);
	}

	async reopen(
		lost: readonly { readonly key: ClaimKey; readonly result: string }[],
		look: { readonly position: number; readonly settlesAt: number },
		now: number,
	): Promise<void> {
		const open = { state: 'free', ...UNHELD, position: look.position, write_began: iso(now), settles_at: iso(look.settlesAt) } as const;
		await this.write(
			lost.map(({ key }) => key),
			async (db, rowKeys) => {
				const results = new Map(rowKeys.map((key, at) => [keyText(key), { ...key, result: lost[at]?.result ?? '' }]));
				for (const batch of batches([...results.values()], VARIABLES_PER_KEY + 7)) {
					await db
						.insertInto('claim')
						.values(batch.map((row) => ({ ...row, ...open })))
						.onConflict((conflict) =>
							conflict.columns(KEY).doUpdateSet(open).where('claim.state', '=', 'done').whereRef('claim.result', '=', 'excluded.result'),
						)
						.execute();
				}
				return [];
			},
		);
	}

	async partsDone({ at, order, effect }: Pick<ClaimKey, 'at' | 'order' | 'effect'>): Promise<readonly string[]> {
		const [account, orderAccount] = [await this.accounts.known(at), await this.accounts.known(order.account)];
		if (account === undefined || orderAccount === undefined) return [];
		const rows = await this.connection.read(
			async (db) =>
				await db
					.selectFrom('claim')
					.select('part')
					.where('account', '=', account)
					.where('order_account', '=', orderAccount)
					.where('order_id', '=', order.id)
					.where('order_key', '=', order.key ?? '')
					.where('effect', '=', effect)
					.where('state', '=', 'done')
					.orderBy('part')
					.execute(),
		);
		return rows.map(({ part }) => part);
	}

	async prune(effect: ClaimEffect, before: IsoTime, now: number): Promise<Forgotten> {
		return await this.connection.write(AREA, async (db) => await forgetClaims(db, effect, before, now));
	}

	/** One answer per key; nothing is asked for none. */
	private async write<T>(
		keys: readonly ClaimKey[],
		work: (db: Db, rowKeys: readonly RowKey[], beat: Beat) => Promise<readonly T[]>,
	): Promise<readonly T[]> {
		if (keys.length === 0) return [];
		const idOf = await this.accounts.idsOf(keys.flatMap(({ at, order }) => [at, order.account]));
		const rowKeys = keys.map(({ at, order, effect, part = '' }): RowKey => ({
			account: idOf(at),
			order_account: idOf(order.account),
			order_id: order.id,
			order_key: order.key ?? '',
			effect,
			part,
		}));
		return await this.heartbeat.write(AREA, async (db, beat) => await work(db, rowKeys, beat));
	}
}
