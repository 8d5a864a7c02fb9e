import { orderId } from '../../../src/domain/ids';
import { money } from '../../../src/domain/money';
import type { LineProduct } from '../../../src/domain/order';
import type { Shipment } from '../../../src/domain/shipment';
import { say } from '../../../src/domain/texts/say';
import type { WooCommerce } from '../../../src/platforms/woocommerce';
import type { ShipmentOptions } from '../../../src/ports/shipment-sink';
import type { OrderRecord } from '../../../sandbox/woocommerce/store/records';
import { charge, draft, line, order } from './orders';
import { impatient, startStore, type StoreUnderTest } from './store-under-test';

const eur = (amount: string) => money(amount, 'EUR');
const LOUD: ShipmentOptions = { notifyCustomer: true, notifyGuests: true, completeWhenShipped: false, teller: 'memory-1' };
const BUYER = {
	first_name: 'Ana',
	last_name: 'Ruiz',
	address_1: 'Calle 1',
	city: 'Madrid',
	postcode: '28001',
	country: 'ES',
	email: 'ana@example.test',
};

describe('what a store tells its people and customers', () => {
	let shop: StoreUnderTest;
	const start = async (language: string): Promise<WooCommerce> => {
		shop = await startStore({
			settings: { language },
			products: [{ name: 'Taza', sku: 'MUG-1', regular_price: '12.90' }],
		});
		return await known(shop.store);
	};
	/** As every node does before it works: the store says who it is. */
	const known = async (store: WooCommerce): Promise<WooCommerce> => {
		await store.identity.identify();
		return store;
	};
	afterEach(async () => await shop.close());

	const place = (): OrderRecord => shop.standIn.placeStorefrontOrder({ lines: [{ sku: 'MUG-1', quantity: 2 }], billing: BUYER });
	const parcel = (of: OrderRecord, given: Partial<Shipment> = {}): Shipment => ({
		id: '1',
		carrier: 'SEUR',
		trackingNumber: 'SE1',
		status: 'inTransit',
		lines: [{ lineId: String(of.lines[0]?.id), quantity: 2 }],
		...given,
	});
	const write = async (store: WooCommerce, of: OrderRecord, one: Shipment): Promise<unknown> =>
		await store.shipmentSink.write({ id: orderId(String(of.id)) }, [one], LOUD);
	const notesOf = (of: OrderRecord, toCustomer: boolean): readonly string[] =>
		(shop.standIn.records.orders.get(of.id)?.notes ?? [])
			.filter(({ customerNote }) => customerNote === toCustomer)
			.map(({ note }) => note)
			.filter((note) => /SEUR|Amazon/.test(note));

	it.each([
		['es_ES', 'Enviado con SEUR: 2 × Taza', 'Número de seguimiento: SE1'],
		['es_MX', 'Enviado con SEUR: 2 × Taza', 'Número de seguimiento: SE1'],
		['en_GB', 'Shipped with SEUR: 2 × Taza', 'Tracking number: SE1'],
		['fr_FR', 'Shipped with SEUR: 2 × Taza', 'Tracking number: SE1'],
	])('is in the language of the site, %s, in a note to the customer', async (language, head, number) => {
		const store = await start(language);
		const of = place();
		await write(store, of, parcel(of));
		expect(notesOf(of, true)).toEqual([expect.stringContaining(head)]);
		expect(notesOf(of, true)).toEqual([expect.stringContaining(number)]);
	});

	it('costs no request of its own', async () => {
		const store = await start('es_ES');
		const of = place();
		await write(store, of, parcel(of));
		await store.shipmentSink.addNote?.({ id: orderId(String(of.id)) }, say('runAgain'));
		expect(shop.requests().filter(({ path }) => path.includes('system_status'))).toHaveLength(1);
	});

	it('is English where the store does not say', async () => {
		shop = await startStore({ settings: { language: 'es_ES' }, products: [{ name: 'Taza', sku: 'MUG-1', regular_price: '12.90' }] });
		shop.standBefore(({ path }) =>
			path.includes('system_status') ? { status: 403, headers: {}, body: '{"code":"no","message":"no"}' } : undefined,
		);
		const store = await known(shop.store);
		expect(store.speech.language()).toBe('en');
	});

	it('is in the language that was chosen, whatever the site says', async () => {
		await start('es_ES');
		const store = await known(shop.connect({}, { clock: impatient, language: 'en' }));
		const of = place();
		await write(store, of, parcel(of));
		expect(notesOf(of, true)).toEqual([expect.stringContaining('Shipped with SEUR')]);
	});

	it.each(['SE1', undefined])(
		'is not told once more when the language changes, there and back (tracking number %s)',
		async (trackingNumber) => {
			const spanish = await start('es_ES');
			const english = shop.connect({}, { language: 'en' });
			const { trackingNumber: _, ...plain } = parcel(place());
			for (const [first, second, head] of [
				[english, spanish, 'Shipped with SEUR'],
				[spanish, english, 'Enviado con SEUR'],
			] as const) {
				const of = place();
				const one: Shipment = { ...plain, lines: parcel(of).lines, ...(trackingNumber === undefined ? {} : { trackingNumber }) };
				await write(first, of, one);
				await write(second, of, one);
				await write(first, of, one);
				expect(notesOf(of, true)).toEqual([expect.stringContaining(head)]);
			}
		},
	);

	it('is in Spanish in private notes, one of the same words in whichever language', async () => {
		const spanish = await start('es_ES');
		const english = shop.connect({}, { language: 'en' });
		const [first, second] = [place(), place()];
		const note = say('reportedShipped', { channel: 'Amazon', number: '902-1' });
		for (const store of [spanish, english]) await store.shipmentSink.addNote?.({ id: orderId(String(first.id)) }, note);
		for (const store of [english, spanish]) await store.shipmentSink.addNote?.({ id: orderId(String(second.id)) }, note);
		expect(notesOf(first, false)).toEqual(['Amazon comunica que el pedido 902-1 se ha enviado.']);
		expect(notesOf(second, false)).toEqual(['Amazon reports order 902-1 as shipped.']);
	});

	it('names in Spanish what stands on an order of a channel, and finds its own English names again', async () => {
		const spanish = await start('es_ES');
		const english = shop.connect({}, { language: 'en' });
		const [mug] = await spanish.catalog.findBySkus(['MUG-1']);
		const product: LineProduct = { productId: mug?.id ?? '', sku: 'MUG-1', content: { unitsPerListing: 1 }, rule: 'sku' };
		const bought = (id: string) =>
			order({
				id,
				number: id,
				lines: [line({ id: 'i1', sku: 'MUG-1', total: eur('12.90'), product, gift: { message: 'Felicidades', wrapLevel: 'Rojo' } })],
				charges: [charge({ kind: 'shipping', total: eur('4.99') }), charge({ kind: 'giftWrap', total: eur('2.49') })],
			});
		const save = async (store: WooCommerce, id: string): Promise<string> => {
			const [plan] = await store.orderSink.plan([draft(bought(id))]);
			if (plan === undefined || 'code' in plan) throw new Error(JSON.stringify(plan));
			const [made] = await store.orderSink.create([plan]);
			if (made?.kind !== 'created') throw new Error(JSON.stringify(made));
			return made.saved.id;
		};
		const spanishOne = await save(spanish, 'A');
		expect(shop.standIn.order(Number(spanishOne))).toMatchObject({
			shipping_lines: [{ method_title: 'Envío' }],
			fee_lines: [{ name: 'Papel de regalo' }],
			customer_note: 'Mensaje de regalo para la referencia (SKU) «MUG-1»: Felicidades',
		});
		expect(JSON.stringify(shop.standIn.order(Number(spanishOne)))).toContain('"Mensaje de regalo"');
		const englishOne = await save(english, 'B');
		const { origin, fingerprint, marketplaceTax } = draft(bought('B'));
		await spanish.orderSink.update({ id: englishOne, origin }, { order: bought('B'), marketplaceTax, fingerprint });
		const after = shop.standIn.order(Number(englishOne));
		expect(after).toMatchObject({ total: shop.standIn.order(Number(spanishOne))?.['total'] });
		expect(after?.['fee_lines']).toHaveLength(1);
		expect(after?.['shipping_lines']).toHaveLength(1);
		expect(after?.['line_items']).toHaveLength(1);
	});

	it('shows in Spanish how far the lines are, and leaves what stands there in English', async () => {
		const spanish = await start('es_ES');
		const english = shop.connect({}, { language: 'en' });
		const of = place();
		const phases = [{ lineId: String(of.lines[0]?.id), phase: 'inTransit', units: 2 }] as const;
		const metas = (): string => JSON.stringify(shop.standIn.order(of.id));
		await english.shipmentSink.markLines?.({ id: orderId(String(of.id)) }, phases);
		const before = metas();
		expect(before).toContain('inTransit');
		await spanish.shipmentSink.markLines?.({ id: orderId(String(of.id)) }, phases);
		expect(metas()).toBe(before);
		await spanish.shipmentSink.markLines?.({ id: orderId(String(of.id)) }, [{ ...phases[0], phase: 'delivered' }]);
		expect(metas()).toContain('entregado');
		expect(metas()).not.toContain('inTransit');
	});
});
