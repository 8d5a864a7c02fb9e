import { QueueMode } from '../../demo/queue-mode/queue-mode';
import { waitUntil } from '../../demo/wait-until';
import type { WorkflowJson } from '../../demo/n8n-session';

export interface QueueRow {
	readonly scenario: 'queue';
	/** Portions of one trigger that may be out at a time. */
	readonly atOnce: number;
	readonly ordersPerSecond: number;
}

const TEMPLATE = 'amazon-orders-to-woocommerce';
/** Four portions: as many as the most that are out at a time. */
const ORDERS = 800;
const MS_PER_ORDER = 145;
const SHOWN_AFTER_MS = 3 * 60_000;
const WITHIN_MS = 15 * 60_000;

/** The template with the trigger's option set. */
const withRunsAtOnce = (workflow: WorkflowJson, runsAtOnce: number): WorkflowJson => ({
	...workflow,
	nodes: workflow.nodes.map((node) => {
		if (!('pollTimes' in node.parameters)) return node;
		const { options } = node.parameters;
		return { ...node, parameters: { ...node.parameters, options: { ...(typeof options === 'object' ? options : {}), runsAtOnce } } };
	}),
});

/** From the first search to the last order in the store, from empty to empty. */
async function measureOne(queue: QueueMode, atOnce: number): Promise<QueueRow> {
	const { demo } = queue;
	const { world, n8n } = demo;
	const template = demo.template(TEMPLATE);
	await n8n.session.unpublish(template.id);
	await n8n.session.importWorkflow(withRunsAtOnce(template, atOnce));
	const wanted = world.storeOrders().length + ORDERS;
	for (let count = 0; count < ORDERS; count += 1) world.placeOrder();
	world.advance(SHOWN_AFTER_MS);
	const searches = world.searches();
	await n8n.session.publish(template.id);
	await waitUntil(() => world.searches() > searches, { what: 'a search at Amazon', withinMs: WITHIN_MS, everyMs: 20 });
	const beganMs = Date.now();
	await waitUntil(() => world.storeOrders().length >= wanted, { what: 'the last order in the store', withinMs: WITHIN_MS, everyMs: 100 });
	return { scenario: 'queue', atOnce, ordersPerSecond: Number(((ORDERS * 1000) / (Date.now() - beganMs)).toFixed(1)) };
}

/** Orders of one account into a store that takes its time, through two workers. */
export async function measureThroughput(sizes: readonly number[], report: (text: string) => void): Promise<readonly QueueRow[]> {
	const queue = await QueueMode.prepare({ report, storeSpeed: { msPerOrder: MS_PER_ORDER } });
	try {
		// The inbox begins with the first poll.
		await queue.demo.publishTemplates([TEMPLATE]);
		const rows: QueueRow[] = [];
		for (const atOnce of sizes) {
			report(`${ORDERS} orders, ${atOnce} executions at once`);
			rows.push(await measureOne(queue, atOnce));
		}
		const damage = queue.demo.world.damage();
		if (damage.length > 0) throw new Error(damage.join('\n'));
		return rows;
	} finally {
		await queue.stop();
	}
}
