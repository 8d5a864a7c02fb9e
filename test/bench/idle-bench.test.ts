import { runIdle, type IdleRow } from '../../bench/idle/idle-bench';

describe('npm run bench -- idle', () => {
	let rows: readonly IdleRow[];
	beforeAll(async () => {
		rows = await runIdle({ databases: ['sqlite'], workflows: [1, 3] }, () => undefined);
		// It starts stand-ins of its own, which a busy machine takes its time for.
	}, 3 * 60_000);

	const of = <Scenario extends IdleRow['scenario']>(scenario: Scenario) =>
		rows.filter((row): row is Extract<IdleRow, { readonly scenario: Scenario }> => row.scenario === scenario);

	it('finds two commits and a dozen queries in a poll that finds nothing', () => {
		expect(of('idlePoll').map(({ platform, database }) => [platform, database])).toEqual([
			['amazon', 'sqlite'],
			['woocommerce', 'sqlite'],
		]);
		for (const { platform, commits, queries } of of('idlePoll')) {
			expect([platform, commits]).toEqual([platform, 2]);
			expect(queries).toBeLessThanOrEqual(13);
		}
	});

	it('finds half as many queries for an order of a shop as there were once', () => {
		const [{ queries, commits } = { queries: 0, commits: 0 }] = of('shopOrder');
		expect(queries).toBeGreaterThan(50);
		expect(queries).toBeLessThanOrEqual(170);
		expect(commits).toBeLessThanOrEqual(40);
	});

	it('finds no more searches with several workflows on an account than with one', () => {
		expect(of('sharedAccount')).toEqual([
			{ scenario: 'sharedAccount', workflows: 1, searchesPerHour: 12 },
			{ scenario: 'sharedAccount', workflows: 3, searchesPerHour: 12 },
		]);
	});

	it('gives rows that are the same as JSON', () => {
		expect(JSON.parse(JSON.stringify(rows))).toEqual(rows);
	});
});
