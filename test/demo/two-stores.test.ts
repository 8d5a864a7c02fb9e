import { readArguments } from '../../demo/options';
import { planOf, sharesOf } from '../../demo/plans';
import { recipesOf } from '../../demo/shop-recipes';
import { forStore } from '../../demo/store-choice';
import { readDemoWorkflow, readTemplate } from '../../demo/templates';
import { DemoWorld } from '../../demo/world';

const both = ['woocommerce', 'shopify'] as const;

describe('two stores of the demo', () => {
	let worlds: readonly DemoWorld[];
	const world = (at: number): DemoWorld => {
		const found = worlds[at];
		if (found === undefined) throw new Error('There is no such store');
		return found;
	};
	beforeAll(async () => {
		worlds = await DemoWorld.startAll({ planFactor: 1000, seed: 1, stores: both });
	});
	afterAll(async () => {
		await world(0).stop();
	});

	it('have a seller account each, whose orders are nobody else’s', () => {
		expect(worlds.map(({ store, sellerId }) => [store.name, sellerId])).toEqual([
			['woocommerce', 'A1SANDBOXEU'],
			['shopify', 'A2SANDBOXEU'],
		]);
		const [first, second] = worlds.map((one, at) => one.placeSeed(40, 1 + at).map(({ orderId }) => orderId));
		const known = worlds.map(({ shipping }) => new Set(shipping.forgotten([])));
		expect(first?.filter((id) => known[0]?.has(id)).length).toBeGreaterThan(10);
		expect(first?.some((id) => known[1]?.has(id))).toBe(false);
		expect(second?.some((id) => known[0]?.has(id))).toBe(false);
	});

	it('share what one does alone', () => {
		const plans = both.map((name) => planOf(name, both));
		expect(sharesOf(200, plans)).toEqual([140, 60]);
		expect(sharesOf(7, plans).reduce((sum, share) => sum + share, 0)).toBe(7);
		const alone = planOf('woocommerce', ['woocommerce']);
		const sum = (of: (plan: typeof alone) => number): number => plans.reduce((total, plan) => total + of(plan), 0);
		for (const kind of Object.keys(alone.goods) as (keyof typeof alone.goods)[])
			expect({ kind, sum: sum(({ goods }) => goods[kind]) }).toEqual({ kind, sum: alone.goods[kind] });
		expect([sum(({ erased }) => erased), sum(({ restocked }) => restocked)]).toEqual([alone.erased, alone.restocked]);
	});

	it.each(both)('let their customers do all that happens in such a store: %s', (name) => {
		const { shop, store } = world(both.indexOf(name));
		const before = store.shelf.pieces().get('SOAP-OLIVE') ?? 0;
		const placed = recipesOf(name).map((recipe) => ({ recipe, number: shop.place(recipe) }));
		shop.actLater();
		const shown = new Map(shop.truth().placed.map(({ id, number }) => [number, store.shoppers.shown(id).status]));
		const statusOf = (recipe: string): string | undefined => shown.get(placed.find((one) => one.recipe.name === recipe)?.number ?? '');
		expect(statusOf('cancelled at once')).toBe('cancelled');
		expect(store.shelf.pieces().get('SOAP-OLIVE')).toBe(before - shop.takenFromStock('SOAP-OLIVE'));
		expect(shop.takenFromStock('SOAP-OLIVE')).toBeGreaterThan(0);
	});

	it('correct a number that they wrote', () => {
		const { shop, store } = world(1);
		const [recipe] = recipesOf('shopify');
		if (recipe === undefined) throw new Error('Nothing happens in a Shopify shop');
		shop.place(recipe);
		const id = shop.truth().placed.at(-1)?.id ?? 0;
		for (const number of ['WRONG-1', 'RIGHT-1']) store.packing.writeNumber(id, number, { way: 0 });
		const { customerPage } = store.shoppers.shown(id);
		expect([customerPage.includes('WRONG-1'), customerPage.includes('RIGHT-1')]).toEqual([false, true]);
	});
});

describe('a workflow of the demo for a store', () => {
	it('stands beside that of the other: no id, path or webhook is in both', async () => {
		for (const read of [readTemplate.bind(undefined, 'cancellations'), readDemoWorkflow.bind(undefined, 'read-log')] as const) {
			const [one, other] = await Promise.all(both.map(async (store) => forStore(await read(store), store)));
			expect(one?.id).not.toBe(other?.id);
			const taken = (workflow: typeof one): readonly unknown[] =>
				(workflow?.nodes ?? []).flatMap(({ webhookId, parameters }) => [webhookId, parameters['path']]).filter((id) => id !== undefined);
			expect(taken(one).filter((id) => taken(other).includes(id))).toEqual([]);
		}
	});

	it('chooses the store in each dropdown', async () => {
		const { nodes } = forStore(await readTemplate('cancellations', 'shopify'), 'shopify');
		expect(nodes.flatMap(({ parameters }) => Object.values(parameters))).not.toContain('woocommerce');
		const running = nodes
			.filter(({ disabled, type }) => disabled !== true && /StoreTrigger|OrderTrigger$/.test(type))
			.map(({ type }) => type);
		expect(running).toContain('n8n-nodes-storebridge.shopifyOrderTrigger');
		expect(running).not.toContain('n8n-nodes-storebridge.wooCommerceOrderTrigger');
	});
});

describe('the arguments of the demo', () => {
	it('name the stores, both of them as a rule', () => {
		expect(readArguments([]).stores).toEqual(both);
		expect(readArguments(['--stores', 'shopify']).stores).toEqual(['shopify']);
		expect(() => readArguments(['--stores', 'magento'])).toThrow('--stores knows woocommerce and shopify, not "magento"');
	});
});
