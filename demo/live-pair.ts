import { Cycle, untilSeedShownMs } from './cycle';
import type { Pair } from './pair';
import { runProductCycle } from './product-cycle';
import { readLog } from './read-log';
import { runShopCycle } from './shop-cycle';
import { plainRecipe } from './shop-recipes';
import { runStockCycle } from './stock-cycle';
import { tellUnsaved } from './tell-rest';

const minute = 60_000;
/** Amazon shows an order two minutes after its last update; the sandbox's clock is moved on rather than waited for. */
const untilShownMs = 2 * minute + 1000;

export interface LivePairOptions {
	readonly orders: number;
	readonly seed: number;
	/** For both directions together. */
	readonly withinMs: number;
	readonly print: (text: string) => void;
}

/** One store of the live demo: what is placed, paid, made and pushed there, and what became of it. */
export async function showPair(pair: Pair, { orders, seed, withinMs, print }: LivePairOptions): Promise<void> {
	const { world } = pair;
	const cycle = new Cycle(pair, withinMs);
	await cycle.settle();
	print(`${String(orders)} orders are on Amazon and arrive within a minute`);
	const seeded = world.placeSeed(orders, seed);
	world.advance(untilSeedShownMs);
	const { savedOrders, needsAttention, ignoredOrders } = await cycle.untilDone(seeded);
	for (const line of tellUnsaved(seeded, world.storeOrders(), await readLog(pair))) print(line);
	print(
		`Of ${String(orders)}: ${String(savedOrders)} saved, ${String(needsAttention)} need attention, ${String(ignoredOrders)} left alone`,
	);
	const { paidOrders, trackingWrittenBack, mails } = await runShopCycle(pair, cycle, { orders, report: print });
	print(`Of ${String(paidOrders)} paid: ${String(trackingWrittenBack)} show their parcels; ${String(mails)} mails to the owner`);
	const { matched, published, pending, ambiguous } = await runProductCycle(pair, cycle, { seed, report: print });
	print(
		`Of the listings: ${String(matched)} matched, ${String(published)} made, ${String(pending)} pending, ${String(ambiguous)} ambiguous`,
	);
	const { stockPushed, stockUnchanged, stockRejected } = await runStockCycle(pair, cycle, { report: print });
	print(
		`Of their stock: ${String(stockPushed)} quantities pushed, ${String(stockUnchanged)} left alone by a second run, ${String(stockRejected)} never touched`,
	);
}

/** A new order on Amazon, and one in the store. */
export function oneMore({ world }: Pair, count: number, print: (text: string) => void): void {
	print(`Amazon ${world.placeOrder().orderId} placed`);
	world.advance(untilShownMs);
	print(`${world.store.displayName} #${world.shop.place(plainRecipe(count)).replace('#', '')} placed and paid`);
	world.shop.progress();
}
