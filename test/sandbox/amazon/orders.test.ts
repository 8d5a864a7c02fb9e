import { seedMany } from '../../../sandbox/seed/amazon-many';
import { seedDemo } from '../../../sandbox/seed/amazon-demo';
import { recipes } from '../../../sandbox/seed/amazon-recipes';
import { catalog, listings, multipack } from '../../../sandbox/seed/catalog';
import type { Order } from '../../../sandbox/amazon/orders/order-wire';
import { allData, callAmazon, iso, minute, type AmazonCaller } from './caller';

const items = [
	{ sku: 'MUG', quantity: 3, unitPrice: '10.00' },
	{ sku: 'TEA', quantity: 1, unitPrice: '5.00', shipping: '2.50' },
];

describe('orders at Amazon', () => {
	const withOrder = async (): Promise<{ amazon: AmazonCaller; read: () => Promise<Order>; placed: Order }> => {
		const amazon = await callAmazon();
		const placed = amazon.sandbox.amazon.orders.create({ orderId: 'one', items });
		amazon.sandbox.clock.advance(minute);
		return { amazon, placed, read: async () => (await amazon.getOrder('one', { includedData: allData })).body.order };
	};

	it('are placed with sums that agree', async () => {
		const { read } = await withOrder();
		const order = await read();
		expect(order.proceeds).toEqual({
			grandTotal: { amount: '37.50', currencyCode: 'EUR' },
			breakdowns: [
				{ type: 'ITEM', status: 'FINALIZED', subtotal: { amount: '35.00', currencyCode: 'EUR' } },
				{ type: 'SHIPPING', status: 'FINALIZED', subtotal: { amount: '2.50', currencyCode: 'EUR' } },
			],
		});
		expect(order.orderItems[0]?.product.price?.unitPrice).toEqual({ amount: '10.00', currencyCode: 'EUR' });
	});

	it.each([
		['JPY', '1200', '3600'],
		['KWD', '1.255', '3.765'],
	])('are written in %s with as many decimals as it has', async (currency, unitPrice, total) => {
		const amazon = await callAmazon();
		const order = amazon.sandbox.amazon.orders.create({ orderId: 'two', currency, items: [{ sku: 'MUG', quantity: 3, unitPrice }] });
		expect(order.orderItems[0]?.product.price?.unitPrice).toEqual({ amount: unitPrice, currencyCode: currency });
		expect(order.proceeds?.grandTotal).toEqual({ amount: total, currencyCode: currency });
	});

	it('are shipped in parts, with packages', async () => {
		const { amazon, read, placed } = await withOrder();
		const mug = placed.orderItems[0]?.orderItemId ?? '';
		amazon.sandbox.amazon.orders.ship('one', { quantities: { [mug]: 2 }, trackingNumber: 'T1' });
		expect((await read()).fulfillment?.fulfillmentStatus).toBe('PARTIALLY_SHIPPED');
		amazon.sandbox.amazon.orders.ship('one', { trackingNumber: 'T2' });
		const order = await read();
		expect(order.fulfillment?.fulfillmentStatus).toBe('SHIPPED');
		expect(order.orderItems.map(({ fulfillment }) => fulfillment?.quantityUnfulfilled)).toEqual([0, 0]);
		expect(order.packages?.map(({ packageReferenceId, trackingNumber }) => [packageReferenceId, trackingNumber])).toEqual([
			['1', 'T1'],
			['2', 'T2'],
		]);
		expect(order.packages?.[0]?.packageItems).toEqual([{ orderItemId: mug, quantity: 2 }]);
		expect(() => amazon.sandbox.amazon.orders.ship('one', { quantities: { [mug]: 1 } })).toThrow('More pieces');
	});

	it('are cancelled line by line: quantity 0, and the total without it', async () => {
		const { amazon, read, placed } = await withOrder();
		amazon.sandbox.amazon.orders.cancel('one', { orderItemIds: [placed.orderItems[0]?.orderItemId ?? ''], cancelledBy: 'MERCHANT' });
		const partly = await read();
		expect(partly.fulfillment?.fulfillmentStatus).toBe('UNSHIPPED');
		expect(partly.orderItems[0]).toMatchObject({
			quantityOrdered: 0,
			cancellation: { cancellationExecution: { cancelledBy: 'MERCHANT' } },
		});
		expect(partly.proceeds?.grandTotal?.amount).toBe('7.50');
		amazon.sandbox.amazon.orders.cancel('one');
		const wholly = await read();
		expect(wholly.fulfillment?.fulfillmentStatus).toBe('CANCELLED');
		expect(wholly).not.toHaveProperty('proceeds');
	});

	it('carry a cancel request of the buyer, any change, and a mere touch', async () => {
		const { amazon, read, placed } = await withOrder();
		amazon.sandbox.amazon.orders.requestCancel('one', 'Too slow');
		expect((await read()).orderItems[0]?.cancellation).toEqual({ cancellationRequest: { requester: 'BUYER', cancelReason: 'Too slow' } });
		amazon.sandbox.amazon.orders.change('one', { programs: ['PRIME'], buyer: { buyerName: null } });
		expect(await read()).toMatchObject({ programs: ['PRIME'], buyer: { buyerEmail: 'jo-example@marketplace.amazon.de' } });
		expect((await read()).buyer).not.toHaveProperty('buyerName');
		const before = await read();
		amazon.sandbox.clock.advance(minute);
		amazon.sandbox.amazon.orders.touch('one');
		expect(await read()).toEqual({ ...before, lastUpdatedTime: iso(amazon.sandbox.clock.now()) });
		expect(before.lastUpdatedTime).not.toBe(placed.lastUpdatedTime);
	});

	it('are told to whoever listens, by id alone', async () => {
		const amazon = await callAmazon();
		const heard: unknown[] = [];
		amazon.sandbox.events.onEvent(({ standIn, text, ids }) => heard.push({ standIn, text, ids }));
		amazon.sandbox.amazon.orders.create({ orderId: 'one', items });
		expect(heard).toEqual([{ standIn: 'amazon', text: 'Order placed one', ids: { orderId: 'one' } }]);
	});
});

