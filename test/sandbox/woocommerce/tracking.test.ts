import type { StoreSettings } from '../../../sandbox/woocommerce';
import { Player } from './replay/player';

type Answer = Readonly<Record<string, unknown>>;

const products = [{ name: 'Mug', sku: 'MUG', regular_price: '10.00', manage_stock: true, stock_quantity: 50 }];
const billing = { first_name: 'Ada', email: 'ada@b.example', country: 'DE', postcode: '10115' };

interface Shop {
	readonly player: Player;
	readonly id: number;
	readonly ask: (method: string, path?: string, body?: unknown) => Promise<{ readonly status: number; readonly body: Answer }>;
}

function shop(shipmentTracking: StoreSettings['shipmentTracking'] = 'official'): Shop {
	const player = new Player('2026-11-21T12:00:00Z', {
		products,
		settings: { shipmentTracking },
		customStatuses: [{ slug: 'partial-shipped', name: 'Partially Shipped' }],
	});
	const { id } = player.store.act('placeOrder', { billing, register: true, lines: [{ sku: 'MUG', quantity: 3 }] }) as {
		readonly id: number;
	};
	const ask: Shop['ask'] = async (method, path = '', body) => {
		const { status, body: answer } = await player.send({
			method,
			path: `/wp-json/wc-shipment-tracking/v3/orders/${id}/shipment-trackings${path}`,
			...(body === undefined ? {} : { body }),
		});
		return { status, body: answer as Answer };
	};
	return { player, id, ask };
}

