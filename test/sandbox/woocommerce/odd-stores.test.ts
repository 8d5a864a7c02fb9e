import type { OutgoingCall } from '../../../sandbox/woocommerce';
import { mug, order, shop, two } from './mug-shop';
import { Player } from './replay/player';

type Answer = Readonly<Record<string, unknown>>;

describe('a store that its server misleads', () => {
	it('answers the home page at the API while its permalinks are plain', async () => {
		const player = shop({ settings: { permalinks: 'plain' } });
		const answer = await player.send({ method: 'GET', path: '/wp-json/wc/v3/orders' });
		expect(answer).toMatchObject({ status: 200, headers: { 'content-type': 'text/html; charset=UTF-8' } });
		expect(String(answer.body)).toContain('<html');
		player.store.setSettings({ permalinks: 'pretty' });
		expect(await player.ask('GET', 'orders')).toEqual([]);
	});

	it('redirects every address to itself', async () => {
		const player = shop({ settings: { redirectsToItself: true } });
		expect(await player.send({ method: 'GET', path: '/wp-json/wc/v3/orders?page=2' })).toMatchObject({
			status: 301,
			headers: { location: 'http://127.0.0.1:8088/wp-json/wc/v3/orders?page=2' },
		});
	});
});

describe('what a store says of itself', () => {
	it('is its language', async () => {
		const player = shop({ settings: { language: 'es_ES' } });
		expect(await player.ask('GET', 'system_status?_fields=environment.language')).toEqual({ environment: { language: 'es_ES' } });
	});

	it('are its countries and their states', async () => {
		const player = shop();
		const spain = await player.ask('GET', 'data/countries/es');
		expect(spain).toMatchObject({ code: 'ES', name: 'Spain' });
		expect(spain['states']).toContainEqual({ code: 'PM', name: 'Baleares' });
		expect(await player.ask('GET', 'data/countries/GB')).toMatchObject({ states: [] });
		await expect(player.ask('GET', 'data/countries/UK')).rejects.toThrow('woocommerce_rest_data_invalid_location');
		expect(((await player.ask('GET', 'data/countries')) as unknown as readonly Answer[]).length).toBeGreaterThan(240);
	});
});

describe('records that plugins made odd', () => {
	it('are odd wherever an order is shown, and right again when mended', async () => {
		const calls: OutgoingCall[] = [];
		const player = shop({ webhookTransport: (call) => (calls.push(call), Promise.resolve(200)) });
		await player.ask('POST', 'webhooks', { topic: 'order.updated', delivery_url: 'https://n8n.example/hook' });
		const { id } = await order(player, { line_items: [...two, { sku: 'MUG', quantity: 1 }] });
		const path = `orders/${id}`;
		await player.store.control('makeOdd', {
			path,
			oddity: { set: { 'line_items.1.bundled_by': 7, 'line_items.0.quantity': 1.5 }, asObject: ['line_items', 'meta_data'] },
		});
		const lines = { 0: { quantity: 1.5 }, 1: { bundled_by: 7, quantity: 1 } };
		const odd = { id, line_items: lines, meta_data: {} };
		expect(await player.ask('GET', path)).toMatchObject(odd);
		expect(await player.ask('GET', 'orders')).toMatchObject([odd]);
		expect(await player.ask('PUT', path, { customer_note: 'x' })).toMatchObject(odd);
		await player.store.webhooksIdle();
		expect(JSON.parse(calls.at(-1)?.body.toString() ?? '')).toMatchObject(odd);
		player.store.makeOdd(path);
		expect((await player.ask('GET', path))['line_items']).toHaveLength(2);
	});

	it('are single refunds, or the list of them', async () => {
		const player = shop();
		const { id } = await order(player, { line_items: two, status: 'processing' });
		const refund = await player.ask('POST', `orders/${id}/refunds`, { amount: '5.00', api_refund: false });
		const list = `orders/${id}/refunds`;
		player.store.makeOdd(`${list}/${String(refund['id'])}`, { remove: ['line_items'], set: { amount: null } });
		expect((await player.ask('GET', list)) as unknown).toMatchObject([{ id: refund['id'], amount: null }]);
		player.store.makeOdd(list, { asObject: [''] });
		expect(await player.ask('GET', list)).toEqual({ 0: expect.not.objectContaining({ line_items: [] }) as unknown });
	});

	it('are quantities with decimals, where goods are sold by weight', async () => {
		const player = shop({ settings: { decimalQuantities: true } });
		const sold = (await player.store.control('placeOrder', {
			billing: { country: 'DE' },
			lines: [{ sku: 'MUG', quantity: 1.5 }],
		})) as Answer;
		expect(sold).toMatchObject({ total: '15.00', line_items: [{ quantity: 1.5, price: 10 }] });
	});
});

