import { createHmac } from 'node:crypto';
import type { OutgoingCall } from '../../../sandbox/kernel/webhook-transport';
import { defaultApp } from '../../../sandbox/shopify';
import { openShop, type TestShop } from './shop';

let shop: TestShop;
let calls: OutgoingCall[];
let status: number | undefined;

beforeEach(async () => {
	calls = [];
	status = 200;
	shop = await openShop({
		products: [{ title: 'Mug', sku: 'MUG', stock: { 'Shop location': 5 } }],
		webhookTransport: async (call) => {
			calls.push(call);
			if (status === undefined) throw new Error('no answer');
			return status;
		},
	});
});

afterEach(async () => {
	await shop.kernel.stop();
});

/** Time passes in small steps, with a turn of the event loop between them. */
const pass = async (ms: number, steps = 1): Promise<void> => {
	for (let step = 0; step < steps; step += 1) {
		shop.kernel.clock.advance(ms / steps);
		for (let turn = 0; turn < 5; turn += 1) await new Promise(setImmediate);
	}
};

const subscribe = async (topic: string, input: Readonly<Record<string, unknown>> = {}): Promise<Readonly<Record<string, unknown>>> =>
	(
		await shop.data(
			`mutation ($topic: WebhookSubscriptionTopic!, $input: WebhookSubscriptionInput!) {
				webhookSubscriptionCreate(topic: $topic, webhookSubscription: $input) { webhookSubscription { id topic uri } userErrors { field message } }
			}`,
			{ topic, input: { uri: 'http://127.0.0.1:5678/hook', ...input } },
		)
	)['webhookSubscriptionCreate'] as Readonly<Record<string, unknown>>;

const place = () => shop.stand.act('placeOrder', { lines: [{ sku: 'MUG' }], email: 'ada@example.com', note: 'ñ' });
const topics = () => calls.map(({ headers }) => headers['x-shopify-topic']);
const signed = (body: Buffer, secret: string): string => createHmac('sha256', secret).update(body).digest('base64');

describe('subscriptions', () => {
	it('are made, listed, changed and deleted by the app that owns them', async () => {
		expect(await subscribe('ORDERS_PAID')).toMatchObject({ webhookSubscription: { topic: 'ORDERS_PAID' }, userErrors: [] });
		expect(await subscribe('ORDERS_PAID')).toEqual({
			webhookSubscription: null,
			userErrors: [{ field: ['webhookSubscription', 'callbackUrl'], message: 'Address for this topic has already been taken' }],
		});
		const list = '{ webhookSubscriptions(first: 5, topics: [ORDERS_PAID]) { nodes { id topic uri format endpoint { __typename } } } }';
		const { webhookSubscriptions } = (await shop.data(list)) as { webhookSubscriptions: { nodes: { id: string }[] } };
		expect(webhookSubscriptions.nodes).toMatchObject([
			{ topic: 'ORDERS_PAID', uri: 'http://127.0.0.1:5678/hook', format: 'JSON', endpoint: { __typename: 'WebhookHttpEndpoint' } },
		]);
		const id = webhookSubscriptions.nodes[0]?.id;
		await shop.data(
			'mutation ($id: ID!) { webhookSubscriptionUpdate(id: $id, webhookSubscription: { uri: "https://other.example/hook" }) { userErrors { message } } }',
			{ id },
		);
		shop.stand.installApp({ ...defaultApp, clientId: 'other', accessToken: 'shpat_other' });
		expect((await shop.graphql(list, {}, 'shpat_other')).data).toEqual({ webhookSubscriptions: { nodes: [] } });
		expect((await shop.data(list))['webhookSubscriptions']).toMatchObject({ nodes: [{ uri: 'https://other.example/hook' }] });
		expect(await shop.data('mutation ($id: ID!) { webhookSubscriptionDelete(id: $id) { deletedWebhookSubscriptionId } }', { id })).toEqual({
			webhookSubscriptionDelete: { deletedWebhookSubscriptionId: id },
		});
		expect((await shop.data(list))['webhookSubscriptions']).toEqual({ nodes: [] });
	});

	it('are refused addresses that Shopify does not call', async () => {
		shop.stand.setWebhooks({ allowLocal: false });
		const messageOf = async (uri: string) => ((await subscribe('ORDERS_PAID', { uri }))['userErrors'] as { message: string }[])[0]?.message;
		expect(await messageOf('http://example.com/hook')).toBe('Address protocol http:// is not supported');
		expect(await messageOf('')).toBe("Address can't be blank");
		expect(await messageOf('https://localhost/hook')).toBe('Address cannot be a Shopify or an internal domain');
		expect(await messageOf('https://example.com/hook')).toBeUndefined();
	});
});

