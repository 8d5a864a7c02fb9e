import { order, shop, stock, two, type Order } from './mug-shop';

describe('payment', () => {
	it.each([
		[{ set_paid: true }, 'processing', true],
		[{ set_paid: true, status: 'on-hold' }, 'processing', true],
		[{ set_paid: true, status: 'completed' }, 'completed', true],
		[{ status: 'processing' }, 'processing', true],
		[{ status: 'processing', payment_method: 'cod' }, 'processing', false],
		[{ status: 'completed', payment_method: 'cod' }, 'completed', true],
	])('%j gives %s, paid: %s', async (body, status, paid) => {
		const made = await order(shop(), { line_items: two, ...body });
		expect([made.status, made['date_paid'] !== null]).toEqual([status, paid]);
	});

	it.each([
		['pending', 'processing'],
		['failed', 'processing'],
		['on-hold', 'on-hold'],
		['cancelled', 'cancelled'],
	])('set_paid on an order that is %s leaves it %s', async (status, after) => {
		const player = shop();
		const { id } = await order(player, { status, line_items: two });
		expect(((await player.ask('PUT', `orders/${id}`, { set_paid: true })) as Order).status).toBe(after);
	});
});

describe('lines and meta', () => {
	it('fails in PHP for a new line of quantity 0, and leaves no order behind', async () => {
		const player = shop();
		const response = await player.send({
			method: 'POST',
			path: '/wp-json/wc/v3/orders',
			body: { line_items: [{ sku: 'MUG', quantity: 0 }] },
		});
		expect(response.status).toBe(500);
		expect(response.body).toMatchObject({ code: 'internal_server_error', message: expect.stringContaining('<p>') as string });
		expect(player.store.orders()).toEqual([]);
	});

	it('removes a line by quantity 0 and adds one without id', async () => {
		const player = shop();
		const made = (await order(player, { line_items: two })) as Order & { line_items: readonly { id: number }[] };
		const changed = await player.ask('PUT', `orders/${made.id}`, {
			line_items: [
				{ id: made.line_items[0]?.id, quantity: 0 },
				{ sku: 'MUG', quantity: 1 },
			],
		});
		expect(changed).toMatchObject({ total: '10.00', line_items: [{ quantity: 1 }] });
	});

	it('writes nothing of an update that it refuses', async () => {
		const player = shop();
		const { id } = await order(player, { line_items: two });
		const response = await player.send({
			method: 'PUT',
			path: `/wp-json/wc/v3/orders/${id}`,
			body: { customer_note: 'x', line_items: [{ sku: 'MUG' }, { id: 99_999, quantity: 1 }] },
		});
		expect([response.status, player.store.order(id)]).toEqual([400, expect.objectContaining({ customer_note: '', total: '20.00' })]);
	});

	it('keeps created_via from the creation on and finds orders by it', async () => {
		const player = shop();
		const { id } = await order(player, { created_via: 'storebridge' });
		await order(player, {});
		await player.ask('PUT', `orders/${id}`, { created_via: 'other' });
		expect(await player.ask('GET', 'orders?created_via=storebridge&_fields=id,created_via')).toEqual([{ id, created_via: 'storebridge' }]);
	});

	it('writes meta by key, deletes it by null, keeps objects', async () => {
		const player = shop();
		const { id } = await order(player, {
			meta_data: [
				{ key: 'a', value: '1' },
				{ key: 'b', value: { deep: [1] } },
			],
		});
		const changed = (await player.ask('PUT', `orders/${id}`, {
			meta_data: [
				{ key: 'a', value: '2' },
				{ key: 'b', value: null },
				{ key: '_c', value: 'x' },
			],
		})) as unknown as { meta_data: readonly { key: string; value: unknown }[] };
		expect(changed.meta_data.map(({ key, value }) => [key, value])).toEqual([
			['_c', 'x'],
			['a', '2'],
		]);
	});

	it('is found by transaction id and telephone, not by meta', async () => {
		const player = shop();
		await order(player, { transaction_id: '302-1', billing: { phone: '+49 30 99' }, meta_data: [{ key: 'x', value: 'hidden' }] });
		const found = async (term: string): Promise<number> =>
			((await player.ask('GET', `orders?search=${encodeURIComponent(term)}`)) as unknown as readonly unknown[]).length;
		expect([await found('302-1'), await found('+49 30 99'), await found('hidden')]).toEqual([1, 1, 0]);
	});

	it('reads dates as local time unless told, and shifts a zone that is given', async () => {
		const player = shop();
		await order(player, {});
		const found = async (query: string): Promise<number> =>
			((await player.ask('GET', `orders?${query}`)) as unknown as readonly unknown[]).length;
		// Made at 12:00 GMT, 13:00 in Berlin.
		expect(await found('after=2026-11-21T12:30:00')).toBe(1);
		expect(await found('after=2026-11-21T12:30:00&dates_are_gmt=true')).toBe(0);
		expect(await found('after=2026-11-21T11:59:59&dates_are_gmt=true')).toBe(1);
		expect(await found('after=2026-11-21T11:30:00Z&dates_are_gmt=true')).toBe(0);
		expect(await found('after=2026-11-21T12:00:00&dates_are_gmt=true')).toBe(0);
	});

	it('leaves trash and drafts out of any', async () => {
		const player = shop();
		const { id } = await order(player, {});
		await order(player, { status: 'checkout-draft' });
		await player.ask('DELETE', `orders/${id}`);
		expect(await player.ask('GET', 'orders')).toEqual([]);
		expect(await player.ask('GET', 'orders?status=any,trash')).toEqual([]);
		expect(await player.ask('GET', 'orders?status=trash&_fields=id')).toEqual([{ id }]);
	});
});

