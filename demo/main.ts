import { runCycle } from './run-cycle';
import { Demo } from './demo';
import { Interrupts } from './interrupts';
import { showLive } from './live';
import { readArguments, usage, type DemoArguments } from './options';

/** Long enough for a slow machine; all usual cycles together take ten minutes. */
const cycleWithinMs = 30 * 60_000;

const print = (text: string): void => {
	process.stdout.write(`${text}\n`);
};
const printAside = (text: string): void => {
	process.stderr.write(`${text}\n`);
};

const runOnce = async ({ orders, seed, json, stores }: DemoArguments): Promise<boolean> => {
	const report = json ? printAside : print;
	const demo = await Demo.prepare({ report, seed, stores });
	let isRight = false;
	try {
		const ends = demo.pairs.map(({ world }) => world.onArrival(report));
		const { ok, faults, ...result } = await runCycle(demo, { orders, seed, withinMs: cycleWithinMs, report });
		isRight = ok;
		for (const end of ends) end();
		for (const fault of faults) report(`WRONG: ${fault}`);
		print(JSON.stringify(result));
	} finally {
		if (!isRight) printAside(`The log and the database of n8n are kept in ${demo.n8n.userFolder}`);
		await demo.stop({ keepFolder: !isRight });
	}
	return isRight;
};

const main = async (): Promise<void> => {
	const args = readArguments(process.argv.slice(2));
	if (args.help) {
		print(usage);
		return;
	}
	const interrupts = new Interrupts();
	if (args.once) process.exitCode = (await runOnce(args)) ? 0 : 1;
	else await showLive(args, print, interrupts);
};

main().then(
	() => process.exit(),
	(error: unknown) => {
		printAside(error instanceof Error ? error.message : String(error));
		process.exit(1);
	},
);