describe('the demo world', () => {
	const now = Date.UTC(2026, 10, 21, 12);

	it('is the same for the same seed, has every case, and 200 different orders', () => {
		const seeded = seedDemo({ orders: 200, seed: 1, now });
		expect(seedDemo({ orders: 200, seed: 1, now })).toEqual(seeded);
		expect(seedDemo({ orders: 200, seed: 2, now })).not.toEqual(seeded);
		expect(new Set(seeded.map(({ wire }) => wire.orderId)).size).toBe(200);
		const kinds = new Set(seeded.map(({ expectation }) => expectation.kind));
		expect([...kinds].sort()).toEqual([...recipes.map(({ kind }) => kind), 'fbmUnshipped'].sort());
		for (const { wire } of seeded) expect(Date.parse(wire.lastUpdatedTime)).toBeLessThanOrEqual(now - 3 * minute);
	});

	it('adds up: items to their totals, totals to the order, whichever sign discounts have', () => {
		const cents = (amount: string | undefined): number => Math.round(Number(amount ?? '0') * 100);
		for (const { wire, expectation } of seedDemo({ orders: 400, seed: 3, now })) {
			const totals = wire.orderItems.map((item) => {
				const parts = item.proceeds?.breakdowns?.map(({ type, subtotal }) =>
					type === 'DISCOUNT' ? -Math.abs(cents(subtotal.amount)) : cents(subtotal.amount),
				);
				expect(cents(item.proceeds?.proceedsTotal?.amount)).toBe((parts ?? []).reduce((sum, part) => sum + part, 0));
				return cents(item.proceeds?.proceedsTotal?.amount);
			});
			expect(cents(wire.proceeds?.grandTotal?.amount)).toBe(totals.reduce((sum, total) => sum + total, 0));
			expect(expectation.total).toEqual(wire.proceeds?.grandTotal);
		}
	});

	it('shows both signs of discounts and both readings of FBA', () => {
		const seeded = seedDemo({ orders: 200, seed: 1, now });
		const discounts = seeded
			.flatMap(({ wire }) => wire.orderItems.flatMap((item) => item.proceeds?.breakdowns ?? []))
			.filter(({ type }) => type === 'DISCOUNT');
		expect(new Set(discounts.map(({ subtotal }) => Math.sign(Number(subtotal.amount))))).toEqual(new Set([-1, 1]));
		const fba = seeded.filter(({ expectation }) => expectation.kind === 'fbaShipped');
		for (const { wire, expectation } of fba) {
			expect(wire).not.toHaveProperty('recipient');
			expect(wire).not.toHaveProperty('buyer');
			expect(expectation.stockUnits).toEqual({});
		}
	});

	it('never expects more pieces of a product than the store has', () => {
		const units = new Map<string, number>();
		for (const { expectation } of seedDemo({ orders: 200, seed: 1, now, multipackLinked: true })) {
			for (const [sku, quantity] of Object.entries(expectation.stockUnits)) units.set(sku, (units.get(sku) ?? 0) + quantity);
		}
		for (const [sku, quantity] of units) expect(catalog.find((product) => product.sku === sku)?.stock).toBeGreaterThanOrEqual(quantity);
	});

	it('expects a three-pack to take three pieces once it is linked, and to be refused before', () => {
		const packs = (multipackLinked: boolean) =>
			seedDemo({ orders: 200, seed: 1, now, multipackLinked }).filter(({ expectation }) => expectation.kind === 'multipack');
		for (const { wire, expectation } of packs(true)) {
			expect(expectation.expect).toBe('saved');
			expect(expectation.stockUnits).toEqual({ [multipack.productSku]: 3 * (wire.orderItems[0]?.quantityOrdered ?? 0) });
		}
		for (const { expectation } of packs(false))
			expect(expectation).toMatchObject({ expect: 'refused', reason: 'lineUnmatched', stockUnits: {} });
	});

	it('has 40 products, 10 of them variations, with SKUs that differ without regard to case', () => {
		expect(catalog).toHaveLength(40);
		expect(catalog.filter(({ kind }) => kind === 'variation')).toHaveLength(10);
		expect(new Set(catalog.map(({ sku }) => sku.toUpperCase())).size).toBe(40);
		expect(new Set(listings.map(({ sellerSku }) => sellerSku)).size).toBe(listings.length);
		expect(new Set(listings.map(({ sellerSku }) => sellerSku.toUpperCase())).size).toBe(listings.length - 1);
	});
});

