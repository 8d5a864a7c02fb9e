import { Cycle, untilSeedShownMs } from './cycle';
import { Demo } from './demo';
import type { Interrupts } from './interrupts';
import type { DemoArguments } from './options';
import { plainRecipe } from './shop-recipes';

const minute = 60_000;
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
		await new Cycle(demo, 5 * minute).settle();
		world.placeSeed(orders, seed);
		world.advance(untilSeedShownMs);
		print('');
		print(`n8n is running at ${n8n.url}`);
		print(`  E-mail    ${n8n.session.owner.email}`);
		print(`  Password  ${n8n.session.owner.password}`);
		print('');
		print(
			`${String(orders)} orders are on Amazon and arrive within a minute; then a new one now and then. Ctrl-C ends it; nothing is kept.`,
		);
		print('');
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
