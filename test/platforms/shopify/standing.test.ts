import { money } from '../../../src/domain/money';
import { draft as draftOf, line, order } from '../woocommerce/orders';
import { startShop, type ShopUnderTest } from './shop-under-test';

const shortOf = (id: string): string => id.replace(/^.*\//, '');

describe('what an order of a Shopify shop stands at', () => {
	let test: ShopUnderTest;
	beforeEach(async () => {
		test = await startShop({
			locations: [{ name: 'Shop location' }, { name: 'Warehouse' }],
			products: [
				{ title: 'Mug', sku: 'MUG', price: '10.00', stock: { 'Shop location': 500 } },
				{ title: 'Tea', sku: 'TEA', price: '5.00', stock: { Warehouse: 500 } },
			],
		});
		test.advance(60_000);
	});
	afterEach(async () => {
		await test.close();
	});

	const place = (lines: readonly object[]) => test.standIn.act('placeOrder', { lines, email: 'ada@example.test' });
	const partsOf = (id: string) => [...test.standIn.shop.state.fulfillmentOrders.values()].filter(({ orderId }) => orderId === id);
	const read = async (id: string) => await test.shop.storeOrders.get(shortOf(id));

	it.each([
		['IN_PROGRESS', 'in_progress'],
		['SCHEDULED', 'scheduled'],
		['ON_HOLD', 'on_hold'],
	])('is not to be sent by another while all of it is %s', async (status, shown) => {
		const { id } = place([{ sku: 'MUG' }]);
		expect(await read(id)).toMatchObject({ storeStatus: 'unfulfilled' });
		for (const part of partsOf(id)) part.status = status;
		expect(await read(id)).toMatchObject({ storeStatus: shown, statusBesidesShipping: shown });
	});

	it.each([
		['SCHEDULED', 'scheduled'],
		['ON_HOLD', 'on_hold'],
	])('is not to be sent while a part of it is %s, though Shopify calls the whole unfulfilled', async (status, shown) => {
		const { id } = place([{ sku: 'MUG' }, { sku: 'TEA' }]);
		const [, second] = partsOf(id);
		if (second === undefined) throw new Error('It is of one location');
		second.status = status;
		expect(await read(id)).toMatchObject({ storeStatus: shown });
		test.standIn.act('fulfill', { id, lines: [{ sku: 'MUG' }] });
		expect(await read(id)).toMatchObject({ storeStatus: shown, shipped: true });
	});

	it('is nothing that anybody paid for where it is a test order', async () => {
		const placed = test.standIn.act('placeOrder', { lines: [{ sku: 'MUG' }], email: 'ada@example.test', test: true });
		expect((await read(placed.id))?.doubts).toMatchObject([{ kind: 'test' }]);
		expect((await read(place([{ sku: 'MUG' }]).id))?.doubts).toEqual([]);
	});

	it('has left as far as Shopify says of each line, however many lines its parcels hold and however many they are', async () => {
		const placed = place(Array.from({ length: 130 }, () => ({ sku: 'MUG' })));
		const lines = placed.lineItems.map(({ id }) => ({ lineItemId: id }));
		test.standIn.act('fulfill', { id: placed.id, lines: lines.slice(0, 105) });
		for (const line of lines.slice(105, 128)) test.standIn.act('fulfill', { id: placed.id, lines: [line] });
		const stored = await read(placed.id);
		expect(stored?.fulfilled.size).toBe(128);
		expect(stored?.order.status).toBe('partiallyShipped');
	});

	it('is shipped, and left as it is, when a part has left and the rest is on hold', async () => {
		const [product] = await test.shop.catalog.findBySkus(['MUG']);
		const mug = line({
			id: 'i1',
			sku: 'MUG',
			quantity: 2,
			total: money('20.00', 'EUR'),
			product: { productId: product?.id ?? '', sku: 'MUG', content: { unitsPerListing: 1 }, rule: 'sku' },
		});
		const bought = order({ lines: [mug], charges: [] });
		const [plan] = await test.shop.orderSink.plan([draftOf(bought, { status: 'unfulfilled' })]);
		if (plan === undefined || 'code' in plan) throw new Error('It is not planned');
		await test.shop.orderSink.create([plan]);
		const id = test.standIn.orders()[0]?.id ?? '';
		const ref = { id: shortOf(id), origin: plan.origin };
		test.standIn.act('fulfill', { id, lines: [{ sku: 'MUG', quantity: 1 }] });
		expect(await test.shop.orderSink.read(ref)).toMatchObject({ shipped: true });
		await test.shop.orderSink.hold(ref);
		expect(await test.shop.orderSink.read(ref)).toMatchObject({ saved: { status: 'on_hold' }, shipped: true, editable: false });
		const change = { order: bought, marketplaceTax: 'fee', fingerprint: 'f2' } as const;
		expect(await test.shop.orderSink.update(ref, change)).toMatchObject({ code: 'alreadyShipped' });
	});
});
