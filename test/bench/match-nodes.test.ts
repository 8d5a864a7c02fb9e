import { matchByNodes } from '../../bench/match/nodes';
import type { BenchRow } from '../../bench/row';

const SIZE = { items: 260, variations: 120, parents: 6, watched: false };

/** A busy machine takes its time. */
const PATIENCE_MS = 3 * 60_000;

describe.each([
	[true, 'that lists the variations of all parents at once'],
	[false, 'of before, which lists those of each parent'],
])('a catalog that is matched through the nodes, of a store', (variationsRoute, what) => {
	let rows: readonly BenchRow[];
	beforeAll(async () => {
		rows = await matchByNodes(SIZE, variationsRoute);
	}, PATIENCE_MS);

	const rowOf = (scenario: string, platform: string): BenchRow | undefined =>
		rows.find((row) => row.scenario === scenario && row.platform === platform);

	it(`${what}: is linked in as few requests as there are pages`, () => {
		// 266 listings by twenty.
		expect(rowOf('match', 'amazon')).toMatchObject({ items: 260, changed: 260, calls: 14, writes: 0, tokens: 1, polls: 0, transfers: 0 });
		// Who it is, its settings twice; 146 products and 120 variations by a hundred, or variations by parent after a look for the list.
		const pages = variationsRoute ? 2 + 2 : 2 + 1 + SIZE.parents;
		expect(rowOf('match', 'woocommerce')).toMatchObject({ calls: 3 + pages, writes: 0 });
		expect(rowOf('match', 'woocommerce')?.databaseWrites).toBeGreaterThan(0);
	});

	it(`${what}: is written nowhere by a second run`, () => {
		for (const platform of ['amazon', 'woocommerce'])
			expect(rowOf('matchAgain', platform)).toMatchObject({ items: 260, changed: 0, writes: 0, tokens: 0, databaseWrites: 0 });
	});
});
