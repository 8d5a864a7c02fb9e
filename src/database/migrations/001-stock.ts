import { sql, type SqlBool } from 'kysely';
import { key, must, tables } from './columns';
import type { Migration } from './migration';

/** What is known of quantities: a person's words, what was pushed, what channels and stores showed. */
export const stockTables: Migration['up'] = async (db, spelling) => {
	const { text, integer } = spelling;
	const table = tables(db, spelling);

	await table('stock_source')
		.addColumn('channel', text, must)
		.addColumn('store', text, must)
		.addColumn('product_id', text, must)
		.addColumn('source', text, must)
		.addColumn('updated_at', text, must)
		.addPrimaryKeyConstraint('stock_source_pk', ['channel', 'store', 'product_id'])
		.execute();

	await table('stock_left_out')
		.addColumn('channel', text, must)
		.addColumn('store', text, must)
		.addColumn('sku', text, must)
		.addColumn('updated_at', text, must)
		.addPrimaryKeyConstraint('stock_left_out_pk', ['channel', 'store', 'sku'])
		.execute();

	await table('stock_pause').addColumn('account', text, key).addColumn('updated_at', text, must).execute();

	await table('stock_push')
		.addColumn('account', text, must)
		.addColumn('item', text, must)
		.addColumn('quantity', integer)
		.addColumn('unsure', integer, must)
		.addColumn('pushed_at', text, must)
		.addColumn('zeroed_at', text)
		.addPrimaryKeyConstraint('stock_push_pk', ['account', 'item'])
		.execute();
	await db.schema
		.createIndex('stock_push_zeroed')
		.on('stock_push')
		.columns(['account', 'zeroed_at'])
		.where(sql<SqlBool>`zeroed_at is not null`)
		.execute();
	await db.schema.createIndex('stock_push_old').on('stock_push').columns(['pushed_at']).execute();

	await table('stock_submission')
		.addColumn('account', text, must)
		.addColumn('submission', text, must)
		.addColumn('handed_in_at', text, must)
		.addPrimaryKeyConstraint('stock_submission_pk', ['account', 'submission'])
		.execute();
	await table('stock_submitted')
		.addColumn('account', text, must)
		.addColumn('submission', text, must)
		.addColumn('item', text, must)
		.addColumn('quantity', integer, must)
		.addPrimaryKeyConstraint('stock_submitted_pk', ['account', 'submission', 'item'])
		.execute();

	await table('stock_fact')
		.addColumn('account', text, must)
		.addColumn('sku', text, must)
		.addColumn('fulfilled_by', text, must)
		.addColumn('quantity', integer)
		.addColumn('at_locations', integer, must)
		.addColumn('closed', integer, must)
		.addColumn('no_quantity', integer, must)
		.addColumn('set_to', integer)
		.addColumn('listed_in', text)
		.addColumn('as_of', text, must)
		.addPrimaryKeyConstraint('stock_fact_pk', ['account', 'sku'])
		.execute();
	await db.schema.createIndex('stock_fact_old').on('stock_fact').columns(['as_of']).execute();

	await table('stock_seen')
		.addColumn('account', text, must)
		.addColumn('product_id', text, must)
		.addColumn('quantity', integer, must)
		.addColumn('own', integer, must)
		.addColumn('seen_at', text, must)
		.addPrimaryKeyConstraint('stock_seen_pk', ['account', 'product_id'])
		.execute();
	await db.schema.createIndex('stock_seen_old').on('stock_seen').columns(['seen_at']).execute();
};
