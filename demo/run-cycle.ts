import type { Demo } from './demo';
import type { Pair } from './pair';
import { runPairCycle, type PairCounts, type PairCycleOptions, type PairResult } from './pair-cycle';
import { sharesOf } from './plans';
import type { StoreName } from './stores/store-name';

/** What is told of a store alone. */
type OfOneStore = 'orders' | 'writes' | 'stockFaults' | 'totalFaults';

interface Ran {
	/** Templates that ran to a good end twice or more, in each store that has them. */
	readonly templatesRun: number;
}

/** What one full cycle came to: the stores together, and each of them. */
export interface CycleResult extends Omit<PairCounts, OfOneStore>, Ran {
	readonly ok: boolean;
	readonly seconds: number;
	readonly stores: Readonly<Partial<Record<StoreName, PairCounts & Ran>>>;
	/** What is not as it should be, one line each; empty when all is well. */
	readonly faults: readonly string[];
}

const total = ([first, ...more]: readonly PairCounts[]): Omit<PairCounts, OfOneStore> => {
	if (first === undefined) throw new Error('The demo has no store');
	const { orders: _orders, writes: _writes, stockFaults: _stock, totalFaults: _total, ...sum } = more.reduce(added, first);
	return sum;
};

const added = (one: PairCounts, other: PairCounts): PairCounts =>
	Object.fromEntries(Object.entries(one).map(([name, count]) => [name, count + other[name as keyof PairCounts]])) as unknown as PairCounts;

/** Of a template that several stores use none may be missing. */
const ranOften = (results: readonly PairResult[]): number => {
	const rare = new Set(results.flatMap(({ templates }) => templates.rare));
	return new Set(results.flatMap(({ templates }) => templates.often.filter((file) => !rare.has(file)))).size;
};

/** All stores at once, each with its share of the orders and with orders of its own seed. */
export async function runCycle(demo: Demo, { orders, seed, withinMs, report }: PairCycleOptions): Promise<CycleResult> {
	const startedAt = Date.now();
	const shares = sharesOf(
		orders,
		demo.pairs.map(({ world }) => world.plan),
	);
	const nameOf = ({ world }: Pair): string => (demo.pairs.length === 1 ? '' : `${world.store.displayName}: `);
	const results = await Promise.all(
		demo.pairs.map(async (pair, at) => {
			const options = { orders: shares[at] ?? 0, seed: seed + at, withinMs };
			return await runPairCycle(pair, { ...options, report: (text) => report(`${nameOf(pair)}${text}`) });
		}),
	);
	const faults = [
		...demo.pairs.flatMap((pair, at) => (results[at]?.faults ?? []).map((fault) => `${nameOf(pair)}${fault}`)),
		...demo.world.damage(),
	];
	return {
		ok: faults.length === 0,
		...total(results.map(({ counts }) => counts)),
		templatesRun: ranOften(results),
		seconds: Math.round((Date.now() - startedAt) / 1000),
		stores: Object.fromEntries(
			results.map(({ counts, templates }, at) => [demo.pairs[at]?.world.store.name, { ...counts, templatesRun: templates.often.length }]),
		),
		faults,
	};
}
