import { orderId } from '../../../../src/domain/ids';
import type { LinePhase } from '../../../../src/domain/order-shipments';
import type { Shipment } from '../../../../src/domain/shipment';
import type { ShipmentOptions } from '../../../../src/ports/shipment-sink';
import type { OrderRecord } from '../../../../sandbox/woocommerce/store/records';
import { startStore, type StoreUnderTest } from '../store-under-test';

const PEOPLE = {
	first_name: 'Jörg',
	last_name: 'Müller',
	address_1: 'Weg 1',
	city: 'Berlin',
	postcode: '10115',
	country: 'DE',
	email: 'jm@example.test',
	phone: '+4930',
};
const QUIET: ShipmentOptions = { notifyCustomer: false, notifyGuests: false, completeWhenShipped: true, teller: 'memory-1' };

type Mail = { readonly to: readonly string[]; readonly subject: string; readonly audience: string };

describe.each([
	['fulfillment', { fulfillments: true }],
	['trackingItem', { shipmentTracking: 'official' }],
	['customerNote', {}],
] as const)('parcels in a store that shows them by %s', (way, settings) => {
	let shop: StoreUnderTest;
	let mails: Mail[];
	beforeEach(async () => {
		mails = [];
		shop = await startStore({
			settings,
			mailer: { deliver: (mail) => void mails.push(mail as unknown as Mail) },
			products: [
				{ name: 'Mug', sku: 'MUG-1', regular_price: '12.90', manage_stock: true, stock_quantity: 500 },
				{ name: 'Bowl', sku: 'BOWL-1', regular_price: '8.00' },
				{ name: 'Voucher', sku: 'PDF-1', regular_price: '5.00', virtual: true },
			],
		});
	});
	afterEach(async () => await shop.close());

	const place = (lines: readonly (readonly [string, number])[], customerId = 0): OrderRecord =>
		shop.standIn.placeStorefrontOrder({
			lines: lines.map(([sku, quantity]) => ({ sku, quantity })),
			billing: PEOPLE,
			...(customerId === 0 ? {} : { customerId }),
		});
	const parcel = (order: OrderRecord, id: string, units: readonly number[], given: Partial<Shipment> = {}): Shipment => ({
		id,
		carrier: 'Amazon Logistics',
		trackingNumber: `TBA${id}`,
		trackingUrl: `https://track.example/${id}?a=1&b=2`,
		status: 'inTransit',
		shippedAt: '2026-11-20T10:00:00.000Z',
		lines: units.flatMap((quantity, index) => (quantity === 0 ? [] : [{ lineId: String(order.lines[index]?.id), quantity }])),
		...given,
	});
	const write = (order: OrderRecord, shipments: readonly Shipment[], options: Partial<ShipmentOptions> = {}) =>
		shop.store.shipmentSink.write({ id: orderId(String(order.id)) }, shipments, { ...QUIET, ...options });
	const statusOf = (order: OrderRecord) => shop.standIn.order(order.id)?.['status'];
	const writes = () => shop.requests().filter(({ method }) => method !== 'GET').length;
	const buyerMails = () => mails.filter(({ audience }) => audience === 'buyer');

	it('stand there once, however often they are written', async () => {
		const order = place([['MUG-1', 2]]);
		const first = await write(order, [parcel(order, '1', [1])]);
		expect(first).toMatchObject({ writes: [{ outcome: 'written', way }], completed: false });
		const before = writes();
		expect(await write(order, [parcel(order, '1', [1])])).toMatchObject({ writes: [{ outcome: 'unchanged', way }], completed: false });
		expect(writes()).toBe(before);
		expect(await shop.connect().shipmentSink.write({ id: orderId(String(order.id)) }, [parcel(order, '1', [1])], QUIET)).toMatchObject({
			writes: [{ outcome: 'unchanged' }],
		});
		expect(writes()).toBe(before);
	});

	it('are missed and mailed once more after a backup from before them took them away, and never else', async () => {
		const order = place([['MUG-1', 2]]);
		const parcels = [parcel(order, '1', [1]), parcel(order, '2', [1])];
		const loud = { notifyGuests: true, completeWhenShipped: false };
		const lost = async () =>
			(
				await shop.store.shipmentSink.lostParcels([{ order: { id: orderId(String(order.id)) }, parcels: parcels.map(({ id }) => id) }])
			).flat();
		await write(order, parcels.slice(0, 1), loud);
		const backup = shop.standIn.dump();
		await write(order, parcels, loud);
		const before = buyerMails().length;
		expect(await lost()).toEqual([]);
		await write(order, parcels, loud);
		expect(buyerMails()).toHaveLength(before);
		shop.standIn.load(backup);
		expect(await lost()).toEqual(['2']);
		expect((await write(order, parcels, loud)).writes.map(({ outcome }) => outcome)).toEqual(['unchanged', 'written']);
		expect([await lost(), buyerMails().length]).toEqual([[], before + 1]);
	});

	it('name no carrier that nobody named', async () => {
		const order = place([['MUG-1', 1]]);
		const { carrier: _carrier, ...rest } = parcel(order, '1', [1]);
		await write(order, [{ ...rest, trackingUrl: 'https://track.example/1' }]);
		expect(JSON.stringify(shop.standIn.act('viewOrder', { id: order.id }))).not.toContain('Amazon');
	});

	it('complete the order when the last one left, and not before', async () => {
		const order = place([
			['MUG-1', 2],
			['BOWL-1', 1],
		]);
		expect((await write(order, [parcel(order, '1', [1, 1])])).completed).toBe(false);
		expect(statusOf(order)).toBe('processing');
		expect((await write(order, [parcel(order, '1', [1, 1]), parcel(order, '2', [1])])).completed).toBe(true);
		expect(statusOf(order)).toBe('completed');
		const before = writes();
		expect((await write(order, [parcel(order, '1', [1, 1]), parcel(order, '2', [1])])).completed).toBe(true);
		expect(writes()).toBe(before);
	});

	it('complete it without what was refunded or is never sent', async () => {
		const order = place([
			['MUG-1', 2],
			['PDF-1', 1],
		]);
		shop.standIn.act('refund', { id: order.id, lines: [{ sku: 'MUG-1', quantity: 1 }] });
		expect((await write(order, [parcel(order, '1', [1])])).completed).toBe(true);
	});

	it('leave an order alone whose stock was not deducted, or that waits for money, or where it is not wanted', async () => {
		const kept = shop.standIn.addOrder({
			set_paid: true,
			line_items: [{ product_id: shop.standIn.productBySku('MUG-1')?.id, quantity: 1 }],
			meta_data: [{ key: '_order_stock_reduced', value: 'yes' }],
		});
		expect((await write(kept, [parcel(kept, '1', [1])])).completed).toBe(false);
		const waiting = place([['BOWL-1', 1]]);
		shop.standIn.act('setStatus', { id: waiting.id, status: 'on-hold' });
		expect((await write(waiting, [parcel(waiting, '2', [1])])).completed).toBe(false);
		const order = place([['BOWL-1', 1]]);
		expect((await write(order, [parcel(order, '3', [1])], { completeWhenShipped: false })).completed).toBe(false);
	});

	it('that were cancelled are not told', async () => {
		const order = place([['MUG-1', 1]]);
		expect(await write(order, [parcel(order, '1', [1], { status: 'cancelled' })])).toEqual({ writes: [], completed: false });
		expect(writes()).toBe(0);
	});

	it('mail a guest once each where that is wanted, and nobody where it is not', async () => {
		const order = place([['MUG-1', 2]]);
		mails.length = 0;
		await write(order, [parcel(order, '1', [1])]);
		expect(buyerMails()).toEqual([]);
		const other = place([['MUG-1', 2]]);
		mails.length = 0;
		await write(other, [parcel(other, '2', [1])], { notifyGuests: true });
		await write(other, [parcel(other, '2', [1])], { notifyGuests: true });
		expect(buyerMails()).toHaveLength(1);
		expect(buyerMails()[0]?.to).toEqual(['jm@example.test']);
	});

	it('never mail for an order of Amazon', async () => {
		const { id: placed } = shop.standIn.act('placeOrder', { lines: [{ sku: 'MUG-1', quantity: 1 }], billing: PEOPLE, register: true }) as {
			readonly id: number;
		};
		for (const customer_id of [0, shop.standIn.records.orders.get(placed)?.customerId]) {
			const order = shop.standIn.addOrder({
				created_via: 'storebridge',
				set_paid: true,
				customer_id,
				billing: PEOPLE,
				line_items: [{ product_id: shop.standIn.productBySku('MUG-1')?.id, quantity: 2 }],
			});
			mails.length = 0;
			await write(order, [parcel(order, '1', [1])], { notifyCustomer: true, notifyGuests: true, completeWhenShipped: false });
			await write(order, [parcel(order, '2', [1])], { completeWhenShipped: false });
		}
		expect(buyerMails()).toEqual([]);
	});

	it('of an order that is gone are an error without what was to be written', async () => {
		const order = place([['MUG-1', 1]]);
		const error: unknown = await shop.store.shipmentSink
			.write({ id: orderId('99999') }, [parcel(order, 'planted', [1])], QUIET)
			.catch((reason: unknown) => reason);
		expect(error).toMatchObject({ details: { kind: 'notFound' } });
		expect(`${JSON.stringify(error)}${(error as Error).message}`).not.toMatch(/planted|TBA|cs_sandbox/);
	});
});

