import { orderId } from '../../../src/domain/ids';
import type { Shipment } from '../../../src/domain/shipment';
import type { ShipmentOptions } from '../../../src/ports/shipment-sink';
import { startShop, type ShopUnderTest } from './shop-under-test';

const shortOf = (id: string): string => id.replace(/^.*\//, '');
const OPTIONS: ShipmentOptions = { notifyCustomer: true, notifyGuests: true, completeWhenShipped: true, teller: 'memory-1' };

describe('parcels in a Shopify shop', () => {
	let test: ShopUnderTest;
	beforeEach(async () => {
		test = await startShop({
			locations: [{ name: 'Shop location' }, { name: 'Warehouse' }],
			products: [
				{ title: 'Mug', sku: 'MUG', price: '10.00', stock: { 'Shop location': 500 } },
				{ title: 'Tea', sku: 'TEA', price: '5.00', stock: { 'Shop location': 500, Warehouse: 5 } },
			],
		});
	});
	afterEach(async () => {
		await test.close();
	});

	const place = (lines: readonly object[]) => test.standIn.act('placeOrder', { lines, email: 'ada@example.test' });
	const parcelsOf = (id: string) => [...test.standIn.shop.state.fulfillments.values()].filter(({ orderId: of }) => of === id);
	const parcel = (id: string, lines: Shipment['lines'], trackingNumber: string = `JJD-${id}`): Shipment => ({
		id,
		trackingNumber,
		status: 'inTransit',
		lines,
	});
	const write = async (id: string, shipments: readonly Shipment[]) =>
		await test.shop.shipmentSink.write({ id: orderId(shortOf(id)) }, shipments, OPTIONS);

	it('waits for what is on hold, and tells it once it is released', async () => {
		const placed = place([{ sku: 'MUG' }]);
		const lines = [{ lineId: shortOf(placed.lineItems[0]?.id ?? ''), quantity: 1 }];
		test.standIn.act('holdOrder', { id: placed.id });
		await expect(write(placed.id, [parcel('p1', lines)])).rejects.toMatchObject({ details: { kind: 'rejected', code: 'onHold' } });
		expect(parcelsOf(placed.id)).toHaveLength(0);
		test.standIn.act('releaseOrder', { id: placed.id });
		expect(await write(placed.id, [parcel('p1', lines)])).toMatchObject({
			completed: true,
			writes: [{ outcome: 'written', way: 'fulfillment' }],
		});
		expect(parcelsOf(placed.id)).toMatchObject([{ trackingInfo: [{ number: 'JJD-p1' }] }]);
	});

	it('of more lines than one answer holds are told whole, and the order is done with the last of them', async () => {
		const placed = place(Array.from({ length: 130 }, (_, at) => ({ sku: at % 2 === 0 ? 'MUG' : 'TEA', properties: { at: String(at) } })));
		expect(placed.lineItems).toHaveLength(130);
		const lines = placed.lineItems.map(({ id }) => ({ lineId: shortOf(id), quantity: 1 }));
		expect(await write(placed.id, [parcel('p1', lines.slice(0, 90))])).toMatchObject({ completed: false });
		expect(await write(placed.id, [parcel('p1', lines.slice(0, 90)), parcel('p2', lines.slice(90, 120))])).toMatchObject({
			completed: false,
		});
		const all = [parcel('p1', lines.slice(0, 90)), parcel('p2', lines.slice(90, 120)), parcel('p3', lines.slice(120))];
		expect(await write(placed.id, all)).toMatchObject({ completed: true });
		expect(parcelsOf(placed.id).map(({ lines: held }) => held.length)).toEqual([90, 30, 10]);
	});

	it('of one number are two where they are two', async () => {
		const placed = place([{ sku: 'MUG' }, { sku: 'TEA' }]);
		const [first, second] = placed.lineItems.map(({ id }) => [{ lineId: shortOf(id), quantity: 1 }]);
		await write(placed.id, [parcel('p1', first ?? [], '1Z9')]);
		expect(await write(placed.id, [parcel('p1', first ?? [], '1Z9'), parcel('p2', second ?? [], '1Z9')])).toMatchObject({
			completed: true,
		});
		expect(parcelsOf(placed.id)).toHaveLength(2);
	});

	it('that got to one of their two locations only get to the other the next time', async () => {
		const placed = place([{ sku: 'MUG' }, { sku: 'TEA', location: 'Warehouse' }]);
		const lines = placed.lineItems.map(({ id }) => ({ lineId: shortOf(id), quantity: 1 }));
		test.faults.add({ standIn: 'shopify', kind: 'http429', operation: 'fulfillmentCreate', skip: 1, times: 1 });
		await expect(write(placed.id, [parcel('p1', lines)])).rejects.toMatchObject({ details: { kind: 'rateLimited' } });
		expect(parcelsOf(placed.id)).toHaveLength(1);
		expect(await write(placed.id, [parcel('p1', lines)])).toMatchObject({ completed: true });
		expect(parcelsOf(placed.id).map(({ lines: held }) => held.length)).toEqual([1, 1]);
	});

	it('of which the second fails are not told again for it, with a number or without', async () => {
		const placed = place([{ sku: 'MUG', quantity: 2 }]);
		const lines = [{ lineId: shortOf(placed.lineItems[0]?.id ?? ''), quantity: 1 }];
		const both: readonly Shipment[] = [{ id: 'p1', status: 'inTransit', lines }, parcel('p2', lines)];
		test.faults.add({ standIn: 'shopify', kind: 'http429', operation: 'fulfillmentCreate', skip: 1, times: 1 });
		await expect(write(placed.id, both)).rejects.toMatchObject({ details: { kind: 'rateLimited' } });
		expect(await write(placed.id, both)).toMatchObject({ completed: true });
		expect(parcelsOf(placed.id).map(({ trackingInfo }) => trackingInfo.map(({ number }) => number))).toEqual([[], ['JJD-p2']]);
	});
});
