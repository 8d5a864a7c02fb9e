import { Cycle, untilSeedShownMs } from '../../demo/cycle';
import { Demo } from '../../demo/demo';
import type { SeededSale, Tally } from '../../demo/tally';
import { pause, waitUntil } from '../../demo/wait-until';
import { createRandom } from '../../sandbox/kernel/random';

const minute = 60_000;
const importing = 'amazon-orders-to-woocommerce';
const kills = 10;
const seed = Number(process.env.KILL_SEED ?? '7');
const random = createRandom(seed);
const notes: string[] = [];
const note = (text: string): void => {
	notes.push(text);
	process.stderr.write(`${text}\n`);
};

/**
 * n8n notes in its database that it is activating a workflow. Killed in the middle, it takes that for another n8n's
 * work until the note is two minutes old, and polls nothing meanwhile. Here it forgets sooner; nothing else changes.
 */
const n8nSettings = { N8N_WORKFLOW_PUBLICATION_OUTBOX_LEASE_SECONDS: '10', N8N_WORKFLOW_PUBLICATION_OUTBOX_POLL_INTERVAL_MS: '1000' };

describe('a real n8n with the template published', () => {
	let demo: Demo;
	const placed: SeededSale[] = [];

	beforeAll(async () => {
		// A store that takes its time is still at work when n8n dies.
		demo = await Demo.prepare({ report: note, n8nSettings, storeSpeed: { msPerRequest: 30, msPerOrder: 25 } });
		await demo.linkListings();
		await demo.publishTemplates([importing]);
		await new Cycle(demo, minute).settle();
	}, 5 * minute);

	afterAll(async () => {
		await demo.stop();
	}, minute);

	const expectAllWell = ({ duplicates, lost, faults }: Tally): void => {
		expect(faults).toEqual([]);
		expect({ duplicates, lost }).toEqual({ duplicates: 0, lost: 0 });
		expect(demo.world.damage()).toEqual([]);
		expect(demo.world.stockFaults()).toEqual([]);
		expect(demo.world.totalFaults()).toEqual([]);
		expect(demo.world.buyerMails()).toBe(0);
	};

	/** The moments at which n8n dies: a little after it asked Amazon, while it writes to the store, or whenever. */
	const moments = {
		'after a poll': async () => {
			const before = demo.world.searches();
			await waitUntil(() => demo.world.searches() > before, { what: 'a poll', withinMs: minute, everyMs: 2 });
			await pause(random() * 300);
		},
		'while saving': async () => {
			const before = demo.world.storeWrites();
			await waitUntil(() => demo.world.storeWrites() > before, { what: 'a write', withinMs: 30_000, everyMs: 2 }).catch(() => undefined);
			await pause(random() * 400);
		},
		'at some moment': async () => await pause(2000 + random() * 8000),
	} as const;
	const names = Object.keys(moments) as (keyof typeof moments)[];

	it(
		`loses and doubles nothing when it is killed ${String(kills)} times (seed ${String(seed)})`,
		async () => {
			placed.push(...demo.world.placeSeed(200, seed));
			await demo.n8n.kill();
			for (let round = 0; round < kills; round += 1) {
				demo.world.advance(untilSeedShownMs / kills);
				const name = names[round % names.length] ?? 'at some moment';
				const { searches, writes } = { searches: demo.world.searches(), writes: demo.world.storeWrites() };
				// It may die before it is up; then it never says that it is.
				const start = demo.n8n.start().catch(() => undefined);
				await moments[name]();
				await demo.n8n.kill();
				await start;
				note(
					`Kill ${String(round + 1)} ${name}: ${String(demo.world.searches() - searches)} searches, ${String(demo.world.storeWrites() - writes)} writes, ${String(demo.world.storeOrders().length)} orders in the store`,
				);
			}
			await demo.n8n.start();
			expectAllWell(await new Cycle(demo, 6 * minute).untilDone(placed));
		},
		9 * minute,
	);

	it(
		'saves each order once when two copies of the workflow are published',
		async () => {
			const copies = [demo.template(importing)].map((template) => ({
				...template,
				id: `${template.id.slice(0, 12)}copy`,
				name: `${template.name} copy`,
			}));
			for (const copy of copies) {
				await demo.n8n.session.importWorkflow(copy);
				await demo.n8n.session.publish(copy.id);
			}
			const cycle = new Cycle(demo, 4 * minute);
			await cycle.settle();
			for (let count = 0; count < 20; count += 1) placed.push(demo.world.placeOrder());
			demo.world.advance(3 * minute);
			const before = demo.world.searches();
			// Both copies poll within the minute; one of them does the collecting for both.
			await waitUntil(() => demo.world.searches() > before, { what: 'a poll', withinMs: 2 * minute });
			expectAllWell(await cycle.untilDone(placed));
			for (const { id } of copies) await demo.n8n.session.unpublish(id);
		},
		6 * minute,
	);

	/**
	 * The ten minutes pass on the sandbox's clock, n8n's goes on as always: this proves that orders which meet a dead
	 * store are kept, explained in the log and saved by themselves at a later poll, not how often they are tried.
	 */
	it(
		'catches up by itself after the store answered 503 for ten minutes',
		async () => {
			const cycle = new Cycle(demo, 6 * minute);
			demo.world.storeFails(10 * minute);
			const inStore = demo.world.storeOrders().length;
			for (let count = 0; count < 10; count += 1) placed.push(demo.world.placeOrder());
			demo.world.advance(3 * minute);
			await cycle.pollNow();
			expect(demo.world.storeOrders()).toHaveLength(inStore);
			demo.world.advance(8 * minute);
			expectAllWell(await cycle.untilDone(placed));
		},
		8 * minute,
	);
});
