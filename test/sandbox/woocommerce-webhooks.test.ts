import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import { createRealClock } from '../../sandbox/kernel/clock';
import { listen, readBody, type RunningServer } from '../../sandbox/kernel/http-server';
import type { WebhookConduct } from '../../sandbox/woocommerce';
import { Player } from './woocommerce-replay/player';

interface Received {
	readonly headers: IncomingHttpHeaders;
	readonly body: string;
}

const secret = 'a1b2c3';
const mug = { name: 'Mug', sku: 'MUG', regular_price: '10.00', manage_stock: true, stock_quantity: 50 };
const billing = { first_name: 'Zoë', email: 'zoe@b.example', country: 'DE' };

describe('webhooks over HTTP', () => {
	let server: RunningServer;
	let received: Received[] = [];
	let answer: (response: ServerResponse) => void;

	beforeAll(async () => {
		server = await listen(
			createServer((request, response) => {
				void readBody(request).then((body) => {
					received.push({ headers: request.headers, body: body.toString('utf8') });
					answer(response);
				});
			}),
		);
	});

	afterAll(() => server.close());

	const status =
		(code: number, headers: Record<string, string> = {}) =>
		(response: ServerResponse): void => {
			response.writeHead(code, headers).end('ok');
		};

	beforeEach(() => {
		received = [];
		answer = status(200);
	});

	const shop = (webhooks: Partial<WebhookConduct> = {}): Player =>
		new Player('2026-11-21T12:00:00Z', { clock: createRealClock(), products: [mug], webhooks: { delayMs: 0, ...webhooks } });
	const hook = (player: Player, topic = 'order.updated', path = '/hook'): Promise<Record<string, unknown>> =>
		player.ask('POST', 'webhooks', { topic, delivery_url: `${server.url}${path}`, secret, status: 'paused' });
	const deliveries = (): readonly Received[] => received.filter(({ headers }) => headers['x-wc-webhook-topic'] !== undefined);
	const topics = (): readonly unknown[] => deliveries().map(({ headers }) => headers['x-wc-webhook-topic']);
	const placed = (player: Player, more: Record<string, unknown> = {}): number =>
		(player.store.act('placeOrder', { billing, lines: [{ sku: 'MUG' }], ...more }) as { readonly id: number }).id;
	const only = async (player: Player): Promise<Record<string, unknown>> => {
		await player.store.webhooksIdle();
		return player.store.webhooks()[0] ?? {};
	};

	it('are pinged unsigned before the answer, are active whatever was asked, and never show their secret', async () => {
		const player = shop();
		const made = await hook(player);
		expect(received).toEqual([expect.objectContaining({ body: 'webhook_id=1' })]);
		expect(received[0]?.headers).toMatchObject({ 'content-type': 'application/x-www-form-urlencoded' });
		expect(Object.keys(received[0]?.headers ?? {}).filter((name) => name.startsWith('x-'))).toEqual([]);
		expect(made).toMatchObject({ id: 1, status: 'active' });
		expect(JSON.stringify([made, player.store.webhooks()])).not.toContain(secret);
	});

	it('sign the raw bytes of what the API shows at that moment', async () => {
		const player = shop();
		await hook(player, 'order.created');
		const id = placed(player, { paymentMethod: 'bacs' });
		player.store.act('pay', { id });
		await player.store.webhooksIdle();
		const [call] = deliveries();
		expect(call?.body).toContain('Zo\\u00eb');
		expect(call?.body).toContain('\\/wp-json\\/');
		expect(call?.headers['x-wc-webhook-signature']).toBe(
			createHmac('sha256', secret)
				.update(call?.body ?? '')
				.digest('base64'),
		);
		// Created on hold, paid before the queue ran.
		expect(JSON.parse(call?.body ?? '')).toEqual(JSON.parse(JSON.stringify(player.store.order(id))));
		expect(JSON.parse(call?.body ?? '')).toMatchObject({ id, status: 'processing' });
	});

	it('tell of a new order by both topics, once each however often it changed meanwhile', async () => {
		const player = shop();
		await hook(player, 'order.created');
		await hook(player, 'order.updated');
		const id = placed(player);
		for (let count = 0; count < 5; count += 1) player.store.changeOrder(id, { customer_note: `note ${count}` });
		await player.store.webhooksIdle();
		expect([...topics()].sort()).toEqual(['order.created', 'order.updated']);
		await player.ask('POST', 'orders', { line_items: [{ sku: 'MUG' }] });
		await player.store.webhooksIdle();
		expect(topics()).toHaveLength(4);
	});

	it.each([
		['a PUT that changes nothing', (player: Player, id: number) => player.ask('PUT', `orders/${id}`, {}), 1],
		[
			'a PUT of meta alone',
			(player: Player, id: number) => player.ask('PUT', `orders/${id}`, { meta_data: [{ key: 'a', value: 'b' }] }),
			1,
		],
		[
			'a partial refund',
			(player: Player, id: number) => player.ask('POST', `orders/${id}/refunds`, { amount: '1.00', api_refund: false }),
			1,
		],
		['a batch', (player: Player, id: number) => player.ask('POST', 'orders/batch', { update: [{ id, customer_note: 'x' }] }), 1],
		['a note', (player: Player, id: number) => player.ask('POST', `orders/${id}/notes`, { note: 'x' }), 0],
	])('after %s', async (_name, change, expected) => {
		const player = shop();
		const id = placed(player, { paymentMethod: 'stripe' });
		await hook(player);
		await change(player, id);
		await player.store.webhooksIdle();
		expect(topics()).toHaveLength(expected);
	});

	it('tell of the trash by the id alone, and of coming back', async () => {
		const player = shop();
		const id = placed(player);
		await hook(player, 'order.deleted');
		await hook(player, 'order.restored');
		player.store.act('trash', { id });
		await player.store.webhooksIdle();
		expect(deliveries().map(({ body }) => body)).toEqual([`{"id":${id}}`]);
		expect(player.store.act('restore', { id })).toMatchObject({ status: 'processing' });
		await player.store.webhooksIdle();
		expect(topics()).toEqual(['order.deleted', 'order.restored']);
	});

	it('send the action and its argument for a hook of the shop', async () => {
		const player = shop();
		await hook(player, 'action.woocommerce_payment_complete');
		await hook(player, 'action.woocommerce_order_status_processing');
		const unpaid = placed(player, { paymentMethod: 'cod' });
		const paid = placed(player);
		await player.store.webhooksIdle();
		expect(deliveries().map(({ body }) => JSON.parse(body) as unknown)).toEqual([
			{ action: 'woocommerce_order_status_processing', arg: unpaid },
			{ action: 'woocommerce_order_status_processing', arg: paid },
			{ action: 'woocommerce_payment_complete', arg: paid },
		]);
	});

	it('tell of stock that an order took, of the variation and not of its parent', async () => {
		const player = shop();
		player.store.addProduct({
			name: 'Tee',
			type: 'variable',
			sku: 'TEE',
			attributes: [{ name: 'Size', variation: true, options: ['S'] }],
			variations: [
				{ sku: 'TEE-S', regular_price: '9.00', manage_stock: true, stock_quantity: 3, attributes: [{ name: 'Size', option: 'S' }] },
			],
		});
		await hook(player, 'product.updated');
		placed(player, { lines: [{ sku: 'TEE-S', quantity: 2 }] });
		await player.store.webhooksIdle();
		expect(deliveries().map(({ body }) => JSON.parse(body) as unknown)).toEqual([
			expect.objectContaining({ sku: 'TEE-S', type: 'variation', stock_quantity: 1 }),
		]);
	});

	it.each([200, 204, 301, 302])('count %d as success', async (code) => {
		const player = shop();
		await hook(player);
		answer = status(code, { location: `${server.url}/elsewhere` });
		placed(player);
		expect(await only(player)).toMatchObject({ status: 'active', failures: 0 });
		expect(topics()).toHaveLength(1);
	});

	it('are switched off at the seventh failure in a row, never tried again, and not forgiven by being switched on', async () => {
		const player = shop();
		await hook(player);
		answer = status(500);
		const id = placed(player);
		for (let failure = 1; failure <= 6; failure += 1) {
			expect(await only(player)).toMatchObject({ status: 'active', failures: failure });
			player.store.changeOrder(id, {});
		}
		expect(await only(player)).toMatchObject({ status: 'disabled', failures: 6 });
		expect(topics()).toHaveLength(7);
		player.store.changeOrder(id, {});
		await player.ask('PUT', 'webhooks/1', { status: 'active' });
		expect(await only(player)).toMatchObject({ status: 'active', failures: 6 });
		expect(topics()).toHaveLength(7);
		player.store.changeOrder(id, {});
		expect(await only(player)).toMatchObject({ status: 'disabled' });
		await player.ask('PUT', 'webhooks/1', { status: 'active' });
		answer = status(200);
		player.store.changeOrder(id, {});
		expect(await only(player)).toMatchObject({ status: 'active', failures: 0 });
	});

	it('fail on silence, and stop waiting when the store is closed', async () => {
		const player = shop({ timeoutMs: 30 });
		await hook(player);
		answer = () => undefined;
		const id = placed(player);
		expect(await only(player)).toMatchObject({ failures: 1 });
		player.store.setWebhooks({ timeoutMs: 60_000 });
		player.store.changeOrder(id, {});
		const idle = player.store.webhooksIdle();
		await player.store.close();
		await idle;
		expect(player.store.webhookAttempts().map(({ outcome }) => outcome)).toEqual(['failed']);
	});

	it('refuse private hosts and odd ports when told to, and count that as failures', async () => {
		const player = shop({ allowLocal: false });
		await hook(player);
		placed(player);
		expect(await only(player)).toMatchObject({ failures: 1, date_modified: expect.any(String) as string });
		expect(received).toEqual([]);
		await player.store.control('setWebhooks', { allowLocal: true });
		placed(player);
		expect(await only(player)).toMatchObject({ failures: 0 });
		// The ping that never got through is made up for at the next save.
		expect(received.map(({ body }) => body.slice(0, 10))).toEqual(['{"id":12,"', 'webhook_id']);
	});

	it('are lost, doubled and overtaken as the sandbox is told', async () => {
		const player = shop();
		await hook(player);
		await player.store.control('setWebhooks', { lossRate: 1 });
		const id = placed(player);
		await player.store.webhooksIdle();
		expect(topics()).toEqual([]);
		await player.store.control('setWebhooks', { lossRate: 0, doubleRate: 1 });
		player.store.changeOrder(id, {});
		await player.store.webhooksIdle();
		expect(topics()).toHaveLength(2);
		await player.store.control('setWebhooks', { doubleRate: 0, reorderRate: 1 });
		player.store.changeOrder(id, { customer_note: 'old' });
		while (player.store.webhooks()[0]?.['waiting'] !== 0) await new Promise(setImmediate);
		await player.store.control('setWebhooks', { reorderRate: 0 });
		player.store.changeOrder(id, { customer_note: 'new' });
		await player.store.webhooksIdle();
		expect(
			deliveries()
				.slice(2)
				.map(({ body }) => (JSON.parse(body) as { customer_note: string }).customer_note),
		).toEqual(['new', 'old']);
		await expect(player.store.control('setWebhooks', { lostRate: 1 })).rejects.toThrow('not understood: lostRate');
	});

	it('wait while nobody visits the site', async () => {
		const player = shop({ paused: true });
		await hook(player);
		placed(player);
		expect(await only(player)).toMatchObject({ waiting: 1 });
		expect(topics()).toEqual([]);
		player.store.setWebhooks({ paused: false });
		expect(await only(player)).toMatchObject({ waiting: 0 });
		expect(topics()).toHaveLength(1);
	});

	it('are listed by page and status, changed, and deleted by force alone', async () => {
		const player = shop();
		for (let count = 0; count < 3; count += 1) await hook(player, 'order.updated', `/${count}`);
		await player.ask('PUT', 'webhooks/2', { status: 'disabled', name: 'mine' });
		const ids = async (query: string): Promise<unknown> =>
			((await player.ask('GET', `webhooks?_fields=id${query}`)) as unknown as readonly { id: number }[]).map(({ id }) => id);
		expect(await ids('&status=active&orderby=id&order=asc')).toEqual([1, 3]);
		expect(await ids('&status=disabled')).toEqual([2]);
		expect(await ids('&per_page=2&page=2&orderby=id&order=asc')).toEqual([3]);
		await expect(ids('&per_page=101')).rejects.toThrow('rest_invalid_param');
		await expect(player.ask('DELETE', 'webhooks/2')).rejects.toThrow('woocommerce_rest_trash_not_supported');
		expect(await player.ask('DELETE', 'webhooks/2?force=true')).toMatchObject({ id: 2, name: 'mine' });
		await expect(player.ask('PUT', 'webhooks/2', { status: 'active' })).rejects.toThrow('woocommerce_rest_shop_webhook_invalid_id');
		await expect(player.ask('DELETE', 'webhooks/2?force=true')).rejects.toThrow('"status":404');
	});
});
