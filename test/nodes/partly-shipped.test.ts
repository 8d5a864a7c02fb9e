import type { EngineNode } from '../harness/engine';
import { minutes, pass } from './time';
import { match, NodeWorld, saveNode, trigger } from './world';

/** The same node with the shop in the store's place. */
const ofShop = (node: EngineNode): EngineNode => ({
	...node,
	parameters: { store: 'shopify', ...node.parameters },
	credentials: { ...node.credentials, shopifyStoreApi: 'Shop' },
});

describe('an order of which a part had left before it came', () => {
	let world: NodeWorld;
	beforeEach(async () => {
		world = await NodeWorld.withShop();
	});
	afterEach(async () => {
		await world.stop();
	});

	/** Two mugs and a cap, of which one mug left. */
	const save = async (ship: boolean, by: (node: EngineNode) => EngineNode): Promise<void> => {
		await world.begin();
		const items = [
			{ sku: 'MUG', quantity: 2, unitPrice: '12.90', gift: { message: 'For Aunt Ida' } },
			{ sku: 'CAP', quantity: 1, unitPrice: '20.00' },
		];
		const id = world.order({ items });
		const [mug] = world.sandbox.amazon.orders.get(id).orderItems;
		if (ship) world.sandbox.amazon.orders.ship(id, { quantities: { [mug?.orderItemId ?? '']: 1 } });
		pass(minutes(3));
		const result = await world.run({
			nodes: [trigger(), by(match()), by(saveNode())],
			connections: [
				{ from: 'New orders', to: 'Match' },
				{ from: 'Match', to: 'Save' },
			],
			items: await world.poll(),
		});
		expect(result.error).toBeUndefined();
	};
	const notes = (): readonly unknown[] => [
		...world.storeOrders().map(({ customer_note: note }) => note),
		...world.shop.orders().map(({ note }) => note),
	];

	it.each([
		['WooCommerce', (node: EngineNode) => node],
		['Shopify', ofShop],
	] as const)('says to whoever packs it what not to pack again, in %s', async (_, by) => {
		await save(true, by);
		expect(notes()).toEqual([expect.stringMatching(/^Shipped before this order came here, do not pack again: 1 × MUG$/m)]);
	});

	it.each([
		['WooCommerce', (node: EngineNode) => node],
		['Shopify', ofShop],
	] as const)('is the only one that says so, in %s', async (_, by) => {
		await save(false, by);
		expect(notes()).toEqual([expect.not.stringContaining('do not pack')]);
	});
});