describe('statuses of plugins', () => {
	const packed = { slug: 'packed', name: 'Packed', excludedFromSearch: true };

	it('are left out of any where they are excluded from search, and are shown there when the plugin is gone', async () => {
		const player = shop({ customStatuses: [packed] });
		const { id } = await order(player, { line_items: two, status: 'packed' });
		expect(await player.ask('GET', 'orders?status=any')).toEqual([]);
		expect(await player.ask('GET', 'orders?status=packed')).toMatchObject([{ id }]);
		await player.store.control('setCustomStatuses', { statuses: [] });
		expect(await player.ask('GET', 'orders?status=any')).toMatchObject([{ id, status: 'packed' }]);
		await expect(player.ask('GET', 'orders?status=packed')).rejects.toThrow('rest_invalid_param');
		player.store.setCustomStatuses([packed]);
		expect(await player.ask('GET', 'orders?status=any')).toEqual([]);
	});

	it('stay beside suborders, which name what they are a part of', async () => {
		const player = shop();
		const { id } = await order(player, { line_items: two });
		const part = await order(player, { line_items: two, parent_id: id });
		expect(await player.ask('GET', `orders?parent=${id}`)).toMatchObject([{ id: part.id, parent_id: id }]);
	});
});

describe('a webhook whose owner', () => {
	const deliver = async (owner: 'demoted' | 'deleted'): Promise<unknown> => {
		const calls: OutgoingCall[] = [];
		const player = shop({ webhookTransport: (call) => (calls.push(call), Promise.resolve(200)) });
		await player.ask('POST', 'webhooks', { topic: 'order.updated', delivery_url: 'https://n8n.example/hook' });
		await player.store.control('setWebhookOwner', { owner });
		await order(player, { line_items: two });
		await player.store.webhooksIdle();
		expect(calls.at(-1)?.headers['x-wc-webhook-signature']).toBeDefined();
		return JSON.parse(calls.at(-1)?.body.toString() ?? '');
	};

	it('may not see orders any more delivers the refusal, signed', async () => {
		expect(await deliver('demoted')).toEqual({
			code: 'woocommerce_rest_cannot_view',
			message: 'Sorry, you cannot view this resource.',
			data: { status: 403 },
		});
		expect(await deliver('deleted')).toMatchObject({ data: { status: 401 } });
	});
});

describe('a store without high-performance order storage', () => {
	it('does not find orders by their transaction', async () => {
		const player = shop({ products: [mug], settings: { hpos: false } });
		const { id } = await order(player, { line_items: two, transaction_id: '302-1' });
		expect(await player.ask('GET', 'orders?search=302-1')).toEqual([]);
		expect(await player.ask('GET', `orders?search=${id}`)).toMatchObject([{ id }]);
	});
});

describe('bounds of time', () => {
	/** As recorded in products-stock-orders/modified-after-zone-forms, the change being ten minutes younger than the bound. */
	it.each([
		[false, 'modified_after=2026-11-21T11:50:00&dates_are_gmt=true', 1],
		[false, 'modified_after=2026-11-21T11:50:00Z', 1],
		[false, 'modified_after=2026-11-21T12:50:00%2B01:00', 1],
		[false, 'modified_after=2026-11-21T12:50:00', 1],
		[false, 'modified_after=2026-11-21T11:50:00Z&dates_are_gmt=true', 0],
		[true, 'modified_after=2026-11-21T11:50:00&dates_are_gmt=true', 1],
		[true, 'modified_after=2026-11-21T12:30:00Z', 1],
		[true, 'modified_after=2026-11-21T11:50:00Z&dates_are_gmt=true', 0],
	])('with order tables %s: %s', async (hpos, query, found) => {
		const player = shop({ settings: { hpos } });
		await order(player, { line_items: two });
		expect(await player.ask('GET', `orders?${query}`)).toHaveLength(found);
	});
});

describe('meta', () => {
	it('comes back as text, and a fee without an amount is more than the store bears', async () => {
		const player = new Player('2026-11-21T12:00:00Z');
		const meta = [
			{ key: 'a', value: 5 },
			{ key: 'b', value: true },
			{ key: 'c', value: null },
			{ key: 'd', value: { e: 5 } },
		];
		expect((await player.ask('POST', 'orders', { meta_data: meta }))['meta_data']).toMatchObject([
			{ value: '5' },
			{ value: '1' },
			{ value: { e: 5 } },
		]);
		await expect(player.ask('POST', 'orders', { fee_lines: [{ name: 'F' }] })).rejects.toThrow('internal_server_error');
	});
});