describe('shipment tracking', () => {
	it('has no routes without the plugin', async () => {
		const { ask, player } = shop('off');
		expect(await ask('GET')).toMatchObject({ status: 404, body: { code: 'rest_no_route' } });
		await player.store.control('setSettings', { shipmentTracking: 'official' });
		expect(await ask('GET')).toMatchObject({ status: 200, body: [] });
		expect(await player.ask('GET', 'system_status')).toMatchObject({ active_plugins: [{}, { name: 'woocommerce-shipment-tracking' }] });
	});

	it('asks for a key, as all of the store does', async () => {
		const { player, id } = shop();
		const path = `/wp-json/wc-shipment-tracking/v3/orders/${id}/shipment-trackings`;
		expect(await player.send({ method: 'GET', path, headers: { authorization: '' } })).toMatchObject({ status: 401 });
	});

	it('gives a predefined provider its own link, whatever link came with it', async () => {
		const { ask } = shop();
		const { status, body } = await ask('POST', '', {
			tracking_provider: 'FedEx',
			tracking_number: '12 34',
			tracking_link: 'https://mine.example',
			date_shipped: '2026-11-20',
		});
		expect(status).toBe(201);
		expect(body).toMatchObject({
			tracking_id: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
			tracking_provider: 'FedEx',
			tracking_number: '12 34',
			date_shipped: '2026-11-20',
			tracking_link: 'https://www.fedex.com/apps/fedextrack/?action=track&tracknumbers=12%2034',
		});
	});

	it("takes a provider of one's own with its link, today by default, as meta of the order", async () => {
		const { ask, player, id } = shop();
		const { body } = await ask('POST', '', {
			custom_tracking_provider: 'Amazon Logistics',
			custom_tracking_link: 'https://track.example/TBA1',
			tracking_number: 'TBA1',
		});
		expect(body).toMatchObject({
			tracking_provider: 'Amazon Logistics',
			tracking_link: 'https://track.example/TBA1',
			date_shipped: '2026-11-21',
		});
		const { meta_data: meta } = await player.ask('GET', `orders/${id}`);
		expect(meta).toContainEqual(
			expect.objectContaining({
				key: '_wc_shipment_tracking_items',
				value: [
					{
						tracking_provider: '',
						custom_tracking_provider: 'Amazon Logistics',
						custom_tracking_link: 'https://track.example/TBA1',
						tracking_number: 'TBA1',
						date_shipped: String(Date.UTC(2026, 10, 21, 12) / 1000),
						tracking_id: body['tracking_id'],
					},
				],
			}),
		);
		expect(await player.store.control('viewOrder', { id })).toMatchObject({
			available: true,
			trackingItems: [{ tracking_provider: 'Amazon Logistics', tracking_number: 'TBA1', tracking_link: 'https://track.example/TBA1' }],
		});
	});

	it('needs a number, finds and deletes by id', async () => {
		const { ask } = shop();
		expect(await ask('POST', '', { tracking_provider: 'FedEx' })).toMatchObject({
			status: 400,
			body: { code: 'rest_missing_callback_param' },
		});
		const { body } = await ask('POST', '', { tracking_provider: 'FedEx', tracking_number: '1' });
		const path = `/${String(body['tracking_id'])}`;
		expect(await ask('GET', path)).toEqual({ status: 200, body });
		expect(await ask('DELETE', path)).toEqual({ status: 200, body });
		expect(await ask('GET', path)).toMatchObject({ status: 404, body: { code: 'woocommerce_rest_order_shipment_tracking_invalid_id' } });
		expect(await ask('GET')).toEqual({ status: 200, body: [] });
		expect(await ask('GET', '/providers')).toMatchObject({
			status: 200,
			body: { 'United States': { FedEx: expect.any(String) as string } },
		});
	});

	it('knows no doubles: the damage report does', async () => {
		const { ask, player, id } = shop();
		for (let count = 0; count < 2; count += 1) await ask('POST', '', { tracking_provider: 'FedEx', tracking_number: '1' });
		expect((await ask('GET')).body).toHaveLength(2);
		expect(player.store.damage()).toEqual([{ kind: 'doubleFulfillment', detail: `order ${id}: tracking number 1 twice` }]);
	});

	it('ignores the fields of Advanced Shipment Tracking, which that plugin obeys', async () => {
		const fields = {
			tracking_provider: 'FedEx',
			tracking_number: '2',
			date_shipped: '20-11-2026',
			replace_tracking: 1,
			status_shipped: 1,
			sku: 'MUG',
			qty: '2',
		};
		const official = shop();
		await official.ask('POST', '', { tracking_provider: 'FedEx', tracking_number: '1' });
		await official.ask('POST', '', fields);
		expect((await official.ask('GET')).body).toHaveLength(2);
		expect(official.player.store.order(official.id)).toMatchObject({ status: 'processing' });
		const ast = shop('ast');
		await ast.ask('POST', '', { tracking_provider: 'FedEx', tracking_number: '1', status_shipped: 2 });
		expect(ast.player.store.order(ast.id)).toMatchObject({ status: 'partial-shipped' });
		const { body } = await ast.ask('POST', '', fields);
		expect(body).toMatchObject({ date_shipped: '2026-11-20', products_list: [{ qty: 2 }] });
		expect((await ast.ask('GET')).body).toHaveLength(1);
		expect(ast.player.store.order(ast.id)).toMatchObject({ status: 'completed' });
	});

	it('saves the order, so the webhook calls', async () => {
		const { ask, player, id } = shop();
		const called: string[] = [];
		const more = new Player('2026-11-21T12:00:00Z', {
			products,
			settings: { shipmentTracking: 'official' },
			webhookTransport: (call) => {
				called.push(call.body.toString('utf8').slice(0, 9));
				return Promise.resolve(200);
			},
		});
		expect(await ask('GET')).toMatchObject({ status: 200 });
		expect(player.store.webhookAttempts()).toEqual([]);
		const order = more.store.act('placeOrder', { billing, lines: [{ sku: 'MUG' }] }) as { readonly id: number };
		expect(order.id).toBe(id);
		await more.ask('POST', 'webhooks', { topic: 'order.updated', delivery_url: 'https://n8n.shop.example/hook' });
		await more.send({
			method: 'POST',
			path: `/wp-json/wc-shipment-tracking/v3/orders/${id}/shipment-trackings`,
			body: { tracking_provider: 'FedEx', tracking_number: '1' },
		});
		await more.store.webhooksIdle();
		expect(called).toEqual(['webhook_i', `{"id":${id},`]);
	});
});
