import type { Bench } from '../bench';
import { percentile } from '../percentile';
import type { Way } from '../row';
import { gridOf, type Columns } from '../table';
import { runSide, type SideRow } from './run-side';
import { PreparedFolder } from './side-n8n';

const WAYS: readonly Way[] = ['n8n', 'storebridge'];
/** As the template has it. */
const EVERY_MINUTES = 5;

interface SidebysideSize {
	readonly orders: number;
	readonly runs: number;
}

const FULL: readonly SidebysideSize[] = [
	{ orders: 1000, runs: 5 },
	{ orders: 10_000, runs: 2 },
];

const COLUMNS: Columns<SideRow> = [
	['way', ({ way }) => way],
	['items', ({ items }) => items],
	['calls', ({ calls }) => calls],
	['writes', ({ writes }) => writes],
	['wall s', ({ wallSeconds }) => wallSeconds],
	['CPU s', ({ cpuSeconds }) => cpuSeconds],
	['RSS added MB', ({ rssAddedMb }) => rssAddedMb],
	['healthz p99 ms', ({ healthzP99Ms }) => healthzP99Ms],
	['execution data MB', ({ executionDataMb }) => executionDataMb],
	['doubles', ({ duplicatesAfterSecondRun }) => duplicatesAfterSecondRun],
];

const median = (values: readonly number[]): number =>
	(percentile(values, 0.5) +
		-percentile(
			values.map((value) => -value),
			0.5,
		)) /
	2;

/** Each figure the median of its own. */
export function medianRow(rows: readonly [SideRow, ...SideRow[]]): SideRow {
	const [first] = rows;
	const medians = Object.entries(first).map(([name, value]) => [
		name,
		typeof value === 'number' ? Number(median(rows.map((row) => Number(row[name as keyof SideRow]))).toFixed(1)) : value,
	]);
	return Object.fromEntries(medians) as SideRow;
}

async function runSidebyside(
	sizes: readonly SidebysideSize[],
	everyMinutes: number,
	report: (text: string) => void,
): Promise<readonly SideRow[]> {
	report('Building, packing and installing the nodes');
	const prepared = await PreparedFolder.make();
	try {
		const rows: SideRow[] = [];
		for (const { orders, runs } of sizes) {
			const measured: Record<Way, SideRow[]> = { n8n: [], storebridge: [] };
			for (let run = 1; run <= runs; run += 1)
				for (const way of WAYS) {
					report(`${orders} orders, run ${run} of ${runs}: ${way}`);
					const row = await runSide(way, { orders, everyMinutes }, prepared, report);
					report(JSON.stringify(row));
					measured[way].push(row);
				}
			for (const way of WAYS) {
				const [first, ...more] = measured[way];
				if (first !== undefined) rows.push(medianRow([first, ...more]));
			}
		}
		return rows;
	} finally {
		await prepared.remove();
	}
}

/** `npm run bench -- sidebyside` */
export const sidebysideBench: Bench = {
	name: 'sidebyside',
	notes: [
		"n8n: n8n's own nodes, joined as a builder does: Schedule Trigger, HTTP Request to Amazon's token and order list (includedData, pagination),",
		'  Split Out, WooCommerce create order with products named by SKU. It makes no customers and looks for no doubles. storebridge: the shipped template.',
		"  Who writes WooCommerce's batches by hand (Code and HTTP Request to orders/batch, up to 100 orders a call) makes 10 calls of 1,000; no node does.",
		'Each run has an n8n, a store and a memory of its own, and 50 orders before, so that everything is loaded. The ways take turns; medians.',
		"Orders come right before a start of the workflow; in life half of the five minutes' interval comes on top, for both. wall s: from that start",
		'  to the last order in the store, with all further starts at their real five minutes. Fast store; plans of Amazon so large that none waits.',
		'calls and writes: counted by the stand-ins of Amazon and the store, tokens left out. CPU s: of n8n and the processes it started.',
		"RSS added MB: highest memory of n8n's main process over that right before. healthz p99 ms: GET /healthz every 20 ms while there is work.",
		'doubles: all orders are updated at Amazon, nothing in them is changed, and the workflow starts again: orders in the store beyond one each.',
		"  n8n's node Remove Duplicates, which is not in it, would hold them back; it marks an order before it is saved, so one that fails is lost.",
	],
	async run(report, { orders, runs, every = EVERY_MINUTES }) {
		const sizes = orders === undefined ? FULL : [{ orders, runs: 1 }];
		const rows = await runSidebyside(
			sizes.map((size) => ({ ...size, ...(runs === undefined ? {} : { runs }) })),
			every,
			report,
		);
		return { rows, table: gridOf(COLUMNS, rows) };
	},
};
