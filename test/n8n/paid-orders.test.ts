import { Demo } from '../../demo/demo';
import { plainRecipe } from '../../demo/shop-recipes';
import { hooksOf } from '../../demo/stores/woocommerce';
import { tallyShop, type ShopTally } from '../../demo/shop-tally';
import { pause, waitUntil } from '../../demo/wait-until';
import type { FaultKind } from '../../sandbox/kernel/faults';
import { createRandom } from '../../sandbox/kernel/random';

const minute = 60_000;
const orders = Number(process.env.PAID_ORDERS ?? '500');
const kills = 5;
const seed = Number(process.env.PAID_SEED ?? '11');
const random = createRandom(seed);
const note = (text: string): void => void process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${text}\n`);

/**
 * A killed n8n holds a workflow that it was activating for two minutes otherwise; see the test of kills. It runs a trigger's
 * first poll inside the activation and gives it seven tenths of this time; past that the trigger stays off until somebody
 * publishes the workflow again. After a kill that poll reads up to 200 orders anew, so it has more than there.
 */
const n8nSettings = { N8N_WORKFLOW_PUBLICATION_OUTBOX_LEASE_SECONDS: '30', N8N_WORKFLOW_PUBLICATION_OUTBOX_POLL_INTERVAL_MS: '1000' };

/** Together a third of Amazon's calls. The effect happens and the answer is lost in the two that end in "After" and in a cut body. */
const faults: Readonly<Partial<Record<FaultKind, number>>> = {
	http429: 0.06,
	http500: 0.06,
	http503Html: 0.06,
	resetBefore: 0.05,
	resetAfter: 0.07,
	cutBody: 0.05,
};
/** What failed three times is tried again after five minutes only: trouble has to end some time before the test does. */
const faultsGoOnMs = 2 * minute;
/** The client waits half a minute for each of these; a few are enough. */
const timeouts = { kind: 'timeoutAfter', operation: 'createFulfillmentOrder', probability: 0.05, times: 8 } as const;

describe('paid orders through a real n8n while everything fails', () => {
	let demo: Demo;

	beforeAll(async () => {
		demo = await Demo.prepare({ report: note, n8nSettings, storeSpeed: { msPerRequest: 10 } });
		await demo.publishTemplates(['woocommerce-paid-orders-to-amazon', 'amazon-tracking-to-woocommerce']);
	}, 5 * minute);

	afterAll(async () => {
		await demo.stop();
	}, minute);

	const look = (): ShopTally => tallyShop(demo.world.shop.truth(), []);

	it(
		`sends ${String(orders)} orders exactly once and brings their tracking back (seed ${String(seed)})`,
		async () => {
			const { world, n8n } = demo;
			const { shop } = world;
			hooksOf(world.store).conduct({ lossRate: 0.3, doubleRate: 0.3, reorderRate: 0.3 });
			for (const [kind, probability] of Object.entries(faults)) world.fault({ standIn: 'amazon', kind: kind as FaultKind, probability });
			world.fault({ standIn: 'amazon', ...timeouts });
			const share = orders / (kills + 1);
			for (let round = 0; round <= kills; round += 1) {
				for (let count = Math.floor(round * share); count < Math.floor((round + 1) * share); count += 1) {
					shop.place(plainRecipe(count));
					await pause(random() * 60);
				}
				note(`${String(look().mcfOrders)} orders at Amazon after ${String(Math.floor((round + 1) * share))} were paid`);
				if (round === kills) break;
				await pause(random() * 6000);
				await n8n.kill();
				await n8n.start();
			}
			const lastPaidMs = Date.now();
			let hits = 0;
			await waitUntil(
				() => {
					shop.ship();
					const { mcfOrders, trackingWrittenBack } = look();
					note(`${String(mcfOrders)} orders at Amazon, ${String(trackingWrittenBack)} tracked back`);
					// Not before many were sent under them: by chance the very first calls fail, and all wait.
					const hasMetMany = mcfOrders > orders / 2;
					if (hits === 0 && hasMetMany && Date.now() - lastPaidMs > faultsGoOnMs) hits = world.faultsEnd();
					return trackingWrittenBack >= orders;
				},
				{ what: 'all orders to be tracked back', withinMs: 15 * minute, everyMs: 5000 },
			).catch((error: unknown) => note(String(error)));
			note(`${String(hits)} calls of Amazon failed`);
			expect(hits).toBeGreaterThan(orders / 4);
			const { faults: wrong, ...counts } = look();
			expect(wrong).toEqual([]);
			expect(counts).toMatchObject({
				paidOrders: orders,
				paidFbaOrders: orders,
				mcfOrders: orders,
				mcfDuplicates: 0,
				trackingWrittenBack: orders,
			});
			expect(world.damage()).toEqual([]);
		},
		20 * minute,
	);
});
