import type { EngineNode } from '../harness/engine';
import { minutes, pass, seconds } from './time';
import { StoreTriggerWorld } from './woocommerce-order-trigger-world';
import { PACKAGE, type Parameters } from './world';

const stockTrigger = (parameters: Parameters): EngineNode => ({
	name: 'Stock',
	id: 'stock-trigger-1',
	type: `${PACKAGE}.wooCommerceStockTrigger`,
	parameters,
	credentials: { wooCommerceStoreApi: 'Store' },
});

describe('WooCommerce Stock Trigger', () => {
	let shop: StoreTriggerWorld;
	const start = async (parameters: Parameters = {}): Promise<void> => {
		shop = await StoreTriggerWorld.start(parameters, stockTrigger);
		// The products have stood there for a while.
		pass(minutes(30));
	};
	afterEach(async () => {
		await shop.stop();
	});

	const told = (): readonly string[] =>
		shop.runs.flatMap((run) =>
			(run.outputs('Stock')[0] ?? []).map(
				({ json }) => `${String(json['sku'])} ${String(json['quantityBefore'])}>${String(json['quantity'])}`,
			),
		);
	const topics = (): readonly string[] => [...new Set(shop.world.store.webhooks().map(({ topic }) => String(topic)))].sort();
	/** As a person saves it. */
	const save = async (sku: string, change: Record<string, unknown>): Promise<void> => {
		shop.world.store.act('changeProduct', { sku, change });
		await shop.settled();
	};

	it('gives a product whose stock changed to a run as soon as the store calls, and none that was only saved', async () => {
		await start();
		await shop.publish();
		expect(topics()).toContain('product.updated');
		pass(minutes(1));
		await save('MUG', { stock_quantity: 7 });
		expect(told()).toEqual(['MUG undefined>7']);
		pass(seconds(5));
		await save('MUG', { name: 'A better mug' });
		await save('MUG', { stock_quantity: 5 });
		expect(told()).toEqual(['MUG undefined>7', 'MUG 7>5']);
		expect(shop.runs.map(({ status }) => status)).toEqual(['success', 'success']);
		pass(minutes(1));
		expect(await shop.poll()).toEqual([]);
		expect(shop.world.rows('inbox').filter(({ state }) => state !== 'ended')).toEqual([]);
	});

	it('tells what an order took, also where no webhook came', async () => {
		await start();
		await shop.publish();
		pass(minutes(1));
		await save('MUG', { stock_quantity: 7 });
		shop.world.store.setWebhooks({ lossRate: 1 });
		pass(minutes(1));
		shop.place();
		await shop.settled();
		expect(told()).toEqual(['MUG undefined>7']);
		pass(minutes(1));
		await shop.poll();
		expect(told()).toEqual(['MUG undefined>7', 'MUG 7>6']);
	});

	it('makes webhooks good that were deleted, and leaves none when it is unpublished', async () => {
		await start();
		await shop.publish();
		const before = topics();
		await shop.deleteHooks();
		pass(minutes(6));
		await shop.poll();
		await shop.settled();
		expect(topics()).toEqual(before);
		await shop.unpublish();
		expect(topics()).toEqual([]);
	});

	it('shows a sample in the editor', async () => {
		await start({ instant: false });
		shop.world.store.act('changeProduct', { sku: 'MUG', change: { stock_quantity: 7 } });
		const run = await shop.world.run({ nodes: [stockTrigger({ instant: false })], items: [{ json: {} }], mode: 'manual' });
		expect(run.outputs('Stock')[0]?.[0]?.json).toMatchObject({ sku: 'MUG', quantity: 7, storebridge: { event: 'sample' } });
	});
});
