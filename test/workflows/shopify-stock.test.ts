import type { IDataObject } from 'n8n-workflow';
import { minutes, pass } from '../nodes/time';
import { PACKAGE, SHOP_LOCATION, type Parameters } from '../nodes/world';
import { ShopWorkflows, toldIn } from './shop-workflows';
import { GERMANY, told } from './stock-world';

const DAY = minutes(24 * 60);

let shop: ShopWorkflows;
beforeEach(async () => {
	shop = await ShopWorkflows.start();
});
afterEach(async () => {
	await shop.world.stop();
});

describe('stock of a Shopify shop', () => {
	const PUSH = 'store-stock-to-amazon.json';
	beforeEach(async () => {
		const { listings } = shop.world.sandbox.amazon;
		for (const { sku } of listings.all()) listings.remove(sku);
		listings.put({ sku: 'MUG' });
		listings.put({ sku: 'CAP', places: [{ marketplaceId: GERMANY, fulfilledBy: 'AMAZON' }] });
		await shop.world.sandbox.amazon.control('fba/stock', { sellerSku: 'CAP', fulfillable: 42 });
		const matched = await shop.run('match-products.json', 'Whenever you like');
		expect([matched.error, shop.world.rows('link').length]).toEqual([undefined, 2]);
	});
	const restock = async (sku: string, quantity: number): Promise<void> => {
		await shop.world.shop.control('setStock', { sku, quantity });
		shop.settle();
	};
	/** What buyers on Amazon see, when all that is under way has arrived. */
	const shown = async (sku: string): Promise<unknown> => {
		pass(minutes(10));
		const { places } = (await shop.world.sandbox.amazon.control('stock', { sku })) as {
			readonly places: readonly { readonly available: readonly IDataObject[] }[];
		};
		return places.flatMap(({ available }) => available.map(({ quantity }) => quantity));
	};

	it('goes to Amazon as it changes, two pieces kept back, and never under what Amazon ships', async () => {
		const trigger = 'When stock changes in Shopify';
		await shop.poll(PUSH, trigger);
		pass(minutes(10));
		await restock('MUG', 7);
		await restock('CAP', 9);
		const run = await shop.next(PUSH, trigger);
		expect(run?.error).toBeUndefined();
		expect(told(run?.outputs('Pushed')[0])).toEqual([['pushed', 'MUG', 5]]);
		expect(told(run?.outputs('Push to Amazon')[1])).toEqual([['stockIsFba', 'CAP', 9]]);
		expect(await shown('MUG')).toEqual([5]);
		expect(await shop.next(PUSH, trigger)).toBeUndefined();
	});

	it('is looked at as a whole by the schedule, and at night held against what Amazon shows', async () => {
		const first = await shop.run(PUSH, 'Every six hours');
		expect([first.error, told(first.outputs('Pushed')[0])]).toEqual([undefined, [['pushed', 'MUG', 98]]]);
		expect(told((await shop.run(PUSH, 'Every six hours')).outputs('Pushed')[0])).toEqual([['unchanged', 'MUG', 98]]);
		pass(minutes(60));
		await shop.world.sandbox.amazon.control('stock/set', { sku: 'MUG', quantity: 500 });
		pass(minutes(7 * 60));
		const night = await shop.run('nightly-stock-compare.json', 'Every night');
		expect([night.error, told(night.outputs('What drifted')[0])]).toEqual([undefined, [['pushed', 'MUG', 98]]]);
		expect(await shown('MUG')).toEqual([98]);
	});

	it("becomes what Amazon's warehouses hold of what was declared, and of nothing else", async () => {
		const declare: Parameters = { store: 'shopify', operation: 'declareSource', products: 'warehouseOnly' };
		const credentials = { amazonSellingPartnerApi: 'Amazon', shopifyStoreApi: 'Shop' };
		const node = { name: 'Declare', type: `${PACKAGE}.pushStock`, parameters: declare, credentials };
		expect((await shop.world.run({ nodes: [node], items: [{ json: {} }] })).status).toBe('success');
		const fba = async () =>
			await shop.run('fba-stock-to-woocommerce.json', 'Every hour', undefined, { 'Read FBA stock': { marketplaces: [GERMANY] } });
		const first = await fba();
		expect([first.error, told(first.outputs('Pushed')[0])]).toEqual([undefined, [['pushed', 'CAP', 42]]]);
		expect(shop.world.shop.stock()).toEqual({ MUG: { [SHOP_LOCATION]: 100 }, CAP: { [SHOP_LOCATION]: 42 } });
		shop.settle();
		expect(told((await fba()).outputs('Pushed')[0])).toEqual([['unchanged', 'CAP', 42]]);
	});
});

describe('the templates that look once a day, on a Shopify shop', () => {
	it('save what was missing of yesterday, once, and show what waits', async () => {
		const { world } = shop;
		const file = 'nightly-reconciliation.json';
		await shop.poll('amazon-orders-to-shopify.json', 'New Amazon orders');
		pass(DAY - (Date.now() % DAY) + minutes(6 * 60));
		const unseen = world.order();
		const odd = world.order({ items: [{ sku: 'NOPE', quantity: 1, unitPrice: '5.00' }] });
		pass(DAY);
		const first = await shop.run(file, 'Every night');
		expect([first.error, first.outputs('Saved')[0]?.map(({ json }) => json['id'])]).toEqual([undefined, [unseen]]);
		expect(toldIn(first)).toEqual(['lineUnmatched']);
		expect((await shop.run(file, 'Every night')).outputs('Reconcile yesterday')[0]).toEqual([]);
		expect(world.shop.orders().map(({ sourceIdentifier }) => sourceIdentifier)).toEqual([unseen]);

		const waits = await shop.run('repair.json', 'See what is wrong');
		expect([waits.error, waits.outputs('What is wrong')[0]?.map(({ json }) => json['order'])]).toEqual([undefined, [odd]]);
		const digest = await shop.run('retry-and-daily-digest.json', 'Every morning');
		expect(digest.outputs('Write the digest')[0]?.map(({ json }) => json['html'])).toEqual([expect.stringMatching(/1 done[^]+12\.90 EUR/)]);
		const watch = await shop.run('connection-watch.json', 'Check the store');
		expect(watch.outputs('Check the store')[0]?.map(({ json }) => [json['ok'], json['platform']])).toEqual([[true, 'shopify']]);
	});
});