describe('fulfillments', () => {
	let shop: StoreUnderTest;
	let order: OrderRecord;
	beforeEach(async () => {
		shop = await startStore({
			settings: { fulfillments: true },
			products: [{ name: 'Mug', sku: 'MUG-1', regular_price: '12.90', manage_stock: true, stock_quantity: 50 }],
		});
		order = shop.standIn.placeStorefrontOrder({ lines: [{ sku: 'MUG-1', quantity: 3 }], billing: PEOPLE });
	});
	afterEach(async () => await shop.close());

	const lineId = () => String(order.lines[0]?.id);
	const write = (...shipments: readonly Shipment[]) => shop.store.shipmentSink.write({ id: orderId(String(order.id)) }, shipments, QUIET);
	const standing = () =>
		[...shop.standIn.records.fulfillments.values()].map(
			({ status, meta }) => ({ status, ...Object.fromEntries(meta.map(({ key, value }) => [key, value])) }) as Record<string, unknown>,
		);
	const parcel = (given: Partial<Shipment> & { readonly units?: number } = {}): Shipment => ({
		id: 'p1',
		status: 'inTransit',
		lines: [{ lineId: lineId(), quantity: given.units ?? 2 }],
		...given,
	});

	it('hold units as integers, carrier, number and link', async () => {
		await write(parcel({ carrier: 'DHL Paket', trackingNumber: 'JJD1', trackingUrl: 'https://dhl.example/JJD1' }));
		expect(standing()).toMatchObject([
			{
				status: 'fulfilled',
				_items: [{ item_id: order.lines[0]?.id, qty: 2 }],
				_shipment_provider: 'dhl',
				_tracking_number: 'JJD1',
				_tracking_url: 'https://dhl.example/JJD1',
				_storebridge_parcel: 'p1',
			},
		]);
	});

	it('name a carrier that the store does not know', async () => {
		await write(parcel({ carrier: 'Bike Messenger' }));
		expect(standing()).toMatchObject([{ _shipment_provider: 'other', _provider_name: 'Bike Messenger' }]);
	});

	it('are brought up to date without losing what else stands in them', async () => {
		await write(parcel());
		const [record] = shop.standIn.records.fulfillments.values();
		record?.meta.push({ id: 900, key: 'Packed by', value: 'Night shift' });
		const date = standing()[0]?.['_date_fulfilled'];
		expect(date).toBeDefined();
		expect((await write(parcel({ trackingNumber: 'TBA1' }))).writes).toMatchObject([{ outcome: 'updated' }]);
		expect(standing()).toEqual([
			expect.objectContaining({
				_tracking_number: 'TBA1',
				_date_fulfilled: date,
				'Packed by': 'Night shift',
				_items: [{ item_id: order.lines[0]?.id, qty: 2 }],
			}),
		]);
		// A reading that does not know the number takes none away.
		expect((await write(parcel())).writes).toMatchObject([{ outcome: 'unchanged' }]);
	});

	it('never hold more units than the order has, and a parcel without any left is told by a note', async () => {
		await write(parcel({ units: 2 }));
		expect((await write(parcel({ id: 'p2', trackingNumber: 'TBA2', units: 9 }))).writes).toMatchObject([
			{ outcome: 'written', way: 'fulfillment' },
		]);
		expect(standing().map((one) => one['_items'])).toEqual([
			[{ item_id: order.lines[0]?.id, qty: 2 }],
			[{ item_id: order.lines[0]?.id, qty: 1 }],
		]);
		expect((await write(parcel({ id: 'p3', trackingNumber: 'TBA3', units: 1 }))).writes).toMatchObject([
			{ outcome: 'written', way: 'customerNote' },
		]);
		expect((await write(parcel({ id: 'p3', trackingNumber: 'TBA3', units: 1 }))).writes).toMatchObject([
			{ outcome: 'unchanged', way: 'customerNote' },
		]);
	});

	it('that somebody entered by hand with the same number are not doubled', async () => {
		await write(parcel({ id: 'by-hand', trackingNumber: 'TBA1', units: 3 }));
		expect((await write(parcel({ id: 'p1', trackingNumber: 'TBA1', units: 3 }))).writes).toMatchObject([{ way: 'fulfillment' }]);
		expect(standing()).toHaveLength(1);
	});
});

