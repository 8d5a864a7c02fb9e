import { PlatformError } from '../../../../src/domain/platform-error';
import type { OrderPage, OrderSearch } from '../../../../src/ports/order-source';
import { OpenOrders } from '../../../../src/usecases/stock/open-orders';

const minute = 60_000;
const upTo = '2026-11-27T12:00:00.000Z';
const outOfQuota = new PlatformError('Amazon searchOrders: the quota is used up', {
	platform: 'amazon',
	operation: 'searchOrders',
	kind: 'rateLimited',
});

/** A channel with two pages of open orders; `tokens` searches are left. */
function channel(tokens: number) {
	const source = {
		tokens,
		search: async ({ page }: OrderSearch): Promise<OrderPage> => {
			if (source.tokens < 1) throw outOfQuota;
			source.tokens -= 1;
			return await Promise.resolve({ orders: [], unreadable: [], upTo, ...(page === undefined ? { nextPage: 'two' } : {}) });
		},
		allowance: async () => await Promise.resolve({ searches: source.tokens, gets: 0 }),
	};
	return source;
}

describe('Orders that wait for the merchant', () => {
	it('are searched once for all runs of a moment', async () => {
		const source = channel(20);
		const orders = new OpenOrders(source);
		const found = await orders.read(0);
		await expect(orders.read(minute)).resolves.toBe(found);
		expect(source.tokens).toBe(18);
		await expect(orders.read(minute + 1)).resolves.not.toBe(found);
		expect(source.tokens).toBe(16);
	});

	it('are those found a moment ago where the last searches are left to whoever collects orders', async () => {
		const source = channel(7);
		const orders = new OpenOrders(source);
		const found = await orders.read(0);
		await expect(orders.read(10 * minute)).resolves.toBe(found);
		expect(source.tokens).toBe(5);
	});

	it('are those found a moment ago where the quota ends between two pages', async () => {
		const source = channel(8);
		const orders = new OpenOrders(source);
		const found = await orders.read(0);
		// Others searched meanwhile, and did not say so yet.
		source.allowance = async () => await Promise.resolve({ searches: 6, gets: 0 });
		source.tokens = 1;
		await expect(orders.read(10 * minute)).resolves.toBe(found);
	});

	it('are not guessed where what was found is old, or nothing was', async () => {
		await expect(new OpenOrders(channel(1)).read(0)).rejects.toThrow(outOfQuota);
		const orders = new OpenOrders(channel(3));
		await orders.read(0);
		await expect(orders.read(16 * minute)).rejects.toThrow(outOfQuota);
	});
});
