import { Demo } from '../../demo/demo';
import { plainRecipe } from '../../demo/shop-recipes';
import { pause, waitUntil } from '../../demo/wait-until';
import type { Bench } from '../bench';
import { gridOf, type Columns } from '../table';
import { Arrivals } from './arrivals';
import { percentile } from '../percentile';

export interface PaidRow {
	readonly scenario: string;
	readonly orders: number;
	/** From the webhook's arrival at n8n to the order at Amazon. */
	readonly p50Ms: number;
	readonly p95Ms: number;
	/** From the payment to the webhook: the store's own delay, median. */
	readonly storeDelayMs: number;
}

export interface PaidSize {
	readonly orders: number;
	/** Between two orders. */
	readonly everyMs: number;
}

const FULL: PaidSize = { orders: 200, everyMs: 1000 };
const TEMPLATE = 'woocommerce-paid-orders-to-amazon';
const LAST_WITHIN_MS = 3 * 60_000;

/** Paid orders through a real n8n with the template published, at Amazon's own usage plans. @throws when one does not arrive exactly once */
async function runPaid({ orders, everyMs }: PaidSize, report: (text: string) => void): Promise<PaidRow> {
	const arrivals = new Arrivals();
	const demo = await Demo.prepare({ report, planFactor: 1, webhookTransport: arrivals.transport });
	try {
		const { shop } = demo.world;
		await demo.publishTemplates([TEMPLATE]);
		report(`${orders} customers pay, one every ${everyMs} ms`);
		const paidMs = new Map<number, number>();
		const startMs = Date.now();
		for (let count = 0; count < orders; count += 1) {
			await pause(Math.max(0, startMs + count * everyMs - Date.now()));
			const now = Date.now();
			paidMs.set(Number(shop.place(plainRecipe(count))), now);
		}
		await waitUntil(() => shop.truth().atAmazon.length >= orders, {
			what: 'the last order at Amazon',
			withinMs: LAST_WITHIN_MS,
			everyMs: 1000,
		}).catch(() => undefined);
		const accepted = shop.truth().atAmazon;
		if (accepted.length !== orders) throw new Error(`${accepted.length} instead of ${orders} orders are at Amazon`);
		const damage = demo.world.damage();
		if (damage.length > 0) throw new Error(damage.join('\n'));
		const took = accepted.map(
			({ displayableOrderId, acceptedWallMs }) => acceptedWallMs - (arrivals.of(Number(displayableOrderId)) ?? Number.NaN),
		);
		const delays = [...paidMs].map(([id, ms]) => (arrivals.of(id) ?? Number.NaN) - ms);
		return {
			scenario: 'paidOrderToAmazon',
			orders,
			p50Ms: percentile(took, 0.5),
			p95Ms: percentile(took, 0.95),
			storeDelayMs: percentile(delays, 0.5),
		};
	} finally {
		await demo.stop();
	}
}

/** `npm run bench -- paid` */
export const paidBench: Bench = {
	name: 'paid',
	notes: [
		"From the webhook's arrival at n8n to the order at Amazon's stand-in, in a real n8n, at the plans that Amazon publishes.",
		"store delay ms: from the payment to the webhook. Here it is the sandbox's; a real store's Action Scheduler takes seconds to minutes.",
	],
	async run(report) {
		const rows = [await runPaid(FULL, report)];
		const columns: Columns<PaidRow> = [
			['scenario', ({ scenario }) => scenario],
			['orders', ({ orders }) => orders],
			['p50 ms', ({ p50Ms }) => p50Ms],
			['p95 ms', ({ p95Ms }) => p95Ms],
			['store delay ms', ({ storeDelayMs }) => storeDelayMs],
		];
		return { rows, table: gridOf(columns, rows) };
	},
};
