import type { KnownCustomers } from '../ports/database';
import { batches, distinct } from './batches';
import type { Connection } from './connection';

const AREA = ['customer'];

export class SqlCustomers implements KnownCustomers {
	constructor(private readonly connection: Connection) {}

	async get(store: string, hashes: readonly string[]): Promise<ReadonlyMap<string, string>> {
		const customers = new Map<string, string>();
		for (const batch of batches(distinct(hashes), 1)) {
			const rows = await this.connection.read(
				async (db) =>
					await db.selectFrom('customer').select(['hash', 'customer_id']).where('store', '=', store).where('hash', 'in', batch).execute(),
			);
			for (const row of rows) customers.set(row.hash, row.customer_id);
		}
		return customers;
	}

	async remember(store: string, customers: readonly { readonly hash: string; readonly customerId: string }[]): Promise<void> {
		const ids = new Map(customers.map(({ hash, customerId }) => [hash, customerId]));
		if (ids.size === 0) return;
		await this.connection.write(AREA, async (db) => {
			for (const batch of batches([...ids], 3)) {
				await db
					.insertInto('customer')
					.values(batch.map(([hash, customer_id]) => ({ store, hash, customer_id })))
					.onConflict((conflict) =>
						conflict.columns(['store', 'hash']).doUpdateSet((eb) => ({ customer_id: eb.ref('excluded.customer_id') })),
					)
					.execute();
			}
		});
	}

	async forget(store: string, hashes: readonly string[]): Promise<void> {
		if (hashes.length === 0) return;
		await this.connection.write(AREA, async (db) => {
			for (const batch of batches(distinct(hashes), 1)) {
				await db.deleteFrom('customer').where('store', '=', store).where('hash', 'in', batch).execute();
			}
		});
	}
}
