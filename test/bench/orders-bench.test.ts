import { readArguments } from '../../bench/options';
import { runOrders } from '../../bench/orders/orders-bench';
import type { BenchRow } from '../../bench/row';
import { tableOf } from '../../bench/table';

/** What every row has to have, beside the optional `profile` and `rssMb`. */
const KEYS = [
	'scenario',
	'platform',
	'way',
	'items',
	'changed',
	'calls',
	'writes',
	'tokens',
	'transfers',
	'polls',
	'quotaSeconds',
	'wallSeconds',
	'peakMb',
];
const WORDS = ['scenario', 'platform', 'way'];

describe('npm run bench -- orders', () => {
	let rows: readonly BenchRow[];
	beforeAll(async () => {
		rows = await runOrders({ read: 40, save: { orders: 30, buyers: 12, skus: 8 }, imports: [30] }, () => undefined);
		// It starts processes of its own, which a busy machine takes its time for.
	}, 3 * 60_000);

	const rowOf = (scenario: string, way: string, profile?: string): BenchRow | undefined =>
		rows.find((row) => row.scenario === scenario && row.way === way && row.profile === profile);

	it('measures each scenario in both ways', () => {
		expect(rows.map(({ scenario, profile, way }) => [scenario, profile, way].join(' '))).toEqual([
			'readOrders  n8n',
			'readOrders  storebridge',
			'publishTrigger  storebridge',
			'saveOrders fast n8n',
			'saveOrders fast storebridge',
			'saveOrders real n8n',
			'saveOrders real storebridge',
			'saveOrders smallest plan n8n',
			'saveOrders smallest plan storebridge',
			'importOrders fast n8n',
			'importOrders fast storebridge',
		]);
	});

	it('gives rows of the agreed shape', () => {
		for (const { profile: _profile, rssMb: _rssMb, ...row } of rows) {
			expect(Object.keys(row).sort()).toEqual([...KEYS].sort());
			for (const [key, value] of Object.entries(row))
				expect({ [key]: typeof value }).toEqual({ [key]: WORDS.includes(key) ? 'string' : 'number' });
		}
		expect(JSON.parse(JSON.stringify(rows))).toEqual(rows);
	});

	it('reads with the counts of the sandbox', () => {
		for (const way of ['n8n', 'storebridge'])
			expect(rowOf('readOrders', way)).toMatchObject({ items: 40, calls: 1, writes: 0, tokens: 1, quotaSeconds: 0 });
		expect(rowOf('publishTrigger', 'storebridge')).toMatchObject({ items: 0, calls: 1, writes: 0, tokens: 1, quotaSeconds: 0 });
	});

	it('saves with the counts of the sandbox', () => {
		expect(rowOf('saveOrders', 'n8n', 'fast')).toMatchObject({ calls: 30, writes: 30 });
		const batched = rowOf('saveOrders', 'storebridge', 'fast');
		// All customers in one batch; the first batch of orders is small.
		expect(batched).toMatchObject({ items: 30, writes: 1 + 2, tokens: 0, quotaSeconds: 0 });
		expect(batched?.calls).toBeLessThanOrEqual(15);
	});

	it('saves in a Shopify shop with a look and a write for each', () => {
		expect(rowOf('saveOrders', 'n8n', 'smallest plan')).toMatchObject({ platform: 'shopify', calls: 30, writes: 30 });
		const ours = rowOf('saveOrders', 'storebridge', 'smallest plan');
		// And the definition of the field that no two orders share.
		expect(ours).toMatchObject({ items: 30, writes: 30 + 1 });
		expect(ours?.calls).toBeLessThanOrEqual(2 * 30 + 10);
	});

	it('says in the real profile how long the store worked', () => {
		// 145 ms an order, whichever way it is written.
		expect(rowOf('saveOrders', 'storebridge', 'real')?.wallSeconds).toBeGreaterThanOrEqual((30 * 145) / 1000);
	});

	it('imports in a process of its own', () => {
		expect(rowOf('importOrders', 'storebridge', 'fast')).toMatchObject({ items: 30, tokens: 1 });
		for (const way of ['n8n', 'storebridge']) {
			const { peakMb = 0, rssMb = 0 } = rowOf('importOrders', way, 'fast') ?? {};
			expect(peakMb).toBeGreaterThan(0);
			// What is held is a part of what the process had.
			expect(rssMb).toBeGreaterThan(peakMb);
		}
	});

	it('shows a table with a line for each row', () => {
		expect(tableOf(rows).split('\n')).toHaveLength(rows.length + 1);
	});
});

describe('the command line', () => {
	it('takes a bench and its options', () => {
		expect(readArguments(['orders', '--json'], ['orders'])).toEqual({ name: 'orders', json: true, save: false, size: {} });
		expect(readArguments([], ['orders'])).toEqual({ name: undefined, json: false, save: false, size: {} });
	});

	it('refuses what there is not', () => {
		expect(() => readArguments(['paid'], ['orders'])).toThrow('There is no bench "paid". There is: orders');
		expect(() => readArguments(['orders', 'paid'], ['orders'])).toThrow('One bench at a time');
		expect(() => readArguments(['orders', '--fast'], ['orders'])).toThrow('--fast');
	});
});
