import { Cycle, untilSeedShownMs } from './cycle';
import type { Demo } from './demo';
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

export interface CycleOptions {
	readonly orders: number;
	readonly seed: number;
	/** For both runs together. */
	readonly withinMs: number;
	readonly report: (text: string) => void;
}

/** What one full cycle came to. All counts are the sandbox's own; only the log is read through n8n. */
export interface CycleResult
	extends
		Omit<Tally, 'faults'>,
		Omit<ShopTally, 'faults'>,
		Omit<ProductTally, 'faults'>,
		Omit<StockTally, 'faults'>,
		Omit<ShipTally, 'faults'>,
		Omit<TemplateTally, 'faults'> {
	readonly ok: boolean;
	/** Requests that wrote to the store while the same orders came a second time. */
	readonly secondRunWrites: number;
	/** Mails that a store sent to a buyer of Amazon. */
	readonly buyerMails: number;
	readonly seconds: number;
	readonly stores: {
		readonly woocommerce: { readonly orders: number; readonly writes: number; readonly stockFaults: number; readonly totalFaults: number };
	};
	/** What is not as it should be, one line each; empty when all is well. */
	readonly faults: readonly string[];
}

/** Publishes, seeds, waits, touches, waits and counts. */
export async function runCycle(demo: Demo, { orders, seed, withinMs, report }: CycleOptions): Promise<CycleResult> {
	const startedAt = Date.now();
	const cycle = new Cycle(demo, withinMs);
	const { world } = demo;
	await demo.linkListings();
	report('Publishing the templates and waiting for their first poll');
	await demo.publishTemplates();
	await cycle.settle();
	report(`Placing ${String(orders)} orders on Amazon`);
	const seeded = world.placeSeed(orders, seed);
	world.advance(untilSeedShownMs);
	const first = await cycle.untilDone(seeded);
	for (const line of tellUnsaved(seeded, world.storeOrders(), await readLog(demo.n8n.session))) report(line);
	report(`${String(first.savedOrders)} orders are in the store; the same orders come a second time now`);
	const troubles: string[] = [];
	const secondRunWrites = await cycle.secondRun().catch((error: unknown) => {
		troubles.push(error instanceof Error ? error.message : String(error));
		return world.storeWrites();
	});
	const { faults: shopFaults, ...shopCounts } = await runShopCycle(demo, cycle, { orders, report });
	const storeOrders = world.storeOrders().filter(({ id }) => !world.shop.isOwn(id));
	const { faults: misplaced, ...counts } = tally({ seeded, storeOrders, log: await readLog(demo.n8n.session) });
	const stockFaults = world.stockFaults();
	const totalFaults = world.totalFaults();
	const storeWrites = world.storeWrites();
	const { faults: productFaults, ...productCounts } = await runProductCycle(demo, cycle, { seed, report });
	const { faults: quantityFaults, ...stockCounts } = await runStockCycle(demo, cycle, { report });
	// Before the shop packs: a number that Amazon refuses is mailed, and rightly so.
	const mailed = mailFaults(seeded, world.shop.truth().mails);
	const { faults: shippingFaults, ...shipCounts } = await runShipCycle(demo, cycle, { report });
	const { faults: rareTemplates, ...templateCounts } = await runTemplateCycle(demo, cycle, report);
	const buyerMails = world.buyerMails();
	const faults = [
		...misplaced,
		...troubles,
		...mailed,
		...shopFaults,
		...productFaults,
		...quantityFaults,
		...shippingFaults,
		...rareTemplates,
		...stockFaults,
		...totalFaults,
		...world.damage(),
		...(await cycle.failedExecutions()),
		...(secondRunWrites === 0 ? [] : [`The second run wrote to the store ${String(secondRunWrites)} times`]),
		...(buyerMails === 0 ? [] : [`${String(buyerMails)} mails went to buyers of Amazon`]),
	];
	return {
		ok: faults.length === 0,
		...counts,
		...shopCounts,
		...productCounts,
		...stockCounts,
		...shipCounts,
		...templateCounts,
		secondRunWrites,
		buyerMails,
		seconds: Math.round((Date.now() - startedAt) / 1000),
		stores: {
			woocommerce: {
				orders: storeOrders.length,
				writes: storeWrites,
				stockFaults: stockFaults.length,
				totalFaults: totalFaults.length,
			},
		},
		faults,
	};
}
