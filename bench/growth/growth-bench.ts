import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPostgres, openSqlite } from '../../src/database';
import type { Database } from '../../src/ports/database';
import { startPostgres } from '../../test/harness/postgres';
import type { Bench } from '../bench';
import { percentile } from '../percentile';
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
	/** Smallest first: the others are compared with it. */
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
		return await measureAll(size, report, async (sales) => {
			const db = await openSqlite({ file: join(folder, `with-${sales}.sqlite`) });
			return { db, settle: async () => await Promise.resolve() };
		});
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

async function onPostgres(size: GrowthSize, report: Report): Promise<readonly GrowthRow[]> {
	const server = await startPostgres();
	try {
		return await measureAll(size, report, async (sales) => {
			const connectionString = server.connectionString();
			const db = await openPostgres({ connectionString, schema: `with_${sales}`, hmacKey: 'a key of at least 16 characters' });
			return { db, settle: async () => await analyzed(connectionString) };
		});
	} finally {
		await server.stop();
	}
}

interface Opened {
	readonly db: Database;
	/** What a server does by itself within minutes. */
	readonly settle: () => Promise<void>;
}

/** A database of its own for each number of sales: none holds what the calls of another left behind. */
async function measureAll(size: GrowthSize, report: Report, open: (sales: number) => Promise<Opened>): Promise<readonly GrowthRow[]> {
	const houses: FullHouse[] = [];
	try {
		for (const sales of size.sales) {
			const { db, settle } = await open(sales);
			const house = await FullHouse.of(db, size.waiting);
			houses.push(house);
			await house.growTo(sales);
			await settle();
			report(`${db.kind}: ${sales} sales are there`);
		}
		const measured = new Map<FullHouse, GrowthRow[]>(houses.map((house) => [house, []]));
		for (const one of POLL_CALLS) {
			for (const [house, ms] of await measure(houses, one, size)) {
				const { sales, db } = house;
				measured.get(house)?.push({ scenario: 'growth', database: db.kind, sales, waiting: size.waiting, call: one.call, ms });
				report(`${db.kind}, ${sales} sales: ${one.call} takes ${ms} ms`);
			}
		}
		return [...measured.values()].flat();
	} finally {
		for (const { db } of houses) await db.close();
	}
}

/** A sample is to last this long: a call of a tenth of a millisecond is otherwise measured by what the machine did beside it. */
const SAMPLE_MS = 5;

/** The samples of all sizes by turns: what the machine does meanwhile meets them alike. */
async function measure(houses: readonly FullHouse[], one: PollCall, { samples, repeats }: GrowthSize): Promise<Map<FullHouse, number>> {
	const least = one.prepare === undefined ? repeats : Math.ceil(repeats / 10);
	const all = new Map<FullHouse, number[]>(houses.map((house) => [house, []]));
	let each = least;
	// The first one warms up, and says how often a call is to be made.
	for (let sample = 0; sample <= samples; sample += 1) {
		for (const house of sample % 2 === 0 ? houses : [...houses].reverse()) {
			let ms = 0;
			for (let time = 0; time < each; time += 1) {
				const turn = `${house.sales}-${one.call}-${sample}-${time}`;
				const rows = (await one.prepare?.(house, turn)) ?? [];
				const began = performance.now();
				await one.run(house, turn, rows);
				ms += performance.now() - began;
			}
			if (sample > 0) all.get(house)?.push(ms / each);
			else if (repeats > 1 && one.prepare === undefined) each = Math.max(least, Math.ceil((SAMPLE_MS * least) / ms));
		}
	}
	return new Map([...all].map(([house, ms]) => [house, Number(percentile(ms, 0.5).toFixed(3))]));
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
		'Every call of the database that a poll makes, as large as a poll makes it: median of 20, each the mean of several in a row, both sizes by turns.',
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
