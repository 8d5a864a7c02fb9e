import { orderId } from '../../src/domain/ids';
import { money } from '../../src/domain/money';
import type { OrderDraft, PlannedOrder } from '../../src/ports/order-sink';
import caseFile from '../fixtures/cases/shop-cached-reads.json';
import { draft as draftOf, line, order } from '../platforms/woocommerce/orders';
import { startStore, type StoreUnderTest } from '../platforms/woocommerce/store-under-test';

const PARCEL = { notifyCustomer: true, notifyGuests: true, completeWhenShipped: false, teller: 'memory-1' };
const CACHED = { details: { kind: 'configuration', code: 'cached', advice: expect.stringContaining('/wp-json/wc/') as string } };

describe('a store whose answers a cache keeps for an hour', () => {
	let shop: StoreUnderTest;
	let drafted: OrderDraft;
	beforeEach(async () => {
		shop = await startStore({ products: [{ name: 'Mug', sku: 'MUG', regular_price: '10.00', manage_stock: true, stock_quantity: 50 }] });
		const product = {
			productId: String(shop.standIn.productBySku('MUG')?.id),
			sku: 'MUG',
			content: { unitsPerListing: 1 },
			rule: 'sku' as const,
		};
		drafted = draftOf(order({ lines: [line({ id: 'i1', sku: 'MUG', total: money('10.00', 'EUR'), product })] }));
	});
	afterEach(async () => await shop.close());

	const isPlanned = (planned: unknown): planned is PlannedOrder => typeof planned === 'object' && planned !== null && 'origin' in planned;
	const ownOrders = async (): Promise<number> => {
		const found: unknown[] = [];
		for await (const { orders } of shop.store.orderSink.ownOrders(0)) found.push(...orders);
		return found.length;
	};
	const placeUnpaid = (): string =>
		String(
			shop.standIn.placeStorefrontOrder({
				lines: [{ sku: 'MUG', quantity: 1 }],
				billing: { email: 'a@example.test' },
				paymentMethod: 'bacs',
			}).id,
		);
	const paid = async (id: string): Promise<boolean> => (await shop.store.storeOrders.get(id))?.order.paidAt !== undefined;
	const pay = (id: string): void => void shop.standIn.changeOrder(Number(id), { status: 'processing' });

	describe('by their address', () => {
		beforeEach(() => {
			shop.standIn.setCache({ mode: 'exact', seconds: 3600 });
		});

		it(`sees the order that it made itself (${caseFile.input.a})`, async () => {
			expect(await ownOrders()).toBe(0);
			const planned = (await shop.store.orderSink.plan([drafted])).filter(isPlanned);
			shop.faults.add({ standIn: 'woocommerce', kind: 'resetAfter', method: 'POST', times: 1 });
			expect(await shop.store.orderSink.create(planned)).toMatchObject([{ kind: 'unknown' }]);
			expect(await ownOrders()).toBe(1);
		});

		it(`sees the payment (${caseFile.input.b})`, async () => {
			const id = placeUnpaid();
			expect(await paid(id)).toBe(false);
			pay(id);
			expect(await paid(id)).toBe(true);
		});

		it(`tells the customer once (${caseFile.input.c})`, async () => {
			const id = placeUnpaid();
			pay(id);
			const { lines } = shop.standIn.records.orders.get(Number(id)) ?? {};
			for (const status of ['inTransit', 'delivered'] as const) {
				const parcel = {
					id: 'p',
					status,
					carrier: 'DHL',
					trackingNumber: 'JJD1',
					lines: [{ lineId: String(lines?.[0]?.id), quantity: 1 }],
				};
				await shop.store.shipmentSink.write({ id: orderId(id) }, [parcel], PARCEL);
			}
			const notes = shop.standIn.records.orders.get(Number(id))?.notes.filter(({ customerNote }) => customerNote);
			expect(notes).toHaveLength(1);
		});

		it('is asked with another address each time, signed, and never changes by what it is asked', async () => {
			for (let times = 0; times < 3; times += 1) await shop.store.storeOrders.now();
			const gets = shop.requests().filter(({ method }) => method === 'GET');
			expect(new Set(gets.map(({ query }) => query['_storebridge'])).size).toBe(gets.length);
			for (const { headers, query, status } of gets) {
				expect(headers['cache-control']).toBe('no-cache');
				expect(headers['accept']).toBe('application/json');
				expect([query['_skip_cache'], status]).toEqual(['true', 200]);
			}
		});
	});

	describe('whatever it is asked', () => {
		it('is never believed: the store is named as what has to be mended, and nothing is made', async () => {
			const id = placeUnpaid();
			shop.standIn.setCache({ mode: 'stubborn', seconds: 3600 });
			await ownOrders();
			await paid(id);
			pay(id);
			await expect(ownOrders()).rejects.toMatchObject(CACHED);
			await expect(paid(id)).rejects.toMatchObject(CACHED);
			expect(shop.standIn.orders()).toHaveLength(1);
		});
	});
});
