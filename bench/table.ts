import type { BenchRow } from './row';

export type Columns<Row> = readonly (readonly [string, (row: Row) => string | number])[];

export const COLUMNS: Columns<BenchRow> = [
	['scenario', ({ scenario, profile }) => (profile === undefined ? scenario : `${scenario} (${profile})`)],
	['platform', ({ platform }) => platform],
	['way', ({ way }) => way],
	['items', ({ items }) => items],
	['calls', ({ calls }) => calls],
	['writes', ({ writes }) => writes],
	['tokens', ({ tokens }) => tokens],
	['quota s', ({ quotaSeconds }) => quotaSeconds],
	['wall s', ({ wallSeconds }) => wallSeconds],
	['held MB', ({ peakMb }) => peakMb],
	['RSS MB', ({ rssMb }) => rssMb ?? ''],
];

const shown = (value: string | number): string => (typeof value === 'number' ? value.toLocaleString('en') : value);

/** The rows for people: words to the left, numbers to the right. */
export function gridOf<Row>(columns: Columns<Row>, rows: readonly Row[]): string {
	const cells = [columns.map(([title]) => title), ...rows.map((row) => columns.map(([, read]) => shown(read(row))))];
	const isWord = columns.map(([, read]) => rows.every((row) => typeof read(row) === 'string'));
	const widths = columns.map((_, column) => Math.max(...cells.map((line) => line[column]?.length ?? 0)));
	return cells
		.map((line) =>
			line
				.map((cell, column) => (isWord[column] === true ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
				.join('  ')
				.trimEnd(),
		)
		.join('\n');
}

export const tableOf = (rows: readonly BenchRow[]): string => gridOf(COLUMNS, rows);
