import { join } from 'node:path';
import { askChild } from '../child';
import type { BenchRow, Counted, Way } from '../row';
import type { Imported, ImportJob } from './import-job';
import { BUYERS, SKUS, startWorld } from './world';

const DAY = 24 * 60 * 60_000;
/** Reading waits for no quota here; how much it takes is `readOrders`. */
const PLAN_FACTOR = 1_000_000;

const sum = (left: Counted, right: Counted): Counted => ({
	calls: left.calls + right.calls,
	writes: left.writes + right.writes,
	tokens: left.tokens + right.tokens,
	transfers: left.transfers + right.transfers,
	polls: left.polls + right.polls,
	quotaSeconds: Math.max(left.quotaSeconds, right.quotaSeconds),
});

/** One import, with the sandbox in another process (this one). */
async function importOnce(way: Way, orders: number, watched: boolean): Promise<Imported & Counted> {
	const world = await startWorld({ clock: 'real', planFactor: PLAN_FACTOR });
	try {
		world.sandbox.seedMany({ orders, buyers: BUYERS, skus: SKUS });
		const imported = await askChild<ImportJob, Imported>(join(__dirname, 'import-child.ts'), {
			way,
			connections: world.connections,
			since: new Date(world.sandbox.clock.now() - 2 * DAY).toISOString(),
			watched,
			databaseFile: join(world.folder, 'database.sqlite'),
		});
		const inStore = world.store.records.orders.size;
		if (imported.orders !== orders || inStore !== orders)
			throw new Error(`${imported.orders} orders were imported and ${inStore} are in the store instead of ${orders}`);
		return { ...imported, ...sum(world.counted('amazon'), world.counted('woocommerce')) };
	} finally {
		await world.stop();
	}
}

/** Orders from Amazon to the store: read, matched and saved in one process. Once left alone, and once watched for what it holds. */
export async function importOrdersBench(way: Way, orders: number): Promise<BenchRow> {
	const { orders: imported, ...alone } = await importOnce(way, orders, false);
	const { peakMb } = await importOnce(way, orders, true);
	return {
		scenario: 'importOrders',
		platform: 'amazon+woocommerce',
		way,
		profile: 'fast',
		items: imported,
		changed: imported,
		...alone,
		peakMb,
	};
}
