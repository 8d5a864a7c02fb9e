import { billing, metaOf, parcel, shop } from './parcel-shop';

describe('order fulfillments', () => {
	it('have no routes while the feature is off', async () => {
		const { player, ask } = await shop();
		player.store.setSettings({ fulfillments: false });
		await expect(ask('GET')).rejects.toThrow('rest_no_route');
		await expect(ask('POST', '', {})).rejects.toThrow('rest_no_route');
		await player.store.control('setSettings', { fulfillments: true });
		expect(await ask('GET')).toEqual([]);
	});

	it('are of no order that is not there, which is said with the status as a text', async () => {
		const { player } = await shop();
		expect(await player.send({ method: 'GET', path: '/wp-json/wc/v3/orders/999999/fulfillments' })).toMatchObject({
			status: 404,
			body: { code: 'woocommerce_rest_order_invalid_id', data: { status: '404' } },
		});
	});

	it('are kept and shown as the documentation shows them', async () => {
		const { ask, lines, order } = await shop();
		const made = await ask('POST', '', parcel([[lines[0], 3]]));
		expect(made).toEqual({
			id: 1,
			entity_type: 'WC_Order',
			entity_id: String(order.id),
			status: 'fulfilled',
			is_fulfilled: true,
			date_updated: '2026-11-21T12:00:00Z',
			date_deleted: null,
			meta_data: [
				{ id: 1, key: '_items', value: [{ item_id: lines[0], qty: 3 }] },
				{ id: 2, key: '_tracking_number', value: 'TBA000000000001' },
				{ id: 3, key: '_shipment_provider', value: 'amazon-logistics' },
				{ id: 4, key: '_tracking_url', value: 'https://track.example/TBA000000000001' },
				{ id: 5, key: '_date_fulfilled', value: '2026-11-21T12:00:00Z' },
			],
		});
		expect(await ask('GET')).toEqual([{ ...made, is_fulfilled: '1' }]);
		expect(await ask('GET', '/1')).toEqual({ ...made, is_fulfilled: '1' });
	});

	it.each([
		['an item id as a text', [['ID', 1]], 'Invalid item.'],
		['an item id of nothing', [[0, 1]], 'Invalid item.'],
		['half an item id', [[1.5, 1]], 'Invalid item.'],
		['no pieces', [[1, 0]], 'Invalid item.'],
		['pieces as a text', [[1, '1']], 'Invalid item.'],
		['no items', [], 'The fulfillment should contain at least one item.'],
	] as const)('refuse %s, with the code 0', async (_name, items, message) => {
		const { ask, player } = await shop();
		await expect(ask('POST', '', parcel(items))).rejects.toThrow(`{"code":0,"message":"${message}","data":{"status":400}}`);
		expect(player.store.records.fulfillments.size).toBe(0);
		await expect(ask('POST', '', { status: 'fulfilled' })).rejects.toThrow('rest_missing_callback_param');
	});

	it('check neither what the order holds nor doubles: the damage report does', async () => {
		const { ask, lines, player, order } = await shop();
		await ask('POST', '', parcel([[lines[0], 3]]));
		expect(player.store.damage()).toEqual([]);
		await ask('POST', '', parcel([[lines[1], 2]], 'TBA000000000001'));
		expect(player.store.damage()).toEqual([
			{ kind: 'doubleFulfillment', detail: `order ${order.id}: tracking number TBA000000000001 twice` },
		]);
		await ask('DELETE', '/2');
		await ask('POST', '', parcel([[lines[0], 1]], 'TBA2'));
		expect(player.store.damage()).toEqual([
			{ kind: 'doubleFulfillment', detail: `order ${order.id}: line ${String(lines[0])} has 4 of 3 pieces fulfilled` },
		]);
	});

	it('write the state of the order into its meta and notes, and leave its status alone', async () => {
		const { ask, lines, saved, player, order } = await shop();
		await ask('POST', '', parcel([[lines[0], 3]]));
		expect(metaOf(await saved())).toMatchObject({ _fulfillment_status: 'partially_fulfilled' });
		await ask('POST', '', { ...parcel([[lines[1], 2]], 'TBA2'), status: 'unfulfilled' });
		expect(metaOf(await saved())).toMatchObject({ _fulfillment_status: 'partially_fulfilled' });
		await ask('PUT', '/2', parcel([[lines[1], 2]], 'TBA2'));
		expect(await saved()).toMatchObject({ status: 'processing' });
		expect(metaOf(await saved())).toMatchObject({ _fulfillment_status: 'fulfilled' });
		expect(
			player.store.records.orders
				.get(order.id)
				?.notes.map(({ note }) => note)
				.filter((note) => /ulfillment/.test(note)),
		).toEqual([
			'Fulfillment #1 created (status: Fulfilled). Items: Mug x3. Tracking: TBA000000000001, Provider: amazon-logistics, URL: https://track.example/TBA000000000001.',
			'Order fulfillment status changed from No fulfillments to Partially fulfilled.',
			'Fulfillment #2 created (status: Unfulfilled). Items: Tea x2. Tracking: TBA2, Provider: amazon-logistics, URL: https://track.example/TBA2.',
			'Fulfillment #2 status changed from Unfulfilled to Fulfilled.',
			'Order fulfillment status changed from Partially fulfilled to Fulfilled.',
		]);
	});

	it('count refunded pieces as nothing that is still to ship', async () => {
		const { ask, lines, saved, player, order } = await shop();
		player.store.act('refund', { id: order.id, lines: [{ sku: 'TEA', quantity: 2 }] });
		await ask('POST', '', parcel([[lines[0], 3]]));
		expect(metaOf(await saved())).toMatchObject({ _fulfillment_status: 'fulfilled' });
	});

	it('lose every key that a change does not send again', async () => {
		const { ask, lines, player } = await shop();
		await ask('POST', '', parcel([[lines[0], 3]]));
		player.clock.set('2026-11-21T14:00:00Z');
		const changed = await ask('PUT', '/1', {
			meta_data: [
				{ key: '_items', value: [{ item_id: lines[0], qty: 2 }] },
				{ key: 'service', value: 'Standard' },
			],
		});
		expect(metaOf(changed)).toEqual({
			_items: [{ item_id: lines[0], qty: 2 }],
			service: 'Standard',
			_date_fulfilled: '2026-11-21T14:00:00Z',
		});
		expect(changed).toMatchObject({ status: 'fulfilled', date_updated: '2026-11-21T14:00:00Z' });
	});

	it('take the status from `status` alone, and an unknown one as none', async () => {
		const { ask, lines } = await shop();
		expect(await ask('POST', '', { ...parcel([[lines[0], 1]]), status: undefined, is_fulfilled: true })).toMatchObject({
			status: 'unfulfilled',
			is_fulfilled: false,
		});
		expect(await ask('PUT', '/1', { ...parcel([[lines[0], 1]]), status: 'shipped' })).toMatchObject({ status: 'unfulfilled' });
		expect(await ask('PUT', '/1', parcel([[lines[0], 1]]))).toMatchObject({ status: 'fulfilled', is_fulfilled: true });
	});

	it('stay as rows when deleted, and are found no more', async () => {
		const { ask, lines, saved } = await shop();
		await ask('POST', '', parcel([[lines[0], 3]]));
		expect(await ask('DELETE', '/1')).toEqual({ message: 'Fulfillment deleted successfully.' });
		expect(await ask('GET')).toEqual([]);
		expect(metaOf(await saved())).not.toHaveProperty('_fulfillment_status');
		await expect(ask('GET', '/1')).rejects.toThrow('{"code":404,"message":"Fulfillment not found.","data":{"status":400}}');
		await expect(ask('GET', '/9')).rejects.toThrow('{"code":0,"message":"Fulfillment not found.","data":{"status":400}}');
		await expect(ask('PUT', '/9', parcel([[lines[0], 1]]))).rejects.toThrow('Fulfillment not found.');
	});

	it('belong to one order', async () => {
		const { ask, lines, player } = await shop();
		await ask('POST', '', parcel([[lines[0], 3]]));
		const { id } = await player.ask('POST', 'orders', {});
		await expect(player.ask('GET', `orders/${String(id)}/fulfillments/1`)).rejects.toThrow('Invalid fulfillment ID.');
		await expect(player.ask('GET', 'orders/999999/fulfillments')).rejects.toThrow('woocommerce_rest_order_invalid_id');
	});

	it('save the order, so the webhook calls', async () => {
		const { ask, lines, calls, player } = await shop();
		await ask('POST', '', parcel([[lines[0], 3]]));
		await player.store.webhooksIdle();
		await ask('PUT', '/1', parcel([[lines[0], 3]]));
		await player.store.webhooksIdle();
		await ask('DELETE', '/1');
		await player.store.webhooksIdle();
		expect(calls).toEqual(['order.updated', 'order.updated', 'order.updated']);
	});

	it('mail the customer only when asked, and never about a draft', async () => {
		const { ask, lines, inbox, order } = await shop();
		await ask('POST', '', parcel([[lines[0], 3]]));
		await ask('POST', '?notify_customer=true', { ...parcel([[lines[1], 2]], 'TBA2'), status: 'unfulfilled' });
		expect(inbox.messages()).toEqual([]);
		await ask('PUT', '/2', parcel([[lines[1], 2]], 'TBA2', { notify_customer: true }));
		await ask('PUT', '/2', parcel([[lines[1], 2]], 'TBA3', { notify_customer: true, customer_note: 'Another parcel' }));
		expect(inbox.to(billing.email).map(({ subject, text }) => [subject, text.split('\n').slice(1)])).toEqual([
			[
				`An item from Sandbox Store order ${order.id} has been fulfilled!`,
				['Items: Tea x2', 'Tracking: TBA2, Provider: amazon-logistics, URL: https://track.example/TBA2'],
			],
			[
				`An item from Sandbox Store order ${order.id} has been updated`,
				['Items: Tea x2', 'Tracking: TBA3, Provider: amazon-logistics, URL: https://track.example/TBA3', 'Another parcel'],
			],
		]);
	});

	it('know a few carriers by the number', async () => {
		const { ask } = await shop();
		expect(await ask('GET', '/lookup?tracking_number=tba123456789012')).toMatchObject({
			tracking_number: 'TBA123456789012',
			shipping_provider: 'amazon-logistics',
		});
		expect(await ask('GET', '/lookup?tracking_number=xyz')).toEqual([]);
		await expect(ask('GET', '/lookup')).rejects.toThrow('tracking_number');
	});

	it('are on the page of a registered customer; a guest has no such page', async () => {
		const registered = await shop({ register: true });
		await registered.ask('POST', '', parcel([[registered.lines[0], 3]]));
		const page = await registered.player.store.control('viewOrder', { id: registered.order.id });
		expect(page).toMatchObject({
			available: true,
			status: 'processing',
			statusName: 'Processing',
			fulfillments: [
				{
					status: 'fulfilled',
					items: [{ name: 'Mug', quantity: 3 }],
					trackingNumber: 'TBA000000000001',
					provider: 'amazon-logistics',
					trackingUrl: 'https://track.example/TBA000000000001',
				},
			],
		});
		const guest = await shop();
		expect(await guest.player.store.control('viewOrder', { id: guest.order.id })).toMatchObject({
			available: false,
			fulfillments: [],
			trackingItems: [],
			customerNotes: [],
		});
	});
});
