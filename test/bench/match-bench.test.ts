import { matchInDomain } from '../../bench/match/domain';
import { runMatch } from '../../bench/match/match-bench';
import type { BenchRow } from '../../bench/row';

describe('npm run bench -- match', () => {
	let rows: readonly BenchRow[];
	const said: string[] = [];
	beforeAll(async () => {
		const part = { says: 'the domain', run: async () => await matchInDomain(5000) };
		rows = await runMatch([part], (text) => said.push(text));
		// It starts processes of its own, which a busy machine takes its time for.
	}, 3 * 60_000);

	it('measures its parts one after the other', () => {
		expect(said).toEqual(['the domain']);
		expect(rows.map(({ scenario, profile, items }) => [scenario, profile, items])).toEqual([
			['match', 'domain', 5000],
			['matchAgain', 'domain', 5000],
		]);
	});

	it('links nine of ten, and nothing when it runs again', () => {
		expect(rows.map(({ changed }) => changed)).toEqual([4450, 0]);
	});

	it('says how long it took and what it held', () => {
		for (const { wallSeconds, peakMb, rssMb = 0 } of rows) {
			expect(wallSeconds).toBeGreaterThanOrEqual(0);
			expect(peakMb).toBeGreaterThan(0);
			expect(rssMb).toBeGreaterThan(peakMb);
		}
	});
});
