import fc from 'fast-check';
import type { Command } from './history-command';
import { COMMANDS } from './history-commands';
import { HistoryJudge, peopleLeft } from './history-judge';
import { Outside } from './history-outside';
import { erase, firstDay, settle } from './history-rest';
import { HistoryWorld } from './history-world';

type Histories = Iterable<Command>;

/** HISTORY_RUNS=500 draws new ones for a night; HISTORY_SEED, HISTORY_PATH and HISTORY_REPLAY as a failure tells them are that one. */
const { HISTORY_RUNS, HISTORY_SEED, HISTORY_PATH, HISTORY_REPLAY } = process.env;
const RUNS = Number(HISTORY_RUNS ?? '24');
/** An ordinary run draws the same ones each time: what it finds is of the change it tests, and not of chance. */
const ORDINARY_SEED = '14';
/** An ordinary run ends by then, however many histories it has seen. */
const ENOUGH_MS = 70_000;
const SHRINKS_FOR_MS = 240_000;
const LONGEST = 50;

const histories = fc.noBias(
	fc.commands(COMMANDS, { maxCommands: LONGEST, size: 'max', ...(HISTORY_REPLAY === undefined ? {} : { replayPath: HISTORY_REPLAY }) }),
);

/** What is wrong after it, in words. */
async function faultsOf(history: Histories): Promise<readonly string[]> {
	const world = await HistoryWorld.start();
	const outside = new Outside(world);
	try {
		await firstDay(world, outside);
		await fc.asyncModelRun(() => ({ model: { outside }, real: world }), history);
		await settle(world, outside);
		const faults = new HistoryJudge(world, outside, await world.logRows()).faults();
		await erase(world);
		return [...faults, ...peopleLeft(world, outside)];
	} finally {
		await world.stop();
	}
}

/** The one that is under way: an end by the clock does not end it. */
let under: Promise<unknown> = Promise.resolve();

const property = fc.asyncProperty(histories, async (history) => {
	const found = faultsOf(history);
	under = found;
	const faults = await found;
	if (faults.length > 0) throw new Error(faults.join('\n'));
});

/** As people read it: what happened, one line each, what came of it, and how to see it again. */
function told({ counterexample, seed, counterexamplePath, errorInstance }: fc.RunDetails<[Histories]>): string {
	const [history = []] = counterexample ?? [];
	const replay = /replayPath="([^"]*)"/.exec(String(history))?.[1] ?? '';
	const what = String(history)
		.replace(/ ?\/\*.*\*\/$/, '')
		.split(/,(?=[a-zA-Z]+\()/);
	const again = `HISTORY_SEED=${seed} HISTORY_PATH='${counterexamplePath ?? ''}' HISTORY_REPLAY='${replay}'`;
	return [...what, '', errorInstance instanceof Error ? errorInstance.message : String(errorInstance), '', again].join('\n');
}

it(
	'whatever happens to orders, log, store and Amazon agree in the end, nothing twice, nothing lost, nobody named in the database',
	async () => {
		const seed = HISTORY_SEED ?? (HISTORY_RUNS === undefined ? ORDINARY_SEED : undefined);
		const chosen = seed === undefined ? {} : { seed: Number(seed) };
		const limit = HISTORY_RUNS === undefined ? { interruptAfterTimeLimit: ENOUGH_MS } : {};
		const path = HISTORY_PATH === undefined ? {} : { path: HISTORY_PATH };
		const found = await fc.check(property, { numRuns: RUNS, endOnFailure: true, ...chosen, ...limit, ...path });
		await under.catch(() => undefined);
		if (!found.failed) {
			process.stdout.write(`Histories: ${found.numRuns}\n`);
			expect(found.numRuns).toBeGreaterThan(0);
			return;
		}
		if (found.counterexample === null || HISTORY_PATH !== undefined) throw new Error(told(found));
		const again = { seed: found.seed, path: found.counterexamplePath ?? '', interruptAfterTimeLimit: SHRINKS_FOR_MS };
		const least = await fc.check(property, again);
		throw new Error(told(least.failed && least.counterexample !== null ? least : found));
	},
	(RUNS * 60_000 + SHRINKS_FOR_MS) * 2,
);
