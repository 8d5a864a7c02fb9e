import { money } from '../../../src/domain/money';
import type { OrderDraft } from '../../../src/ports/order-sink';
import { draft, line, order } from '../woocommerce/orders';
import { startShop, type ShopUnderTest } from './shop-under-test';

/** Five new orders a minute, whoever makes them: other apps, and people, take of them too. */
describe('a development store of Shopify', () => {
	let test: ShopUnderTest;
	beforeEach(async () => {
		const products = [{ title: 'Mug', sku: 'MUG', price: '10.00', stock: { 'Shop location': 50 } }];
		test = await startShop({ products, settings: { isDevelopmentStore: true } });
	});
	afterEach(async () => {
		await test.close();
	});
	const save = async (id: string, { orderSink, catalog } = test.shop) => {
		const [product] = await catalog.findBySkus(['MUG']);
		const matched = { productId: product?.id ?? '', sku: 'MUG', content: { unitsPerListing: 1 }, rule: 'sku' } as const;
		const lines = [line({ id: 'i1', sku: 'MUG', total: money('10.00', 'EUR'), product: matched })];
		const wanted: OrderDraft = draft(order({ id, number: id, lines }), { status: 'unfulfilled' });
		const [plan] = await orderSink.plan([wanted]);
		if (plan === undefined || 'code' in plan) throw new Error('It cannot be written');
		return (await orderSink.create([plan]))[0]?.kind;
	};
	const sent = () => test.requests().filter(({ body }) => String(body).includes('mutation OrderCreate')).length;

	it('is waited for where it takes no more orders for now, and has each of them once', async () => {
		const start = test.clock.now();
		for (const id of ['1', '2', '3', '4', '5']) expect(await save(id)).toBe('created');
		expect(test.clock.now() - start).toBeLessThan(30_000);
		expect(await save('6')).toBe('created');
		expect(test.clock.now() - start).toBeGreaterThanOrEqual(60_000);
		expect(test.standIn.orders().map(({ sourceIdentifier }) => sourceIdentifier)).toEqual(['1', '2', '3', '4', '5', '6']);
	});

	it('is waited for within bounds, and an order for which there is no time is refused by nobody', async () => {
		for (const id of ['1', '2', '3', '4', '5']) await save(id);
		const before = sent();
		await expect(save('6', test.connect({}, { budgetMs: 10_000 }))).rejects.toMatchObject({
			details: { kind: 'rateLimited', code: 'developmentStore', retryAfterMs: 15_000 },
		});
		expect([sent() - before, test.standIn.orders().length]).toEqual([1, 5]);
		// A store that never takes another.
		const answer = {
			status: 200,
			body: { data: { orderCreate: { order: null, userErrors: [{ field: null, message: 'Too many attempts.' }] } } },
		};
		test.faults.add({ standIn: 'shopify', kind: 'answer', operation: 'orderCreate', answer });
		await expect(save('6')).rejects.toMatchObject({ details: { kind: 'rateLimited', code: 'developmentStore' } });
		expect([sent() - before, test.standIn.orders().length]).toEqual([7, 5]);
		test.faults.clear();
		expect(await save('6')).toBe('created');
	});
});
