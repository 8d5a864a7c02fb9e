import { sql, type SqlBool } from 'kysely';
import { key, must, tables } from './columns';
import type { Migration } from './migration';

/** What is known of stores and channels. */
export const storeTables: Migration['up'] = async (db, spelling) => {
	const { text, integer, real } = spelling;
	const table = tables(db, spelling);

	await table('link')
		.addColumn('channel', text, must)
		.addColumn('store', text, must)
		.addColumn('sku', text, must)
		.addColumn('product_id', text, must)
		.addColumn('parent_id', text)
		.addColumn('inventory_id', text)
		.addColumn('content', text, must)
		.addColumn('rule', text, must)
		.addColumn('gone', text, must)
		.addColumn('updated_at', text, must)
		.addPrimaryKeyConstraint('link_pk', ['channel', 'store', 'sku'])
		.execute();
	// What tells rows apart comes first: before a new store is in its statistics, PostgreSQL takes any index for as good as the key.
	await db.schema.createIndex('link_product').on('link').columns(['product_id', 'channel', 'store']).execute();
	await db.schema
		.createIndex('link_gone')
		.on('link')
		.columns(['channel', 'store', 'sku'])
		.where(sql<SqlBool>`gone <> ''`)
		.execute();

	await db.schema
		.createIndex('link_parent')
		.on('link')
		.columns(['parent_id', 'channel', 'store'])
		.where(sql<SqlBool>`parent_id is not null`)
		.execute();

	await table('link_part')
		.addColumn('channel', text, must)
		.addColumn('store', text, must)
		.addColumn('sku', text, must)
		.addColumn('product_id', text, must)
		.addPrimaryKeyConstraint('link_part_pk', ['sku', 'product_id', 'channel', 'store'])
		.execute();
	await db.schema.createIndex('link_part_product').on('link_part').columns(['product_id', 'channel', 'store']).execute();

	await table('link_place')
		.addColumn('channel', text, must)
		.addColumn('store', text, must)
		.addColumn('sku', text, must)
		.addColumn('marketplace', text, must)
		.addColumn('fulfilled_by', text, must)
		.addColumn('product_id', text, must)
		.addColumn('by_hand', integer, must)
		.addPrimaryKeyConstraint('link_place_pk', ['channel', 'store', 'sku', 'marketplace', 'fulfilled_by'])
		.execute();
	// A product has one listing in each place, more only by hand.
	await db.schema
		.createIndex('link_place_product')
		.on('link_place')
		.unique()
		.columns(['product_id', 'marketplace', 'fulfilled_by', 'channel', 'store'])
		.where(sql<SqlBool>`by_hand = 0`)
		.execute();

	await table('open_listing')
		.addColumn('channel', text, must)
		.addColumn('store', text, must)
		.addColumn('sku', text, must)
		.addColumn('code', text)
		.addColumn('title', text, must)
		.addColumn('state', text, must)
		.addColumn('places', text, must)
		.addColumn('candidates', text, must)
		.addColumn('updated_at', text, must)
		.addPrimaryKeyConstraint('open_listing_pk', ['channel', 'store', 'sku'])
		.execute();
	await db.schema.createIndex('open_listing_state').on('open_listing').columns(['channel', 'store', 'state', 'sku']).execute();

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
};
