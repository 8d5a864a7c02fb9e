import { createHmac } from 'node:crypto';
import type { Player } from './replay/player';
import { placed, Receiver, secret, shop } from './webhook-receiver';

describe('webhooks over HTTP', () => {
	let receiver: Receiver;

	beforeAll(async () => {
		receiver = await Receiver.start();
	});

	afterAll(() => receiver.close());

	beforeEach(() => receiver.clear());

	it('are pinged unsigned before the answer, are active whatever was asked, and never show their secret', async () => {
		const player = shop();
		const made = await receiver.hook(player);
		expect(receiver.received).toEqual([expect.objectContaining({ body: 'webhook_id=1' })]);
		expect(receiver.received[0]?.headers).toMatchObject({ 'content-type': 'application/x-www-form-urlencoded' });
		expect(Object.keys(receiver.received[0]?.headers ?? {}).filter((name) => name.startsWith('x-'))).toEqual([]);
		expect(made).toMatchObject({ id: 1, status: 'active' });
		expect(JSON.stringify([made, player.store.webhooks()])).not.toContain(secret);
	});

	it('sign the raw bytes of what the API shows at that moment', async () => {
		const player = shop();
		await receiver.hook(player, 'order.created');
		const id = placed(player, { paymentMethod: 'bacs' });
		player.store.act('pay', { id });
		await player.store.webhooksIdle();
		const [call] = receiver.deliveries();
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

	it('are not called any more while the store is closed, whatever happens to its orders then', async () => {
		const player = shop();
		await receiver.hook(player, 'order.updated');
		const id = placed(player);
		await player.store.webhooksIdle();
		receiver.clear();
		await player.store.close();
		player.store.changeOrder(id, { customer_note: 'late' });
		// Whoever went round in circles would never let this one ring.
		await new Promise((resolve) => setTimeout(resolve, 20));
		expect(receiver.deliveries()).toEqual([]);
	});

	it('tell of a new order by both topics, once each however often it changed meanwhile', async () => {
		const player = shop();
		await receiver.hook(player, 'order.created');
		await receiver.hook(player, 'order.updated');
		const id = placed(player);
		for (let count = 0; count < 5; count += 1) player.store.changeOrder(id, { customer_note: `note ${count}` });
		await player.store.webhooksIdle();
		expect([...receiver.topics()].sort()).toEqual(['order.created', 'order.updated']);
		await player.ask('POST', 'orders', { line_items: [{ sku: 'MUG' }] });
		await player.store.webhooksIdle();
		expect(receiver.topics()).toHaveLength(4);
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
		await receiver.hook(player);
		await change(player, id);
		await player.store.webhooksIdle();
		expect(receiver.topics()).toHaveLength(expected);
	});

	it('tell of the trash by the id alone, and of coming back', async () => {
		const player = shop();
		const id = placed(player);
		await receiver.hook(player, 'order.deleted');
		await receiver.hook(player, 'order.restored');
		player.store.act('trash', { id });
		await player.store.webhooksIdle();
		expect(receiver.deliveries().map(({ body }) => body)).toEqual([`{"id":${id}}`]);
		expect(player.store.act('restore', { id })).toMatchObject({ status: 'processing' });
		await player.store.webhooksIdle();
		expect(receiver.topics()).toEqual(['order.deleted', 'order.restored']);
	});

	it('send the action and its argument for a hook of the shop', async () => {
		const player = shop();
		await receiver.hook(player, 'action.woocommerce_payment_complete');
		await receiver.hook(player, 'action.woocommerce_order_status_processing');
		const unpaid = placed(player, { paymentMethod: 'cod' });
		const paid = placed(player);
		await player.store.webhooksIdle();
		expect(receiver.deliveries().map(({ body }) => JSON.parse(body) as unknown)).toEqual([
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
		await receiver.hook(player, 'product.updated');
		placed(player, { lines: [{ sku: 'TEE-S', quantity: 2 }] });
		await player.store.webhooksIdle();
		expect(receiver.deliveries().map(({ body }) => JSON.parse(body) as unknown)).toEqual([
			expect.objectContaining({ sku: 'TEE-S', type: 'variation', stock_quantity: 1 }),
		]);
	});

	it('are listed by page and status, changed, and deleted by force alone', async () => {
		const player = shop();
		for (let count = 0; count < 3; count += 1) await receiver.hook(player, 'order.updated', `/${count}`);
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
