import { sql } from 'kysely';
import { must, tables } from './columns';
import type { Migration } from './migration';

/** What triggers read, and what they know and have given out. */
export const inboxTables: Migration['up'] = async (db, spelling) => {
	const { text, integer, rowId } = spelling;
	const table = tables(db, spelling);

	await table('inbox')
		.addColumn('id', rowId)
		.addColumn('subscription', text, must)
		.addColumn('account', text, must)
		.addColumn('order_id', text, must)
		.addColumn('order_key', text, must)
		.addColumn('topic', text, must)
		.addColumn('kind', text, must)
		.addColumn('version', text, must)
		.addColumn('state', text, must)
		.addColumn('stamp', text)
		.addColumn('owner', text)
		.addColumn('portion', text)
		.addColumn('attempts', integer, must)
		.addColumn('due_at', text, must)
		.addColumn('closed_at', text)
		.addUniqueConstraint('inbox_event', ['subscription', 'order_id', 'account', 'order_key', 'topic', 'kind', 'version'])
		.execute();
	await db.schema
		.createIndex('inbox_open')
		.on('inbox')
		.columns(['subscription', 'account', 'id'])
		.where(sql.ref('closed_at'), 'is', null)
		.execute();
	await db.schema
		.createIndex('inbox_given')
		.on('inbox')
		.columns(['subscription', 'account', 'state', 'owner'])
		.where(sql.ref('closed_at'), 'is', null)
		.execute();
	await db.schema.createIndex('inbox_closed').on('inbox').columns(['closed_at']).where(sql.ref('closed_at'), 'is not', null).execute();

	await table('hand_out')
		.addColumn('row', integer, (c) => c.notNull().references('inbox.id'))
		.addColumn('stamp', text, must)
		.addColumn('start_by', text, must)
		.addPrimaryKeyConstraint('hand_out_pk', ['row', 'stamp'])
		.execute();

	await table('memory')
		.addColumn('subscription', text, must)
		.addColumn('account', text, must)
		.addColumn('order_id', text, must)
		.addColumn('order_key', text)
		.addColumn('version', text, must)
		.addColumn('paid', integer)
		.addColumn('shipped', integer)
		.addColumn('cancelled', integer)
		.addColumn('refunded', integer)
		.addColumn('print', text)
		.addColumn('parcels', text)
		.addPrimaryKeyConstraint('memory_pk', ['subscription', 'account', 'order_id'])
		.execute();
	await db.schema.createIndex('memory_version').on('memory').columns(['version', 'subscription', 'account', 'order_id']).execute();

	await table('subscription')
		.addColumn('subscription', text, must)
		.addColumn('account', text, must)
		.addColumn('settings', text, must)
		.addColumn('starts_at', text, must)
		.addColumn('last_polled_at', text, must)
		.addPrimaryKeyConstraint('subscription_pk', ['subscription', 'account'])
		.execute();
	await db.schema.createIndex('subscription_account').on('subscription').columns(['account']).execute();

	await table('webhook')
		.addColumn('subscription', text, must)
		.addColumn('account', text, must)
		.addColumn('delivery_url', text)
		.addColumn('checked_at', text)
		.addColumn('created_at', text)
		.addColumn('heard_at', text)
		.addColumn('mended_at', text)
		.addColumn('refusal', text)
		.addPrimaryKeyConstraint('webhook_pk', ['subscription', 'account'])
		.execute();

	await table('stream')
		.addColumn('account', text, must)
		.addColumn('kind', text, must)
		.addColumn('subscription', text, must)
		.addColumn('since', text, must)
		.addColumn('shop', text, must)
		.addColumn('owner', text)
		.addColumn('lease_until', text)
		.addColumn('collected_to', text)
		.addColumn('page', text)
		.addColumn('page_up_to', text)
		.addColumn('page_since', text)
		.addColumn('finished', integer, must)
		.addColumn('searched_at', text)
		.addColumn('searched_by', text)
		.addColumn('version', integer, (c) => c.notNull().defaultTo(0))
		.addPrimaryKeyConstraint('stream_pk', ['account', 'kind', 'subscription', 'since', 'shop'])
		.execute();

	await table('paused')
		.addColumn('account', text, must)
		.addColumn('credential_mark', text, must)
		.addColumn('reason', text, must)
		.addPrimaryKeyConstraint('paused_pk', ['account', 'credential_mark'])
		.execute();
};
