import { orderId } from '../../../../src/domain/ids';
import { money } from '../../../../src/domain/money';
import { say } from '../../../../src/domain/texts/say';
import type { Order } from '../../../../src/domain/order';
import type { OrderDraft, OwnOrderRef } from '../../../../src/ports/order-sink';
import type { OrderRecord } from '../../../../sandbox/woocommerce/store/records';
import { eventsBetween } from '../../../../src/domain/store-order-events';
import { readingOf } from '../../../../src/usecases/trigger/kinds/store-reading';
import { draft as draftOf, line, order as orderOf } from '../orders';
import { startStore, type StoreUnderTest } from '../store-under-test';

const DAY = { day: '2026-11-27', keepKey: '_keep' };
const GERMAN_TAX = { settings: { calcTaxes: true }, taxRates: [{ country: 'DE', rate: '19.0000', shipping: true }] };
const MUG = { name: 'Mug', sku: 'MUG', regular_price: '10.00', manage_stock: true, stock_quantity: 50 };
const NAMES = ['Müller', 'Weg 1', '10115', 'Aunt Ida'];

describe('erasing what a WooCommerce store holds of people', () => {
	let shop: StoreUnderTest;
	afterEach(async () => {
		await shop.close();
	});

	const start = async (options: Parameters<typeof startStore>[0] = {}): Promise<void> => {
		shop = await startStore({ products: [MUG], ...options });
	};
	const save = async (id: string, change: Partial<OrderDraft> = {}, order: Partial<Order> = {}): Promise<OwnOrderRef> => {
		const [product] = await shop.store.catalog.findBySkus(['MUG']);
		const mug = line({
			id: 'i1',
			sku: 'MUG',
			total: money('11.90', 'EUR'),
			gift: { message: 'For Aunt Ida' },
			product: { productId: product?.id ?? '', sku: 'MUG', content: { unitsPerListing: 1 }, rule: 'sku' },
		});
		const draft = draftOf(orderOf({ id, number: id, lines: [mug], ...order }), change);
		const [plan] = await shop.store.orderSink.plan([draft]);
		if (plan === undefined || 'code' in plan) throw new Error(plan?.text);
		const [made] = await shop.store.orderSink.create([plan]);
		if (made?.kind !== 'created') throw new Error('not created');
		return { id: made.saved.id, origin: draft.origin };
	};
	const stored = ({ id }: OwnOrderRef): OrderRecord => {
		const found = shop.standIn.records.orders.get(Number(id));
		if (found === undefined) throw new Error(`no order ${id}`);
		return found;
	};
	const named = (ref: OwnOrderRef): readonly string[] => NAMES.filter((text) => JSON.stringify(stored(ref)).includes(text));
	const amounts = (ref: OwnOrderRef): unknown => {
		const { total, cartTax, shippingTax, taxLines, lines } = stored(ref);
		return structuredClone([total, cartTax, shippingTax, taxLines, lines.map((each) => [each.total, each.totalTaxes])]);
	};
	const end = (ref: OwnOrderRef): void => {
		shop.standIn.changeOrder(Number(ref.id), { status: 'completed' });
	};

	it('names old orders that cannot be read, and lists the others', async () => {
		await start();
		const [one, two, three] = [await save('A'), await save('B'), await save('C')];
		shop.faults.add({
			standIn: 'woocommerce',
			kind: 'odd',
			operation: 'listOrders',
			record: two.id,
			oddity: { set: { meta_data: 'none' } },
		});
		const [listed, unreadable]: [string[], string[]] = [[], []];
		for await (const page of shop.store.personalData.oldOrders('2000-01-01T00:00:00.000Z', '2100-01-01T00:00:00.000Z')) {
			listed.push(...page.orders.map(({ id }) => id));
			unreadable.push(...page.unreadable);
		}
		expect([listed, unreadable]).toEqual([[one.id, three.id], [two.id]]);
	});

	it('leaves total and taxes as they are, whatever the rates are today', async () => {
		await start(GERMAN_TAX);
		const gift = await save('B');
		end(gift);
		const before = amounts(gift);
		expect(await shop.store.personalData.erase([gift], DAY)).toMatchObject([{ kind: 'erased', left: [] }]);
		expect([amounts(gift), named(gift)]).toEqual([before, []]);
	});

	it('leaves on a line what cannot be taken off without another total, says so, and erases all else', async () => {
		await start(GERMAN_TAX);
		const ref = await save('A');
		end(ref);
		for (const rate of shop.standIn.records.taxRates.values()) rate.rate = '25.0000';
		const again = shop.connect();
		const before = amounts(ref);
		expect(await again.personalData.erase([ref], DAY)).toMatchObject([{ kind: 'erased', left: ['lineData'] }]);
		expect([amounts(ref), named(ref)]).toEqual([before, ['Aunt Ida']]);
		expect(await again.personalData.look([ref], '', false)).toMatchObject([{ erased: false, parts: ['lineData'] }]);
		stored(ref).lines[0]?.meta.splice(0);
		expect(await again.personalData.erase([ref], DAY)).toMatchObject([{ kind: 'erased', left: [] }]);
	});

	it('books no stock of an order that Amazon shipped from its own', async () => {
		await start();
		const ref = await save('A', { status: 'completed', stock: 'leave' }, { fulfilledBy: 'amazon', status: 'shipped' });
		const pieces = shop.standIn.productBySku('MUG')?.stock;
		expect(await shop.store.personalData.erase([ref], DAY)).toMatchObject([{ kind: 'erased', left: ['lineData'] }]);
		expect([shop.standIn.productBySku('MUG')?.stock, named(ref)]).toEqual([pieces, ['Aunt Ida']]);
	});

	it('keeps parcels without what leads to an address, and the order stays shipped', async () => {
		await start({ settings: { fulfillments: true } });
		const ref = await save('A');
		await shop.store.shipmentSink.write(
			{ id: orderId(ref.id) },
			[
				{
					id: 'p1',
					status: 'inTransit',
					trackingNumber: '1Z999',
					trackingUrl: 'https://carrier.example/1Z999?zip=10115',
					carrier: 'UPS',
					lines: [{ lineId: String(stored(ref).lines[0]?.id), quantity: 1 }],
				},
			] as never,
			{ notifyCustomer: false, notifyGuests: false, completeWhenShipped: true, teller: 'us' },
		);
		expect(JSON.stringify([...shop.standIn.records.fulfillments.values()])).toContain('1Z999');
		expect(await shop.store.personalData.erase([ref], DAY)).toMatchObject([{ kind: 'erased', left: [] }]);
		const parcels = JSON.stringify([...shop.standIn.records.fulfillments.values()]);
		expect([parcels.includes('1Z999'), parcels.includes('10115'), parcels.includes('"p1"')]).toEqual([false, false, true]);
		expect(await shop.store.orderSink.read(ref)).toMatchObject({ shipped: true });
	});

	it('finds people where plugins copied them, and leaves what names nobody', async () => {
		await start();
		const ref = await save('A');
		end(ref);
		stored(ref).meta.push(
			{ id: 900_001, key: '_label', value: { to: ['Jörg  Müller', 'WEG 1'] } },
			{ id: 900_002, key: '_parcel_phone', value: '0049/30/1234' },
			{ id: 900_003, key: '_colour', value: 'blue' },
			{
				id: 900_004,
				key: '_wc_shipment_tracking_items',
				value: [{ tracking_id: 't', tracking_number: 'N1', custom_tracking_link: 'https://c.example/N1' }],
			},
		);
		await shop.store.orderSink.addNote(ref, 'Reported as shipped');
		await shop.store.orderSink.addNote(ref, say('deliveryDetails', { details: 'Recipient: Bo Ek, Old Lane 9' }));
		await shop.store.personalData.erase([ref], DAY);
		const { meta, notes } = stored(ref);
		expect(meta.filter(({ id }) => id > 900_000).map(({ key, value }) => [key, value])).toEqual([
			['_colour', 'blue'],
			['_wc_shipment_tracking_items', [{ tracking_id: 't', tracking_number: '', custom_tracking_link: '' }]],
		]);
		expect(notes.map(({ note }) => note)).toContain('Reported as shipped');
		expect(JSON.stringify(notes)).not.toContain('Old Lane 9');
		expect(meta.map(({ key }) => key)).toEqual(expect.arrayContaining(['_storebridge_order', '_anonymized', '_storebridge_erased']));
	});

	it('leaves no number of a parcel in whatever field a plugin keeps it', async () => {
		await start();
		const ref = await save('A');
		end(ref);
		const fields: Readonly<Record<string, unknown>> = {
			_seur_shipping_id_number: 'NR77701',
			_easypack_parcel_tracking: 'NR77702',
			_gls_tracking_codes: ['NR77703'],
			_gls_tracking_code: 'NR77704',
			_aftership_tracking_items: [{ tracking_id: 'a', tracking_number: 'NR77705', slug: 'seur' }],
			_aftership_tracking_number: 'NR77706',
			_parcelpanel_shipping_numbers: JSON.stringify({ NR77707: { tracking_number: 'NR77707', courier_code: 'seur' } }),
			wcshipping_labels: [{ label_id: 1, tracking: 'NR77708', carrier_id: 'ups' }],
			wc_connect_labels: [{ label_id: 1, tracking: 'NR77709', carrier_id: 'ups' }],
			_pr_shipment_dhl_label_tracking: { tracking_number: 'NR77710' },
			_tracking_number: 'NR77711',
			_custom_tracking_link: 'https://carrier.example/NR77711',
			_tracking_link: 'https://carrier.example/NR77711',
			_tracking_url: 'https://carrier.example/NR77711',
			tracking_number: 'NR77712',
			tracking_url: 'https://carrier.example/NR77712',
			tracking_link: 'https://carrier.example/NR77712',
			_shipping_tracking_number: 'NR77713',
			_shipping_tracking_url: 'https://carrier.example/NR77713',
			ywot_tracking_code: 'NR77714',
			ywot_carrier_url: 'https://carrier.example/NR77714',
			ywot_carrier_name: 'SEUR',
		};
		const { meta, lines } = stored(ref);
		meta.push(...Object.entries(fields).map(([key, value], at) => ({ id: 900_001 + at, key, value })));
		const onLine = { id: 910_001, key: '_vi_wot_order_item_tracking_data', value: JSON.stringify([{ tracking_number: 'NR77715' }]) };
		lines[0]?.meta.push(onLine);
		expect(await shop.store.personalData.erase([ref], DAY)).toMatchObject([{ kind: 'erased', left: [] }]);
		expect(JSON.stringify(stored(ref)).match(/NR777\d\d/g) ?? []).toEqual([]);
		expect(JSON.stringify(stored(ref).meta)).toContain('SEUR');
	});

	it('is no news of parcels for whoever tells a channel of them', async () => {
		await start();
		const ref = await save('A');
		const items = [{ tracking_id: 't', tracking_number: 'N1', tracking_provider: 'seur', date_shipped: '1790000000' }];
		stored(ref).meta.push({ id: 900_001, key: '_wc_shipment_tracking_items', value: items });
		end(ref);
		const reading = async () => {
			const order = await shop.connect().storeOrders.get(ref.id);
			if (order === undefined) throw new Error('gone');
			return readingOf(order, [], { hmac: (text) => text.padEnd(24) });
		};
		const before = await reading();
		expect([before.boughtElsewhere, before.facts.parcels]).toEqual([true, expect.stringContaining('seur')]);
		await shop.store.personalData.erase([ref], DAY);
		const fresh = { since: '2000-01-01T00:00:00.000Z', boughtSince: '2000-01-01T00:00:00.000Z' };
		expect(eventsBetween(before.facts, await reading(), fresh)).toEqual([]);
	});

	it('says when the answer was lost, and finds it done the next time', async () => {
		await start();
		const ref = await save('A');
		end(ref);
		shop.faults.add({ standIn: 'woocommerce', kind: 'resetAfter', pathPattern: 'orders/batch', times: 1 });
		expect(await shop.store.personalData.erase([ref], DAY)).toMatchObject([{ kind: 'failed', reason: { code: 'eraseUnclear' } }]);
		expect(await shop.store.personalData.erase([ref], DAY)).toEqual([{ kind: 'erasedBefore' }]);
	});

	it('tells that an account stayed where the key may not remove users, and keeps the order due', async () => {
		await start();
		const wish = orderOf({ lines: [line({ id: 'i', sku: 'MUG' })] });
		const [customerId] = [
			...((await shop.store.orderSink.ensureCustomers?.([{ email: 'x1@marketplace.amazon.de', order: wish }]))?.values() ?? []),
		];
		const ref = await save('A', customerId === undefined ? {} : { customerId });
		end(ref);
		shop.standBefore(({ method, path }) =>
			method === 'DELETE' && path.includes('/customers/')
				? {
						status: 403,
						headers: { 'content-type': 'application/json' },
						body: JSON.stringify({ code: 'woocommerce_rest_cannot_delete', message: 'no', data: { status: 403 } }),
					}
				: undefined,
		);
		expect(await shop.store.personalData.erase([ref], DAY)).toMatchObject([{ kind: 'erased', left: ['customer'] }]);
		expect([named(ref), stored(ref).customerId]).toEqual([[], Number(customerId)]);
		shop.standBefore(() => undefined);
		expect(await shop.store.personalData.erase([ref], DAY)).toMatchObject([{ kind: 'erased', parts: ['customer'], left: [] }]);
		expect(shop.standIn.records.customers.size).toBe(0);
	});

	it('takes no address again', async () => {
		await start();
		const ref = await save('A');
		await shop.store.personalData.erase([ref], DAY);
		const change = {
			order: orderOf({ id: 'A', lines: [line({ id: 'i1', sku: 'MUG' })] }),
			marketplaceTax: 'fee',
			fingerprint: 'f2',
		} as const;
		expect(await shop.store.orderSink.update(ref, change)).toMatchObject({ code: 'erasedOrder' });
		expect(named(ref)).toEqual([]);
	});
});
