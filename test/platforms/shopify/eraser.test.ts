import { defaultApp } from '../../../sandbox/shopify';
import { money } from '../../../src/domain/money';
import type { OwnOrderRef } from '../../../src/ports/order-sink';
import { draft as draftOf, line, order } from '../woocommerce/orders';
import { startShop, type ShopUnderTest } from './shop-under-test';

const PLACE = 'Shop location';
const DAY_MS = 24 * 60 * 60_000;
const ERASURE = { day: '2026-11-27', keepKey: '_keep' };
const shortOf = (id: string): string => id.replace(/^.*\//, '');

describe('what a Shopify shop holds of buyers of a channel', () => {
	let test: ShopUnderTest;
	afterEach(async () => {
		await test.close();
	});

	const start = async (scopes: readonly string[] = defaultApp.scopes): Promise<void> => {
		test = await startShop({
			products: [{ title: 'Mug', sku: 'MUG', price: '10.00', stock: { [PLACE]: 50 } }],
			apps: [{ ...defaultApp, accessToken: 'shpat_erase', scopes }],
		});
	};
	const shop = () => test.connect({ entrance: { way: 'token', accessToken: 'shpat_erase' } });
	const stored = (id: string) => test.standIn.orders().find((one) => shortOf(one.id) === id);
	const save = async (number: string): Promise<OwnOrderRef> => {
		const mug = line({ id: 'i1', sku: 'MUG', total: money('10.00', 'EUR') });
		const billing = { name: 'Lux GmbH', line1: 'Turmstraße 9', city: 'Bonn', postcode: '53111', country: 'DE' };
		const wanted = draftOf(order({ id: number, number, lines: [mug], billing }), { status: 'unfulfilled', textLines: ['i1'] });
		const [plan] = await shop().orderSink.plan([wanted]);
		if (plan === undefined || 'code' in plan) throw new Error('no plan');
		const [made] = await shop().orderSink.create([plan]);
		if (made?.kind !== 'created') throw new Error('not created');
		return { id: made.saved.id, origin: wanted.origin };
	};

	it('stands nowhere where Shopify lets nobody erase it', async () => {
		await start();
		const { id } = await save('902-1');
		const { billingAddress, lineItems, customAttributes } = stored(id) ?? {};
		expect(billingAddress).toBeNull();
		expect(JSON.stringify(lineItems)).not.toContain('Müller');
		expect(customAttributes).toContainEqual({ key: 'Billing address', value: 'Lux GmbH, Turmstraße 9, 53111 Bonn, DE' });
	});

	it('goes, and what people wrote that names nobody stays; the customer that they set on it stays one of the shop', async () => {
		await start();
		const ref = await save('902-1');
		await shop().orderSink.addNote(ref, 'The total differs');
		const before = stored(ref.id)?.note ?? '';
		test.standIn.act('note', { id: ref.id, note: `Called on Monday.\n${before}\nJörg  MÜLLER wants it gift-wrapped` });
		const other = test.standIn.act('placeOrder', { lines: [{ sku: 'MUG' }], email: 'ada@example.test', note: 'To Jörg Müller' });
		const record = test.standIn.shop.state.orders.get(stored(ref.id)?.id ?? '');
		if (record !== undefined) record.customerId = other.customerId;
		test.standIn.act('fulfill', { id: ref.id, trackingNumber: 'JJD01', trackingCompany: 'DHL' });
		const shopOrder = JSON.stringify(test.standIn.shop.state.orders.get(other.id));
		const image = stored(ref.id);
		expect(await shop().personalData.erase([ref], ERASURE)).toMatchObject([{ kind: 'erased', left: [] }]);
		const now = stored(ref.id);
		expect(now?.note).toMatch(/^Called on Monday\.\n\[Storebridge .*\] The total differs$/);
		expect(now).toMatchObject({ name: image?.name, tags: image?.tags, lineItems: image?.lineItems, customerId: null });
		expect(now?.shippingAddress).toMatchObject({ lastName: '[deleted]', address1: '[deleted]', zip: '', countryCode: 'DE' });
		expect(now?.customAttributes.map(({ key }) => key)).not.toContain('Billing address');
		const [parcel] = [...test.standIn.shop.state.fulfillments.values()].filter(({ orderId }) => orderId === now?.id);
		expect(parcel).toMatchObject({ status: 'SUCCESS', trackingInfo: [{ company: 'DHL', number: null, url: null }] });
		expect(test.standIn.shop.state.customers.has(other.customerId ?? '')).toBe(true);
		expect(JSON.stringify(test.standIn.shop.state.orders.get(other.id))).toBe(shopOrder);
		expect(test.standIn.damage()).toEqual([]);
	});

	it('is never looked for on an order of the shop', async () => {
		await start();
		const { id } = test.standIn.act('placeOrder', { lines: [{ sku: 'MUG' }], email: 'ada@example.test', tags: ['Storebridge'] });
		test.advance(60_000);
		const image = JSON.stringify(test.standIn.shop.state.orders.get(id));
		for (const origin of ['', 'amazon:eu:A1SELLER/902-1'])
			expect(await shop().personalData.erase([{ id: shortOf(id), origin }], ERASURE)).toMatchObject([{ kind: 'gone' }]);
		const found = [];
		for await (const page of shop().personalData.oldOrders('2000-01-01T00:00:00.000Z', '2100-01-01T00:00:00.000Z'))
			found.push(...page.orders);
		expect([found, JSON.stringify(test.standIn.shop.state.orders.get(id))]).toEqual([[], image]);
	});

	it.each([
		['may see orders of all times', defaultApp.scopes, { kind: 'erased' }],
		[
			'sees those of sixty days alone, and does not take one for gone',
			defaultApp.scopes.filter((scope) => scope !== 'read_all_orders'),
			{ kind: 'failed', reason: { code: 'eraseUnreadable' } },
		],
	])('is erased on an old order where the app %s', async (_, scopes, outcome) => {
		await start(scopes);
		const ref = await save('902-1');
		test.advance(61 * DAY_MS);
		expect(await shop().personalData.erase([ref], ERASURE)).toMatchObject([outcome]);
	});

	it('of one that Shopify does not take is told, and the others are erased', async () => {
		await start();
		const refs = [await save('902-1'), await save('902-2')];
		test.faults.add({ standIn: 'shopify', kind: 'resetAfter', operation: 'orderUpdate', times: 1 });
		const erased = await shop().personalData.erase(refs, ERASURE);
		expect(erased).toMatchObject([{ kind: 'failed', reason: { code: 'eraseUnclear' } }, { kind: 'erased' }]);
		expect(await shop().personalData.erase(refs, ERASURE)).toMatchObject([{ kind: 'erasedBefore' }, { kind: 'erasedBefore' }]);
	});

	it('is not written again with the next version', async () => {
		await start();
		const ref = await save('902-1');
		await shop().personalData.erase([ref], ERASURE);
		const mug = line({ id: 'i1', sku: 'MUG', total: money('10.00', 'EUR') });
		const change = { order: order({ id: '902-1', number: '902-1', lines: [mug] }), marketplaceTax: 'fee', fingerprint: 'f2' } as const;
		expect(await shop().orderSink.update(ref, change)).toMatchObject({ code: 'erasedOrder' });
	});
});
