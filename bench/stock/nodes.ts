import { measure } from '../meter';
import { NODE, NodeWorld, type BenchPlatform } from '../node-world';
import type { BenchRow } from '../row';
import { seedStock, type StockCatalog } from './catalog';

export interface PushWish {
	readonly targets: readonly BenchPlatform[];
	/** How many quantities are others than before, run after run. */
	readonly changed: readonly number[];
	readonly profile?: string;
}

const LOOK_EVERY_MS = 500;
/** A patch that Amazon accepted is live within that time. */
const EFFECT_MS = 30 * 60_000;

/** What n8n has loaded when a workflow runs is part of the idle process. */
async function warmUp(catalog: StockCatalog, shop: boolean): Promise<void> {
	const world = await NodeWorld.start(seedStock({ ...catalog, items: 1, variations: 0, parents: 0 }), { shop });
	try {
		const store = shop ? 'shopify' : 'woocommerce';
		await world.match(catalog.marketplaces, store);
		await world.run('pushStock', { operation: 'push', target: store, store }, [{ sku: 'SB-1-000001', quantity: 7 }]);
	} finally {
		await world.stop();
	}
}

/** Push Stock through n8n's engine and both stand-ins, run after run, with so many quantities others than the time before. */
export async function pushByNodes(catalog: StockCatalog, { targets, changed, profile }: PushWish): Promise<readonly BenchRow[]> {
	const shop = targets.includes('shopify');
	await warmUp(catalog, shop);
	const seed = seedStock(catalog);
	const world = await NodeWorld.start(seed, { shop });
	try {
		await world.match(catalog.marketplaces, shop ? 'shopify' : 'woocommerce');
		const skus = seed.expectations.flatMap(({ sku, expect }) => (expect === 'matched' ? [sku] : []));
		const rows: BenchRow[] = [];
		for (const target of targets) {
			const quantities = skus.map((sku) => ({ sku, quantity: 1_000 }));
			for (const others of changed) {
				for (const one of quantities.slice(0, others)) one.quantity += 1;
				world.resetCounts();
				const { result, wallSeconds, peakMb } = await measure(
					() => 0,
					async () =>
						await world.run('pushStock', { operation: 'push', target, ...(target === 'amazon' ? {} : { store: target }) }, quantities),
					LOOK_EVERY_MS,
				);
				world.pass(EFFECT_MS);
				const rejected = result.outputs(NODE)[1]?.length ?? 0;
				if (rejected > 0)
					throw new Error(`${rejected} were rejected, the first: ${JSON.stringify(result.outputs(NODE)[1]?.[0]?.json).slice(0, 400)}`);
				const wrong = quantities.filter(({ sku, quantity }) => world.quantityAt(target, sku) !== quantity);
				if (wrong.length > 0) throw new Error(`${wrong.length} quantities are wrong at ${target}, the first: ${wrong[0]?.sku}`);
				rows.push({
					scenario: 'push',
					platform: target,
					way: 'storebridge',
					...(profile === undefined ? {} : { profile }),
					items: quantities.length,
					changed: others,
					...world.counted(target),
					wallSeconds,
					peakMb,
				});
			}
		}
		return rows;
	} finally {
		await world.stop();
	}
}
