import type { Bench } from '../bench';
import type { BenchRow } from '../row';
import { tableOf } from '../table';
import { importOrdersBench } from './import-orders';
import { readOrdersBench } from './read-orders';
import { saveOrdersBench, type SaveSize } from './save-orders';
import { BUYERS, SKUS } from './world';

export interface OrdersSizes {
	readonly read: number;
	readonly save: SaveSize;
	readonly imports: readonly number[];
}

const FULL: OrdersSizes = { read: 1000, save: { orders: 1000, buyers: BUYERS, skus: SKUS }, imports: [1000, 10_000] };

const ORDERS_NOTES: readonly string[] = [
	'All counts are those of the sandbox, at the plans that Amazon publishes. Caches are empty and product links known.',
	"n8n: the calls that n8n's own nodes make (HTTP Request with includedData and to Shopify, WooCommerce's create order), without n8n around them. They name",
	'  products by SKU and make no customers; ours matches the products, looks at their stock and for doubles, and links the customers.',
	"wall s: what passes on the sandbox's clock (quotas, five minutes to the next poll, the store's own work) and what this machine computes. In",
	'  profile "real" it is the store\'s time: 145 ms an order, 100 ms a customer, nothing for a request; 100 buyers are customers already.',
	'Shopify: ours looks for each order by the value that no two bear, right before the one mutation that makes it. quota s: its points, at the',
	'  1,000 and 50 a second of the smallest plan, which both ways wait for.',
	'held MB: what is held at most beyond the idle process. importOrders runs in a process of its own; for the others the sandbox is in it too.',
	'RSS MB: the most that this process had of the machine in all, nobody watching. How much of it is rubbish V8 decides by the machine.',
	"publishTrigger: what the first poll of a new workflow asks (where Amazon's clock stands), before any order.",
	"importOrders: read back to a date, matched and saved, without waiting for Amazon's quota (quota s says how long it would).",
];

export async function runOrders(sizes: OrdersSizes, report: (text: string) => void): Promise<readonly BenchRow[]> {
	const rows: BenchRow[] = [];
	report(`Reading ${sizes.read} orders`);
	rows.push(...(await readOrdersBench(sizes.read)));
	report(`Saving ${sizes.save.orders} orders`);
	rows.push(...(await saveOrdersBench(sizes.save)));
	for (const way of ['n8n', 'storebridge'] as const) {
		for (const orders of sizes.imports) {
			report(`Importing ${orders} orders (${way})`);
			rows.push(await importOrdersBench(way, orders));
		}
	}
	return rows;
}

/** `npm run bench -- orders` */
export const ordersBench: Bench = {
	name: 'orders',
	notes: ORDERS_NOTES,
	run: async (report) => {
		const rows = await runOrders(FULL, report);
		return { rows, table: tableOf(rows) };
	},
};
