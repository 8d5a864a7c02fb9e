import fc from 'fast-check';
import { accountKey } from '../../../src/domain/account';
import { orderId } from '../../../src/domain/ids';
import type { LineProduct, Order } from '../../../src/domain/order';
import { piecesOf } from '../../../src/domain/packs';
import { originOf, parseOrigin } from '../../../src/usecases/order-key';
import { createPace } from '../../../src/usecases/save/pace';
import { readShelf } from '../../../src/usecases/save/stock-check';
import { nextAttempt } from '../../../src/usecases/sales/retry-times';
import { Faults } from '../../fixtures/memory-platform/faults';
import { MemoryShelf } from '../../fixtures/memory-platform/memory-shelf';
import { STORE } from '../../fixtures/memory-platform/memory-store';
import { order } from '../../fixtures/memory-platform/orders';
import { shelfRun } from '../../fixtures/shelf-run';

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
		.flatMap((line) => (line.product === undefined ? [] : piecesOf(line.product, line.quantity)))
		.filter((need) => need.productId === id)
		.reduce((sum, { pieces }) => sum + pieces, 0);

it('orders that fit on the shelf one after the other never take more than there is, and none is refused that would fit', async () => {
	await fc.assert(
		fc.asyncProperty(orders, fc.array(fc.nat(12), { minLength: 3, maxLength: 3 }), async (all, stock) => {
			const goods = new MemoryShelf();
			for (const [at, id] of PRODUCTS.entries()) goods.add({ id, sku: id, places: { here: stock[at] ?? 0 } });
			const shelf = await readShelf(shelfRun(goods.catalog(STORE, new Faults(() => 0))), all);
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

describe("an order's origin says which account and which order", () => {
	const platform = fc.stringMatching(/^[a-z]{1,12}$/);
	/** Amazon's and Shopify's accounts, stores of WooCommerce with paths, and anything else. */
	const account = fc.oneof(
		fc.stringMatching(/^(na|eu|fe):[A-Z0-9]{13,14}$/),
		fc.stringMatching(/^[a-z0-9-]{1,12}\.example(:\d{2,4})?(\/[\w.-]{1,8}){0,3}$/),
		fc.stringMatching(/^[\w.:/%-]{1,20}$/),
	);
	const amazonOrder = fc.stringMatching(/^\d{3}-\d{7}-\d{7}$/);
	const wooCommerceOrder = fc.integer({ min: 1 }).map(String);
	const shopifyOrder = fc.integer({ min: 1 }).map((number) => `gid://shopify/Order/${number}`);
	const back = (platformName: string, id: string, order: string) =>
		parseOrigin(originOf({ account: { platform: platformName, id }, id: orderId(order) }));

	it('whatever they are called', () => {
		fc.assert(
			fc.property(
				platform,
				account,
				fc.oneof(amazonOrder, wooCommerceOrder, shopifyOrder, fc.string({ minLength: 1, unit: 'binary' })),
				(name, id, order) => {
					expect(back(name, id, order)).toEqual({ account: accountKey({ platform: name, id }), id: order });
				},
			),
		);
	});

	it('two orders never share one', () => {
		const order = fc.oneof(amazonOrder, wooCommerceOrder, shopifyOrder, fc.stringMatching(/^[%/2F5a-c]{1,6}$/));
		fc.assert(
			fc.property(account, order, account, order, (oneAccount, one, otherAccount, other) => {
				const origin = (id: string, of: string) => originOf({ account: { platform: 'any', id }, id: orderId(of) });
				expect(origin(oneAccount, one) === origin(otherAccount, other)).toBe(oneAccount === otherAccount && one === other);
			}),
		);
	});

	it("as it stands in stores already for Amazon's and WooCommerce's orders", () => {
		fc.assert(
			fc.property(account, fc.oneof(amazonOrder, wooCommerceOrder), (id, order) => {
				expect(originOf({ account: { platform: 'amazon', id }, id: orderId(order) })).toBe(`amazon:${id}/${order}`);
			}),
		);
		expect(originOf({ account: { platform: 'shopify', id: 'shop.myshopify.com' }, id: orderId('gid://shopify/Order/1') })).toBe(
			'shopify:shop.myshopify.com/gid:%2F%2Fshopify%2FOrder%2F1',
		);
	});

	it('and a mark that is not ours says nothing', () => {
		for (const mark of ['foreign', '/x', 'x/', 'x/y', ':x/y', 'x:/y', 'x:y', ''])
			expect([mark, parseOrigin(mark)]).toEqual([mark, undefined]);
	});
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
