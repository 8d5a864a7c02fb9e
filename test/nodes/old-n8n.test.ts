import { ExecuteContext } from 'n8n-core';
import { StoreTriggerWorld } from './woocommerce-order-trigger-world';
import { hours, minutes, pass } from './time';
import { NodeWorld, trigger } from './world';

const mockCore = { version: '2.40.3' };
jest.mock('n8n-core/package.json', () => ({
	get version() {
		return mockCore.version;
	},
}));

const TOO_OLD = {
	name: 'NodeOperationError',
	message: 'The triggers of Storebridge need n8n 2.33 or newer, and this is one with core 2.32.4',
	description: expect.stringContaining('Update n8n to 2.33 or newer'),
};

/** Where a run of an n8n cannot tell how it ended, its orders would count as done before anything was done with them. */
describe('on an n8n that does not tell how a run ended', () => {
	afterEach(() => {
		mockCore.version = '2.40.3';
	});

	describe('the Amazon Order Trigger', () => {
		let world: NodeWorld;
		beforeEach(async () => {
			world = await NodeWorld.start();
		});
		afterEach(async () => {
			await world.stop();
		});

		it('refuses its poll with the version that is needed, before anything is asked or noted; after the update all are there', async () => {
			await world.begin();
			const orderId = world.order();
			pass(minutes(3));
			mockCore.version = '2.32.4';
			const before = world.sandbox.amazon.counts().calls;
			for (const mode of ['trigger', 'manual'] as const) await expect(world.poll({}, { mode })).rejects.toMatchObject(TOO_OLD);
			expect([world.sandbox.amazon.counts().calls, world.rows('inbox')]).toEqual([before, []]);
			mockCore.version = '2.33.0';
			expect((await world.poll()).map(({ json }) => json['id'])).toEqual([orderId]);
		});

		it.each(['2.33.0', '2.100.1', '3.0.0', 'nightly'])('polls with a core %s', async (version) => {
			mockCore.version = version;
			await expect(world.poll()).resolves.toEqual([]);
		});

		it.each(['1.123.4', '2.0.0', '2.9.9'])('refuses with a core %s', async (version) => {
			mockCore.version = version;
			await expect(world.poll()).rejects.toThrow(`this is one with core ${version}`);
		});

		it('begins no order of a run that cannot say how it ends', async () => {
			const items = await world.orders({});
			const context = Object.getPrototypeOf(ExecuteContext.prototype) as { onExecutionFinish?: unknown };
			const hook = context.onExecutionFinish;
			try {
				context.onExecutionFinish = undefined;
				const result = await world.run({ nodes: [trigger()], items });
				expect(result.status).toBe('error');
				expect(result.nodeError('New orders')?.message).toContain('The triggers of Storebridge need n8n 2.33 or newer');
			} finally {
				context.onExecutionFinish = hook;
			}
			expect(world.rows('inbox')).toMatchObject([{ state: 'handed' }]);
			pass(hours(1));
			expect(await world.poll({ personalData: true })).toHaveLength(1);
		});
	});

	describe('the WooCommerce Order Trigger', () => {
		let shop: StoreTriggerWorld;
		beforeEach(async () => {
			shop = await StoreTriggerWorld.start();
		});
		afterEach(async () => {
			await shop.stop();
		});

		it('refuses to be published, and a call of the store, before anything is asked or noted', async () => {
			await shop.publish();
			mockCore.version = '2.32.4';
			await expect(shop.world.engine.webhookMethod(shop.options(), 'create')).rejects.toMatchObject(TOO_OLD);
			const noted = shop.world.rows('inbox').length;
			const call = shop.world.engine.callWebhook(shop.options(), { request: {}, response: {} } as never);
			await expect(call).rejects.toMatchObject(TOO_OLD);
			expect(shop.world.rows('inbox')).toHaveLength(noted);
			mockCore.version = '2.40.3';
			await shop.unpublish();
		});
	});
});