describe('deliveries', () => {
	it('are signed with the secret of the app, and tell what, whose and when', async () => {
		await subscribe('ORDERS_PAID', { name: 'storebridge' });
		const order = place();
		await pass(10);
		expect(calls).toHaveLength(1);
		const [{ headers, body, url } = { headers: {}, body: Buffer.alloc(0), url: '' }] = calls;
		expect(url).toBe('http://127.0.0.1:5678/hook');
		expect(headers).toMatchObject({
			'x-shopify-topic': 'orders/paid',
			'x-shopify-shop-domain': 'sandbox.myshopify.com',
			'x-shopify-api-version': '2026-10',
			'x-shopify-name': 'storebridge',
			'x-shopify-triggered-at': '2026-11-21T12:00:00.000Z',
			'x-shopify-hmac-sha256': signed(body, defaultApp.clientSecret),
		});
		expect(JSON.parse(body.toString('utf8'))).toMatchObject({
			admin_graphql_api_id: order.id,
			name: '#1001',
			note: 'ñ',
			email: 'ada@example.com',
			financial_status: 'paid',
			total_price: '10.00',
			line_items: [{ sku: 'MUG', quantity: 1 }],
		});
	});

	it('are signed with the old secret until it is revoked', async () => {
		await subscribe('ORDERS_PAID');
		shop.stand.rotateSecret('shpss_new');
		place();
		await pass(10);
		shop.stand.revokeOldSecrets();
		place();
		await pass(10);
		expect(
			calls.map(({ headers, body }) =>
				['shpss_sandbox', 'shpss_new'].find((secret) => signed(body, secret) === headers['x-shopify-hmac-sha256']),
			),
		).toEqual(['shpss_sandbox', 'shpss_new']);
	});

	it('come for what an order goes through', async () => {
		for (const topic of [
			'ORDERS_CREATE',
			'ORDERS_PAID',
			'ORDERS_FULFILLED',
			'ORDERS_CANCELLED',
			'ORDERS_EDITED',
			'REFUNDS_CREATE',
			'FULFILLMENTS_CREATE',
			'INVENTORY_LEVELS_UPDATE',
		])
			await subscribe(topic);
		const told = async (act: () => unknown): Promise<readonly (string | undefined)[]> => {
			calls = [];
			act();
			await pass(10);
			return topics();
		};
		const id = place().id;
		await pass(10);
		expect(topics()).toEqual(['inventory_levels/update', 'orders/create', 'orders/paid']);
		expect(await told(() => shop.stand.act('edit', { id, add: [{ title: 'Gift', price: '0.00' }] }))).toEqual(['orders/edited']);
		expect(await told(() => shop.stand.act('refund', { id, amount: 1 }))).toEqual(['refunds/create']);
		expect(await told(() => shop.stand.act('fulfill', { id }))).toEqual([
			'inventory_levels/update',
			'fulfillments/create',
			'orders/fulfilled',
		]);
		const other = place().id;
		expect(await told(() => shop.stand.act('cancel', { id: other }))).toContain('orders/cancelled');
	});

	it('are tried eight times more over four hours, with the same text and id, then the subscription is deleted', async () => {
		await subscribe('ORDERS_PAID');
		status = 500;
		place();
		await pass(10);
		const minutes = [1, 2, 4, 8, 15, 30, 60, 120];
		expect(minutes.reduce((sum, one) => sum + one)).toBe(4 * 60);
		for (const [at, delay] of minutes.entries()) {
			expect(shop.stand.shop.state.webhooks.size).toBe(1);
			await pass(delay * 60_000);
			expect(calls).toHaveLength(at + 2);
		}
		expect(new Set(calls.map(({ headers }) => headers['x-shopify-webhook-id'])).size).toBe(1);
		expect(new Set(calls.map(({ body }) => body.toString('utf8'))).size).toBe(1);
		expect(shop.stand.shop.state.webhooks.size).toBe(0);
		expect(
			shop.stand
				.webhookAttempts()
				.map(({ outcome, attempt }) => `${outcome} ${attempt}`)
				.at(-1),
		).toBe('failed 9');
		place();
		await pass(10);
		expect(calls).toHaveLength(9);
	});

	it('are over when one try is answered', async () => {
		await subscribe('ORDERS_PAID');
		status = undefined;
		place();
		await pass(10);
		status = 204;
		await pass(10 * 60_000, 20);
		expect(shop.stand.webhookAttempts().map(({ outcome }) => outcome)).toEqual(['failed', 'delivered']);
		expect(calls[0]?.timeoutMs).toBe(5000);
	});

	it('are lost, doubled and late where that is asked for', async () => {
		await subscribe('ORDERS_PAID');
		shop.stand.setWebhooks({ lossRate: 1 });
		place();
		await pass(10);
		expect(calls).toHaveLength(0);
		shop.stand.setWebhooks({ lossRate: 0, doubleRate: 1 });
		place();
		await pass(10);
		expect(calls.map(({ headers }) => headers['x-shopify-webhook-id'])).toEqual([
			calls[0]?.headers['x-shopify-webhook-id'],
			calls[0]?.headers['x-shopify-webhook-id'],
		]);
		shop.stand.setWebhooks({ doubleRate: 0, reorderRate: 1, reorderMs: 1000 });
		calls = [];
		place();
		shop.stand.setWebhooks({ reorderRate: 0 });
		place();
		await pass(2000, 20);
		expect(calls.map(({ body }) => (JSON.parse(body.toString('utf8')) as { name: string }).name)).toEqual(['#1004', '#1003']);
	});

	it('wait while they are paused, and show only the fields that were asked for', async () => {
		await subscribe('ORDERS_PAID', { includeFields: ['id', 'updated_at'] });
		shop.stand.setWebhooks({ paused: true });
		place();
		await pass(1000);
		expect(calls).toHaveLength(0);
		shop.stand.setWebhooks({ paused: false });
		await pass(10);
		expect(Object.keys(JSON.parse(calls[0]?.body.toString('utf8') ?? '{}') as object)).toEqual(['id', 'updated_at']);
	});

	it('hide the customer where the plan does', async () => {
		await subscribe('ORDERS_PAID');
		shop.stand.setSettings({ plan: 'Basic' });
		place();
		await pass(10);
		expect(JSON.parse(calls[0]?.body.toString('utf8') ?? '{}')).not.toHaveProperty('email');
	});
});
