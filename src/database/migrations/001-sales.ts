import { sql, type SqlBool } from 'kysely';
import { must, tables } from './columns';
import type { Migration } from './migration';

/** What became of each order. */
export const saleTables: Migration['up'] = async (db, spelling, schema) => {
	const { text, integer, rowId, appendOnly } = spelling;
	const table = tables(db, spelling);

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
		.addColumn('marketplace', text)
		.addColumn('total', text)
		.addColumn('currency', text)
		.addColumn('purchased_at', text)
		.addColumn('shipped_at', text)
		.addColumn('delivered_at', text)
		.addColumn('ages_from', text)
		.addColumn('erased_at', text)
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
	// What was bought in a period, for whoever looks at the log.
	await db.schema.createIndex('sale_source_bought').on('sale').columns(['source', 'purchased_at']).execute();
	await db.schema
		.createIndex('sale_target_bought')
		.on('sale')
		.columns(['target', 'purchased_at'])
		.where(sql.ref('target'), 'is not', null)
		.execute();
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

	// What the store still holds of people, oldest first.
	await db.schema
		.createIndex('sale_aging')
		.on('sale')
		.columns(['target', 'ages_from', 'id'])
		.where(sql<SqlBool>`erased_at is null and ages_from is not null and target_order_id is not null`)
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
};
