/** Tables that stay small however many orders there are: one row for each account, trigger, bucket, store, process of the last day. */
const SMALL = [
	'account',
	'account_address',
	'account_identity',
	'bucket',
	'meta',
	'migration',
	'paused',
	'position',
	'process',
	'stock_pause',
	'stock_submission',
	'stream',
	'subscription',
	'turn',
	'webhook',
];
/** Indexes that hold only what is open or waits, or in which one step is taken at a time: there a part of the key is enough. */
const NARROW = [
	'inbox_open',
	'inbox_given',
	'inbox_closed',
	'sale_due',
	'sale_left',
	'sale_saved',
	'sale_under_way',
	'sale_waits',
	'claim_begun',
	'claim_done',
	'channel_order_old',
	'channel_parcel_old',
	'channel_parcel_submitted',
	'stock_fact_old',
	'stock_push_old',
	'stock_push_zeroed',
	'stock_seen_old',
	'memory_version',
];
/** Columns that thousands of rows have in common. */
const COMMON = [
	'account',
	'channel',
	'closed_at',
	'effect',
	'order_account',
	'source',
	'state',
	'store',
	'subscription',
	'target',
	'version',
	'warehouse',
];

/** Whether a look into this table by these columns of an index goes through more rows the more orders there are. */
export const grows = (table: string, index: string | undefined, columns: readonly string[]): boolean =>
	!SMALL.includes(table) && !(index !== undefined && NARROW.includes(index)) && columns.every((column) => COMMON.includes(column));
