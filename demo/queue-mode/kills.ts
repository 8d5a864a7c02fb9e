import type { N8nInstance } from '../n8n-instance';
import type { TemplateName } from '../templates';
import { pause, waitUntil } from '../wait-until';
import type { QueueMode } from './queue-mode';

export interface KillScene {
	readonly queue: QueueMode;
	/** Who places orders, of which nothing may be lost or doubled. */
	readonly orders: { placeAtAmazon(count: number): void; placeInShop(count: number): void };
	readonly random: () => number;
}

interface Kill {
	/** All has to be at its place so soon after it. */
	readonly withinSeconds: number;
	/** Brings about the moment and kills; answers what has to be started again. */
	readonly strike: (scene: KillScene) => Promise<N8nInstance>;
}

const minute = 60_000;
/** No write was under way: noticed after 45 s at most, given out again at the next poll. */
const nothingWritten = 150;
/** The store or Amazon may have done what was asked: it has to settle first, and two polls look. */
const outcomeUnknown = 240;
/** So long n8n takes its own activation, in which it was killed, for another n8n's work. */
const activationLease = 120;

const importing = 'amazon-orders-to-woocommerce' satisfies TemplateName;
const sending = 'woocommerce-paid-orders-to-amazon' satisfies TemplateName;
/** Enough for a save that takes longer than a look at who is at it. */
const ordersEach = 60;
const paidEach = 4;

const more = async (count: () => number, what: string): Promise<void> => {
	const before = count();
	await waitUntil(() => count() > before, { what, withinMs: 3 * minute, everyMs: 2 });
};

const search = async ({ queue: { demo } }: KillScene): Promise<void> => await more(() => demo.world.searches(), 'a search at Amazon');

/** The worker that runs the template now. */
const workerAt = async ({ queue }: KillScene, template: TemplateName): Promise<N8nInstance> => {
	const { id } = queue.demo.template(template);
	const look = async (): Promise<N8nInstance | undefined> => {
		const running = await queue.main.session.executions(id, { statuses: ['running'] });
		return queue.workerOf(running.map((execution) => execution.id));
	};
	return await waitUntil(look, { what: `a worker to run ${template}`, withinMs: 25_000, everyMs: 20 });
};

const killed = async (victim: N8nInstance): Promise<N8nInstance> => {
	await victim.kill();
	return victim;
};

const kills = {
	'a worker in a save': {
		withinSeconds: outcomeUnknown,
		strike: async (scene) => {
			const { queue, orders, random } = scene;
			orders.placeAtAmazon(ordersEach);
			await search(scene);
			const writing = more(() => queue.demo.world.storeWrites(), 'a write to the store');
			const [victim] = await Promise.all([workerAt(scene, importing), writing]);
			await pause(random() * 400);
			return await killed(victim);
		},
	},
	'a worker sending to Amazon': {
		withinSeconds: outcomeUnknown,
		strike: async (scene) => {
			const { queue, orders, random } = scene;
			const { world } = queue.demo;
			// Amazon takes the order, and its answer does not come.
			world.fault({ standIn: 'amazon', kind: 'timeoutAfter', operation: 'createFulfillmentOrder', times: 1 });
			const sent = more(() => world.sendings(), 'an order sent to Amazon');
			orders.placeInShop(paidEach);
			await sent;
			orders.placeAtAmazon(ordersEach);
			// The others are sent by then: who still runs is the one that waits for its answer.
			await pause(2000 + random() * 3000);
			const victim = await killed(await workerAt(scene, sending));
			world.faultsEnd();
			return victim;
		},
	},
	'main after a search': {
		withinSeconds: nothingWritten,
		strike: async (scene) => {
			scene.orders.placeAtAmazon(ordersEach);
			await search(scene);
			await pause(scene.random() * 300);
			scene.orders.placeInShop(paidEach);
			return await killed(scene.queue.main);
		},
	},
	'the webhook processor at an arrival': {
		withinSeconds: nothingWritten,
		strike: async (scene) => {
			const { queue, orders, random } = scene;
			orders.placeAtAmazon(ordersEach);
			orders.placeInShop(paidEach);
			await pause(random() * 300);
			return await killed(queue.webhookProcessor);
		},
	},
	'main while activating': {
		withinSeconds: nothingWritten + activationLease,
		strike: async (scene) => {
			const { main } = scene.queue;
			scene.orders.placeAtAmazon(ordersEach);
			await main.kill();
			// It dies before it is up; then it never says that it is.
			const start = main.start().catch(() => undefined);
			await search(scene);
			await pause(scene.random() * 300);
			await main.kill();
			await start;
			return main;
		},
	},
	'whatever, whenever': {
		withinSeconds: outcomeUnknown,
		strike: async ({ queue, orders, random }) => {
			orders.placeAtAmazon(ordersEach);
			orders.placeInShop(paidEach);
			await pause(random() * minute);
			const victim = queue.processes[Math.floor(random() * queue.processes.length)] ?? queue.main;
			return await killed(victim);
		},
	},
} satisfies Record<string, Kill>;

export type KillName = keyof typeof kills;

/** In this order; the first three are those of an ordinary run. */
export const killNames = Object.keys(kills) as readonly KillName[];

export const killNamed = (name: KillName): Kill => kills[name];
