import { sql } from 'kysely';
import type { Migration } from './migration';

/** Ids, states, totals, reasons and times only: there is no column for a name, an address or an e-mail. */
export const firstTables: Migration = {
	name: '001-first-tables',
	async up(db, { text, integer, real, rowId, tableEnd, appendOnly }, schema) {
		const table = (name: string) => db.schema.createTable(name).modifyEnd(tableEnd);

		await table('claim')
			.addColumn('account', text, (c) => c.notNull())
			.addColumn('subject', text, (c) => c.notNull())
			.addColumn('effect', text, (c) => c.notNull())
			.addColumn('state', text, (c) => c.notNull())
			.addColumn('owner', text)
			.addColumn('lease_until', text)
			.addColumn('position', integer)
			.addColumn('write_began', text)
			.addColumn('settles_at', text)
			.addColumn('result', text)
			.addPrimaryKeyConstraint('claim_pk', ['account', 'subject', 'effect'])
			.execute();

		await table('inbox')
			.addColumn('id', rowId)
			.addColumn('subscription', text, (c) => c.notNull())
			.addColumn('account', text, (c) => c.notNull())
			.addColumn('order_id', text, (c) => c.notNull())
			.addColumn('version', text, (c) => c.notNull())
			.addColumn('kind', text, (c) => c.notNull())
			.addColumn('state', text, (c) => c.notNull())
			.addColumn('hand_out', text)
			.addColumn('owner', text)
			.addColumn('attempts', integer, (c) => c.notNull())
			.addColumn('due_at', text, (c) => c.notNull())
			.addColumn('closed_at', text)
			.addUniqueConstraint('inbox_event', ['subscription', 'order_id', 'version', 'kind'])
			.execute();
		await db.schema.createIndex('inbox_open').on('inbox').columns(['subscription', 'id']).where(sql.ref('closed_at'), 'is', null).execute();
		await db.schema.createIndex('inbox_account').on('inbox').columns(['account', 'state']).execute();
		await db.schema.createIndex('inbox_closed').on('inbox').column('closed_at').where(sql.ref('closed_at'), 'is not', null).execute();

		await table('subscription')
			.addColumn('subscription', text, (c) => c.primaryKey())
			.addColumn('account', text, (c) => c.notNull())
			.addColumn('settings', text, (c) => c.notNull())
			.addColumn('starts_at', text, (c) => c.notNull())
			.addColumn('last_polled_at', text, (c) => c.notNull())
			.execute();
		await db.schema.createIndex('subscription_account').on('subscription').column('account').execute();

		await table('stream')
			.addColumn('account', text, (c) => c.notNull())
			.addColumn('stream', text, (c) => c.notNull())
			.addColumn('owner', text)
			.addColumn('lease_until', text)
			.addColumn('position', text)
			.addPrimaryKeyConstraint('stream_pk', ['account', 'stream'])
			.execute();

		await table('paused')
			.addColumn('account', text, (c) => c.notNull())
			.addColumn('credential_mark', text, (c) => c.notNull())
			.addColumn('reason', text, (c) => c.notNull())
			.addPrimaryKeyConstraint('paused_pk', ['account', 'credential_mark'])
			.execute();

		await table('sale')
			.addColumn('id', rowId)
			.addColumn('channel', text, (c) => c.notNull())
			.addColumn('order_id', text, (c) => c.notNull())
			.addColumn('store', text, (c) => c.notNull())
			.addColumn('order_number', text, (c) => c.notNull())
			.addColumn('state', text, (c) => c.notNull())
			.addColumn('reason_code', text)
			.addColumn('reason_text', text)
			.addColumn('reason_advice', text)
			.addColumn('attempts', integer, (c) => c.notNull())
			.addColumn('next_attempt_at', text)
			.addColumn('store_order_id', text)
			.addColumn('store_order_number', text)
			.addColumn('source_updated_at', text)
			.addColumn('fingerprint', text)
			.addColumn('frozen', integer, (c) => c.notNull())
			.addColumn('subscription', text)
			.addColumn('total', text)
			.addColumn('currency', text)
			.addColumn('purchased_at', text)
			.addColumn('created_at', text, (c) => c.notNull())
			.addColumn('updated_at', text, (c) => c.notNull())
			.addUniqueConstraint('sale_order', ['channel', 'store', 'order_id'])
			.execute();
		await db.schema.createIndex('sale_channel').on('sale').columns(['channel', 'state', 'id']).execute();
		await db.schema.createIndex('sale_store').on('sale').columns(['store', 'state', 'id']).execute();
		await db.schema
			.createIndex('sale_due')
			.on('sale')
			.columns(['subscription', 'next_attempt_at'])
			.where(sql.ref('next_attempt_at'), 'is not', null)
			.execute();

		await table('sale_event')
			.addColumn('id', rowId)
			.addColumn('sale_id', integer, (c) => c.notNull().references('sale.id'))
			.addColumn('at', text, (c) => c.notNull())
			.addColumn('state', text, (c) => c.notNull())
			.addColumn('reason_code', text)
			.addColumn('reason_text', text)
			.execute();
		await db.schema.createIndex('sale_event_sale').on('sale_event').columns(['sale_id', 'id']).execute();
		for (const statement of appendOnly(schema, 'sale_event')) await statement.execute(db);

		await table('sale_waiting')
			.addColumn('sale_id', integer, (c) => c.notNull().references('sale.id'))
			.addColumn('store', text, (c) => c.notNull())
			.addColumn('sku', text, (c) => c.notNull())
			.addPrimaryKeyConstraint('sale_waiting_pk', ['sale_id', 'sku'])
			.execute();
		await db.schema.createIndex('sale_waiting_sku').on('sale_waiting').columns(['store', 'sku']).execute();

		await table('link')
			.addColumn('channel', text, (c) => c.notNull())
			.addColumn('store', text, (c) => c.notNull())
			.addColumn('sku', text, (c) => c.notNull())
			.addColumn('product_id', text, (c) => c.notNull())
			.addColumn('parent_id', text)
			.addColumn('content', text, (c) => c.notNull())
			.addColumn('rule', text, (c) => c.notNull())
			.addColumn('updated_at', text, (c) => c.notNull())
			.addPrimaryKeyConstraint('link_pk', ['channel', 'store', 'sku'])
			.execute();

		await table('position')
			.addColumn('store', text, (c) => c.primaryKey())
			.addColumn('highest', integer, (c) => c.notNull())
			.addColumn('read_back_to', text)
			.execute();

		await table('bucket')
			.addColumn('bucket', text, (c) => c.primaryKey())
			.addColumn('tokens', real)
			.addColumn('filled_at', text, (c) => c.notNull())
			.addColumn('learned_rate', real)
			.execute();

		await table('customer')
			.addColumn('store', text, (c) => c.notNull())
			.addColumn('hash', text, (c) => c.notNull())
			.addColumn('customer_id', text, (c) => c.notNull())
			.addPrimaryKeyConstraint('customer_pk', ['store', 'hash'])
			.execute();
	},
};
