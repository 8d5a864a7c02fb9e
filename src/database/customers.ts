import type { AccountKey } from '../domain/ids';
import type { KnownCustomers } from '../ports/database';
import type { SqlAccounts } from './accounts';
import { batches, distinct } from './batches';
import type { Connection } from './connection';

const AREA = ['customer'];

export class SqlCustomers implements KnownCustomers {
	constructor(
		private readonly connection: Connection,
		private readonly accounts: SqlAccounts,
	) {}

	async get(store: AccountKey, hashes: readonly string[]): Promise<ReadonlyMap<string, string>> {
		const customers = new Map<string, string>();
		const account = await this.accounts.known(store);
		if (account === undefined) return customers;
		for (const batch of batches(distinct(hashes), 1)) {
			const rows = await this.connection.read(
				async (db) =>
					await db
						.selectFrom('customer')
						.select(['hash', 'customer_id'])
						.where('account', '=', account)
						.where('hash', 'in', batch)
						.execute(),
			);
			for (const row of rows) customers.set(row.hash, row.customer_id);
		}
		return customers;
	}

	async remember(store: AccountKey, customers: readonly { readonly hash: string; readonly customerId: string }[]): Promise<void> {
		const ids = new Map(customers.map(({ hash, customerId }) => [hash, customerId]));
		if (ids.size === 0) return;
		const account = await this.accounts.idOf(store);
		await this.connection.write(AREA, async (db) => {
			for (const batch of batches([...ids], 3)) {
				await db
					.insertInto('customer')
					.values(batch.map(([hash, customer_id]) => ({ account, hash, customer_id })))
					.onConflict((conflict) =>
						conflict.columns(['account', 'hash']).doUpdateSet((eb) => ({ customer_id: eb.ref('excluded.customer_id') })),
					)
					.execute();
			}
		});
	}

	async forget(store: AccountKey, hashes: readonly string[]): Promise<void> {
		const account = await this.accounts.known(store);
		if (hashes.length === 0 || account === undefined) return;
		await this.connection.write(AREA, async (db) => {
			for (const batch of batches(distinct(hashes), 1)) {
				await db.deleteFrom('customer').where('account', '=', account).where('hash', 'in', batch).execute();
			}
		});
	}
}
