import { accountTables } from './001-accounts';
import { inboxTables } from './001-inbox';
import { saleTables } from './001-sales';
import { shipmentTables } from './001-shipments';
import { stockTables } from './001-stock';
import { storeTables } from './001-stores';
import type { Migration } from './migration';

/** Ids, states, totals, reasons and times only: there is no column for a name, an address or an e-mail. */
export const firstTables: Migration = {
	name: '001-first-tables',
	async up(db, spelling, schema) {
		for (const make of [accountTables, inboxTables, saleTables, storeTables, stockTables, shipmentTables]) await make(db, spelling, schema);
	},
};
