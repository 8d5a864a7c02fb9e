import { sql } from 'kysely';
import { key, must, tables } from './columns';
import type { Migration } from './migration';

/** Accounts, and who holds what of theirs. */
export const accountTables: Migration['up'] = async (db, spelling) => {
	const { text, integer } = spelling;
	const table = tables(db, spelling);

	await table('account').addColumn('id', text, key).addColumn('created_at', text, must).execute();
	await table('account_address')
		.addColumn('address', text, key)
		.addColumn('account', text, (c) => c.notNull().references('account.id'))
		.addColumn('first_seen_at', text, must)
		.addColumn('is_current', integer, must)
		.execute();
	await db.schema.createIndex('account_address_account').on('account_address').columns(['account']).execute();
	await table('account_identity')
		.addColumn('account', text, (c) => c.notNull().references('account.id'))
		.addColumn('kind', text, must)
		.addColumn('identity', text, must)
		.addColumn('first_seen_at', text, must)
		.addColumn('is_current', integer, must)
		.addPrimaryKeyConstraint('account_identity_pk', ['account', 'kind', 'identity'])
		.execute();
	await db.schema.createIndex('account_identity_holders').on('account_identity').columns(['kind', 'identity']).execute();

	await table('claim')
		.addColumn('account', text, must)
		.addColumn('order_account', text, must)
		.addColumn('order_id', text, must)
		.addColumn('order_key', text, must)
		.addColumn('effect', text, must)
		.addColumn('part', text, must)
		.addColumn('state', text, must)
		.addColumn('owner', text)
		.addColumn('lease_until', text)
		.addColumn('position', integer)
		.addColumn('write_began', text)
		.addColumn('settles_at', text)
		.addColumn('result', text)
		.addColumn('done_at', text)
		.addPrimaryKeyConstraint('claim_pk', ['account', 'order_account', 'order_id', 'order_key', 'effect', 'part'])
		.execute();

	await db.schema
		.createIndex('claim_begun')
		.on('claim')
		.columns(['account', 'position'])
		.where(sql.ref('position'), 'is not', null)
		.execute();

	await db.schema.createIndex('claim_done').on('claim').columns(['effect', 'done_at']).where(sql.ref('done_at'), 'is not', null).execute();

	await table('process').addColumn('id', text, key).addColumn('seen_at', text, must).execute();

	await table('turn')
		.addColumn('account', text, must)
		.addColumn('about', text, must)
		.addColumn('which', text, must)
		.addColumn('owner', text)
		.addColumn('lease_until', text)
		.addPrimaryKeyConstraint('turn_pk', ['account', 'about', 'which'])
		.execute();
};