describe('batches', () => {
	it('are not validated, not atomic, and go element by element on the clock', async () => {
		const player = shop({ speed: { msPerOrder: 140 } });
		const before = player.clock.now();
		const body = await player.ask('POST', 'orders/batch', {
			create: [{ line_items: [{ sku: 'MUG', quantity: '3' }] }, { line_items: [{}] }, { status: 'zzz', billing: { email: '' } }],
			update: [{ id: 999, status: 'completed' }],
		});
		expect(player.clock.now() - before).toBe(560);
		expect(body).toMatchObject({
			create: [{ total: '30.00' }, { id: 0, error: { code: 'woocommerce_rest_required_product_reference' } }, { status: 'pending' }],
			update: [{ id: 999, error: { code: 'woocommerce_rest_shop_order_invalid_id', data: { status: 400 } } }],
		});
	});

	it('break off at an element that fails in PHP, with those before it done', async () => {
		const player = shop();
		const response = await player.send({
			method: 'POST',
			path: '/wp-json/wc/v3/orders/batch',
			body: { create: [{ transaction_id: 'a' }, { line_items: [{ sku: 'MUG', quantity: 0 }] }, { transaction_id: 'c' }] },
		});
		expect([response.status, player.store.orders().map((made) => made['transaction_id'])]).toEqual([500, ['a']]);
	});

	it('answer an e-mail that is taken per customer', async () => {
		const player = shop();
		const body = await player.ask('POST', 'customers/batch', {
			create: [{ email: 'a@b.example' }, { email: 'A@B.example' }, { email: 'c@b.example' }],
		});
		expect(body).toMatchObject({
			create: [{ id: 3 }, { id: 0, error: { code: 'registration-error-email-exists', data: { status: 400 } } }, { id: 4 }],
		});
	});

	it('turn what is no number into 0 stock', async () => {
		const player = shop();
		await player.ask('POST', 'products/batch', { update: [{ id: 10, stock_quantity: 'abc' }] });
		expect(stock(player)).toBe(0);
	});
});

describe('damage', () => {
	it('is two orders of one origin or one transaction, unless one is in the trash', async () => {
		const player = shop();
		const origin = { meta_data: [{ key: '_storebridge_order', value: 'amazon:1' }] };
		const { id } = await order(player, { ...origin, transaction_id: '302-1' });
		await order(player, { ...origin, transaction_id: '302-1' });
		expect(player.store.damage()).toEqual([{ kind: 'duplicateOrder', detail: expect.stringMatching(/^orders \d+, \d+ share/) as string }]);
		await player.ask('DELETE', `orders/${id}`);
		expect(player.store.damage()).toEqual([]);
		await order(player, { transaction_id: '302-1' });
		expect(player.store.damage()).toHaveLength(1);
	});

	it('forgets everything on reset, and seeds again', async () => {
		const player = shop();
		await order(player, { line_items: two, status: 'processing' });
		player.store.reset();
		expect([player.store.orders(), stock(player)]).toEqual([[], 50]);
	});
});
