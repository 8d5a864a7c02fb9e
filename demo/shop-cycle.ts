import { type Cycle, untilShownMs } from './cycle';
import type { Pair } from './pair';
import { readLog } from './read-log';
import { notTaken, tallyShop, notCalledOff, type ShopTally, type ShopTruth } from './shop-tally';
import { tellUnsent } from './tell-rest';
import { waitUntil } from './wait-until';

const minute = 60_000;
/** The tracking template looks every few seconds in the demo; a busy machine may be late. */
const stepWithinMs = 5 * minute;

export interface ShopCycleOptions {
	/** How many customers pay. */
	readonly orders: number;
	readonly report: (text: string) => void;
}

/** The shop's own customers order, pay and change their minds; Amazon ships; the tracking comes back. All templates are published. */
export async function runShopCycle(pair: Pair, cycle: Cycle, { orders, report }: ShopCycleOptions): Promise<ShopTally> {
	const { shop } = pair.world;
	const look = async (): Promise<ShopTally> => tallyShop(shop.truth(), await readLog(pair));
	/** What did not come about is in the tally's faults in the end. */
	const until = async (what: string, isThere: (truth: ShopTruth) => boolean | Promise<boolean>): Promise<void> => {
		await waitUntil(async () => await isThere(shop.truth()), { what, withinMs: stepWithinMs, everyMs: 1000 }).catch(() =>
			report(`Waited in vain for: ${what}`),
		);
	};
	report(`Customers order in the shop; ${String(orders)} of them pay`);
	shop.placeMany(orders);
	await cycle.settle();
	shop.actLater();
	await until('all paid orders to be at Amazon', (truth) => notTaken(truth).length === 0);
	for (const line of tellUnsent(shop.truth(), pair.world.store.displayName, await readLog(pair))) report(line);
	report('Some of them think better of it');
	shop.actAfterSending();
	await until('Amazon to know of it', (truth) => notCalledOff(truth).length === 0);
	await cycle.settle();
	report('Amazon packs and ships them');
	shop.touchAll();
	shop.ship();
	await until('the tracking to be in the store', (truth) => {
		const { paidFbaOrders, trackingWrittenBack } = tallyShop(truth, []);
		return trackingWrittenBack >= paidFbaOrders;
	});
	await until('everything else to be told', async () => (await look()).faults.length === 0);
	// Amazon lists these orders among the seller's own now: none of them may become a store order.
	pair.world.advance(untilShownMs);
	await cycle.pollNow();
	return await look();
}
