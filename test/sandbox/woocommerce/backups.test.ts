import { StoreState } from '../../../sandbox/woocommerce/store/store-state';
import { order, shop, start, stock, two } from './mug-shop';
import { Player } from './replay/player';

const billing = { first_name: 'Ada', country: 'DE', email: 'ada@b.example' };

describe('a backup of the store', () => {
	it('brings everything back as it was, and gives the ids of what came later out again', async () => {
		const player = shop();
		const kept = await order(player, { billing, line_items: two, status: 'processing' });
		await player.ask('POST', `orders/${kept.id}/notes`, { note: 'first' });
		const dump = player.store.dump();
		const before = [player.store.order(kept.id), player.store.state(), await player.ask('GET', `orders/${kept.id}/notes`)];

		await player.ask('PUT', `orders/${kept.id}`, { status: 'cancelled', meta_data: [{ key: 'a', value: '1' }] });
		await player.ask('POST', `orders/${kept.id}/notes`, { note: 'second' });
		const lost = await order(player, { billing, line_items: two, status: 'processing' });
		await player.ask('POST', 'webhooks', { topic: 'order.updated', delivery_url: 'http://127.0.0.1:9/' });
		await player.ask('POST', 'customers', { email: 'new@b.example' });
		player.store.setSettings({ currency: 'CHF' });
		player.store.load(dump);

		expect([player.store.order(kept.id), player.store.state(), await player.ask('GET', `orders/${kept.id}/notes`)]).toEqual(before);
		expect(stock(player)).toBe(48);
		expect(player.store.webhooks()).toEqual([]);
		expect(player.store.customers()).toEqual([]);
		expect(player.store.order(lost.id)).toBeUndefined();

		player.clock.advance(5000);
		const other = await order(player, { billing: { ...billing, first_name: 'Bo' }, line_items: two });
		expect(other.id).toBe(lost.id);
		expect(other['order_key']).toMatch(/^wc_order_[A-Za-z0-9]{13}$/);
		expect(other['order_key']).not.toBe(lost['order_key']);
		expect(other['date_created_gmt']).not.toBe(lost['date_created_gmt']);
	});

	it('is not touched by what happens after it was made or restored', async () => {
		const player = shop();
		const { id } = await order(player, { billing, line_items: two });
		const dump = player.store.dump();
		for (const status of ['processing', 'cancelled']) {
			await player.ask('PUT', `orders/${id}`, { status, billing: { city: status } });
			player.store.load(dump);
			expect(player.store.order(id)).toMatchObject({ status: 'pending', billing: { city: '' } });
		}
	});

	it('holds every table of the database', () => {
		const state = new StoreState({ clock: new Player(start).clock });
		expect(Object.keys(state.dump()).toSorted()).toEqual(Object.keys(state).toSorted());
	});

	it('brings back the deliveries that waited when it was made, and drops those that wait now', async () => {
		const player = shop({ webhooks: { paused: true } });
		const webhook = await player.ask('POST', 'webhooks', { topic: 'order.updated', delivery_url: 'http://127.0.0.1:9/' });
		await order(player, { line_items: two });
		const dump = player.store.dump();
		await order(player, { line_items: two });
		expect(player.store.webhooks()[0]).toMatchObject({ id: webhook['id'], waiting: 2 });
		player.store.load(dump);
		expect(player.store.webhooks()[0]).toMatchObject({ id: webhook['id'], waiting: 1 });
	});

	it('is made and restored by name over the control API', async () => {
		const player = shop();
		const first = await order(player, {});
		expect(await player.store.control('takeSnapshot', { name: 'night' })).toEqual({ name: 'night', orders: 1 });
		await order(player, {});
		expect(await player.store.control('restoreSnapshot', { name: 'night' })).toEqual({ orders: 1 });
		expect(player.store.orders().map(({ id }) => id)).toEqual([first.id]);
		await expect(player.store.control('restoreSnapshot', { name: 'day' })).rejects.toMatchObject({ status: 404 });
	});
});

describe('the log of writes on orders', () => {
	it('tells whose order had the id when a client wrote, also after a restore', async () => {
		const player = shop();
		const dump = player.store.dump();
		const mark = [{ key: '_storebridge_order', value: 'amazon eu 302-1' }];
		const ours = await order(player, { meta_data: mark });
		player.store.load(dump);
		const theirs = await order(player, {});
		expect(theirs.id).toBe(ours.id);
		await player.ask('PUT', 'orders/batch', { create: [{ customer_note: 'b' }], update: [{ id: theirs.id, meta_data: mark }] });
		await player.ask('POST', `orders/${theirs.id}/notes`, { note: 'hello', customer_note: true });

		const [made, other, update, batched, note] = player.store.orderWrites();
		expect(made).toMatchObject({
			operation: 'createOrder',
			orderId: ours.id,
			after: { key: ours['order_key'], origin: 'amazon eu 302-1' },
		});
		expect(made?.before).toBeUndefined();
		expect(other?.after).toMatchObject({ key: theirs['order_key'] });
		expect(update).toMatchObject({
			operation: 'batchOrders',
			before: { key: theirs['order_key'], origin: undefined },
			after: { key: theirs['order_key'], origin: 'amazon eu 302-1' },
		});
		expect(batched).toMatchObject({ operation: 'batchOrders', input: { customer_note: 'b' } });
		expect(note).toMatchObject({
			operation: 'createOrderNote',
			input: { note: 'hello', customer_note: true },
			after: { key: theirs['order_key'] },
		});
		expect(await player.store.control('orderWrites', {})).toHaveLength(5);
	});
});
