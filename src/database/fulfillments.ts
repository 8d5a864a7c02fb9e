import type { Selectable } from 'kysely';
import type { AccountKey, OrderRef } from '../domain/ids';
import { isSameKey } from '../domain/order-keys';
import { iso } from '../domain/time';
import type { FulfillmentRow, Fulfillments } from '../ports/database';
import type { SqlAccounts } from './accounts';
import { batches, distinct } from './batches';
import type { Connection } from './connection';
import type { AccountId, FulfillmentTable } from './schema';

const AREA = ['fulfillment'];

type Row = Selectable<FulfillmentTable>;

const fulfillmentOf = (row: Row, warehouse: AccountKey, keyOf: (id: AccountId) => AccountKey): FulfillmentRow => ({
	warehouse,
	id: row.id,
	order: {
		account: keyOf(row.order_account),
		id: row.order_id,
		...(row.order_key !== '' && { key: row.order_key }),
		...(row.order_created_at !== null && { createdAt: row.order_created_at }),
	},
	attempt: row.attempt,
	...(row.told !== null && { told: row.told }),
});

export class SqlFulfillments implements Fulfillments {
	constructor(
		private readonly connection: Connection,
		private readonly accounts: SqlAccounts,
	) {}

	async get(warehouse: AccountKey, ids: readonly string[]): Promise<ReadonlyMap<string, FulfillmentRow>> {
		const account = await this.accounts.known(warehouse);
		if (account === undefined) return new Map();
		const rows: Row[] = [];
		for (const batch of batches(distinct(ids), 1)) {
			rows.push(
				...(await this.connection.read(
					async (db) => await db.selectFrom('fulfillment').selectAll().where('warehouse', '=', account).where('id', 'in', batch).execute(),
				)),
			);
		}
		return new Map((await this.outside(rows, warehouse)).map((row) => [row.id, row]));
	}

	async ofOrder(warehouse: AccountKey, order: OrderRef): Promise<readonly FulfillmentRow[]> {
		const [account, shop] = [await this.accounts.known(warehouse), await this.accounts.known(order.account)];
		if (account === undefined || shop === undefined) return [];
		const rows = await this.connection.read(
			async (db) =>
				await db
					.selectFrom('fulfillment')
					.selectAll()
					.where('warehouse', '=', account)
					.where('order_account', '=', shop)
					.where('order_id', '=', order.id)
					.orderBy('attempt')
					.execute(),
		);
		const own = rows.filter((row) =>
			isSameKey({ key: row.order_key, createdAt: row.order_created_at ?? undefined }, { key: '', ...order }),
		);
		return await this.outside(own, warehouse);
	}

	async put(rows: readonly FulfillmentRow[], now: number): Promise<void> {
		const idOf = await this.accounts.idsOf(rows.flatMap(({ warehouse, order }) => [warehouse, order.account]));
		await this.connection.write(AREA, async (db) => {
			// One by one: the same row may come twice, and there are few.
			for (const { warehouse, id, order, attempt, told } of rows) {
				const columns = {
					order_account: idOf(order.account),
					order_id: order.id,
					order_key: order.key ?? '',
					order_created_at: order.createdAt ?? null,
					attempt,
					updated_at: iso(now),
					...(told !== undefined && { told }),
				};
				await db
					.insertInto('fulfillment')
					.values({ warehouse: idOf(warehouse), id, ...columns })
					.onConflict((conflict) => conflict.columns(['warehouse', 'id']).doUpdateSet(columns))
					.execute();
			}
		});
	}

	private async outside(rows: readonly Row[], warehouse: AccountKey): Promise<readonly FulfillmentRow[]> {
		const keyOf = await this.accounts.keysOf(rows.map((row) => row.order_account));
		return rows.map((row) => fulfillmentOf(row, warehouse, keyOf));
	}
}
