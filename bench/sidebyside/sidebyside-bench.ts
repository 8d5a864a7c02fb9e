import type { Bench } from '../bench';
import { percentile } from '../percentile';
import { gridOf, type Columns } from '../table';
import { runSide, type SideRow } from './run-side';
import { PreparedFolder, type SideWay } from './side-n8n';

const WAYS: readonly SideWay[] = ['n8n', 'storebridge'];
/** As the template has it. */
const EVERY_MINUTES = 5;

export interface SidebysideSize {
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

export async function runSidebyside(
	sizes: readonly SidebysideSize[],
	everyMinutes: number,
	report: (text: string) => void,
): Promise<readonly SideRow[]> {
	report('Building, packing and installing the nodes');
	const prepared = await PreparedFolder.make();
	try {
		const rows: SideRow[] = [];
		for (const { orders, runs } of sizes) {
			const measured: Record<SideWay, SideRow[]> = { n8n: [], storebridge: [] };
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
	notes: [],
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
