import { KillRounds, type Recovery } from '../../demo/queue-mode/kill-rounds';
import { killNames } from '../../demo/queue-mode/kills';
import { QueueMode } from '../../demo/queue-mode/queue-mode';
import { redisProgram } from '../../demo/queue-mode/redis';
import { hasOwnMachines } from '../../demo/own-machine';
import { waitUntil } from '../../demo/wait-until';
import { createRandom } from '../../sandbox/kernel/random';

const minute = 60_000;
const kills = Number(process.env.QUEUE_KILLS ?? '3');
if (!(kills > 0)) throw new Error('QUEUE_KILLS is how many processes are killed: a number from 1');
const seed = Number(process.env.QUEUE_SEED ?? '5');
const importing = 'amazon-orders-to-woocommerce';
const note = (text: string): void => void process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${text}\n`);

/** Without a Redis on this machine these are left out; scripts/test.mjs, which looks too, says so at the end of the run. */
(redisProgram() === undefined ? describe.skip : describe)("n8n's queue mode with both templates published", () => {
	let queue: QueueMode;
	let rounds: KillRounds;

	beforeAll(async () => {
		if (!hasOwnMachines()) note('This machine gives no machines of their own: all processes of n8n run on it as they are');
		// A store that takes its time is still at work when a worker dies.
		queue = await QueueMode.prepare({ report: note, storeSpeed: { msPerRequest: 30, msPerOrder: 145 } });
		rounds = new KillRounds(queue, createRandom(seed), note);
		await queue.demo.linkListings();
		await queue.demo.publishTemplates([importing, 'woocommerce-paid-orders-to-amazon', 'amazon-tracking-to-woocommerce']);
	}, 10 * minute);

	afterAll(async () => {
		await queue.stop();
	}, 2 * minute);

	it(
		`has everything at its place, once and soon, after ${String(kills)} kills (seed ${String(seed)})`,
		async () => {
			const found: Recovery[] = [];
			while (found.length < kills) {
				// Two of which nobody knows what they did, one right after the other: who waits for both waits once.
				const at = found.length % killNames.length;
				const recoveries = await rounds.round(...killNames.slice(at, at === 0 && kills > 1 ? 2 : at + 1));
				for (const { kill, seconds, withinSeconds } of recoveries) note(`${kill}: ${seconds.toFixed(0)} s of ${String(withinSeconds)} s`);
				found.push(...recoveries);
				expect(await rounds.wrongs()).toEqual([]);
			}
			expect(found.filter(({ seconds, withinSeconds }) => seconds > withinSeconds)).toEqual([]);
		},
		(2 + kills * 6) * minute,
	);

	/** What never began: noticed as soon as n8n says so, and given out by the next poll. */
	const nothingBegan = 150;

	it(
		'gives out again what a worker without the nodes could not begin',
		async () => {
			const { workers, main } = queue;
			const failures = async (): Promise<number> =>
				(await main.session.executions(queue.demo.template(importing).id, { statuses: ['error'] })).length;
			const failedBefore = await failures();
			await Promise.all(workers.map(async (worker) => await worker.kill()));
			const bare = await queue.bareWorker();
			rounds.placeAtAmazon(5);
			await waitUntil(async () => (await failures()) > failedBefore, { what: 'it to fail', withinMs: 3 * minute });
			await bare.kill();
			await Promise.all(workers.map(async (worker) => await worker.start()));
			const startedMs = Date.now();
			const seconds = ((await rounds.allThere()) - startedMs) / 1000;
			note(`A worker without the nodes: all there after ${seconds.toFixed(0)} s of ${String(nothingBegan)} s`);
			expect(await rounds.wrongs()).toEqual([]);
			expect(seconds).toBeLessThan(nothingBegan);
		},
		10 * minute,
	);

	it(
		'brings the tracking of every order back',
		async () => {
			const { shop } = queue.demo.world;
			shop.ship();
			await waitUntil(() => rounds.untracked() === 0, { what: 'the last tracking number', withinMs: 2 * minute, everyMs: 1000 });
			expect(await rounds.wrongs()).toEqual([]);
		},
		3 * minute,
	);
});
