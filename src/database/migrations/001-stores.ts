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
};
