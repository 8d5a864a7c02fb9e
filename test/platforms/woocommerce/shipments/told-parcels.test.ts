import { orderId } from '../../../../src/domain/ids';
import type { Shipment } from '../../../../src/domain/shipment';
import type { OrderRecord } from '../../../../sandbox/woocommerce/store/records';
import { startStore, type StoreUnderTest } from '../store-under-test';

const BUYER = { email: 'jm@example.test', country: 'DE' };
const LOUD = { notifyCustomer: true, notifyGuests: true, completeWhenShipped: true, teller: 'memory-1' };

describe.each([
	['fulfillment', { fulfillments: true }],
	['trackingItem', { shipmentTracking: 'official' }],
	['customerNote', {}],
] as const)('a store that shows parcels by %s', (_way, settings) => {
	let shop: StoreUnderTest;
	let order: OrderRecord;
	let toBuyers: number;
	beforeEach(async () => {
		shop = await startStore({
			settings,
			customStatuses: [{ slug: 'returned', name: 'Returned' }],
			mailer: { deliver: ({ audience }) => void (toBuyers += audience === 'buyer' ? 1 : 0) },
			products: [{ name: 'Mug', sku: 'MUG-1', regular_price: '12.90' }],
		});
		order = shop.standIn.placeStorefrontOrder({ lines: [{ sku: 'MUG-1', quantity: 2 }], billing: BUYER });
		toBuyers = 0;
	});
	afterEach(async () => await shop.close());

	const parcel = (id: string): Shipment => ({
		id,
		carrier: 'DHL',
		trackingNumber: `TBA${id}`,
		status: 'inTransit',
		lines: [{ lineId: String(order.lines[0]?.id), quantity: 1 }],
	});
	const write = async (parcels: readonly Shipment[], told: readonly string[] = []) =>
		await shop.store.shipmentSink.write({ id: orderId(String(order.id)) }, parcels, { ...LOUD, told: new Set(told) });
	const writes = () => shop.requests().filter(({ method }) => method !== 'GET').length;
	const status = () => shop.standIn.order(order.id)?.['status'];
	const notes = () => shop.standIn.records.orders.get(order.id)?.notes ?? [];

	it('writes nothing of a parcel that was told, though nothing of it stands there, and counts it as shipped', async () => {
		expect((await write([parcel('1')], ['1'])).writes).toMatchObject([{ outcome: 'unchanged' }]);
		expect([writes(), toBuyers]).toEqual([0, 0]);
		expect(await write([parcel('1'), parcel('2')], ['1'])).toMatchObject({
			writes: [{ outcome: 'unchanged' }, { outcome: 'written' }],
			completed: true,
		});
		expect([toBuyers > 0, JSON.stringify(notes()).includes('TBA1')]).toEqual([true, false]);
	});

	it('leaves the status that somebody gave the order since, until another parcel leaves', async () => {
		const both = { ...parcel('1'), lines: [{ lineId: String(order.lines[0]?.id), quantity: 2 }] };
		await write([both]);
		expect(status()).toBe('completed');
		shop.standIn.act('setStatus', { id: order.id, status: 'returned' });
		const before = writes();
		expect(await write([{ ...both, status: 'delivered' }], ['1'])).toMatchObject({ completed: false });
		expect([status(), writes()]).toEqual(['returned', before]);
		await write([{ ...both, status: 'delivered' }, parcel('2')], ['1']);
		expect(status()).toBe('completed');
	});

	it.each(['cancelled', 'refunded', 'trash'])('tells the owner alone of a parcel whose order is %s', async (closed) => {
		if (closed === 'trash') shop.standIn.act('trash', { id: order.id });
		else shop.standIn.act('setStatus', { id: order.id, status: closed });
		toBuyers = 0;
		const before = notes().length;
		expect(await write([parcel('1')])).toMatchObject({ writes: [{ outcome: 'written', way: 'privateNote' }], completed: false, closed });
		expect((await write([parcel('1')])).writes).toMatchObject([{ outcome: 'unchanged' }]);
		expect(toBuyers).toBe(0);
		expect(notes().slice(before)).toMatchObject([{ customerNote: false, note: expect.stringContaining('TBA1') as string }]);
		expect(shop.standIn.records.fulfillments.size).toBe(0);
		expect(status()).toBe(closed);
	});
});
