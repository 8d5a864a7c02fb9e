import { defaultApp } from '../../../sandbox/shopify';
import { orderId } from '../../../src/domain/ids';
import { money } from '../../../src/domain/money';
import type { ShipmentOptions } from '../../../src/ports/shipment-sink';
import { draft, line, order } from '../woocommerce/orders';
import { startShop, type ShopUnderTest } from './shop-under-test';

const shortOf = (id: string): string => id.replace(/^.*\//, '');
const QUIET: ShipmentOptions = { notifyCustomer: false, notifyGuests: false, completeWhenShipped: false, teller: 'memory-1' };
const TOLD: ShipmentOptions = { ...QUIET, statuses: { delivered: 'delivered' } };

describe('parcels of a Shopify shop that have arrived', () => {
	let test: ShopUnderTest;
	const mails: unknown[] = [];
	const start = async (scopes: readonly string[] = defaultApp.scopes): Promise<void> => {
		mails.length = 0;
		test = await startShop({
			products: [{ title: 'Mug', sku: 'MUG', price: '10.00', stock: { 'Shop location': 50 } }],
			apps: [{ ...defaultApp, accessToken: `shpat_${scopes.length}`, scopes }],
			mailer: { deliver: (mail) => void mails.push(mail) },
		});
	};
	afterEach(async () => {
		await test.close();
	});
	const shop = (scopes = defaultApp.scopes.length) => test.connect({ entrance: { way: 'token', accessToken: `shpat_${scopes}` } });
	const place = () => {
		const placed = test.standIn.act('placeOrder', { lines: [{ sku: 'MUG', quantity: 2 }], email: 'ada@example.test' });
		mails.length = 0;
		return { id: orderId(shortOf(placed.id)), lineId: shortOf(placed.lineItems[0]?.id ?? '') };
	};
	const parcel = (lineId: string, number: number, status: 'inTransit' | 'delivered') => ({
		id: `p${number}`,
		trackingNumber: `JJD${number}`,
		status,
		lines: [{ lineId, quantity: 1 }],
	});
	const arrivals = () => [...test.standIn.shop.state.fulfillments.values()].map(({ deliveredAt }) => deliveredAt !== null);
	const events = () => test.requests().filter(({ body }) => String(body).includes('fulfillmentEventCreate')).length;

	it('are told where that was chosen, each once, those that were told long ago too', async () => {
		await start();
		const { id, lineId } = place();
		const { shipmentSink } = shop();
		const both = (status: 'inTransit' | 'delivered') => [parcel(lineId, 1, 'delivered'), parcel(lineId, 2, status)];
		expect(await shipmentSink.write({ id }, both('inTransit'), QUIET)).not.toHaveProperty('status');
		expect([arrivals(), mails]).toEqual([[false, false], []]);
		const told = new Set(['p1', 'p2']);
		expect(await shipmentSink.write({ id }, both('inTransit'), { ...TOLD, told })).toMatchObject({ status: 'delivered' });
		expect(arrivals()).toEqual([true, false]);
		for (let time = 0; time < 2; time += 1) await shipmentSink.write({ id }, both('delivered'), { ...TOLD, told });
		expect([arrivals(), events()]).toEqual([[true, true], 2]);
		expect((await shop().storeOrders.get(id))?.order.packages.map(({ phase }) => phase)).toEqual(['delivered', 'delivered']);
	});

	it('name the scope that is missing for it', async () => {
		const scopes = defaultApp.scopes.filter((scope) => scope !== 'write_fulfillments');
		await start(scopes);
		const { id, lineId } = place();
		const written = shop(scopes.length).shipmentSink.write({ id }, [parcel(lineId, 1, 'delivered')], TOLD);
		await expect(written).rejects.toMatchObject({ message: expect.stringContaining('write_fulfillments') as unknown });
	});

	it('are told of an order that was bought elsewhere, and nobody is mailed', async () => {
		await start();
		const mug = line({ id: 'i1', sku: 'MUG', total: money('10.00', 'EUR') });
		const wanted = draft(order({ id: '902-1', number: '902-1', lines: [mug] }), { status: 'unfulfilled', textLines: ['i1'] });
		const [plan] = await shop().orderSink.plan([wanted]);
		const [made] = plan === undefined || 'code' in plan ? [] : await shop().orderSink.create([plan]);
		if (made?.kind !== 'created') throw new Error('not created');
		const ref = { id: made.saved.id, origin: wanted.origin };
		for (let time = 0; time < 2; time += 1) expect(await shop().orderSink.arrived(ref, 'delivered')).toMatchObject({ status: 'fulfilled' });
		expect([arrivals(), events(), mails]).toEqual([[true], 1, []]);
		expect(test.standIn.damage()).toEqual([]);
	});
});
