import type { Bench } from '../bench';
import { GERMANY } from '../node-world';
import type { BenchRow } from '../row';
import { COLUMNS, gridOf, type Columns } from '../table';
import { pushByNodes } from './nodes';
import { pushByOwnNodes } from './by-own-nodes';

/** A piece of the bench that is measured by itself. */
export interface StockPart {
	/** What goes on meanwhile. */
	readonly says: string;
	run(): Promise<readonly BenchRow[]>;
}

const ITEMS = 10_000;
const SHOP = { items: ITEMS, variations: 2_000, parents: 100 };
const FIVE = [GERMANY, 'A13V1IB3VIYZZH', 'APJ6JRA9NG5V4', 'A1RKKUPIHCS9HS', 'A1805IZSGTT6HS'];

const PARTS: readonly StockPart[] = [
	{
		says: `Pushing ${ITEMS} quantities to Amazon, WooCommerce and Shopify, one call each`,
		run: async () => await pushByOwnNodes({ ...SHOP, marketplaces: [GERMANY] }),
	},
	{
		says: `The same with Push Stock: ${ITEMS} changed, 200 changed, none changed`,
		run: async () =>
			await pushByNodes({ ...SHOP, marketplaces: [GERMANY] }, { targets: ['amazon', 'woocommerce'], changed: [ITEMS, 200, 0] }),
	},
	{
		says: 'To Shopify',
		run: async () => await pushByNodes({ ...SHOP, marketplaces: [GERMANY] }, { targets: ['shopify'], changed: [ITEMS, 200, 0] }),
	},
	{
		says: 'To Amazon in five marketplaces',
		run: async () =>
			await pushByNodes({ ...SHOP, marketplaces: FIVE }, { targets: ['amazon'], changed: [ITEMS, 200, 0], profile: 'five marketplaces' }),
	},
	{
		says: `To WooCommerce with ${ITEMS} variations of 2,000 parents`,
		run: async () =>
			await pushByNodes(
				{ items: ITEMS, variations: ITEMS, parents: 2_000, marketplaces: [GERMANY] },
				{ targets: ['woocommerce'], changed: [ITEMS], profile: '2,000 parents' },
			),
	},
];

const OWN_COLUMNS: Columns<BenchRow> = [
	...COLUMNS.slice(0, 4),
	['changed', ({ changed }) => changed],
	...COLUMNS.slice(4),
	['polls', ({ polls }) => polls],
	['transfers', ({ transfers }) => transfers],
];

const NOTES: readonly string[] = [
	"storebridge: Push Stock in n8n's engine, from items with SKU and quantity; links are known, who ships what at Amazon is not at the start.",
	'n8n: one call for each SKU, in a loop, made without n8n; who ships it is not asked, and what is unchanged is sent again.',
	'quota s: what the calls take at least at the published plans; of Shopify its points, at the 1,000 and 50 a second of the smallest. Reports take a minute and feeds five, and time passes at once where a node',
	'  waits for them. Polls of reports and feeds, transfers of documents and tokens are counted apart. A store of 2,000 parents takes a write',
	'  for each parent at least: variations are written under theirs.',
];

export async function runStock(parts: readonly StockPart[], report: (text: string) => void): Promise<readonly BenchRow[]> {
	const rows: BenchRow[] = [];
	for (const { says, run } of parts) {
		report(says);
		rows.push(...(await run()));
	}
	return rows;
}

/** `npm run bench -- stock` */
export const stockBench: Bench = {
	name: 'stock',
	notes: NOTES,
	run: async (report) => {
		const rows = await runStock(PARTS, report);
		return { rows, table: gridOf(OWN_COLUMNS, rows) };
	},
};
