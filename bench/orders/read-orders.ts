import { openSqlite } from '../../src/database';
import { join } from 'node:path';
import { measure } from '../meter';
import type { BenchRow } from '../row';
import { createSkippingClock } from '../skipping-clock';
import { readByOwnNodes } from './own-nodes-amazon';
import { Storebridge } from './storebridge';
import { startWorld, type World } from './world';

const HOUR = 60 * 60_000;
/** As the template has it. */
export const POLL_EVERY_MS = 5 * 60_000;
export const START_MS = Date.UTC(2026, 10, 21, 12);

const amazonRow = { platform: 'amazon' } as const;

/** Every order must have come, once. */
function check(ids: readonly string[], orders: number): void {
	if (ids.length !== orders || new Set(ids).size !== orders)
		throw new Error(`${ids.length} orders were read, ${new Set(ids).size} different ones, instead of ${orders}`);
}

/**
 * A day's orders are read with lines, buyer and address by a workflow that was published before and polls as the template does.
 * What publishing itself costs stands in a row of its own.
 */
async function readByStorebridge(orders: number): Promise<readonly BenchRow[]> {
	const clock = createSkippingClock(START_MS);
	const world = await startWorld({ clock: clock.sandbox });
	const database = await openSqlite({ file: join(world.folder, 'database.sqlite'), clock: clock.ours });
	try {
		const storebridge = new Storebridge({ connections: world.connections, database, clock: clock.ours });
		const published = await measure(clock.ours.now, async () => await storebridge.pollAll());
		const publishing: BenchRow = {
			scenario: 'publishTrigger',
			...amazonRow,
			way: 'storebridge',
			items: 0,
			changed: 0,
			...world.counted('amazon'),
			wallSeconds: published.wallSeconds,
			peakMb: published.peakMb,
		};

		clock.sandbox.advance(25 * HOUR);
		world.sandbox.seedMany({ orders });
		world.sandbox.resetCounts();
		const { result, ...measured } = await measure(clock.ours.now, async () => await pollUntil(orders, storebridge, clock.sandbox.advance));
		check(result, orders);
		return [
			{ scenario: 'readOrders', ...amazonRow, way: 'storebridge', items: orders, changed: orders, ...world.counted('amazon'), ...measured },
			publishing,
		];
	} finally {
		await database.close();
		await world.stop();
	}
}

async function pollUntil(orders: number, storebridge: Storebridge, advance: (ms: number) => void): Promise<readonly string[]> {
	const ids: string[] = [];
	for (;;) {
		const before = ids.length;
		for await (const deliveries of storebridge.poll()) {
			ids.push(...deliveries.map(({ order }) => order.id));
			const incomplete = deliveries.find(
				({ order }) => order.lines.length === 0 || order.customer?.email === undefined || order.shipping?.line1 === undefined,
			);
			if (incomplete !== undefined) throw new Error('An order came without lines, buyer or address');
			await storebridge.end(deliveries);
		}
		if (ids.length >= orders || ids.length === before) return ids;
		advance(POLL_EVERY_MS);
	}
}

async function readAsN8n(orders: number): Promise<BenchRow> {
	const clock = createSkippingClock(START_MS);
	const world: World = await startWorld({ clock: clock.sandbox });
	try {
		world.sandbox.seedMany({ orders });
		const since = new Date(START_MS - 25 * HOUR).toISOString();
		const { result, ...measured } = await measure(clock.ours.now, async () => await readByOwnNodes(world.connections.amazon, since));
		check(
			result.map(({ orderId }) => orderId),
			orders,
		);
		return { scenario: 'readOrders', ...amazonRow, way: 'n8n', items: orders, changed: orders, ...world.counted('amazon'), ...measured };
	} finally {
		await world.stop();
	}
}

/** Orders with lines, buyer and address out of Amazon. */
export async function readOrdersBench(orders: number): Promise<readonly BenchRow[]> {
	return [await readAsN8n(orders), ...(await readByStorebridge(orders))];
}
