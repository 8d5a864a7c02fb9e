import { Demo } from './demo';
import type { Interrupts } from './interrupts';
import { oneMore, showPair } from './live-pair';
import type { DemoArguments } from './options';
import type { Pair } from './pair';
import { sharesOf } from './plans';

const minute = 60_000;
/** On a slow machine. */
const withinMs = 20 * minute;
/** A new order now and then; n8n polls every minute. */
const nextOrderMs = 40_000;

/** Everything running for a person to look at, until Ctrl-C. */
export async function showLive(
	{ orders, seed, stores }: DemoArguments,
	print: (text: string) => void,
	interrupts: Interrupts,
): Promise<void> {
	const demo = await Demo.prepare({ report: print, seed, stores });
	const { n8n, pairs } = demo;
	const interrupted = interrupts.first();
	const ends = pairs.map(({ world }) => world.onArrival(print));
	let timer: NodeJS.Timeout | undefined;
	const nameOf = ({ world }: Pair): string => world.store.displayName;
	const show = async (): Promise<void> => {
		for (const pair of pairs) await pair.linkListings();
		for (const pair of pairs) await pair.publishTemplates();
		print('');
		print('n8n is running:');
		for (const pair of pairs) print(`  ${nameOf(pair).padEnd(12)}${n8n.url}/workflow/${pair.template('amazon-orders-to-woocommerce').id}`);
		print(`  E-mail      ${n8n.session.owner.email}`);
		print(`  Password    ${n8n.session.owner.password}`);
		print('');
		print('Ctrl-C ends it; nothing is kept.');
		const shares = sharesOf(
			orders,
			pairs.map(({ world }) => world.plan),
		);
		await Promise.all(
			pairs.map(async (pair, at) => {
				const tell = (text: string): void => print(`${nameOf(pair)}: ${text}`);
				await showPair(pair, { orders: shares[at] ?? 0, seed: seed + at, withinMs, print: tell });
			}),
		);
		print('');
		print('A new order now and then, until Ctrl-C');
		let count = 0;
		timer = setInterval(() => {
			for (const pair of pairs) oneMore(pair, count, print);
			count += 1;
		}, nextOrderMs);
	};
	try {
		await Promise.race([show(), interrupted]);
		await interrupted;
	} finally {
		clearInterval(timer);
		for (const end of ends) end();
		print('Stopping n8n and the sandbox');
		await demo.stop();
	}
}
