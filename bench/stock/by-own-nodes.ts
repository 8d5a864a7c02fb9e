import { systemClock } from '../../src/host/clock';
import { measure } from '../meter';
import { NodeWorld } from '../node-world';
import type { BenchRow } from '../row';
import { seedStock, type StockCatalog } from './catalog';
import { pushToAmazonByOwnNodes, pushToShopByOwnNodes, pushToStoreByOwnNodes } from './own-nodes';

/** The loop that people build, to each platform. */
export async function pushByOwnNodes(catalog: StockCatalog): Promise<readonly BenchRow[]> {
	const seed = seedStock(catalog);
	const [home = ''] = catalog.marketplaces;
	// Amazon's plan as it is published: the loop waits for it.
	const world = await NodeWorld.start(seed, { planFactor: 1, shop: true });
	try {
		const skus = seed.expectations.flatMap(({ sku, expect }) => (expect === 'matched' ? [sku] : []));
		const products = skus.map((sku) => ({ ...world.productOf(sku), quantity: 1_000 }));
		const levels = world.shopLevels();
		const sleep = async (ms: number): Promise<void> => await systemClock.sleep(ms);
		const { amazon, store, shop } = world.connections();
		const ways = {
			amazon: async () =>
				await pushToAmazonByOwnNodes(
					amazon,
					home,
					skus.map((sku) => ({ sku, quantity: 1_000 })),
					sleep,
				),
			woocommerce: async () => await pushToStoreByOwnNodes(store, products),
			shopify: async () =>
				await pushToShopByOwnNodes(
					shop,
					skus.flatMap((sku) => {
						const level = levels.get(sku);
						return level === undefined ? [] : [{ ...level, quantity: 1_000 }];
					}),
					sleep,
				),
		};
		const rows: BenchRow[] = [];
		for (const platform of ['amazon', 'woocommerce', 'shopify'] as const) {
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
