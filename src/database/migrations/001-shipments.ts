import { sql, type SqlBool } from 'kysely';
import { must, tables } from './columns';
import type { Migration } from './migration';

/** What channels are told of parcels, and the orders that these are of. */
export const shipmentTables: Migration['up'] = async (db, spelling) => {
	const { text, integer } = spelling;
	const table = tables(db, spelling);

	await table('channel_order')
		.addColumn('account', text, must)
		.addColumn('order_id', text, must)
		.addColumn('updated_at', text, must)
		.addColumn('marketplace', text, must)
		.addColumn('status', text, must)
		.addColumn('fulfilled_by', text, must)
		.addColumn('programs', text, must)
		.addColumn('purchased_at', text, must)
		.addColumn('ship_by', text)
		.addColumn('lines', text, must)
		.addColumn('packages', text, must)
		.addPrimaryKeyConstraint('channel_order_pk', ['account', 'order_id'])
		.execute();
	await db.schema.createIndex('channel_order_old').on('channel_order').columns(['updated_at']).execute();

	await table('channel_parcel')
		.addColumn('account', text, must)
		.addColumn('order_id', text, must)
		.addColumn('reference', integer, must)
		.addColumn('parcel', text, must)
		.addColumn('marketplace', text, must)
		.addColumn('number', text)
		.addColumn('carrier', text)
		.addColumn('lines', text, must)
		.addColumn('shipped_at', text, must)
		.addColumn('state', text, must)
		.addColumn('attempts', integer, must)
		.addColumn('told_at', text)
		.addColumn('submission', text)
		.addColumn('place', integer)
		.addColumn('known_as', text)
		.addColumn('updated_at', text, must)
		.addPrimaryKeyConstraint('channel_parcel_pk', ['account', 'order_id', 'reference'])
		.execute();
	await db.schema
		.createIndex('channel_parcel_submitted')
		.on('channel_parcel')
		.columns(['account', 'submission', 'place'])
		.where(sql<SqlBool>`state = 'submitted'`)
		.execute();
	await db.schema.createIndex('channel_parcel_old').on('channel_parcel').columns(['updated_at']).execute();
};
