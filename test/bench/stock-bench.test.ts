import { GERMANY } from '../../bench/node-world';
import type { BenchRow } from '../../bench/row';
import { pushByOwnNodes } from '../../bench/stock/by-own-nodes';
import { pushByNodes } from '../../bench/stock/nodes';
import { runStock } from '../../bench/stock/stock-bench';

const CATALOG = { items: 240, variations: 40, parents: 4, marketplaces: [GERMANY] };

describe('npm run bench -- stock', () => {
	let rows: readonly BenchRow[];
	beforeAll(async () => {
		rows = await runStock(
			[
				{ says: 'one call each', run: async () => await pushByOwnNodes({ ...CATALOG, items: 12, variations: 2, parents: 1 }) },
				{
					says: 'with Push Stock',
					run: async () => await pushByNodes(CATALOG, { targets: ['amazon', 'woocommerce'], changed: [240, 20, 0] }),
				},
				{
					says: 'to Shopify',
					run: async () => await pushByNodes({ ...CATALOG, items: 600 }, { targets: ['shopify'], changed: [600, 20, 0] }),
				},
			],
			() => undefined,
		);
		// It measures what is held again and again.
	}, 3 * 60_000);
	const row = (platform: string, way: string, changed: number): BenchRow | undefined =>
		rows.find((one) => one.platform === platform && one.way === way && one.changed === changed);

	it('makes one call for each SKU without Push Stock', () => {
		expect(row('amazon', 'n8n', 12)).toMatchObject({ calls: 12, writes: 12 });
		expect(row('woocommerce', 'n8n', 12)).toMatchObject({ calls: 12, writes: 12 });
		expect(row('shopify', 'n8n', 12)).toMatchObject({ calls: 12, writes: 12 });
	});

	it('hands all of them in at Amazon in few calls, and nothing that is unchanged', () => {
		// So few are looked up by name, twenty a call.
		expect(row('amazon', 'storebridge', 240)?.calls).toBeLessThanOrEqual(20);
		expect(row('amazon', 'storebridge', 240)?.transfers).toBeGreaterThanOrEqual(1);
		expect(row('amazon', 'storebridge', 20)).toMatchObject({ writes: 20 });
		expect(row('amazon', 'storebridge', 0)).toMatchObject({ writes: 0 });
	});

	it('writes a hundred products of the store at a time, variations by parent, and nothing that is unchanged', () => {
		expect(row('woocommerce', 'storebridge', 240)?.writes).toBeLessThanOrEqual(8);
		expect(row('woocommerce', 'storebridge', 20)?.writes).toBeLessThanOrEqual(2);
		expect(row('woocommerce', 'storebridge', 0)).toMatchObject({ writes: 0 });
	});

	it('writes 250 items of a Shopify shop at a time, having read as many at a time, and nothing that is unchanged', () => {
		expect(row('shopify', 'storebridge', 600)).toMatchObject({ writes: 3 });
		expect(row('shopify', 'storebridge', 600)?.calls).toBeLessThanOrEqual(8);
		expect(row('shopify', 'storebridge', 20)).toMatchObject({ writes: 1 });
		expect(row('shopify', 'storebridge', 0)).toMatchObject({ writes: 0 });
	});
});
