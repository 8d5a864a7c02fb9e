import { Cycle, untilSeedShownMs } from './cycle';
import type { Pair } from './pair';
import { runProductCycle } from './product-cycle';
import type { ProductTally } from './product-tally';
import { readLog } from './read-log';
import { runShipCycle } from './ship-cycle';
import type { ShipTally } from './ship-tally';
import { runShopCycle } from './shop-cycle';
import type { ShopTally } from './shop-tally';
import { runStockCycle } from './stock-cycle';
import type { StockTally } from './stock-tally';
import { mailFaults, tally, type Tally } from './tally';
import { runTemplateCycle, type TemplateTally } from './template-cycle';
import { tellUnsaved } from './tell-rest';

export interface PairCycleOptions {
	/** Placed on Amazon, and paid in the store. */
	readonly orders: number;
	readonly seed: number;
	/** For all of it. */
	readonly withinMs: number;
	readonly report: (text: string) => void;
}

/** What one full cycle of one store came to. All counts are the sandbox's own; only the log is read through n8n. */
export interface PairCounts
	extends
		Omit<Tally, 'faults'>,
		Omit<ShopTally, 'faults'>,
		Omit<ProductTally, 'faults'>,
		Omit<StockTally, 'faults'>,
		Omit<ShipTally, 'faults'> {
	/** Orders from Amazon that the store has, and requests that wrote to it until then. */
	readonly orders: number;
	readonly writes: number;
	readonly stockFaults: number;
	/** Orders with another total than Amazon's, and all harm that came to the store or to Amazon. */
	readonly totalFaults: number;
	/** Requests that wrote to the store while the same orders came a second time. */
	readonly secondRunWrites: number;
	/** Mails that the store sent to a buyer of Amazon. */
	readonly buyerMails: number;
}

export interface PairResult {
	readonly counts: PairCounts;
	/** Files of templates that ran, and those that did not run often enough. */
	readonly templates: TemplateTally;
	/** What is not as it should be, one line each. */
	readonly faults: readonly string[];
}

/** Publishes, seeds, waits, touches, waits and counts. */
export async function runPairCycle(pair: Pair, { orders, seed, withinMs, report }: PairCycleOptions): Promise<PairResult> {
	const cycle = new Cycle(pair, withinMs);
	const { world } = pair;
	await pair.linkListings();
	report('Publishing the templates and waiting for their first poll');
	await pair.publishTemplates();
	await cycle.settle();
	report(`Placing ${String(orders)} orders on Amazon`);
	const seeded = world.placeSeed(orders, seed);
	world.advance(untilSeedShownMs);
	const first = await cycle.untilDone(seeded);
	for (const line of tellUnsaved(seeded, world.storeOrders(), await readLog(pair))) report(line);
	report(`${String(first.savedOrders)} orders are in the store; the same orders come a second time now`);
	const troubles: string[] = [];
	const secondRunWrites = await cycle.secondRun().catch((error: unknown) => {
		troubles.push(error instanceof Error ? error.message : String(error));
		return world.storeWrites();
	});
	const { faults: shopFaults, ...shopCounts } = await runShopCycle(pair, cycle, { orders, report });
	const storeOrders = world.storeOrders().filter(({ id }) => !world.shop.isOwn(id));
	const { faults: misplaced, ...counts } = tally({ seeded, storeOrders, log: await readLog(pair) });
	const stockFaults = world.stockFaults();
	const totalFaults = world.totalFaults();
	const writes = world.storeWrites();
	const { faults: productFaults, ...productCounts } = await runProductCycle(pair, cycle, { seed, report });
	const { faults: quantityFaults, ...stockCounts } = await runStockCycle(pair, cycle, { report });
	// Before the shop packs: a number that Amazon refuses is mailed, and rightly so.
	const mailed = mailFaults(seeded, world.shop.truth().mails);
	const { faults: shippingFaults, ...shipCounts } = await runShipCycle(pair, cycle, { report });
	const templates = await runTemplateCycle(pair, cycle, report);
	const buyerMails = world.buyerMails();
	return {
		counts: {
			...counts,
			...shopCounts,
			...productCounts,
			...stockCounts,
			...shipCounts,
			orders: storeOrders.length,
			writes,
			stockFaults: stockFaults.length,
			totalFaults: totalFaults.length + world.harm(),
			secondRunWrites,
			buyerMails,
		},
		templates,
		faults: [
			...misplaced,
			...troubles,
			...mailed,
			...shopFaults,
			...productFaults,
			...quantityFaults,
			...shippingFaults,
			...templates.faults,
			...stockFaults,
			...totalFaults,
			...(await cycle.failedExecutions()),
			...(secondRunWrites === 0 ? [] : [`The second run wrote to the store ${String(secondRunWrites)} times`]),
			...(buyerMails === 0 ? [] : [`${String(buyerMails)} mails went to buyers of Amazon`]),
		],
	};
}
