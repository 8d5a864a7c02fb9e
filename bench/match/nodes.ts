import { seedListings } from '../../sandbox/seed/listings-seed';
import { count } from '../idle/counted';
import { measure } from '../meter';
import type { BenchRow } from '../row';
import { NODE, NodeWorld } from '../node-world';

export interface NodesSize {
	/** Listings that can be bought, and products that can be sold. */
	readonly items: number;
	/** How many of the products are variations, and of how many parents. */
	readonly variations: number;
	readonly parents: number;
	/** Looked at again and again for what is held, which costs time. */
	readonly watched: boolean;
}

const writesOf = (statements: readonly string[]): number =>
	statements.filter((text) => /^(insert|update|delete)\b/i.test(text) && !text.includes('"bucket"')).length;

const LOOK_EVERY_MS = 200;
const NEVER_MS = 2 ** 31 - 1;

/** What n8n has loaded when a workflow runs is part of the idle process. */
async function warmUp(): Promise<void> {
	const world = await NodeWorld.start(seedListings({ count: 1 }));
	try {
		await world.match();
	} finally {
		await world.stop();
	}
}

/**
 * Match Product over a whole catalog through n8n's engine and both stand-ins, twice: a store that lists the variations of all
 * parents at once, or an older one.
 */
export async function matchByNodes(
	{ items, variations, parents, watched }: NodesSize,
	variationsRoute: boolean,
): Promise<readonly BenchRow[]> {
	await warmUp();
	const world = await NodeWorld.start(seedListings({ count: items, variations, parents }), { variationsRoute });
	try {
		const rows: BenchRow[] = [];
		for (const scenario of ['match', 'matchAgain'] as const) {
			world.resetCounts();
			const { result, wallSeconds, peakMb } = await measure(
				() => 0,
				async () => await count(async () => await world.match()),
				watched ? LOOK_EVERY_MS : NEVER_MS,
			);
			const { matched, linked } = result.result.outputs(NODE)[0]?.[0]?.json ?? {};
			const changed = scenario === 'match' ? items : 0;
			if (matched !== items || linked !== changed)
				throw new Error(`${scenario}: ${String(matched)} matched and ${String(linked)} linked instead of ${items} and ${changed}`);
			for (const platform of ['amazon', 'woocommerce'] as const) {
				rows.push({
					scenario,
					platform,
					way: 'storebridge',
					profile: variationsRoute ? 'nodes' : 'nodes, older store',
					items,
					changed,
					...world.counted(platform),
					wallSeconds,
					peakMb,
					databaseWrites: writesOf(result.texts),
				});
			}
		}
		return rows;
	} finally {
		await world.stop();
	}
}
