import { mug, order, shop, start, stock, two } from './mug-shop';
import { Player } from './replay/player';

type Stocked = { readonly stock_quantity: number | null; readonly manage_stock: unknown; readonly stock_status: string };

describe('stock by order', () => {
	it.each(['on-hold', 'processing', 'completed'])('is taken once when an order becomes %s', async (status) => {
		const player = shop();
		const { id } = await order(player, { line_items: two });
		expect(stock(player)).toBe(50);
		await player.ask('PUT', `orders/${id}`, { status });
		expect(stock(player)).toBe(48);
		await player.ask('PUT', `orders/${id}`, { status: status === 'completed' ? 'processing' : 'completed' });
		expect(stock(player)).toBe(48);
	});

	it.each([
		['cancelled', 50],
		['pending', 50],
		['failed', 48],
		['refunded', 48],
	])('after %s leaves %d', async (status, left) => {
		const player = shop();
		const { id } = await order(player, { status: 'processing', line_items: two });
		await player.ask('PUT', `orders/${id}`, { status });
		expect(stock(player)).toBe(left);
	});

	it('is not touched, nor given back, by an order that says its stock was reduced', async () => {
		const player = shop();
		const { id, meta_data: meta } = await order(player, {
			status: 'completed',
			line_items: two,
			meta_data: [{ key: '_order_stock_reduced', value: 'yes' }],
		});
		expect([stock(player), meta]).toEqual([50, []]);
		await player.ask('PUT', `orders/${id}`, { status: 'cancelled' });
		expect(stock(player)).toBe(50);
	});

	it('is given back by what a line remembers, even if it was never taken', async () => {
		const player = shop();
		await player.ask('PUT', 'products/10', { stock_quantity: 49 });
		const { id } = await order(player, {
			status: 'completed',
			line_items: [{ sku: 'MUG', quantity: 3, meta_data: [{ key: '_reduced_stock', value: '3' }] }],
		});
		expect(stock(player)).toBe(49);
		await player.ask('PUT', `orders/${id}`, { status: 'cancelled' });
		expect(stock(player)).toBe(52);
	});

	/** As wc_maybe_adjust_line_item_product_stock writes it; recorded was only an edit without a refund before it. */
	it('of a line that is edited after a refund is what is left of it, edited once more or cancelled, too', async () => {
		const player = shop();
		const { id, line_items } = await order(player, { status: 'processing', line_items: [{ sku: 'MUG', quantity: 3 }] });
		const [line] = line_items as readonly { readonly id: number }[];
		await player.ask('POST', `orders/${id}/refunds`, {
			amount: '1.00',
			api_refund: false,
			line_items: [{ id: line?.id, quantity: 1, refund_total: 1 }],
		});
		expect(stock(player)).toBe(48);
		for (const [quantity, left] of [
			[5, 46],
			[5, 46],
			[2, 49],
		] as const) {
			await player.ask('PUT', `orders/${id}`, { line_items: [{ id: line?.id, quantity }] });
			expect(stock(player)).toBe(left);
		}
		await player.ask('PUT', `orders/${id}`, { status: 'cancelled' });
		expect(stock(player)).toBe(50);
	});

	it("of a variation that manages none is its parent's", async () => {
		const player = new Player(start, {
			products: [
				{
					name: 'Shirt',
					sku: 'SHIRT',
					type: 'variable',
					manage_stock: true,
					stock_quantity: 7,
					attributes: [{ name: 'Size', variation: true, options: ['S'] }],
					variations: [{ sku: 'SHIRT-S', regular_price: '5', attributes: [{ name: 'Size', option: 'S' }] }],
				},
			],
		});
		await order(player, { status: 'processing', line_items: [{ sku: 'SHIRT-S', quantity: 3 }] });
		const variation = (await player.ask('GET', 'products/10/variations/11')) as unknown as Stocked;
		expect(variation).toMatchObject({ manage_stock: 'parent', stock_quantity: 4 });
		expect(stock(player, 'SHIRT')).toBe(4);
	});

	it('may fall below nothing through the API; damage only when our own order did it', async () => {
		const player = shop();
		await order(player, { status: 'processing', line_items: [{ sku: 'MUG', quantity: 60 }] });
		expect([stock(player), player.store.damage()]).toEqual([-10, []]);
		await order(player, { status: 'processing', created_via: 'storebridge', line_items: two });
		expect(player.store.damage()).toEqual([{ kind: 'oversell', detail: expect.stringContaining('below zero') as string }]);
	});

	it('below nothing is no damage where backorders are allowed', async () => {
		const player = new Player(start, { products: [{ ...mug, backorders: 'notify', stock_quantity: 1 }] });
		await order(player, { status: 'processing', created_via: 'storebridge', line_items: two });
		expect(player.store.damage()).toEqual([]);
		expect(player.store.productBySku('MUG')?.stockStatus).toBe('onbackorder');
	});

	it('is left alone when the store does not manage it', async () => {
		const player = shop();
		player.store.setSettings({ manageStock: false });
		await order(player, { status: 'processing', line_items: two });
		expect(stock(player)).toBe(50);
	});

	it('is checked by the shop itself', () => {
		const player = shop();
		expect(() => player.store.placeStorefrontOrder({ billing: {}, lines: [{ sku: 'MUG', quantity: 51 }] })).toThrow('not enough stock');
		expect(player.store.orders()).toEqual([]);
	});
});
