import { orderId } from '../../../src/domain/ids';
import { say } from '../../../src/domain/texts/say';
import { entriesOf } from '../../../src/platforms/shopify/note-entries';
import { draft, line, order } from '../woocommerce/orders';
import { money } from '../../../src/domain/money';
import { startShop, type ShopUnderTest } from './shop-under-test';

const PLACE = 'Shop location';
const TAG = 'Needs Attention';
const shortOf = (id: string): string => id.replace(/^.*\//, '');

describe('the note of an order of a Shopify shop', () => {
	let test: ShopUnderTest;
	beforeEach(async () => {
		test = await startShop({
			products: [{ title: 'Mug', sku: 'MUG', price: '10.00', stock: { [PLACE]: 50 } }],
			settings: { locale: 'es' },
		});
	});
	afterEach(async () => {
		await test.close();
	});

	const place = (note = ''): string =>
		shortOf(test.standIn.act('placeOrder', { lines: [{ sku: 'MUG', quantity: 2 }], email: 'ada@example.test', note }).id);
	const stored = (id: string) => test.standIn.orders().find((one) => shortOf(one.id) === id);
	const noteOf = (id: string): string => stored(id)?.note ?? '';
	const lineOf = (id: string): string => shortOf(stored(id)?.lineItems[0]?.id ?? '');
	const save = async (number: string) => {
		const mug = line({ id: 'i1', sku: 'MUG', total: money('10.00', 'EUR') });
		const wanted = draft(order({ id: number, number, lines: [mug] }), { status: 'unfulfilled', textLines: ['i1'] });
		const [plan] = await test.shop.orderSink.plan([wanted]);
		if (plan === undefined || 'code' in plan) throw new Error('no plan');
		const [made] = await test.shop.orderSink.create([plan]);
		if (made?.kind !== 'created') throw new Error('not created');
		return { id: made.saved.id, origin: wanted.origin };
	};

	it('keeps what people wrote, and gets each entry once, in the language of the shop', async () => {
		const id = place('Ring twice.\nBack door.');
		const words = say('deliveryDetails', { details: 'Express' });
		for (let time = 0; time < 2; time += 1) await test.shop.shipmentSink.addNote?.({ id: orderId(id) }, words);
		expect(noteOf(id)).toMatch(/^Ring twice\.\nBack door\.\n\[Storebridge \d{4}-\d{2}-\d{2}\] Datos de entrega: Express$/);
		const english = test.connect({}, { language: 'en' });
		await english.shipmentSink.addNote?.({ id: orderId(id) }, words);
		expect(entriesOf(noteOf(id))).toHaveLength(1);
		expect(test.standIn.damage()).toEqual([]);
	});

	it('is not handed to a warehouse as the customer’s words', async () => {
		const id = place('Ring twice.');
		await test.shop.shipmentSink.addNote?.({ id: orderId(id) }, 'The warehouse gave it up');
		const read = await test.shop.storeOrders.get(id);
		expect(read?.order.delivery?.instructions).toBe('Ring twice.');
	});

	it('gets all entries of those who write at the same moment', async () => {
		const id = place();
		const all = ['one', 'two', 'three', 'four'];
		await Promise.all(all.map(async (text) => await test.shop.shipmentSink.addNote?.({ id: orderId(id) }, text)));
		expect(entriesOf(noteOf(id)).toSorted()).toEqual(all.toSorted());
	});

	it('is never longer than Shopify takes: what does not fit is cut, and refused where there is no room', async () => {
		const [roomy, full] = [place('x'.repeat(4_900)), place('x'.repeat(4_999))];
		await test.shop.shipmentSink.addNote?.({ id: orderId(roomy) }, 'y'.repeat(500));
		expect([noteOf(roomy).length, noteOf(roomy).startsWith('x'.repeat(4_900)), noteOf(roomy).endsWith('y…')]).toEqual([5_000, true, true]);
		await expect(test.shop.shipmentSink.addNote?.({ id: orderId(full) }, 'y')).rejects.toMatchObject({ details: { code: 'noteFull' } });
		expect(noteOf(full)).toBe('x'.repeat(4_999));
	});

	it('tells where each line stands, again whenever that changed', async () => {
		const id = place();
		const mark = async (phase: 'inTransit' | 'delivered') =>
			await test.shop.shipmentSink.markLines?.({ id: orderId(id) }, [{ lineId: lineOf(id), phase, units: 2, tracking: 'JJD01' }]);
		for (const phase of ['inTransit', 'inTransit', 'delivered', 'delivered', 'inTransit'] as const) await mark(phase);
		const told = (phase: 'inTransit' | 'delivered') =>
			`${say('fulfillment').es}: ${say('lineAt', { sku: 'MUG', phase: say(phase), units: 2 }).es}, JJD01`;
		expect(entriesOf(noteOf(id))).toEqual([told('inTransit'), told('delivered'), told('inTransit')]);
	});

	it('has a tag beside it where somebody has to see to the order, until nobody has to', async () => {
		const [id, ref] = [place(), await save('902-1')];
		await test.shop.orderSink.addNote(ref, 'Delivery details', 'tells');
		expect(stored(ref.id)?.tags).not.toContain(TAG);
		await test.shop.orderSink.addNote(ref, 'The buyer wants to cancel', 'asks');
		await test.shop.shipmentSink.addNote?.({ id: orderId(id) }, 'The warehouse gave it up');
		expect([stored(id)?.tags, stored(ref.id)?.tags]).toEqual([[TAG], expect.arrayContaining([TAG, 'Storebridge'])]);
		await test.shop.orderSink.cancel(ref);
		const parcel = { id: 'p1', trackingNumber: 'JJD1', status: 'inTransit', lines: [{ lineId: lineOf(id), quantity: 2 }] } as const;
		const quiet = { notifyCustomer: false, notifyGuests: false, completeWhenShipped: false, teller: 'memory-1' };
		await test.shop.shipmentSink.write({ id: orderId(id) }, [parcel], quiet);
		expect([stored(id)?.tags, stored(ref.id)?.tags.includes(TAG)]).toEqual([[], false]);
	});

	it('is of the copy that was asked for', async () => {
		const ref = await save('902-1');
		const ask = async (origin: string) => (await test.shop.shipmentSink.standings([{ id: orderId(ref.id), origin }]))[0]?.state;
		expect([await ask(ref.origin), await ask('amazon:eu:A1SELLER/902-2')]).toEqual(['open', undefined]);
	});
});
