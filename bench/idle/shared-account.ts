import { join } from 'node:path';
import { newOwner, openSqlite } from '../../src/database';
import { subscriptionId } from '../../src/domain/ids';
import { createAmazon } from '../../src/platforms/amazon';
import { channelOrders, pollOrders, type ChannelSettings } from '../../src/usecases/trigger';
import { startWorld } from '../orders/world';
import { createSkippingClock } from '../skipping-clock';

const START_MS = Date.UTC(2026, 10, 21, 12);
const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const POLLS_EACH_MS = 5 * MINUTE_MS;
const ROUNDS_AN_HOUR = HOUR_MS / POLLS_EACH_MS;
/** Prime to 60, so that the seconds spread. */
const STEP = 17;
const settings: ChannelSettings = { marketplaces: [], events: ['toShip', 'cancelled'], personalData: true, raw: false };

/**
 * Searches of one seller account an hour, with so many workflows that poll every five minutes. As n8n does it: all in the same
 * minute, each at a second of its own (`toCronExpression` of n8n-workflow). The hour of publishing does not count.
 */
export async function searchesPerHour(workflows: number): Promise<number> {
	const clock = createSkippingClock(START_MS);
	const world = await startWorld({ clock: clock.sandbox });
	const database = await openSqlite({ file: join(world.folder, 'database.sqlite'), clock: clock.ours });
	const polls = Array.from({ length: workflows }, (_, at) => ({
		subscription: subscriptionId(`workflow-${at}`, 'trigger'),
		offsetMs: ((at * STEP) % 60) * SECOND_MS,
	})).toSorted((one, other) => one.offsetMs - other.offsetMs);
	try {
		for (let round = 0; round < 2 * ROUNDS_AN_HOUR; round += 1) {
			if (round === ROUNDS_AN_HOUR) world.sandbox.resetCounts();
			const began = START_MS + round * POLLS_EACH_MS;
			for (const { subscription, offsetMs } of polls) {
				clock.sandbox.advance(Math.max(0, began + offsetMs - clock.ours.now()));
				const { orderSource } = createAmazon(world.connections.amazon, { clock: clock.ours, buckets: database.buckets, budgetMs: 0 });
				const deps = { database, clock: clock.ours, owner: newOwner() };
				const { stopped } = await pollOrders(deps, channelOrders(orderSource, database), subscription, settings);
				// Many new workflows may wait for the plan; of what counts it must hold nothing back.
				if (stopped !== undefined && (round >= ROUNDS_AN_HOUR || stopped.details.kind !== 'rateLimited')) throw stopped;
			}
		}
		return world.counted('amazon').calls;
	} finally {
		await database.close();
		await world.stop();
	}
}
