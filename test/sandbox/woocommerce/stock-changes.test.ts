import { ProductShop } from './product-shop';

const HOUR = 3_600_000;
const shirt = (sku: string, own: boolean) => ({
	name: sku,
	sku,
	type: 'variable',
	...(own ? {} : { manage_stock: true, stock_quantity: 20 }),
	variations: [{ sku: `${sku}-S`, ...(own ? { manage_stock: true, stock_quantity: 10 } : {}) }],
});

/** As recorded in products-stock-orders/webhook-deliveries-stock, and in woocommerce-observed.md "Stock changes". */
describe('a stock that changes', () => {
	let shop: ProductShop;
	let told: { readonly topic: string; readonly sku: unknown; readonly type: unknown }[];

	beforeEach(async () => {
		told = [];
		shop = new ProductShop({
			webhooks: { delayMs: 0 },
			products: [{ name: 'Mug', sku: 'MUG', manage_stock: true, stock_quantity: 5 }, shirt('OWN', true), shirt('PARENT', false)],
			webhookTransport: async ({ headers, body }) => {
				const topic = headers['x-wc-webhook-topic'];
				if (topic !== undefined) {
					const { sku, type } = JSON.parse(body.toString('utf8')) as { readonly sku: unknown; readonly type: unknown };
					told.push({ topic, sku, type });
				}
				return await Promise.resolve(200);
			},
		});
		await shop.ask('POST', 'webhooks', { topic: 'product.updated', delivery_url: 'https://n8n.example/hook', secret: 's' });
		shop.player.clock.advance(HOUR);
	});

	const product = (sku: string) => {
		const found = shop.player.store.productBySku(sku);
		if (found === undefined) throw new Error(`There is no ${sku}`);
		return found;
	};
	/** SKUs whose date moved, and whom the webhook told of. */
	const seen = async () => {
		await shop.player.store.webhooksIdle();
		const moved = ['MUG', 'OWN', 'OWN-S', 'PARENT', 'PARENT-S'].filter((sku) => product(sku).modifiedAt === shop.player.clock.now());
		return { moved, told: told.map(({ sku }) => sku) };
	};
	const order = async (sku: string, status = 'processing') =>
		await shop.ask('POST', 'orders', { status, line_items: [{ product_id: product(sku).id, quantity: 1 }] });

	it('by an order is told of, and moves the date', async () => {
		const { body } = await order('MUG');
		expect(await seen()).toEqual({ moved: ['MUG'], told: ['MUG'] });
		told = [];
		shop.player.clock.advance(HOUR);
		await shop.ask('PUT', `orders/${String(body['id'])}`, { status: 'cancelled' });
		expect(await seen()).toEqual({ moved: ['MUG'], told: ['MUG'] });
	});

	it('by an order of a variation is told of the variation, or of the parent whose it is', async () => {
		await order('OWN-S');
		expect(await seen()).toEqual({ moved: ['OWN', 'OWN-S'], told: ['OWN-S'] });
		expect(told).toEqual([{ topic: 'product.updated', sku: 'OWN-S', type: 'variation' }]);
		told = [];
		shop.player.clock.advance(HOUR);
		await order('PARENT-S');
		expect(await seen()).toEqual({ moved: ['PARENT'], told: ['PARENT'] });
	});

	it('does not for an order that is not paid', async () => {
		await order('MUG', 'pending');
		expect(await seen()).toEqual({ moved: [], told: [] });
	});

	it('by a client is told of, also where it stays the same', async () => {
		await shop.ask('POST', 'products/batch', { update: [{ id: product('MUG').id, manage_stock: true, stock_quantity: 5 }] });
		expect(await seen()).toEqual({ moved: ['MUG'], told: ['MUG'] });
		told = [];
		shop.player.clock.advance(HOUR);
		const path = `products/${product('OWN').id}/variations/batch`;
		await shop.ask('POST', path, { update: [{ id: product('OWN-S').id, manage_stock: true, stock_quantity: 3 }] });
		expect(await seen()).toEqual({ moved: ['OWN', 'OWN-S'], told: ['OWN-S'] });
	});

	it('by a plugin that writes past the store is told of by nothing', async () => {
		await shop.control('setStock', { sku: 'MUG', quantity: 450 });
		await shop.control('setStock', { id: product('OWN-S').id, quantity: 4 });
		expect(await seen()).toEqual({ moved: [], told: [] });
		expect((await shop.ask('GET', `products/${product('MUG').id}`)).body).toMatchObject({ stock_quantity: 450 });
		expect((await shop.ask('GET', `products/${product('OWN-S').id}`)).body).toMatchObject({ stock_quantity: 4 });
		await expect(shop.control('setStock', { sku: 'NONE', quantity: 4 })).rejects.toThrow('no product');
	});
});
