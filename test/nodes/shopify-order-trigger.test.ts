import type { EngineNode } from '../harness/engine';
import { minutes, pass, seconds } from './time';
import { StoreTriggerWorld } from './woocommerce-order-trigger-world';
import { PACKAGE, type Parameters } from './world';

const trigger = (parameters: Parameters): EngineNode => ({
	name: 'Paid orders',
	id: 'shop-trigger-1',
	type: `${PACKAGE}.shopifyOrderTrigger`,
	parameters,
	credentials: { shopifyStoreApi: 'Shop' },
});

describe('Shopify Order Trigger', () => {
	let shop: StoreTriggerWorld;
	beforeEach(async () => {
		shop = await StoreTriggerWorld.start({}, trigger, { webhooks: { delayMs: 0 } });
		await shop.publish();
		pass(minutes(1));
	});
	afterEach(async () => {
		await shop.stop();
	});

	const standIn = () => shop.world.shop;
	const hooks = () => [...standIn().shop.state.webhooks.values()].map(({ topic }) => topic).toSorted();
	const ALL = ['ORDERS_CREATE', 'ORDERS_DELETE', 'ORDERS_UPDATED'];
	const short = (id: string): string => id.replace(/^.*\//, '');
	/** A customer's, paid. */
	const buy = async (): Promise<string> => {
		const { id } = standIn().act('placeOrder', { lines: [{ sku: 'MUG' }], email: 'zoe@b.example' });
		pass(seconds(1));
		await shop.settled();
		return short(id);
	};
	const hints = () =>
		shop.runs
			.at(-1)
			?.hints('Paid orders')
			.map(({ message }) => message);

	it('gives a paid order to one run, though the shop tells of it by several topics and each of them twice', async () => {
		standIn().setWebhooks({ doubleRate: 1 });
		const id = await buy();
		const ids = standIn()
			.webhookAttempts()
			.map(({ webhookId }) => webhookId);
		expect(new Set(ids).size).toBeLessThan(ids.length);
		expect(new Set(shop.answers)).toEqual(new Set([200]));
		expect(shop.told()).toEqual([`${id} paid`]);
		pass(minutes(1));
		expect(await shop.poll()).toEqual([]);
		expect(shop.world.rows('inbox').filter(({ state }) => state !== 'ended')).toEqual([]);
	});

	it('makes webhooks good that the shop deleted, as it does after failures, says so in the next run, and finds what they missed', async () => {
		expect(hooks()).toEqual(ALL);
		const { webhooks } = standIn().shop.state;
		for (const { id, topic } of webhooks.values()) if (topic !== 'ORDERS_DELETE') webhooks.delete(id);
		const missed = await buy();
		pass(minutes(6));
		expect([hooks(), shop.told()]).toEqual([['ORDERS_DELETE'], []]);
		await shop.poll();
		await shop.settled();
		expect([hooks(), shop.told()]).toEqual([ALL, [`${missed} paid`]]);
		pass(minutes(1));
		const id = await buy();
		expect([shop.told(), hints()]).toEqual([[`${missed} paid`, `${id} paid`], [expect.stringContaining('It is on again')]]);
	});

	it("is deaf to what was not signed with the app's secret", async () => {
		const address = [...standIn().shop.state.webhooks.values()][0]?.uri ?? '';
		const { myshopifyDomain } = standIn().shop.settings;
		const headers = { 'x-shopify-topic': 'orders/create', 'x-shopify-shop-domain': myshopifyDomain, 'x-shopify-hmac-sha256': 'AAAA' };
		const answer = await fetch(address, { method: 'POST', body: JSON.stringify({ id: 5 }), headers });
		await shop.settled();
		expect([answer.status, shop.told()]).toEqual([401, []]);
	});
});
