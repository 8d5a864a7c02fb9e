import { runGrowth, type GrowthRow } from '../../bench/growth/growth-bench';
import { POLL_CALLS } from '../../bench/growth/poll-calls';

describe('npm run bench -- growth', () => {
	let rows: readonly GrowthRow[];
	beforeAll(async () => {
		rows = await runGrowth({ sales: [60, 120], waiting: 20, samples: 1, repeats: 1 }, () => undefined);
		// It starts a server of its own, which a busy machine takes its time for.
	}, 3 * 60_000);

	it('measures every call of a poll, with fewer and with more sales, on both databases', () => {
		const names = POLL_CALLS.map(({ call }) => call);
		expect(new Set(names).size).toBe(names.length);
		expect(rows.map(({ database, sales, call }) => `${database} ${sales} ${call}`)).toEqual(
			['sqlite', 'postgres'].flatMap((database) => [60, 120].flatMap((sales) => names.map((call) => `${database} ${sales} ${call}`))),
		);
	});

	it('gives rows of the agreed shape', () => {
		for (const row of rows) {
			expect(row).toEqual({
				scenario: 'growth',
				database: expect.any(String),
				sales: expect.any(Number),
				waiting: 20,
				call: expect.any(String),
				ms: expect.any(Number),
			});
			expect(row.ms).toBeGreaterThan(0);
		}
		expect(JSON.parse(JSON.stringify(rows))).toEqual(rows);
	});
});
