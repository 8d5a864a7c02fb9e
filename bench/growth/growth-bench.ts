import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPostgres, openSqlite } from '../../src/database';
import type { Database } from '../../src/ports/database';
import { startPostgres } from '../../test/harness/postgres';
import type { Bench } from '../bench';
import { percentile } from '../paid/percentile';
import { gridOf, type Columns } from '../table';
import { analyzed } from './analyzed';
import { FullHouse } from './full-house';
import { POLL_CALLS, type PollCall } from './poll-calls';

export interface GrowthRow {
	readonly scenario: 'growth';
	readonly database: Database['kind'];
	readonly sales: number;
	readonly waiting: number;
	/** The part of the database and its method. */
	readonly call: string;
	/** Median. */
	readonly ms: number;
}

export interface GrowthSize {
	/** Smallest first: one database grows. */
	readonly sales: readonly number[];
	readonly waiting: number;
	readonly samples: number;
	/** Calls of one sample, of which the mean counts; a tenth of them where each has to be prepared. */
	readonly repeats: number;
}

const FULL: GrowthSize = { sales: [10_000, 100_000], waiting: 1_000, samples: 20, repeats: 10 };

type Report = (text: string) => void;

/** Every call of a poll, on both databases, each full of sales. */
export async function runGrowth(size: GrowthSize, report: Report): Promise<readonly GrowthRow[]> {
	return [...(await onSqlite(size, report)), ...(await onPostgres(size, report))];
}

async function onSqlite(size: GrowthSize, report: Report): Promise<readonly GrowthRow[]> {
	const folder = mkdtempSync(join(tmpdir(), 'storebridge-growth-'));
	try {
		const db = await openSqlite({ file: join(folder, 'database.sqlite') });
		try {
			return await measureAll(db, size, report, async () => await Promise.resolve());
		} finally {
			await db.close();
		}
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

async function onPostgres(size: GrowthSize, report: Report): Promise<readonly GrowthRow[]> {
	const server = await startPostgres();
	const connectionString = server.connectionString();
	try {
		const db = await openPostgres({ connectionString, hmacKey: 'a key of at least 16 characters' });
		try {
			return await measureAll(db, size, report, async () => {
				await analyzed(connectionString);
			});
		} finally {
			await db.close();
		}
	} finally {
		await server.stop();
	}
}

/** @param settle what a server does by itself within minutes */
async function measureAll(db: Database, size: GrowthSize, report: Report, settle: () => Promise<void>): Promise<readonly GrowthRow[]> {
	const rows: GrowthRow[] = [];
	const house = await FullHouse.of(db, size.waiting);
	for (const sales of size.sales) {
		await house.growTo(sales);
		await settle();
		report(`${db.kind}: ${sales} sales are there`);
		for (const one of POLL_CALLS) {
			const ms = await measure(house, one, size);
			rows.push({ scenario: 'growth', database: db.kind, sales, waiting: size.waiting, call: one.call, ms });
			report(`${db.kind}, ${sales} sales: ${one.call} takes ${ms} ms`);
		}
	}
	return rows;
}

async function measure(house: FullHouse, one: PollCall, { samples, repeats }: GrowthSize): Promise<number> {
	const each = one.prepare === undefined ? repeats : Math.ceil(repeats / 10);
	const all: number[] = [];
	// The first one warms up.
	for (let sample = 0; sample <= samples; sample += 1) {
		let ms = 0;
		for (let time = 0; time < each; time += 1) {
			const turn = `${house.sales}-${one.call}-${sample}-${time}`;
			const rows = (await one.prepare?.(house, turn)) ?? [];
			const began = performance.now();
			await one.run(house, turn, rows);
			ms += performance.now() - began;
		}
		all.push(ms / each);
	}
	return Number(percentile(all.slice(1), 0.5).toFixed(3));
}

/** How much longer the same call takes with more sales; for the largest of all. */
const growthOf = (row: GrowthRow, rows: readonly GrowthRow[]): string => {
	const smaller = rows.find(({ database, call }) => database === row.database && call === row.call);
	return smaller === undefined || smaller === row ? '' : `${(row.ms / smaller.ms).toFixed(2)} x`;
};

/** `npm run bench -- growth` */
export const growthBench: Bench = {
	name: 'growth',
	notes: [
		'Every call of the database that a poll makes, as large as a poll makes it: median of 20, each the mean of several in a row.',
		'waiting: how many of the sales wait for a workflow that is gone. growth: against the same call with fewer sales.',
	],
	async run(report) {
		const rows = await runGrowth(FULL, report);
		const columns: Columns<GrowthRow> = [
			['database', ({ database }) => database],
			['call', ({ call }) => call],
			['sales', ({ sales }) => sales],
			['waiting', ({ waiting }) => waiting],
			['ms', ({ ms }) => ms],
			['growth', (row) => growthOf(row, rows)],
		];
		return { rows, table: gridOf(columns, rows) };
	},
};
