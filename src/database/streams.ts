import { sql, type Selectable } from 'kysely';
import type { AccountKey, SubscriptionId } from '../domain/ids';
import { iso } from '../domain/time';
import type { AccountStreams, Collected, LiveKind, Owner, StreamKey, StreamPosition, Streams, UnheldSearch } from '../ports/database';
import type { SqlAccounts } from './accounts';
import type { Connection, Db } from './connection';
import type { Heartbeat } from './heartbeat';
import { addEvents, rowOf } from './inbox-rows';
import { isHeldByAnother, UNHELD } from './leases';
import { remember } from './memories';
import type { AccountId, StreamTable } from './schema';

const AREA = ['stream'];

type StreamRow = Selectable<StreamTable>;
const KEY = ['account', 'kind', 'subscription', 'since', 'shop'] as const;
type RowKey = Pick<StreamRow, (typeof KEY)[number]>;

function positionOf(row: StreamRow | undefined): StreamPosition | undefined {
	if (row?.collected_to == null) return undefined;
	const { page, page_up_to: upTo, page_since: since } = row;
	return {
		from: row.collected_to,
		...(page !== null && upTo !== null && since !== null && { paging: { page, upTo, since } }),
		...(row.finished === 1 && { finished: true }),
	};
}

const columnsOf = ({ from, paging, finished = false }: StreamPosition) => ({
	collected_to: from,
	page: paging?.page ?? null,
	page_up_to: paging?.upTo ?? null,
	page_since: paging?.since ?? null,
	finished: Number(finished),
});

const nameOf = (key: RowKey): string => JSON.stringify(['stream', ...KEY.map((column) => key[column])]);

const rowAt = (db: Db, key: RowKey) =>
	db
		.selectFrom('stream')
		.selectAll()
		.where((row) => row.and(key));

const ownRow = (db: Db, key: RowKey, owner: Owner) =>
	db
		.updateTable('stream')
		.where((row) => row.and(key))
		.where('owner', '=', owner);

function liveOf(row: StreamRow | undefined): Omit<AccountStreams['live'], 'held'> {
	const position = positionOf(row);
	const { searched_at: at = null, searched_by: by = null, version = 0 } = row ?? {};
	return {
		...(position === undefined ? {} : { position }),
		...(at === null || by === null ? {} : { searched: { at, by } }),
		version,
	};
}

function backOf(row: StreamRow, keyOf: (account: AccountId) => AccountKey): AccountStreams['back'] {
	const { kind, subscription, since, shop, finished } = row;
	if (kind !== 'backfill' || subscription === '' || row.collected_to === null) return [];
	return [
		{
			subscription,
			...(since === '' ? {} : { since }),
			...(shop === '' ? {} : { shop: keyOf(shop) }),
			finished: finished === 1,
		},
	];
}

async function addCollected(db: Db, { events, memories }: Collected, idOf: (address: AccountKey) => AccountId, now: number): Promise<void> {
	await remember(db, memories, idOf);
	await addEvents(
		db,
		events.map((event) => rowOf(event, idOf)),
		now,
	);
}

export class SqlStreams implements Streams {
	constructor(
		private readonly connection: Connection,
		private readonly accounts: SqlAccounts,
		private readonly heartbeat: Heartbeat,
	) {}

	async take(
		stream: StreamKey,
		owner: Owner,
		leaseMs: number,
		now: number,
	): Promise<{ readonly position: StreamPosition | undefined } | undefined> {
		const key = await this.keyOf(stream);
		const taken = await this.heartbeat.write(AREA, async (db, beat) => {
			const row = await rowAt(db, key).executeTakeFirst();
			if (await isHeldByAnother(db, row, owner, now, this.heartbeat)) return undefined;
			await beat(owner, now);
			const lease = { owner, lease_until: iso(now + leaseMs) };
			await db
				.insertInto('stream')
				.values({ ...key, ...lease, finished: 0 })
				.onConflict((conflict) =>
					conflict.columns(KEY).doUpdateSet((taken) => ({ ...lease, version: sql<number>`${taken.ref('stream.version')} + 1` })),
				)
				.execute();
			return { position: positionOf(row) };
		});
		if (taken !== undefined) this.heartbeat.keep([nameOf(key)], owner, leaseMs);
		return taken;
	}

	async position(stream: StreamKey): Promise<StreamPosition | undefined> {
		const key = await this.keyOf(stream);
		return positionOf(await this.connection.read(async (db) => await rowAt(db, key).executeTakeFirst()));
	}

