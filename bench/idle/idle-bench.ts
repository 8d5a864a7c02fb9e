import type { Bench } from '../bench';
import { gridOf, type Columns } from '../table';
import type { Counted } from './counted';
import { countOn } from './idle-polls';
import { searchesPerHour } from './shared-account';
import type { Kind } from './idle-world';

export type IdleRow =
	| (Counted & { readonly scenario: 'idlePoll'; readonly platform: 'amazon' | 'woocommerce'; readonly database: Kind })
	| (Counted & { readonly scenario: 'shopOrder'; readonly database: Kind })
	| { readonly scenario: 'sharedAccount'; readonly workflows: number; readonly searchesPerHour: number };

export interface IdleSize {
	readonly databases: readonly Kind[];
	readonly workflows: readonly number[];
}

const FULL: IdleSize = { databases: ['sqlite', 'postgres'], workflows: [1, 50] };

/** What polls cost where nothing happens, and one order from the shop to the warehouse and back. */
export async function runIdle({ databases, workflows }: IdleSize, report: (text: string) => void): Promise<readonly IdleRow[]> {
	const rows: IdleRow[] = [];
	for (const database of databases) {
		const { idle, order } = await countOn(database);
		for (const { platform, counted } of idle) rows.push({ scenario: 'idlePoll', platform, database, ...counted });
		rows.push({ scenario: 'shopOrder', database, ...order });
		report(`${database} is counted`);
	}
	for (const many of workflows) {
		rows.push({ scenario: 'sharedAccount', workflows: many, searchesPerHour: await searchesPerHour(many) });
		report(`${many} workflows on one account are counted`);
	}
	return rows;
}

/** `npm run bench -- idle` */
export const idleBench: Bench = {
	name: 'idle',
	notes: [
		'commits: transactions that changed a row. queries: statements, but those that begin and end transactions; PostgreSQL has one more in each transaction, for its locks.',
		'idlePoll: one that finds nothing, five minutes after the last one. shopOrder: one order by webhook, sent to Amazon, shipped there and confirmed in the shop, with two polls of its trigger.',
		'sharedAccount: searches of one seller account an hour, all workflows polling every five minutes.',
	],
	async run(report) {
		const rows = await runIdle(FULL, report);
		const columns: Columns<IdleRow> = [
			['scenario', ({ scenario }) => scenario],
			['platform', (row) => ('platform' in row ? row.platform : '')],
			['database', (row) => ('database' in row ? row.database : '')],
			['commits', (row) => ('commits' in row ? row.commits : '')],
			['queries', (row) => ('queries' in row ? row.queries : '')],
			['workflows', (row) => ('workflows' in row ? row.workflows : '')],
			['searches an hour', (row) => ('searchesPerHour' in row ? row.searchesPerHour : '')],
		];
		return { rows, table: gridOf(columns, rows) };
	},
};
