import { Cycle } from '../../demo/cycle';
import { Demo } from '../../demo/demo';
import { readLog } from '../../demo/read-log';
import type { LoggedSale, SeededSale } from '../../demo/tally';
import { waitUntil } from '../../demo/wait-until';

const minute = 60_000;
const importing = 'amazon-orders-to-woocommerce';
const rounds = 3;
const ordersEach = 8;
const note = (text: string): void => void process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${text}\n`);

/** So long a store may still finish a request that it was given; then comes the next poll. */
const settledWithinMs = 8 * minute;

describe('two n8n with memories of their own on one store and one Amazon account', () => {
	let demos: readonly [Demo, Demo];
	let cycles: readonly Cycle[];
	const placed: SeededSale[] = [];

	beforeAll(async () => {
		// A store that takes its time has both at work at once.
		const first = await Demo.prepare({ report: note, storeSpeed: { msPerRequest: 100, msPerOrder: 150 } });
		demos = [first, await first.another({ report: note })];
		for (const demo of demos) await demo.publishTemplates([importing]);
		cycles = demos.map((demo) => new Cycle(demo, 20 * minute));
		for (const cycle of cycles) await cycle.settle();
	}, 6 * minute);

	afterAll(async () => {
		await demos[0].stop();
	}, 2 * minute);

	/** Both poll in the same moment: a trigger polls as soon as it is published. */
	const pollTogether = async (): Promise<void> => {
		const { world } = demos[0];
		const before = world.searches();
		await Promise.all(
			demos.map(async (demo) => {
				const { id } = demo.template(importing);
				await demo.n8n.session.unpublish(id);
				await demo.n8n.session.publish(id);
			}),
		);
		await waitUntil(() => world.searches() >= before + demos.length, { what: 'both polls', withinMs: 2 * minute });
		for (const cycle of cycles) await cycle.settle();
	};

	it(
		'leave one order each: its twins are cancelled and told in the logs',
		async () => {
			const { world } = demos[0];
			for (let round = 0; round < rounds; round += 1) {
				for (let count = 0; count < ordersEach; count += 1) placed.push(world.placeOrder());
				world.advance(3 * minute);
				await pollTogether();
				note(`${String(world.storeOrders().length)} store orders of ${String(placed.length)} Amazon orders`);
			}
			const made = world.storeOrders().length;
			// Each looks once more when nothing can come late any more, which its own clock tells.
			await waitUntil(() => [...world.siblings().alive.values()].every((ids) => ids.length === 1), {
				what: 'one order each',
				withinMs: settledWithinMs,
				everyMs: 5000,
			}).catch((error: unknown) => note(String(error)));
			for (const cycle of cycles) await cycle.settle();

			const logs = await Promise.all(demos.map(async ({ n8n }) => await readLog(n8n.session)));
			const { alive, twins } = world.siblings();
			expect([...alive.values()].filter((ids) => ids.length !== 1)).toEqual([]);
			expect([...alive.keys()].toSorted()).toEqual(placed.map(({ orderId }) => orderId).toSorted());
			note(`${String(made)} orders were made, ${String(twins.length)} of them are twins`);
			expect(made).toBe(placed.length + twins.length);
			// Else the two did not work at once, and the test shows nothing.
			expect(twins.length).toBeGreaterThan(0);
			const isTold = (log: readonly LoggedSale[], orderId: string): boolean =>
				log.some((sale) => sale.orderId === orderId && sale.reason !== '');
			const untold = twins.filter(({ amazonOrderId }) => !logs.some((log) => isTold(log, amazonOrderId)));
			expect(untold).toEqual([]);
			expect(twins.filter(({ status, stays, amazonOrderId }) => status !== 'cancelled' || stays !== alive.get(amazonOrderId)?.[0])).toEqual(
				[],
			);
			expect(world.stockFaults()).toEqual([]);
			expect(world.damage()).toEqual([]);
			expect(world.buyerMails()).toBe(0);
		},
		20 * minute,
	);
});