	/** A lease that ended and that nobody took is still ours: a slow page is not thrown away. */
	async advance(
		stream: StreamKey,
		owner: Owner,
		position: StreamPosition,
		collected: Collected,
		leaseMs: number,
		now: number,
		by?: SubscriptionId,
	): Promise<boolean> {
		const key = await this.keyOf(stream);
		const idOf = await this.idsIn(collected);
		const isOurs = await this.heartbeat.write([...AREA, 'inbox'], async (db, beat) => {
			const moved = await ownRow(db, key, owner)
				.set((row) => ({
					...columnsOf(position),
					lease_until: iso(now + leaseMs),
					version: row('version', '+', 1),
					...(by === undefined ? {} : { searched_at: iso(now), searched_by: by }),
				}))
				.executeTakeFirst();
			if (moved.numUpdatedRows === 0n) return false;
			await beat(owner, now);
			await addCollected(db, collected, idOf, now);
			return true;
		});
		if (isOurs) this.heartbeat.keep([nameOf(key)], owner, leaseMs);
		return isOurs;
	}

	async ofAccount(account: AccountKey, owner: Owner, now: number, kind: LiveKind = 'live'): Promise<AccountStreams> {
		const kinds: StreamKey['kind'][] = kind === 'live' ? [kind, 'backfill'] : [kind];
		const id = await this.accounts.idOf(account);
		const { live, rows, held } = await this.connection.read(async (db) => {
			const all = db.selectFrom('stream').selectAll().where('account', '=', id).where('kind', 'in', kinds).orderBy('since');
			// What was asked for is of no interest any more once it is there.
			const found = await all.where((row) => row.or([row('finished', '=', 0), row('shop', '=', '')])).execute();
			const own = found.find((row) => row.kind === kind);
			return { live: own, rows: found, held: await isHeldByAnother(db, own, owner, now, this.heartbeat) };
		});
		const keyOf = await this.accounts.keysOf(rows.flatMap(({ shop }) => (shop === '' ? [] : [shop])));
		return { live: { ...liveOf(live), held }, back: rows.flatMap((row) => backOf(row, keyOf)) };
	}

	async advanceUnheld(
		{ account, kind = 'live', version, by }: UnheldSearch,
		owner: Owner,
		position: StreamPosition,
		collected: Collected,
		leaseMs: number,
		now: number,
	): Promise<boolean> {
		const key = await this.keyOf({ account, kind });
		const idOf = await this.idsIn(collected);
		const keeps = position.paging !== undefined;
		const moved = await this.heartbeat.write([...AREA, 'inbox', 'subscription'], async (db, beat) => {
			const { numUpdatedRows } = await db
				.updateTable('stream')
				.where((row) => row.and({ ...key, version }))
				.set({
					...columnsOf(position),
					...(keeps ? { owner, lease_until: iso(now + leaseMs) } : UNHELD),
					searched_at: iso(now),
					searched_by: by,
					version: version + 1,
				})
				.executeTakeFirst();
			if (numUpdatedRows === 0n) return false;
			if (keeps) await beat(owner, now);
			await db
				.updateTable('subscription')
				.where('subscription', '=', by)
				.where('account', '=', key.account)
				.set({ last_polled_at: iso(now) })
				.execute();
			await addCollected(db, collected, idOf, now);
			return true;
		});
		if (moved && keeps) this.heartbeat.keep([nameOf(key)], owner, leaseMs);
		return moved;
	}

	async release(stream: StreamKey, owner: Owner): Promise<void> {
		const key = await this.keyOf(stream);
		await this.connection.write(AREA, async (db) => {
			await ownRow(db, key, owner).set(UNHELD).execute();
		});
		this.heartbeat.letGo([nameOf(key)], owner);
	}

	private async idsIn({ events, memories }: Collected): Promise<(address: AccountKey) => AccountId> {
		return await this.accounts.idsOf([...events, ...memories].map(({ account }) => account));
	}

	private async keyOf({ account, kind, subscription, since, shop }: StreamKey): Promise<RowKey> {
		const idOf = await this.accounts.idsOf(shop === undefined ? [account] : [account, shop]);
		return {
			account: idOf(account),
			kind,
			subscription: subscription ?? '',
			since: since ?? '',
			shop: shop === undefined ? '' : idOf(shop),
		};
	}
}
