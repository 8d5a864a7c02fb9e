import { orderId } from '../../../../src/domain/ids';
import { startStore, type StoreUnderTest } from '../store-under-test';

/** A plugin's, in which a list of `any` does not show orders. */
const PACKED = { slug: 'packed', name: 'Packed', excludedFromSearch: true };

describe('orders by their ids', () => {
	let shop: StoreUnderTest;
	beforeEach(async () => {
		shop = await startStore({ products: [{ name: 'Mug', sku: 'MUG', regular_price: '10.00' }], customStatuses: [PACKED] });
	});
	afterEach(async () => await shop.close());

	const place = (status: string): string => {
		const { id } = shop.standIn.placeStorefrontOrder({ lines: [{ sku: 'MUG', quantity: 1 }], billing: { email: 'a@example.test' } });
		shop.standIn.act('setStatus', { id, status });
		return String(id);
	};

	it('are none the less there in a status that lists leave out', async () => {
		const [paid, packed] = [place('processing'), place('packed')];
		const standings = await shop.store.shipmentSink.standings([paid, packed, '99999'].map((id) => ({ id: orderId(id) })));
		expect(standings).toMatchObject([{ status: 'processing', state: 'open' }, { status: 'packed', state: 'open' }, undefined]);
	});

	it('are told by the mark that they were saved with, where no key of them is known', async () => {
		const [copy, customers] = [place('processing'), place('processing')];
		const origin = 'amazon:eu:A1SELLER/902-1234567-1234567';
		shop.standIn.records.orders.get(Number(copy))?.meta.push({ id: 900_001, key: '_storebridge_order', value: origin });
		const asked = [copy, customers].map((id) => ({ id: orderId(id), origin }));
		expect(await shop.store.shipmentSink.standings(asked)).toMatchObject([{ state: 'open' }, undefined]);
	});

	it('are asked for one by one only where no list has them', async () => {
		const ids = [place('processing'), place('trash'), place('packed')];
		await shop.store.shipmentSink.standings(ids.map((id) => ({ id: orderId(id) })));
		const asked = shop.requests().filter(({ path }) => path.startsWith('/wp-json/wc/v3/orders'));
		expect(asked.map(({ path }) => path.slice('/wp-json/wc/v3/'.length))).toEqual(['orders', 'orders', `orders/${ids[2] ?? ''}`]);
	});
});
