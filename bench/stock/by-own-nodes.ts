import { systemClock } from '../../src/host/clock';
import { measure } from '../meter';
import { NodeWorld } from '../node-world';
import type { BenchRow } from '../row';
import { seedStock, type StockCatalog } from './catalog';
import { pushToAmazonByOwnNodes, pushToStoreByOwnNodes } from './own-nodes';

/** The loop that people build, to both platforms. */
export async function pushByOwnNodes(catalog: StockCatalog): Promise<readonly BenchRow[]> {
	const seed = seedStock(catalog);
	const [home = ''] = catalog.marketplaces;
	// Amazon's plan as it is published: the loop waits for it.
	const world = await NodeWorld.start(seed, { planFactor: 1 });
	try {
		const skus = seed.expectations.flatMap(({ sku, expect }) => (expect === 'matched' ? [sku] : []));
		const products = skus.map((sku) => ({ ...world.productOf(sku), quantity: 1_000 }));
		const { amazon, store } = world.connections();
		const ways = {
			amazon: async () =>
				await pushToAmazonByOwnNodes(
					amazon,
					home,
					skus.map((sku) => ({ sku, quantity: 1_000 })),
					async (ms) => await systemClock.sleep(ms),
				),
			woocommerce: async () => await pushToStoreByOwnNodes(store, products),
		};
		const rows: BenchRow[] = [];
		for (const platform of ['amazon', 'woocommerce'] as const) {
			world.resetCounts();
			const { wallSeconds, peakMb } = await measure(() => 0, ways[platform]);
			rows.push({
				scenario: 'push',
				platform,
				way: 'n8n',
				items: skus.length,
				changed: skus.length,
				...world.counted(platform),
				wallSeconds,
				peakMb,
			});
		}
		return rows;
	} finally {
		await world.stop();
	}
}
