import type { Bench } from '../bench';
import { gridOf, type Columns } from '../table';
import { measureRecovery, type RecoveryRow } from './recovery';
import { measureThroughput, type QueueRow } from './throughput';

const AT_ONCE = [1, 2, 4];
/** Each moment twice. */
const KILLS = 12;

const QUEUE_COLUMNS: Columns<QueueRow> = [
	['scenario', ({ scenario }) => scenario],
	['at once', ({ atOnce }) => atOnce],
	['orders/s', ({ ordersPerSecond }) => ordersPerSecond],
];
const RECOVERY_COLUMNS: Columns<RecoveryRow> = [
	['scenario', ({ scenario }) => scenario],
	['kills', ({ kills }) => kills],
	['median s', ({ medianSeconds }) => medianSeconds],
	['worst s', ({ worstSeconds }) => worstSeconds],
	['queries/order', ({ queriesPerOrder }) => queriesPerOrder],
	['connections/process', ({ connectionsPerProcess }) => connectionsPerProcess],
];

/** `npm run bench -- queue` */
export const queueBench: Bench = {
	name: 'queue',
	notes: [
		"n8n's queue mode: PostgreSQL, Redis, a main, a webhook processor and two workers on this machine.",
		'orders/s: 800 orders of one account from the first search to the last one in a store that takes 145 ms an order.',
		'median s, worst s: from a kill until every order was at its place, polls every minute.',
		"queries/order: statements in the server's log under our name, transactions' begins and ends too, while orders came and processes died.",
	],
	async run(report) {
		const queue = await measureThroughput(AT_ONCE, report);
		const recovery = [await measureRecovery(KILLS, report)];
		return {
			rows: [...queue, ...recovery],
			table: `${gridOf(QUEUE_COLUMNS, queue)}\n\n${gridOf(RECOVERY_COLUMNS, recovery)}`,
		};
	},
};
