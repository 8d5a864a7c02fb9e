import { Cycle, untilSeedShownMs } from './cycle';
import { Demo } from './demo';
import type { Interrupts } from './interrupts';
import type { DemoArguments } from './options';
import { runProductCycle } from './product-cycle';
import { readLog } from './read-log';
import { runShopCycle } from './shop-cycle';
import { plainRecipe } from './shop-recipes';
import { runStockCycle } from './stock-cycle';
import { tellUnsaved } from './tell-rest';

const minute = 60_000;
/** Both directions together, on a slow machine. */
const cycleWithinMs = 15 * minute;
/** A new order now and then; n8n polls every minute. */
const nextOrderMs = 40_000;
/** Amazon shows an order two minutes after its last update; the sandbox's clock is moved on rather than waited for. */
const untilShownMs = 2 * minute + 1000;

/** Everything running for a person to look at, until Ctrl-C. */
export async function showLive({ orders, seed }: DemoArguments, print: (text: string) => void, interrupts: Interrupts): Promise<void> {
	const demo = await Demo.prepare({ report: print, seed });
	const { world, n8n } = demo;
	const interrupted = interrupts.first();
	const stopLines = world.onArrival(print);
	let timer: NodeJS.Timeout | undefined;
	const show = async (): Promise<void> => {
		await demo.linkListings();
		await demo.publishTemplates();
		const cycle = new Cycle(demo, cycleWithinMs);
		await cycle.settle();
		print('');
		print(`n8n is running at ${n8n.url}/workflow/${demo.template('amazon-orders-to-woocommerce').id}`);
		print(`  E-mail    ${n8n.session.owner.email}`);
		print(`  Password  ${n8n.session.owner.password}`);
		print('');
		print(`${String(orders)} orders are on Amazon and arrive within a minute. Ctrl-C ends it; nothing is kept.`);
		const seeded = world.placeSeed(orders, seed);
		world.advance(untilSeedShownMs);
		const { savedOrders, needsAttention, ignoredOrders } = await cycle.untilDone(seeded);
		for (const line of tellUnsaved(seeded, world.storeOrders(), await readLog(n8n.session))) print(line);
		print(
			`Of ${String(orders)}: ${String(savedOrders)} saved, ${String(needsAttention)} need attention, ${String(ignoredOrders)} left alone`,
		);
		print('');
		const { paidOrders, trackingWrittenBack, mails } = await runShopCycle(demo, cycle, { orders, report: print });
		print(`Of ${String(paidOrders)} paid: ${String(trackingWrittenBack)} show their parcels; ${String(mails)} mails to the owner`);
		print('');
		const { matched, published, pending, ambiguous } = await runProductCycle(demo, cycle, { seed, report: print });
		print(
			`Of the listings: ${String(matched)} matched, ${String(published)} made, ${String(pending)} pending, ${String(ambiguous)} ambiguous`,
		);
		print('');
		const { stockPushed, stockUnchanged, stockRejected } = await runStockCycle(demo, cycle, { report: print });
		print(
			`Of their stock: ${String(stockPushed)} quantities pushed, ${String(stockUnchanged)} left alone by a second run, ${String(stockRejected)} never touched`,
		);
		print('');
		print('A new order now and then, until Ctrl-C');
		let count = 0;
		timer = setInterval(() => {
			print(`Amazon ${world.placeOrder().orderId} placed`);
			world.advance(untilShownMs);
			print(`WooCommerce #${world.shop.place(plainRecipe(count))} placed and paid`);
			world.shop.progress();
			count += 1;
		}, nextOrderMs);
	};
	try {
		await Promise.race([show(), interrupted]);
		await interrupted;
	} finally {
		clearInterval(timer);
		stopLines();
		print('Stopping n8n and the sandbox');
		await demo.stop();
	}
}
