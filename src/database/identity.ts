import { createHmac, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Db } from './connection';

export const hmacWith =
	(key: string) =>
	(text: string): string =>
		createHmac('sha256', key).update(text).digest('hex');

/** Made with the database. */
export async function databaseId(db: Db): Promise<string> {
	return await meta(db, 'id', randomUUID());
}

/** Whether anything in the database was hashed with its key. */
export async function keyIsUsed(db: Db): Promise<boolean> {
	const hashed = await db
		.selectNoFrom(sql`1`.as('one'))
		.where(({ or, exists, selectFrom }) =>
			or([
				exists(selectFrom('customer').select('hash')),
				exists(selectFrom('sale').select('id').where('fingerprint', 'is not', null)),
				exists(selectFrom('fulfillment').select('id').where('told', 'is not', null)),
				exists(selectFrom('memory').select('order_id').where('print', 'is not', null)),
				exists(selectFrom('channel_parcel').select('order_id').where('number', 'is not', null)),
				exists(selectFrom('channel_order').select('order_id').where('packages', '<>', '[]')),
				// Notes and tidings are told apart by hashes of their texts, parcels by those of their numbers.
				exists(selectFrom('claim').select('order_id').where('effect', 'in', ['note', 'tell'])),
			]),
		)
		.executeTakeFirst();
	return hashed !== undefined;
}

/**
 * Throws when rows were hashed with another key: known customers would be made anew and unchanged orders written
 * again. The database holds a hash of a fixed text only, which does not tell the key.
 */
export async function checkKey(db: Db, key: string, advice: string): Promise<void> {
	const check = hmacWith(key)('storebridge key check');
	const known = await meta(db, 'key_check', check);
	if (known === check) return;
	if (await keyIsUsed(db)) throw new Error(`The key for fingerprints is not the one this Storebridge database was used with. ${advice}`);
	await db.updateTable('meta').set({ value: check }).where('key', '=', 'key_check').execute();
}

/** What was kept under the name, or else `value`, which is kept now. */
async function meta(db: Db, key: string, value: string): Promise<string> {
	const row = await db.selectFrom('meta').select('value').where('key', '=', key).executeTakeFirst();
	if (row !== undefined) return row.value;
	await db.insertInto('meta').values({ key, value }).execute();
	return value;
}
