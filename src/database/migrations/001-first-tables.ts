import { sql, type ColumnDefinitionBuilder, type SqlBool } from 'kysely';
import type { Migration } from './migration';

const must = (column: ColumnDefinitionBuilder): ColumnDefinitionBuilder => column.notNull();
const key = (column: ColumnDefinitionBuilder): ColumnDefinitionBuilder => column.primaryKey();

/** Ids, states, totals, reasons and times only: there is no column for a name, an address or an e-mail. */
export const firstTables: Migration = {
	name: '001-first-tables',
	async up(db, { text, integer, real, rowId, tableEnd, appendOnly }, schema) {
		const table = (name: string) => db.schema.createTable(name).modifyEnd(tableEnd);

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

		await db.schema
			.createIndex('claim_done')
			.on('claim')
			.columns(['effect', 'done_at'])
			.where(sql.ref('done_at'), 'is not', null)
			.execute();

		await table('process').addColumn('id', text, key).addColumn('seen_at', text, must).execute();

		await table('turn')
			.addColumn('account', text, must)
			.addColumn('about', text, must)
			.addColumn('which', text, must)
			.addColumn('owner', text)
			.addColumn('lease_until', text)
			.addPrimaryKeyConstraint('turn_pk', ['account', 'about', 'which'])
			.execute();

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

		await table('sale')
			.addColumn('id', rowId)
			.addColumn('source', text, must)
			.addColumn('order_id', text, must)
			.addColumn('order_key', text)
			.addColumn('order_created_at', text)
			.addColumn('order_number', text, must)
			.addColumn('target', text)
			.addColumn('target_order_id', text)
			.addColumn('target_order_number', text)
			.addColumn('target_order_key', text)
			.addColumn('target_order_created_at', text)
			.addColumn('state', text, must)
			.addColumn('reason_code', text)
			.addColumn('reason_text', text)
			.addColumn('reason_advice', text)
			.addColumn('attempts', integer, must)
			.addColumn('next_attempt_at', text)
			.addColumn('source_updated_at', text)
			.addColumn('fingerprint', text)
			.addColumn('frozen', integer, must)
			.addColumn('subscription', text)
			.addColumn('total', text)
			.addColumn('currency', text)
			.addColumn('purchased_at', text)
			.addColumn('created_at', text, must)
			.addColumn('updated_at', text, must)
			.execute();
		await db.schema
			.createIndex('sale_order')
			.on('sale')
			.unique()
			.expression(sql`source, order_id, coalesce(order_key, ''), coalesce(target, '')`)
			.execute();
		await db.schema.createIndex('sale_source').on('sale').columns(['source', 'state', 'id']).execute();
		for (const [name, column] of [
			['sale_target', 'state'],
			['sale_target_order', 'order_id'],
		] as const)
			await db.schema.createIndex(name).on('sale').columns(['target', column, 'id']).where(sql.ref('target'), 'is not', null).execute();
		// Only what waits for its time, soonest first: of one trigger, and of all that feed one target.
		const waits = sql<SqlBool>`state in ('pending', 'synced') and next_attempt_at is not null`;
		await db.schema.createIndex('sale_due').on('sale').columns(['source', 'subscription', 'next_attempt_at', 'id']).where(waits).execute();
		// Whether anything is due at all, whoever's it is.
		await db.schema.createIndex('sale_waits').on('sale').columns(['source', 'next_attempt_at']).where(waits).execute();
		await db.schema
			.createIndex('sale_left')
			.on('sale')
			.columns(['source', 'target', 'subscription', 'next_attempt_at', 'id'])
			.where(waits)
			.execute();
		await db.schema
			.createIndex('sale_saved')
			.on('sale')
			.columns(['subscription', 'source', 'target'])
			.where(sql.ref('target_order_id'), 'is not', null)
			.execute();

		// What a warehouse has and has not shipped.
		await db.schema
			.createIndex('sale_under_way')
			.on('sale')
			.columns(['source', 'target', 'updated_at', 'id'])
			.where(sql<SqlBool>`frozen = 0 and target_order_id is not null`)
			.execute();

		await table('sale_event')
			.addColumn('id', rowId)
			.addColumn('sale_id', integer, (c) => c.notNull().references('sale.id'))
			.addColumn('at', text, must)
			.addColumn('state', text, must)
			.addColumn('reason_code', text)
			.addColumn('reason_text', text)
			.execute();
		await db.schema.createIndex('sale_event_sale').on('sale_event').columns(['sale_id', 'id']).execute();
		for (const statement of appendOnly(schema, 'sale_event')) await statement.execute(db);

		await table('sale_waiting')
			.addColumn('sale_id', integer, (c) => c.notNull().references('sale.id'))
			.addColumn('sku', text, must)
			.addPrimaryKeyConstraint('sale_waiting_pk', ['sale_id', 'sku'])
			.execute();
		await db.schema.createIndex('sale_waiting_sku').on('sale_waiting').columns(['sku']).execute();

		await table('fulfillment')
			.addColumn('warehouse', text, must)
			.addColumn('id', text, must)
			.addColumn('order_account', text, must)
			.addColumn('order_id', text, must)
			.addColumn('order_key', text, must)
			.addColumn('order_created_at', text)
			.addColumn('attempt', integer, must)
			.addColumn('told', text)
			.addColumn('updated_at', text, must)
			.addPrimaryKeyConstraint('fulfillment_pk', ['warehouse', 'id'])
			.execute();
		await db.schema.createIndex('fulfillment_order').on('fulfillment').columns(['warehouse', 'order_account', 'order_id']).execute();

		await table('link')
			.addColumn('channel', text, must)
			.addColumn('store', text, must)
			.addColumn('sku', text, must)
			.addColumn('product_id', text, must)
			.addColumn('parent_id', text)
			.addColumn('content', text, must)
			.addColumn('rule', text, must)
			.addColumn('updated_at', text, must)
			.addPrimaryKeyConstraint('link_pk', ['channel', 'store', 'sku'])
			.execute();
		await db.schema.createIndex('link_product').on('link').columns(['channel', 'store', 'product_id']).execute();

		await table('position')
			.addColumn('account', text, key)
			.addColumn('highest', integer, must)
			.addColumn('read_back_to', text)
			.addColumn('settled_to', integer)
			.addColumn('look_to', integer)
			.addColumn('look_at', text)
			.addColumn('settles_at', text)
			.addColumn('watch_until', text)
			.execute();

		await table('bucket')
			.addColumn('account', text, must)
			.addColumn('application', text, must)
			.addColumn('operation', text, must)
			.addColumn('tokens', real)
			.addColumn('filled_at', text, must)
			.addColumn('learned_rate', real)
			.addPrimaryKeyConstraint('bucket_pk', ['account', 'application', 'operation'])
			.execute();

		await table('customer')
			.addColumn('account', text, must)
			.addColumn('hash', text, must)
			.addColumn('customer_id', text, must)
			.addPrimaryKeyConstraint('customer_pk', ['account', 'hash'])
			.execute();
	},
};
