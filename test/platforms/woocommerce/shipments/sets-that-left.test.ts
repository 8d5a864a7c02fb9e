import { isAllShipped } from '../../../../src/platforms/woocommerce/shipments/completion';
import type { WireStoreOrder } from '../../../../src/platforms/woocommerce/wire/store-order';

const line = (id: number, containerId = 0) => ({
	id,
	quantity: 1,
	productId: id,
	variationId: 0,
	containerId,
	meta: [{ key: '_reduced_stock', value: '1' }],
});
/** A set of two, of which one is a set of one itself, beside a line of its own. */
const order = { lines: [line(1), line(2, 1), line(3, 1), line(4, 3), line(5)] } as unknown as WireStoreOrder;
const products = { byIds: async () => await Promise.resolve([]) } as never;
const shipped = async (...ids: readonly number[]): Promise<boolean> =>
	await isAllShipped(order, new Map(ids.map((id) => [String(id), 1])), new Map(), products);

describe('an order with a set', () => {
	it.each<[string, number[]]>([
		['the set', [1, 5]],
		['all its parts', [2, 4, 5]],
		['a part, and the set within as one', [2, 3, 5]],
		['everything', [1, 2, 3, 4, 5]],
	])('is shipped when %s has left', async (_what, ids) => {
		expect(await shipped(...ids)).toBe(true);
	});

	it.each<[string, number[]]>([
		['one part alone', [2, 5]],
		['the set alone, of two lines', [1]],
		['nothing of the set', [5]],
	])('is not when %s has left', async (_what, ids) => {
		expect(await shipped(...ids)).toBe(false);
	});
});
