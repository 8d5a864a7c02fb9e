import type { EngineNode } from '../../test/harness/engine';
import { count, type Counted } from './counted';
import { IdleWorld, type Kind } from './idle-world';
import { moveTime, moveTimeBack } from './moved-time';

const POLLS_EACH_MS = 5 * 60_000;
/** The first ones look after what nobody knows yet. */
const POLLS_BEFORE = 3;

export interface Scenarios {
	readonly idle: readonly { readonly platform: 'amazon' | 'woocommerce'; readonly counted: Counted }[];
	readonly order: Counted;
}
type See = (step: string, texts: readonly string[]) => void;

/** Polls that find nothing, and the way of one paid order of the shop from its webhook to the parcel in the shop. */
export async function countOn(kind: Kind, see: See = () => undefined): Promise<Scenarios> {
	const world = await IdleWorld.start(kind);
	try {
		const amazon = world.node('amazonOrderTrigger');
		const shop = world.node('wooCommerceOrderTrigger', { events: ['paid'] });
		await world.poll(amazon);
		await world.publish(shop);
		const idle = [
			{ platform: 'amazon', counted: await idlePoll(world, amazon, see) } as const,
			{ platform: 'woocommerce', counted: await idlePoll(world, shop, see) } as const,
		];
		// The first one of a process reads what the others know: listings, products, settings of the shop.
		await orderOfShop(world, shop, () => undefined);
		return { idle, order: await orderOfShop(world, shop, see) };
	} finally {
		await world.stop();
		moveTimeBack();
	}
}

async function idlePoll(world: IdleWorld, node: EngineNode, see: See): Promise<Counted> {
	for (let poll = 0; poll < POLLS_BEFORE; poll += 1) await pollLater(world, node);
	const { commits, queries, texts } = await count(async () => {
		await pollLater(world, node);
	});
	see(`idle poll ${node.name}`, texts);
	return { commits, queries };
}

async function pollLater(world: IdleWorld, node: EngineNode): Promise<void> {
	moveTime(POLLS_EACH_MS);
	const items = await world.poll(node);
	if (items.length > 0) throw new Error(`${items.length} orders came where there were none`);
}

/** New, received, planned, picked, shipped. */
const STATES_TO_SHIPMENT = 4;
const BUYER = {
	first_name: 'Kim',
	last_name: 'Muster',
	email: 'kim@shop.example',
	address_1: 'Hauptstrasse 1',
	city: 'Berlin',
	postcode: '10115',
	country: 'DE',
} as const;

/** Paid, called, sent to Amazon, shipped there and confirmed in the shop, with the polls of its trigger in between. */
async function orderOfShop(world: IdleWorld, trigger: EngineNode, see: See): Promise<Counted> {
	const warehouse = world.node('amazonMultiChannelFulfillment', { store: 'woocommerce', operation: 'create' });
	const updates = world.node('amazonMultiChannelFulfillment', { store: 'woocommerce', operation: 'getUpdates' });
	const confirm = world.node('confirmShipment', { store: 'woocommerce' });
	const total = { commits: 0, queries: 0 };
	const step = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
		const { result, ...counted } = await count(work);
		see(name, counted.texts);
		total.commits += counted.commits;
		total.queries += counted.queries;
		return result;
	};
	const calls = async () => await step('webhook', async () => await world.called(trigger));
	const poll = async () => {
		await step('poll', async () => {
			await pollLater(world, trigger);
		});
	};
	const { id } = world.shop.act('placeOrder', { lines: [{ sku: 'MUG', quantity: 1 }], billing: BUYER }) as { readonly id: number };
	world.sandbox.amazon.mcf.tellOrdered(String(id), { MUG: 1 });
	const items = await calls();
	const sent = await step('run', async () => await world.run([trigger, warehouse], items));
	const [{ json: { mcf = {} } = {} } = {}] = sent.outputs(warehouse.name)[0] ?? [];
	if ((mcf as { readonly action?: string }).action !== 'sent') throw new Error('The order was not sent');
	await calls();
	await poll();
	for (let state = 0; state < STATES_TO_SHIPMENT; state += 1) world.sandbox.amazon.mcf.progress();
	moveTime(POLLS_EACH_MS);
	const told = await step('updates', async () => await world.run([updates, confirm], [{ json: {} }]));
	if (told.outputs(confirm.name)[0]?.length !== 1) throw new Error('The parcel was not confirmed');
	await calls();
	await poll();
	// Its delivery is told beside the parcels of the next one.
	for (let state = 0; state < STATES_TO_SHIPMENT; state += 1) world.sandbox.amazon.mcf.progress();
	moveTime(POLLS_EACH_MS);
	await world.run([updates, confirm], [{ json: {} }]);
	await world.called(trigger);
	return total;
}
