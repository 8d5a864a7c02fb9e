import type { Order } from '../../../../src/domain/order';
import { startStore, type StoreUnderTest } from '../store-under-test';

describe('whether a customer has paid another order before', () => {
	let shop: StoreUnderTest;
	beforeEach(async () => {
		shop = await startStore({ products: [{ name: 'Mug', sku: 'MUG', regular_price: '10.00' }] });
	});
	afterEach(async () => await shop.close());

	const bought = async (email: string, paymentMethod = 'stripe'): Promise<Order> => {
		const { id } = shop.standIn.placeStorefrontOrder({ lines: [{ sku: 'MUG', quantity: 1 }], billing: { email }, paymentMethod });
		const stored = await shop.store.storeOrders.get(String(id));
		if (stored === undefined) throw new Error('The order is not there');
		// The orders of this test are all of one second.
		return { ...stored.order, purchasedAt: new Date(Date.parse(stored.order.purchasedAt) + 60_000).toISOString() };
	};
	const isKnown = async (order: Order): Promise<boolean | undefined> => await shop.store.storeOrders.paidBefore?.(order);

	it('is told of a guest by the whole mail address, in one request', async () => {
		const first = await bought('kim@a.example');
		const sent = shop.requests().length;
		expect(await isKnown(first)).toBe(false);
		expect(shop.requests()).toHaveLength(sent + 1);
		await bought('mykim@a.example.test');
		expect(await isKnown(first)).toBe(false);
		expect(await isKnown(await bought('Kim@a.example'))).toBe(true);
	});

	it('counts paid orders alone', async () => {
		await bought('ada@a.example', 'bacs');
		expect(await isKnown(await bought('ada@a.example'))).toBe(false);
	});

	it('is told of a customer by the account', async () => {
		const order = await bought('kim@a.example');
		const registered: Order = { ...order, customer: { ...order.customer, id: '7', registered: true } };
		expect(await isKnown(registered)).toBe(false);
		expect(shop.requests().at(-1)?.query).toMatchObject({ customer: '7' });
	});

	it('and which mail address an account has', async () => {
		shop.standBefore(({ path }) => (path.endsWith('/customers/7') ? { status: 200, body: { email: 'kim@a.example' } } : undefined));
		expect(await shop.store.storeOrders.emailOf?.('7')).toBe('kim@a.example');
		expect(await shop.store.storeOrders.emailOf?.('8')).toBeUndefined();
	});
});