describe('what the admin sees on the lines', () => {
	const taxed = { settings: { calcTaxes: true }, taxRates: [{ country: 'DE', rate: '19.0000', shipping: true }] };
	const start = (given: Parameters<typeof startStore>[0]) =>
		startStore({ products: [{ name: 'Mug', sku: 'MUG-1', regular_price: '12.90', manage_stock: true, stock_quantity: 50 }], ...given });
	const marked = (shop: StoreUnderTest, id: number) => {
		const order = shop.standIn.order(id) ?? {};
		const pairs = (entries: unknown) =>
			Object.fromEntries((entries as { key: string; value: unknown }[]).map(({ key, value }) => [key, value])) as Record<string, unknown>;
		return {
			line: pairs((order['line_items'] as { meta_data: unknown }[])[0]?.meta_data),
			order: pairs(order['meta_data']),
			total: order['total'],
		};
	};

	it('is phase, units and tracking, written once', async () => {
		const shop = await start(taxed);
		try {
			const order = shop.standIn.placeStorefrontOrder({ lines: [{ sku: 'MUG-1', quantity: 2 }], billing: PEOPLE });
			const before = marked(shop, order.id).total;
			const mark: LinePhase = { lineId: String(order.lines[0]?.id), phase: 'inTransit', units: 2, tracking: 'TBA1' };
			await shop.store.shipmentSink.markLines?.({ id: orderId(String(order.id)) }, [mark]);
			expect(marked(shop, order.id)).toMatchObject({
				line: { _amazon_phase: 'inTransit', _amazon_units: '2', _amazon_tracking: 'TBA1' },
				total: before,
			});
			const writes = () => shop.requests().filter(({ method }) => method !== 'GET').length;
			expect(writes()).toBe(1);
			await shop.store.shipmentSink.markLines?.({ id: orderId(String(order.id)) }, [mark]);
			expect(writes()).toBe(1);
			await shop.store.shipmentSink.markLines?.({ id: orderId(String(order.id)) }, [
				{ ...mark, phase: 'delivered' },
				{ lineId: '99999', phase: 'received', units: 1 },
			]);
			expect(marked(shop, order.id).line).toMatchObject({ _amazon_phase: 'delivered' });
		} finally {
			await shop.close();
		}
	});

	it('stands at the order where writing a line would change what the customer paid', async () => {
		const shop = await start({ ...taxed, settings: { calcTaxes: false } });
		try {
			const order = shop.standIn.placeStorefrontOrder({ lines: [{ sku: 'MUG-1', quantity: 1 }], billing: PEOPLE });
			// Taxes were switched on after the order: computing it anew would add them.
			shop.standIn.setSettings({ calcTaxes: true });
			const before = marked(shop, order.id).total;
			const mark: LinePhase = { lineId: String(order.lines[0]?.id), phase: 'inTransit', units: 1, tracking: 'TBA1' };
			await shop.store.shipmentSink.markLines?.({ id: orderId(String(order.id)) }, [mark]);
			expect(marked(shop, order.id)).toMatchObject({ total: before, order: { 'Amazon fulfillment': 'MUG-1: inTransit, 1 pcs, TBA1' } });
			const writes = () => shop.requests().filter(({ method }) => method !== 'GET').length;
			expect(writes()).toBe(1);
			await shop.store.shipmentSink.markLines?.({ id: orderId(String(order.id)) }, [mark]);
			expect(writes()).toBe(1);
		} finally {
			await shop.close();
		}
	});

	it('stands at the order where writing a line would take stock that was left alone', async () => {
		const shop = await start({});
		try {
			const order = shop.standIn.addOrder({
				set_paid: true,
				line_items: [{ product_id: shop.standIn.productBySku('MUG-1')?.id, quantity: 2 }],
				meta_data: [{ key: '_order_stock_reduced', value: 'yes' }],
			});
			await shop.store.shipmentSink.markLines?.({ id: orderId(String(order.id)) }, [
				{ lineId: String(order.lines[0]?.id), phase: 'inTransit', units: 2 },
			]);
			expect(marked(shop, order.id).line).not.toHaveProperty('_amazon_phase');
			expect(marked(shop, order.id).order).toMatchObject({ 'Amazon fulfillment': 'MUG-1: inTransit, 2 pcs' });
			expect(shop.standIn.productBySku('MUG-1')?.stock).toBe(50);
		} finally {
			await shop.close();
		}
	});
});

