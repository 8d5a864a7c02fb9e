import { minutes, pass, seconds } from './time';
import { storeTrigger, StoreTriggerWorld } from './woocommerce-order-trigger-world';

describe('WooCommerce Order Trigger', () => {
	let shop: StoreTriggerWorld;
	const start = async (parameters = {}): Promise<void> => {
		shop = await StoreTriggerWorld.start(parameters);
	};
	afterEach(async () => {
		await shop.stop();
	});

	const hooks = (): unknown[] => shop.world.store.webhooks().map(({ topic, status }) => `${String(topic)} ${String(status)}`);
	const BOTH = ['order.updated active', 'order.deleted active'];

	it('gives a paid order to a run as soon as the store calls, once', async () => {
		await start();
		await shop.publish();
		expect(hooks()).toEqual(BOTH);
		pass(minutes(1));
		const id = shop.place();
		await shop.settled();
		expect(shop.told()).toEqual([]);
		pass(seconds(5));
		await shop.pay(id);
		expect(shop.told()).toEqual([`${id} paid`]);
		expect(shop.runs.map(({ status }) => status)).toEqual(['success']);
		pass(minutes(1));
		expect(await shop.poll()).toEqual([]);
		const open = shop.world.rows('inbox').filter(({ state }) => state !== 'ended');
		expect(open).toEqual([]);
		expect(new Set(shop.answers)).toEqual(new Set([200]));
	});

	it('finds by the poll what no webhook told', async () => {
		await start();
		await shop.publish();
		shop.world.store.setWebhooks({ lossRate: 1 });
		pass(minutes(1));
		const id = shop.place();
		await shop.pay(id);
		expect(shop.told()).toEqual([]);
		pass(minutes(1));
		await shop.poll();
		expect(shop.told()).toEqual([`${id} paid`]);
	});

	it('is deaf to what the store did not sign', async () => {
		await start();
		await shop.publish();
		pass(minutes(1));
		const id = shop.place();
		await shop.settled();
		const body = JSON.stringify({ id });
		expect(await shop.call(body)).toBe(401);
		expect(await shop.call(body, { 'x-wc-webhook-topic': 'order.updated', 'x-wc-webhook-signature': 'AAAA' })).toBe(401);
		expect(await shop.call(Buffer.alloc(5 * 1024 * 1024, 'x'))).toBe(413);
		expect(await shop.call('webhook_id=7', { 'content-type': 'application/x-www-form-urlencoded' })).toBe(200);
		expect(shop.told()).toEqual([]);
	});

	it('leaves nothing at the store when it is unpublished, and comes back', async () => {
		await start();
		await shop.publish();
		await shop.unpublish();
		expect(hooks()).toEqual([]);
		pass(minutes(6));
		await shop.poll();
		expect(hooks()).toEqual([]);
		await shop.publish();
		expect(hooks()).toEqual(BOTH);
	});

	it('makes a webhook good that was deleted by hand, and says so in the next run', async () => {
		await start();
		await shop.publish();
		await shop.deleteHooks();
		expect(hooks()).toEqual([]);
		pass(minutes(6));
		await shop.poll();
		await shop.settled();
		expect([...hooks()].sort()).toEqual([...BOTH].sort());
		pass(minutes(1));
		await shop.pay(shop.place());
		expect(
			shop.runs
				.at(-1)
				?.hints('Paid orders')
				.map(({ message }) => message),
		).toEqual([expect.stringContaining('It is on again')]);
	});

	it('makes a webhook good that the store switched off after failures', async () => {
		await start();
		await shop.publish();
		shop.unreachable = true;
		for (let failure = 0; failure < 8; failure += 1) {
			pass(seconds(5));
			shop.place();
			await shop.settled();
		}
		expect(hooks()).toContain('order.updated disabled');
		shop.unreachable = false;
		pass(minutes(6));
		await shop.poll();
		expect(hooks()).toEqual(BOTH);
	});

	it('is published although the store cannot reach n8n, polls, and says so', async () => {
		await start();
		shop.unreachable = true;
		await shop.publish();
		pass(minutes(6));
		await shop.pay(shop.place());
		pass(minutes(1));
		await shop.poll();
		expect(shop.told()).toHaveLength(1);
		expect(shop.runs[0]?.hints('Paid orders').map(({ message }) => message)).toEqual([expect.stringContaining('by polling only')]);
	});

	it('shows a sample in the editor as soon as the store calls for the first time', async () => {
		await start();
		await shop.pay(shop.place());
		pass(minutes(1));
		shop.mode = 'manual';
		await shop.world.engine.webhookMethod({ ...shop.options(), mode: 'manual' }, 'create');
		await shop.settled();
		expect(shop.told()[0]).toMatch(/ sample$/);
		await shop.world.engine.webhookMethod({ ...shop.options(), mode: 'manual' }, 'delete');
		expect(hooks()).toEqual([]);
		expect(shop.world.rows('inbox')).toEqual([]);
	});

	it('lets the first call of the store begin a run that names what is wrong with the panel', async () => {
		await start({ events: ['bought'] });
		await shop.pay(shop.place());
		pass(minutes(1));
		shop.mode = 'manual';
		await shop.world.engine.webhookMethod({ ...shop.options(), mode: 'manual' }, 'create');
		await shop.pay(shop.place());
		expect(shop.runs[0]?.error?.message).toBe('"Trigger On" has no choice "bought"');
	});

	it('removes its webhook when it is told to poll only', async () => {
		await start();
		await shop.publish();
		expect(await shop.world.poll({}, { node: storeTrigger({ instant: false }) })).toEqual([]);
		expect(hooks()).toEqual([]);
	});

	it('offers the statuses of the store as shipped', async () => {
		await start();
		const choices = await shop.world.engine.loadOptions({ ...shop.options(), node: 'Paid orders', method: 'getStatuses' });
		expect(choices.map(({ value }) => value)).toContain('completed');
	});
});
