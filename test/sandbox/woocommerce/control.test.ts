import type { SandboxEvent } from '../../../sandbox/kernel/contract';
import { catalog, catalogParents, outOfStockSku } from '../../../sandbox/seed/catalog';
import { productsFromCatalog } from '../../../sandbox/woocommerce';
import { Player } from './replay/player';

function shop(events: SandboxEvent[] = []): Player {
	return new Player('2026-11-21T12:00:00Z', {
		products: productsFromCatalog(catalog, catalogParents),
		customStatuses: [{ slug: 'shipped', name: 'Shipped' }],
		onEvent: (event) => events.push(event),
	});
}

const billing = { first_name: 'Ada', country: 'DE', email: 'ada@b.example' };

describe('the store in the sandbox', () => {
	it('sells the goods of the demo, each under its SKU without case', async () => {
		const player = shop();
		const skus = [...catalog.map(({ sku }) => sku), ...catalogParents.map(({ sku }) => sku)];
		for (const sku of skus) {
			const found = (await player.ask('GET', `products?sku=${encodeURIComponent(sku.toLowerCase())}`)) as unknown as readonly {
				sku: string;
			}[];
			expect(found.map((product) => product.sku)).toEqual([sku]);
		}
		const many = (await player.ask(
			'GET',
			`products?per_page=100&_fields=sku&sku=${encodeURIComponent(skus.join(','))}`,
		)) as unknown as readonly unknown[];
		expect(many).toHaveLength(skus.length);
	});

	it('lets a shopper buy, and refuses what is sold out', async () => {
		const player = shop();
		expect(
			await player.store.control('placeOrder', { billing, lines: [{ sku: 'MUG-RED-11', quantity: 2 }], transactionId: 'pi_1' }),
		).toMatchObject({
			status: 'processing',
			created_via: 'store-api',
			transaction_id: 'pi_1',
			total: '25.80',
			shipping: { first_name: 'Ada' },
		});
		await expect(player.store.control('placeOrder', { billing, lines: [{ sku: outOfStockSku, quantity: 1 }] })).rejects.toThrow(
			'not enough stock',
		);
		await player.store.control('setStock', { sku: outOfStockSku, quantity: 1 });
		await expect(player.store.control('placeOrder', { billing, lines: [{ sku: outOfStockSku, quantity: 1 }] })).resolves.toMatchObject({
			status: 'processing',
		});
		await expect(player.store.control('fly', {})).rejects.toMatchObject({ status: 404 });
	});

	it('knows the statuses of its plugins', async () => {
		const player = shop();
		const { id } = await player.ask('POST', 'orders', { status: 'shipped' });
		expect(await player.ask('GET', 'orders?status=shipped&_fields=id')).toEqual([{ id }]);
		expect(await player.ask('GET', 'reports/orders/totals')).toContainEqual({ slug: 'shipped', name: 'Shipped', total: 1 });
	});

	it('tells of each order as it comes and changes, by ids alone', async () => {
		const events: SandboxEvent[] = [];
		const player = shop(events);
		const { id } = await player.ask('POST', 'orders', { billing, transaction_id: '302-1' });
		await player.ask('PUT', `orders/${String(id)}`, { status: 'cancelled' });
		expect(events.map(({ text, ids }) => [text, ids])).toEqual([
			[`order created #${String(id)} (pending)`, { order: String(id), transaction: '302-1' }],
			[`order updated #${String(id)} (cancelled)`, { order: String(id), transaction: '302-1' }],
		]);
		expect(JSON.stringify(events)).not.toContain('ada@b.example');
	});
});
