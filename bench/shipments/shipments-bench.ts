import type { Bench } from '../bench';
import type { BenchRow } from '../row';
import { COLUMNS, gridOf, type Columns } from '../table';
import { confirmByNodes } from './by-nodes';
import { confirmOneByOne } from './one-by-one';

const OWN_COLUMNS: Columns<BenchRow> = [
	...COLUMNS.slice(0, 4),
	['changed', ({ changed }) => changed],
	...COLUMNS.slice(4),
	['polls', ({ polls }) => polls],
	['transfers', ({ transfers }) => transfers],
];

const NOTES: readonly string[] = [
	"storebridge: Confirm Shipment in n8n's engine, a row for each parcel, run again until Amazon's own orders prove all of them; the searches of",
	"  the account's trigger, which polls every five minutes meanwhile, are counted. Then the same rows once more.",
	'n8n: one call for each parcel, in a loop, made without n8n; whether the order was cancelled or the confirmation taken is not looked at.',
	'quota s: what the calls take at least at the published plans. Feeds take five minutes, and time passes at once where a node waits for them.',
];

/** `npm run bench -- shipments` */
export const shipmentsBench: Bench = {
	name: 'shipments',
	notes: NOTES,
	run: async (report) => {
		report('Confirming 1,000 parcels among 9,000 other orders of the account, one call each');
		const oneByOne = await confirmOneByOne();
		report('The same with Confirm Shipment, and once more');
		const rows = [...oneByOne, ...(await confirmByNodes())];
		return { rows, table: gridOf(OWN_COLUMNS, rows) };
	},
};
