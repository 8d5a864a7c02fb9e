import type { Bench } from '../bench';
import type { BenchRow } from '../row';
import { COLUMNS, gridOf, type Columns } from '../table';
import { matchInDomain } from './domain';
import { matchByNodes, type NodesSize } from './nodes';

/** A piece of the bench that is measured by itself. */
export interface MatchPart {
	/** What goes on meanwhile. */
	readonly says: string;
	run(): Promise<readonly BenchRow[]>;
}

const DOMAIN_ITEMS = 100_000;
const NODES: NodesSize = { items: 10_000, variations: 2_000, parents: 100, watched: true };

const PARTS: readonly MatchPart[] = [
	{ says: `Matching ${DOMAIN_ITEMS} listings with as many products in the domain`, run: async () => await matchInDomain(DOMAIN_ITEMS) },
	{
		says: `Matching ${NODES.items} listings with as many products of a store through the nodes`,
		run: async () => await matchByNodes(NODES, true),
	},
	{ says: 'The same with an older store, which lists the variations of each product', run: async () => await matchByNodes(NODES, false) },
];

const OWN_COLUMNS: Columns<BenchRow> = [
	...COLUMNS,
	['polls', ({ polls }) => polls],
	['transfers', ({ transfers }) => transfers],
	['database', ({ databaseWrites }) => databaseWrites ?? ''],
];

const NOTES: readonly string[] = [
	'match (domain): from the listings of two marketplaces to links, near misses and what is ambiguous, by all four rules; in a process of its',
	'  own. held MB is beyond listings and products, which are there before. matchAgain has the links of the first run and changes nothing.',
	"match (nodes): Match Product in n8n's engine, from both stand-ins into a database of its own; of the products 2,000 are variations of 100.",
	'  Reports take a minute, and time passes at once where a node waits for them. The stand-ins are in the same process as what is measured.',
	"database: statements that write, but for those that note Amazon's quotas.",
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
		return { rows, table: gridOf(OWN_COLUMNS, rows) };
	},
};
