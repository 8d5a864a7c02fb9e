import { sql, type Insertable, type Selectable, type SqlBool } from 'kysely';
import type { AccountKey, OrderId, SubscriptionId } from '../domain/ids';
import type { IsoTime } from '../domain/time';
import type { StoreFacts } from '../domain/store-order-events';
import type { Forgotten, Memories, OrderMemory } from '../ports/database';
import type { SqlAccounts } from './accounts';
import { batches, distinct, FORGOTTEN_AT_ONCE, valueRows } from './batches';
import type { Connection, Db } from './connection';
import type { AccountId, MemoryTable } from './schema';

/** Written with the inbox, so of its area. */
const AREA = ['inbox'];
const LOOKED_AT_ONCE = 1_000;

type MemoryRow = Selectable<MemoryTable>;

function factsOf({ paid, shipped, cancelled, refunded, print, parcels }: MemoryRow): StoreFacts | undefined {
	if (paid === null || shipped === null || cancelled === null || refunded === null || print === null || parcels === null) return undefined;
	return { paid: paid === 1, shipped: shipped === 1, cancelled: cancelled === 1, refunded, print, parcels };
}

function rowOf({ subscription, orderId, orderKey, version, facts }: OrderMemory, account: AccountId): Insertable<MemoryTable> {
	return {
		subscription,
		account,
		order_id: orderId,
		order_key: orderKey ?? null,
		version,
		paid: facts === undefined ? null : Number(facts.paid),
		shipped: facts === undefined ? null : Number(facts.shipped),
		cancelled: facts === undefined ? null : Number(facts.cancelled),
		refunded: facts?.refunded ?? null,
		print: facts?.print ?? null,
		parcels: facts?.parcels ?? null,
	};
}

export class SqlMemories implements Memories {
	/** How far the last look for old ones came; undefined: to their end. */
	private seenTo: Key | undefined;

	constructor(
		private readonly connection: Connection,
		private readonly accounts: SqlAccounts,
	) {}

	async of(subscription: SubscriptionId, account: AccountKey, orderIds: readonly OrderId[]): Promise<ReadonlyMap<OrderId, OrderMemory>> {
		const memories = new Map<OrderId, OrderMemory>();
		const id = await this.accounts.known(account);
		if (id === undefined) return memories;
		for (const batch of batches(distinct(orderIds), 1)) {
			const rows = await this.connection.read(
				async (db) =>
					await db
						.selectFrom('memory')
						.selectAll()
						.where('subscription', '=', subscription)
						.where('account', '=', id)
						.where('order_id', 'in', batch)
						.execute(),
			);
			for (const row of rows) {
				const facts = factsOf(row);
				memories.set(row.order_id, {
					subscription,
					account,
					orderId: row.order_id,
					...(row.order_key !== null && { orderKey: row.order_key }),
					version: row.version,
					...(facts !== undefined && { facts }),
				});
			}
		}
		return memories;
	}

	async prune(before: IsoTime): Promise<Forgotten> {
		return await this.connection.write(AREA, async (db) => {
			const { old, seenTo } = await lookAtOld(db, before, this.seenTo);
			const forgotten = old.slice(0, FORGOTTEN_AT_ONCE);
			for (const batch of batches(forgotten, 3)) {
				await db
					.deleteFrom('memory')
					.where(
						sql<SqlBool>`(subscription, account, order_id) in ${valueRows(batch.map((key) => [key.subscription, key.account, key.order_id]))}`,
					)
					.execute();
			}
			this.seenTo = old.length > forgotten.length ? forgotten.at(-1) : seenTo;
			return { rows: forgotten.length, more: this.seenTo !== undefined };
		});
	}
}

type Key = Pick<MemoryRow, 'version' | 'subscription' | 'account' | 'order_id'>;

/** Many old ones may have to stay, after reading back years of orders for instance: the next look goes on where this one ended. */
async function lookAtOld(
	db: Db,
	before: IsoTime,
	seenTo: Key | undefined,
): Promise<{ readonly old: readonly Key[]; readonly seenTo: Key | undefined }> {
	const from = seenTo ?? { version: '', subscription: '', account: '', order_id: '' };
	const rows = await db
		.selectFrom('memory')
		.select((memory) => [
			'version',
			'subscription',
			'account',
			'order_id',
			memory
				.exists(
					memory
						.selectFrom('inbox')
						.select('inbox.id')
						.whereRef('inbox.subscription', '=', 'memory.subscription')
						.whereRef('inbox.order_id', '=', 'memory.order_id')
						.whereRef('inbox.account', '=', 'memory.account'),
				)
				.as('stays'),
		])
		.where('version', '<', before)
		.where(
			sql<SqlBool>`(version, subscription, account, order_id) > (${from.version}, ${from.subscription}, ${from.account}, ${from.order_id})`,
		)
		.orderBy('version')
		.orderBy('subscription')
		.orderBy('account')
		.orderBy('order_id')
		.limit(LOOKED_AT_ONCE)
		.execute();
	// SQLite knows no truth but 1.
	const old = rows.filter(({ stays }) => !Number(stays));
	return { old, seenTo: rows.length === LOOKED_AT_ONCE ? rows.at(-1) : undefined };
}

/** For a caller that holds the area `inbox`. */
export async function remember(db: Db, memories: readonly OrderMemory[], idOf: (account: AccountKey) => AccountId): Promise<void> {
	const rows = new Map<string, Insertable<MemoryTable>>();
	for (const memory of memories) {
		const row = rowOf(memory, idOf(memory.account));
		const key = JSON.stringify([row.subscription, row.account, row.order_id]);
		if ((rows.get(key)?.version ?? '') <= row.version) rows.set(key, row);
	}
	for (const batch of batches([...rows.values()], 11)) {
		await db
			.insertInto('memory')
			.values(batch)
			.onConflict((conflict) =>
				conflict
					.columns(['subscription', 'account', 'order_id'])
					.doUpdateSet((eb) => ({
						order_key: eb.ref('excluded.order_key'),
						version: eb.ref('excluded.version'),
						paid: eb.ref('excluded.paid'),
						shipped: eb.ref('excluded.shipped'),
						cancelled: eb.ref('excluded.cancelled'),
						refunded: eb.ref('excluded.refunded'),
						print: eb.ref('excluded.print'),
						parcels: eb.ref('excluded.parcels'),
					}))
					.whereRef('excluded.version', '>=', 'memory.version'),
			)
			.execute();
	}
}
