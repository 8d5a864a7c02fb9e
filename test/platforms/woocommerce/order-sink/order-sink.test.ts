import { money } from '../../../../src/domain/money';
import type { LineProduct, Order, OrderLine } from '../../../../src/domain/order';
import type { DraftOutcome, OrderDraft, OwnOrder, PlannedOrder } from '../../../../src/ports/order-sink';
import type { WooCommerce } from '../../../../src/platforms/woocommerce';
import { charge, draft, line, order } from '../orders';
import { startStore, type StoreUnderTest } from '../store-under-test';

const eur = (amount: string) => money(amount, 'EUR');

async function ownOrders(store: WooCommerce, above: number, since?: string): Promise<readonly OwnOrder[]> {
	const found: OwnOrder[] = [];
	for await (const { orders } of store.orderSink.ownOrders(above, since === undefined ? {} : { since }))
		found.push(...orders.filter(({ position }) => position > above));
	return found;
}

describe('orders in a WooCommerce store', () => {
	let shop: StoreUnderTest;
	let mugProduct: LineProduct;
	let shirtProduct: LineProduct;
	let mug: OrderLine;
	let shirt: OrderLine;

	beforeEach(async () => {
		shop = await startStore({
			customStatuses: [{ slug: 'packing', name: 'Packing' }],
			products: [
				{ name: 'Mug', sku: 'MUG-1', regular_price: '12.90', manage_stock: true, stock_quantity: 50 },
				{
					name: 'Shirt',
					sku: 'SHIRT',
					type: 'variable',
					attributes: [{ name: 'Size', options: ['S', 'M'], variation: true }],
					variations: [
						{ sku: 'SHIRT-M', regular_price: '39.00', manage_stock: true, stock_quantity: 5, attributes: [{ name: 'Size', option: 'M' }] },
					],
				},
			],
		});
		const [found, variation] = [...(await shop.store.catalog.findBySkus(['MUG-1', 'SHIRT-M']))].sort((a, b) => a.sku.localeCompare(b.sku));
		mugProduct = { productId: found?.id ?? '', sku: 'MUG-1', content: { unitsPerListing: 1 }, rule: 'sku' };
		shirtProduct = {
			productId: variation?.id ?? '',
			parentId: variation?.parentId ?? '',
			sku: 'SHIRT-M',
			content: { unitsPerListing: 1 },
			rule: 'sku',
		};
		mug = line({ id: 'i1', sku: 'AMZ-MUG', quantity: 2, total: eur('25.80'), product: mugProduct });
		shirt = line({ id: 'i2', sku: 'SHIRT-M', total: eur('39.00'), product: shirtProduct });
	});
	afterEach(async () => await shop.close());

	async function planned(...drafts: readonly OrderDraft[]): Promise<readonly PlannedOrder[]> {
		const plans = await shop.store.orderSink.plan(drafts);
		return plans.map((plan) => {
			if ('code' in plan) throw new Error(plan.text);
			return plan;
		});
	}

	async function created(of: Order, given: Partial<OrderDraft> = {}): Promise<Extract<DraftOutcome, { kind: 'created' }>> {
		const [outcome] = await shop.store.orderSink.create(await planned(draft(of, given)));
		if (outcome?.kind !== 'created') throw new Error(JSON.stringify(outcome));
		return outcome;
	}

	const stored = (id: string): Record<string, unknown> => shop.standIn.order(Number(id)) ?? {};

	it('writes an order with lines, shipping, discount, meta and a paid date, and reduces the stock', async () => {
		const of = order({
			lines: [{ ...mug, discount: eur('5.80') }, shirt],
			charges: [charge({ kind: 'shipping', total: eur('4.99') }), charge({ kind: 'giftWrap', total: eur('2.49') })],
			delivery: { service: 'Standard' },
			programs: ['PRIME', 'TRANSPARENCY', 'prime'],
		});
		const { saved, doubts } = await created(of);
		expect(doubts).toEqual([]);
		expect(saved.total).toEqual(of.totals.computed);
		const body = stored(saved.id);
		expect(body).toMatchObject({
			status: 'processing',
			total: '66.48',
			discount_total: '5.80',
			created_via: 'storebridge',
			transaction_id: of.number,
			payment_method_title: `Amazon.de ${of.number}`,
			customer_note: '',
			shipping_lines: [{ method_title: 'Standard', total: '4.99' }],
			fee_lines: [{ name: 'Gift wrap', total: '2.49' }],
		});
		expect(body['date_paid']).not.toBeNull();
		expect((body['billing'] as { email: string }).email).toBe('');
		expect(body['billing']).toMatchObject({ first_name: 'Jörg', last_name: 'Müller', address_1: 'Weg 1', phone: '+49 30 1234' });
		const meta = Object.fromEntries((body['meta_data'] as { key: string; value: string }[]).map(({ key, value }) => [key, value]));
		expect(meta).toMatchObject({
			_storebridge_order: `amazon:eu:A1SELLER/${of.id}`,
			_amazon_order_id: of.id,
			_amazon_buyer_email: 'abc123@marketplace.amazon.de',
			_amazon_purchase_date: of.purchasedAt,
			_amazon_programs: 'PRIME, TRANSPARENCY',
		});
		expect(shop.standIn.productBySku('MUG-1')?.stock).toBe(48);
		expect(shop.standIn.productBySku('SHIRT-M')?.stock).toBe(4);
		expect(shop.standIn.damage()).toEqual([]);
	});

	it('leaves the stock alone for orders that Amazon ships, also when they are cancelled', async () => {
		const { saved } = await created(order({ lines: [mug], fulfilledBy: 'amazon' }), { stock: 'leave', status: 'completed' });
		expect(shop.standIn.productBySku('MUG-1')?.stock).toBe(50);
		await shop.store.orderSink.cancel(saved);
		expect(shop.standIn.productBySku('MUG-1')?.stock).toBe(50);
	});

	it('multiplies quantities by units per listing and splits bundles over their components', async () => {
		const pack = { ...mug, quantity: 2, product: { ...mugProduct, content: { unitsPerListing: 3 } } };
		const bundle = {
			...shirt,
			id: 'i3',
			total: eur('50.01'),
			product: {
				...shirtProduct,
				content: {
					components: [
						{ productId: mugProduct.productId, units: 1 },
						{ productId: shirtProduct.productId, units: 2 },
					],
				},
			},
		};
		const { saved, doubts } = await created(order({ lines: [pack, bundle] }));
		expect(doubts).toEqual([]);
		const lines = stored(saved.id)['line_items'] as { quantity: number; total: string; product_id: number; variation_id: number }[];
		expect(lines.map(({ quantity, total }) => [quantity, total])).toEqual([
			[6, '25.80'],
			[1, '16.67'],
			[2, '33.34'],
		]);
		expect(lines[2]).toMatchObject({ product_id: Number(shirtProduct.parentId), variation_id: Number(shirtProduct.productId) });
	});

	it('leaves out lines of quantity 0, saves replacements at 0.00 and lines without a product as text', async () => {
		const text = line({ id: 'i9', sku: 'OLD', title: 'Old tray', quantity: 3, total: eur('7.00') });
		const { saved, doubts } = await created(
			order({ lines: [{ ...mug, quantity: 0, total: eur('0') }, { ...shirt, total: eur('0') }, text] }),
			{ textLines: ['i9'] },
		);
		expect(doubts).toEqual([]);
		expect(stored(saved.id)).toMatchObject({
			total: '7.00',
			line_items: [{ total: '0.00' }],
			fee_lines: [{ name: '3 × Old tray (SKU OLD)', total: '7.00' }],
		});
	});

	it('puts gift message and wrap on the line, and the message in the note that the packer reads', async () => {
		const { saved } = await created(order({ lines: [{ ...mug, gift: { message: 'Alles Gute 🎂', wrapLevel: 'Rot' } }] }));
		const [first] = stored(saved.id)['line_items'] as { meta_data: { key: string; value: string }[] }[];
		expect(first?.meta_data).toEqual(
			expect.arrayContaining([
				expect.objectContaining({ key: 'Gift message', value: 'Alles Gute 🎂' }),
				expect.objectContaining({ key: 'Gift wrap', value: 'Rot' }),
			]),
		);
		expect(stored(saved.id)['customer_note']).toBe('Gift message for SKU "AMZ-MUG": Alles Gute 🎂');
	});

	it('takes a negative adjustment off a line and adds a positive one as a fee', async () => {
		const less = await created(order({ lines: [mug], charges: [charge({ kind: 'adjustment', total: eur('-0.03') })] }));
		expect(stored(less.saved.id)).toMatchObject({ total: '25.77', fee_lines: [], discount_total: '0.00' });
		const more = await created(
			order({ id: '302-2', number: '302-2', lines: [mug], charges: [charge({ kind: 'adjustment', total: eur('0.04') })] }),
		);
		expect(stored(more.saved.id)).toMatchObject({ total: '25.84', fee_lines: [{ name: 'Rounding', total: '0.04', tax_status: 'none' }] });
	});

	it('sets a custom status after the stock was reduced and the payment dated', async () => {
		const { saved, doubts } = await created(order({ lines: [mug] }), { status: 'packing' });
		expect(doubts).toEqual([]);
		expect(saved.status).toBe('packing');
		expect(stored(saved.id)['status']).toBe('packing');
		expect(stored(saved.id)['date_paid']).not.toBeNull();
		expect(shop.standIn.productBySku('MUG-1')?.stock).toBe(48);
	});

	it('refuses what the store would quietly take wrongly', async () => {
		const plans = await shop.store.orderSink.plan([
			draft(order({ lines: [mug] }), { status: 'zzz' }),
			draft(order({ lines: [{ ...mug, quantity: -1 }] })),
			draft(order({ lines: [{ ...mug, quantity: 1.5 }] })),
			draft(order({ lines: [line({ id: 'i', sku: 'X' })] })),
			draft(order({ lines: [{ ...mug, total: money('10', 'SEK'), discount: money(0, 'SEK') }], currency: 'SEK' })),
			draft(order({ lines: [{ ...mug, quantity: 0 }] })),
		]);
		expect(plans.map((plan) => ('code' in plan ? plan.code : 'planned'))).toEqual([
			'storeRejected',
			'invalidOrder',
			'invalidOrder',
			'lineUnmatched',
			'currencyDiffers',
			'noLines',
		]);
	});

	it('saves in its own currency by choice', async () => {
		const of = order({ lines: [{ ...mug, total: money('100', 'SEK'), discount: money(0, 'SEK') }], currency: 'SEK' });
		const { saved } = await created(of, { foreignCurrency: true });
		expect(saved.total).toEqual(money('100', 'SEK'));
	});

	it('reports a line whose product is gone', async () => {
		const plans = await planned(draft(order({ lines: [mug] })));
		shop.standIn.records.products.delete(Number(mugProduct.productId));
		const [outcome] = await shop.store.orderSink.create(plans);
		expect(outcome).toMatchObject({ kind: 'created', doubts: [{ code: 'lineChanged' }] });
	});

	it('answers each element of a batch: a refused one does not take the others along', async () => {
		const plans = await planned(
			draft(order({ lines: [mug] })),
			draft(order({ id: '302-2', number: '302-2', lines: [mug] }), { customerId: '999999' }),
			draft(order({ id: '302-3', number: '302-3', lines: [shirt] })),
		);
		const outcomes = await shop.store.orderSink.create(plans);
		expect(outcomes.map(({ kind }) => kind)).toEqual(['created', 'refused', 'created']);
		expect(outcomes[1]).toMatchObject({
			reason: { code: 'storeRejected', text: expect.stringContaining('woocommerce_rest_invalid_customer_id') as string },
		});
	});

	it.each([
		'timeoutAfter',
		'resetAfter',
		'cutBody',
		'timeoutBefore',
		'resetBefore',
		'http500',
		'http503Html',
		'html200',
		'wrongShape',
		'emptyBody',
	] as const)('calls every order unknown after %s, and sends it once', async (kind) => {
		const store = shop.connect({}, { requestTimeoutMs: 400 });
		const plans = await planned(draft(order({ lines: [mug] })), draft(order({ id: '302-2', number: '302-2', lines: [shirt] })));
		shop.faults.add({ standIn: 'woocommerce', kind, method: 'POST', pathPattern: 'orders/batch' });
		const outcomes = await store.orderSink.create(plans);
		expect(outcomes.map((outcome) => outcome.kind)).toEqual(['unknown', 'unknown']);
		expect(shop.requests().filter(({ method }) => method === 'POST')).toHaveLength(1);
		shop.faults.clear();
		const found = await ownOrders(store, 0);
		expect(found).toHaveLength(kind.endsWith('After') || kind === 'cutBody' ? 2 : 0);
	});

	it('throws when the request as a whole was refused', async () => {
		const plans = await planned(draft(order({ lines: [mug] })));
		await expect(shop.connect({ consumerSecret: 'cs_wrong' }).orderSink.create(plans)).rejects.toMatchObject({
			details: { kind: 'credential', code: 'wrongSecret' },
		});
		shop.faults.add({ standIn: 'woocommerce', kind: 'http429', method: 'POST' });
		await expect(shop.store.orderSink.create(plans)).rejects.toMatchObject({ details: { kind: 'rateLimited' } });
		expect(shop.standIn.orders()).toEqual([]);
	});

	it('finds own orders above a position, trashed ones too, newest first, and no others', async () => {
		const first = await created(order({ lines: [mug] }));
		shop.standIn.addOrder({ line_items: [{ product_id: Number(mugProduct.productId), quantity: 1 }] });
		const second = await created(order({ id: '302-2', number: '302-2', lines: [mug] }));
		const third = await created(order({ id: '302-3', number: '302-3', lines: [mug] }));
		shop.standIn.changeOrder(Number(second.saved.id), { status: 'trash' });
		const all = await ownOrders(shop.store, 0);
		expect(all.map(({ id, trashed }) => [id, trashed])).toEqual([
			[third.saved.id, false],
			[first.saved.id, false],
			[second.saved.id, true],
		]);
		expect(all[0]).toMatchObject({ origin: 'amazon:eu:A1SELLER/302-3', position: Number(third.saved.id), fingerprint: 'f1' });
		const above = await ownOrders(shop.store, first.saved.position);
		expect(above.map(({ id }) => id)).toEqual([third.saved.id, second.saved.id]);
		const asked = shop.requests().length;
		for (let index = 0; index < 110; index += 1)
			shop.standIn.addOrder({
				created_via: 'storebridge',
				meta_data: [{ key: '_storebridge_order', value: `amazon:eu:A1SELLER/${index}` }],
			});
		expect(await ownOrders(shop.store, third.saved.position)).toHaveLength(110);
		expect(shop.requests().length - asked).toBe(3);
		expect(await ownOrders(shop.store, third.saved.position + 100)).toHaveLength(10);
		expect(shop.requests().length - asked).toBe(5);
		const since = await ownOrders(shop.store, 0, new Date(Date.now() + 60_000).toISOString());
		expect(since).toEqual([]);
		const recent = await ownOrders(shop.store, 0, new Date(Date.now() - 60_000).toISOString());
		expect(recent).toHaveLength(113);
	});

	it('leaves out those that nobody has to see: one page where there were several', async () => {
		const first = await created(order({ lines: [mug] }));
		const made = Array.from({ length: 210 }, (_, index) =>
			shop.standIn.addOrder({
				created_via: 'storebridge',
				meta_data: [{ key: '_storebridge_order', value: `amazon:eu:A1SELLER/${index}` }],
			}),
		);
		const except = made.slice(1).map(({ id }) => String(id));
		const asked = shop.requests().length;
		const found: OwnOrder[] = [];
		for await (const { orders } of shop.store.orderSink.ownOrders(first.saved.position, { trash: false, except })) found.push(...orders);
		expect(found.map(({ id }) => id)).toEqual([String(made[0]?.id), first.saved.id]);
		expect(shop.requests().length - asked).toBe(1);
	});

	it('recognises own orders one by one: an odd total hides none, one without a readable mark is told of', async () => {
		const made = [];
		for (const id of ['302-1', '302-2', '302-3', '302-4']) made.push(await created(order({ id, number: id, lines: [mug] })));
		const [, odd, stripped, nameless] = made.map(({ saved }) => saved.id);
		const spoil = (record: string | undefined, oddity: object): void => {
			shop.faults.add({ standIn: 'woocommerce', kind: 'odd', operation: 'listOrders', record: record ?? '', oddity });
		};
		spoil(odd, { set: { total: '12,90' } });
		const { orderSink } = shop.store;
		const listed = async () => {
			const pages = [];
			for await (const page of orderSink.ownOrders(0)) pages.push(page);
			return { own: pages.flatMap(({ orders }) => orders.map(({ id }) => id)), unmarked: pages.flatMap(({ unmarked }) => unmarked) };
		};
		expect(await listed()).toEqual({ own: made.map(({ saved }) => saved.id).toReversed(), unmarked: [] });
		shop.faults.clear();
		spoil(stripped, { remove: ['meta_data'] });
		expect((await listed()).unmarked).toEqual([{ id: stripped, position: Number(stripped), orderNumber: '302-3' }]);
		shop.faults.clear();
		spoil(nameless, { set: { id: 'nobody' } });
		expect((await listed()).unmarked).toEqual([{ id: '(without id)' }]);
	});

	it('reads, holds, cancels and notes', async () => {
		const { saved } = await created(order({ lines: [mug] }));
		const { orderSink } = shop.store;
		expect(await orderSink.read(saved)).toMatchObject({
			shipped: false,
			cancelled: false,
			editable: true,
			saved: { id: saved.id, total: eur('25.80') },
		});
		expect(await orderSink.hold(saved)).toMatchObject({ status: 'on-hold' });
		expect(await orderSink.hold(saved)).toMatchObject({ status: 'on-hold' });
		await orderSink.addNote(saved, 'Gift message: Alles Gute');
		expect(await orderSink.cancel(saved)).toMatchObject({ status: 'cancelled' });
		expect(await orderSink.cancel(saved)).toMatchObject({ status: 'cancelled' });
		expect(shop.standIn.productBySku('MUG-1')?.stock).toBe(50);
		expect(await orderSink.read(saved)).toMatchObject({ cancelled: true, editable: false });
		expect(await orderSink.read({ ...saved, id: '999999' })).toBe('gone');
		await expect(orderSink.read({ ...saved, id: '../products' })).rejects.toMatchObject({ details: { kind: 'rejected' } });
		expect(shop.standIn.damage()).toEqual([]);
	});

	it.each([
		['a completed order', { status: 'completed' }],
		['a fulfillment', { meta_data: [{ key: '_fulfillment_status', value: 'partially_fulfilled' }] }],
		['a tracking number', { meta_data: [{ key: '_wc_shipment_tracking_items', value: [{ tracking_number: '1' }] }] }],
	])('takes %s for shipped', async (_, change) => {
		const { saved } = await created(order({ lines: [mug] }));
		shop.standIn.changeOrder(Number(saved.id), change);
		expect(await shop.store.orderSink.read(saved)).toMatchObject({ shipped: true, editable: false });
		const change2 = { order: order({ lines: [mug] }), marketplaceTax: 'fee' as const, fingerprint: 'f2' };
		expect(await shop.store.orderSink.update(saved, change2)).toMatchObject({ code: 'alreadyShipped' });
	});

	it('updates address, quantities, lines and delivery, and doing it twice changes nothing', async () => {
		const text = line({ id: 'i9', sku: 'OLD', title: 'Old tray', total: eur('7.00') });
		const before = order({
			lines: [mug, shirt, text],
			charges: [charge({ kind: 'shipping', total: eur('4.99') }), charge({ kind: 'codFee', total: eur('2.00') })],
		});
		const { saved } = await created(before, { textLines: ['i9'] });
		const after = order({
			lines: [{ ...mug, quantity: 1, total: eur('12.90') }, text],
			charges: [charge({ kind: 'shipping', total: eur('3.99') })],
			shipping: { name: 'Ana de la Cruz', line1: 'Calle 2', city: 'Madrid', postcode: '28001', country: 'ES' },
			delivery: { service: 'Expedited' },
		});
		const change = { order: after, marketplaceTax: 'fee' as const, fingerprint: 'f2' };
		for (let time = 0; time < 2; time += 1) {
			expect(await shop.store.orderSink.update(saved, change)).toMatchObject({ total: after.totals.computed });
			const body = stored(saved.id);
			expect(body).toMatchObject({
				total: '23.89',
				shipping: { first_name: 'Ana de la', last_name: 'Cruz', country: 'ES' },
				line_items: [{ quantity: 1, total: '12.90' }],
			});
			expect(body['line_items']).toHaveLength(1);
			expect((body['fee_lines'] as { total: string }[]).map(({ total }) => total)).toEqual(['7.00', '0.00']);
			expect((body['billing'] as { email: string }).email).toBe('');
		}
		expect(shop.standIn.productBySku('MUG-1')?.stock).toBe(49);
		const [own] = await ownOrders(shop.store, 0);
		expect(own?.fingerprint).toBe('f2');
	});

	it('leaves a product alone that it cannot name any more: else the store would give back its pieces', async () => {
		const { saved } = await created(order({ lines: [mug, shirt] }));
		const { product: _, ...unmatched } = mug;
		const change = { order: order({ lines: [unmatched, shirt] }), marketplaceTax: 'fee' as const, fingerprint: 'f2' };
		expect(await shop.store.orderSink.update(saved, change)).toMatchObject({
			code: 'lineUnmatched',
			text: expect.stringContaining('"AMZ-MUG"'),
		});
		expect(stored(saved.id)['line_items']).toHaveLength(2);
		expect(shop.standIn.productBySku('MUG-1')?.stock).toBe(48);
		const cancelled = order({ lines: [{ ...unmatched, quantityCancelled: 2, total: eur('0') }, shirt] });
		expect(await shop.store.orderSink.update(saved, { ...change, order: cancelled })).toMatchObject({ total: eur('39.00') });
		expect(shop.standIn.productBySku('MUG-1')?.stock).toBe(50);
	});

	it('moves the stock from one product to the other when a line gets another', async () => {
		const { saved } = await created(order({ lines: [mug] }));
		const other = { ...mug, quantity: 1, product: shirtProduct };
		const change = { order: order({ lines: [other] }), marketplaceTax: 'fee' as const, fingerprint: 'f2' };
		for (let time = 0; time < 2; time += 1) {
			await shop.store.orderSink.update(saved, change);
			expect(['MUG-1', 'SHIRT-M'].map((sku) => shop.standIn.productBySku(sku)?.stock)).toEqual([50, 4]);
		}
	});

	it('tells the currency and the statuses, custom ones too, with few requests', async () => {
		expect(await shop.store.orderSink.currency()).toBe('EUR');
		expect((await shop.store.orderSink.statuses('made')).map(({ id }) => id)).toEqual(
			expect.arrayContaining(['processing', 'on-hold', 'packing']),
		);
		const asked = shop.requests().length;
		await shop.connect().orderSink.plan([draft(order({ lines: [mug] }))]);
		expect(shop.requests()).toHaveLength(asked);
	});
});
