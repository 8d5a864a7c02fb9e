import type { Bench } from '../bench';
import type { BenchRow } from '../row';
import { tableOf } from '../table';
import { matchInDomain } from './domain';

/** A piece of the bench that is measured by itself. */
export interface MatchPart {
	/** What goes on meanwhile. */
	readonly says: string;
	run(): Promise<readonly BenchRow[]>;
}

const DOMAIN_ITEMS = 100_000;

const PARTS: readonly MatchPart[] = [
	{ says: `Matching ${DOMAIN_ITEMS} listings with as many products in the domain`, run: async () => await matchInDomain(DOMAIN_ITEMS) },
];

const NOTES: readonly string[] = [
	'match (domain): from the listings of two marketplaces to links, near misses and what is ambiguous, by all four rules; in a process of its',
	'  own. held MB is beyond the products, which are there before. matchAgain has the links of the first run and changes nothing.',
];

export async function runMatch(parts: readonly MatchPart[], report: (text: string) => void): Promise<readonly BenchRow[]> {
	const rows: BenchRow[] = [];
	for (const { says, run } of parts) {
		report(says);
		rows.push(...(await run()));
	}
	return rows;
}

/** `npm run bench -- match` */
export const matchBench: Bench = {
	name: 'match',
	notes: NOTES,
	run: async (report) => {
		const rows = await runMatch(PARTS, report);
		return { rows, table: tableOf(rows) };
	},
};