describe('notes', () => {
	let shop: StoreUnderTest;
	let mails: Mail[];
	beforeEach(async () => {
		mails = [];
		shop = await startStore({
			mailer: { deliver: (mail) => void mails.push(mail as unknown as Mail) },
			products: [{ name: 'Mug & Co', sku: 'MUG-1', regular_price: '12.90', manage_stock: true, stock_quantity: 50 }],
		});
	});
	afterEach(async () => await shop.close());

	const sentNotes = (order: OrderRecord) =>
		shop.standIn.records.orders.get(order.id)?.notes.map(({ note, customerNote }) => ({ note, customerNote })) ?? [];
	const place = (register: boolean): OrderRecord => {
		const { id } = shop.standIn.act('placeOrder', { lines: [{ sku: 'MUG-1', quantity: 1 }], billing: PEOPLE, register }) as {
			readonly id: number;
		};
		const order = shop.standIn.records.orders.get(id);
		if (order === undefined) throw new Error('the shop took no order');
		return order;
	};
	const write = (order: OrderRecord, ...given: readonly Partial<Shipment>[]) =>
		shop.store.shipmentSink.write(
			{ id: orderId(String(order.id)) },
			given.map((one, index): Shipment => ({
				id: `p${index}`,
				status: 'inTransit',
				carrier: 'A & B',
				lines: [{ lineId: String(order.lines[0]?.id), quantity: 1 }],
				...one,
			})),
			{ ...QUIET, completeWhenShipped: false },
		);

	it('of ours are private and mailed to nobody', async () => {
		const order = place(false);
		mails.length = 0;
		await shop.store.shipmentSink.addNote?.({ id: orderId(String(order.id)) }, 'Amazon gave up');
		expect(sentNotes(order)).toContainEqual({ note: 'Amazon gave up', customerNote: false });
		expect(mails).toEqual([]);
	});

	it('about parcels go to a registered customer, who has nothing else to see them by, in one for all', async () => {
		const order = place(true);
		await write(order, { trackingNumber: 'TBA1', trackingUrl: 'https://track.example/?a=1&b=2' }, { trackingNumber: 'TBA12' });
		const told = sentNotes(order).filter(({ customerNote }) => customerNote);
		expect(told).toHaveLength(1);
		// The store keeps notes as HTML.
		for (const part of ['TBA1\n', 'TBA12', 'A &amp; B', 'https://track.example/?a=1&amp;b=2', '1 × Mug &amp; Co'])
			expect(told[0]?.note).toContain(part);
		expect((await write(order, { trackingNumber: 'TBA1' }, { trackingNumber: 'TBA12' })).writes.map(({ outcome }) => outcome)).toEqual([
			'unchanged',
			'unchanged',
		]);
		// A number that begins like another is another.
		expect((await write(order, { trackingNumber: 'TBA' })).writes.map(({ outcome }) => outcome)).toEqual(['written']);
	});

	it('that the store refuses each time do not pile up what announces them', async () => {
		const order = place(false);
		shop.faults.add({
			standIn: 'woocommerce',
			kind: 'answer',
			method: 'POST',
			pathPattern: '/notes$',
			answer: { status: 400, body: { code: 'rest_invalid_param', message: 'No notes here.' } },
		});
		for (let look = 0; look < 12; look += 1) await write(order, { trackingNumber: 'TBA1' }).catch(() => undefined);
		const meta = (shop.standIn.order(order.id)?.['meta_data'] ?? []) as readonly { readonly key: string }[];
		expect(meta.filter(({ key }) => key.startsWith('_storebridge_telling_')).length).toBeLessThan(3);
	});

	it('are written by a store too that does not show what announces them', async () => {
		const order = place(false);
		shop.faults.add({ standIn: 'woocommerce', kind: 'odd', pathPattern: `/orders/${order.id}$`, oddity: { set: { meta_data: [] } } });
		expect((await write(order, { trackingNumber: 'TBA1' })).writes).toMatchObject([{ outcome: 'written' }]);
		expect((await write(order, { trackingNumber: 'TBA1' })).writes).toMatchObject([{ outcome: 'unchanged' }]);
	});

	it('about a parcel without a number are not written twice either', async () => {
		const order = place(false);
		expect((await write(order, {})).writes).toMatchObject([{ outcome: 'written' }]);
		expect((await write(order, {})).writes).toMatchObject([{ outcome: 'unchanged' }]);
	});
});