describe('many orders', () => {
	it('have exactly so many buyers and no more SKUs than asked for, and are built the same each time', () => {
		const stored = [...seedMany({ orders: 1000, sellerId: 'S', now: Date.UTC(2026, 10, 21) })];
		const orders = stored.map(({ load }) => load());
		expect(new Set(orders.map(({ buyer }) => buyer?.buyerEmail)).size).toBe(800);
		expect(new Set(orders.flatMap((order) => order.orderItems.map(({ product }) => product.sellerSku))).size).toBe(300);
		expect(stored[500]?.load()).toEqual(orders[500]);
		expect(orders[500]).toMatchObject({ orderId: stored[500]?.orderId, lastUpdatedTime: iso(stored[500]?.updatedMs ?? 0) });
	});

	it('are read in pages of a hundred within the burst', async () => {
		const amazon = await callAmazon();
		amazon.sandbox.seedMany({ orders: 1000 });
		const query = { lastUpdatedAfter: iso(amazon.sandbox.clock.now() - 2 * 86_400_000), includedData: allData };
		const ids = new Set<string>();
		let token: string | undefined;
		do {
			const { body } = await amazon.search({ ...query, ...(token === undefined ? {} : { paginationToken: token }) });
			for (const { orderId } of body.orders) ids.add(orderId);
			token = body.pagination?.nextToken;
		} while (token !== undefined);
		expect(ids.size).toBe(1000);
		expect(amazon.sandbox.counts()['amazon']?.byOperation).toEqual({ token: 1, searchOrders: 10 });
		expect(amazon.sandbox.quotaSeconds()).toBe(0);
	});
});
