import fc from 'fast-check';
import type { LineProduct, Order } from '../../../src/domain/order';
import { originOf, parseOrigin } from '../../../src/usecases/order-key';
import { nextAttempt } from '../../../src/usecases/retry-times';
import { createPace } from '../../../src/usecases/save/pace';
import { needs, readShelf } from '../../../src/usecases/save/stock-check';
import { Faults } from '../../fixtures/memory-platform/faults';
import { MemoryShelf } from '../../fixtures/memory-platform/memory-shelf';
import { STORE } from '../../fixtures/memory-platform/memory-store';
import { order } from '../../fixtures/memory-platform/orders';

const PRODUCTS = ['p0', 'p1', 'p2'] as const;
const productId = fc.constantFrom(...PRODUCTS);
const units = fc.integer({ min: 1, max: 4 });

/** A single product, a multipack or a bundle. */
const product: fc.Arbitrary<LineProduct> = fc.oneof(
	fc
		.record({ productId, unitsPerListing: units })
		.map(({ productId: id, unitsPerListing }) => ({ productId: id, sku: id, content: { unitsPerListing }, rule: 'sku' })),
	fc
		.array(fc.record({ productId, units }), { minLength: 1, maxLength: 3 })
		.map((components) => ({ productId: components[0]?.productId ?? 'p0', sku: 'SET', content: { components }, rule: 'manual' })),
);

const orders: fc.Arbitrary<readonly Order[]> = fc
	.array(fc.array(fc.record({ product, quantity: units }), { minLength: 1, maxLength: 3 }), { maxLength: 8 })
	.map((wishes) =>
		wishes.map((lines, at) => {
			const made = order({ id: `o${at}`, lines: lines.map(({ quantity }) => ({ sku: 'X', quantity })) });
			return {
				...made,
				lines: made.lines.map((line, index) => ({ ...line, ...(lines[index] === undefined ? {} : { product: lines[index].product }) })),
			};
		}),
	);

const wanted = (each: Order, id: string): number =>
	each.lines
		.flatMap((line) => (line.product === undefined ? [] : needs(line.product, line.quantity)))
		.filter((need) => need.productId === id)
		.reduce((sum, { pieces }) => sum + pieces, 0);

it('multipacks and bundles need their pieces times the quantity', () => {
	fc.assert(
		fc.property(product, units, units, (of, first, second) => {
			const pieces = (quantity: number) => needs(of, quantity).map((need) => need.pieces);
			expect(pieces(first + second)).toEqual(pieces(first).map((count, at) => count + (pieces(second)[at] ?? 0)));
			expect(pieces(1).every((count) => count > 0)).toBe(true);
		}),
	);
});

it('orders that fit on the shelf one after the other never take more than there is, and none is refused that would fit', async () => {
	await fc.assert(
		fc.asyncProperty(orders, fc.array(fc.nat(12), { minLength: 3, maxLength: 3 }), async (all, stock) => {
			const goods = new MemoryShelf();
			for (const [at, id] of PRODUCTS.entries()) goods.add({ id, sku: id, places: { here: stock[at] ?? 0 } });
			const shelf = await readShelf(goods.catalog(STORE, new Faults(() => 0)), all);
			const left = new Map(PRODUCTS.map((id, at) => [id, stock[at] ?? 0]));
			for (const each of all) {
				expect(shelf.missing(each)).toEqual([]);
				const fits = PRODUCTS.every((id) => (left.get(id) ?? 0) >= wanted(each, id));
				expect(shelf.short(each) === undefined).toBe(fits);
				if (!fits) continue;
				shelf.take(each);
				for (const id of PRODUCTS) left.set(id, (left.get(id) ?? 0) - wanted(each, id));
			}
		}),
	);
});

it("an order's origin says which account and which order, whatever they are called", () => {
	const id = fc.stringMatching(/^[\w.:-]{1,20}$/);
	fc.assert(
		fc.property(
			fc.constantFrom('amazon' as const, 'woocommerce' as const),
			fc.stringMatching(/^[\w.:/-]{1,20}$/),
			id,
			(platform, account, orderId) => {
				expect(parseOrigin(originOf({ account: { platform, id: account }, id: orderId }))).toEqual({
					channel: `${platform}:${account}`,
					orderId,
				});
			},
		),
	);
	expect([parseOrigin('foreign'), parseOrigin('/x'), parseOrigin('x/')]).toEqual([undefined, undefined, undefined]);
});

it('the next attempt is soon at first and half an hour away in the end', () => {
	const minutes = [0, 1, 2, 3, 4, 5, 6, 100].map((attempts) => nextAttempt(attempts, 0) / 60_000);
	expect(minutes).toEqual([1, 2, 5, 10, 15, 30, 30, 30]);
});

it('a request takes as many orders as fit into a few seconds, within what the platform takes', () => {
	const pace = createPace();
	expect([pace.next(100), pace.next(1)]).toEqual([10, 1]);
	pace.took(10, 100);
	expect(pace.next(100)).toBe(100);
	pace.took(100, 40_000);
	expect(pace.next(100)).toBe(10);
	pace.took(10, 2_000);
	expect(pace.next(100)).toBe(13);
	pace.failed();
	expect(pace.next(100)).toBe(10);
	fc.assert(
		fc.property(
			fc.array(fc.tuple(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 100_000 })), { maxLength: 20 }),
			fc.integer({ min: 1, max: 100 }),
			(requests, most) => {
				const any = createPace();
				for (const [count, ms] of requests) any.took(count, ms);
				expect(any.next(most)).toBeGreaterThanOrEqual(1);
				expect(any.next(most)).toBeLessThanOrEqual(most);
			},
		),
	);
});
