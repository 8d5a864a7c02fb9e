import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { orderId } from '../../../src/domain/ids';
import { money } from '../../../src/domain/money';
import type { StoreProduct } from '../../../src/domain/product';
import type { WooCommerce } from '../../../src/platforms/woocommerce';
import { draft, line, order } from './orders';
import { draft as productDraft, shirt } from './products/drafts';
import { READS } from './reads';
import { startStore, type StoreUnderTest } from './store-under-test';

const ADAPTER = join(__dirname, '../../../src/platforms/woocommerce');
const ASKS = /\b(?:client|tracking|details)\s*\.(?:get|find|page|pages|pageFrom)\(/;
const PARCEL = { notifyCustomer: true, notifyGuests: true, completeWhenShipped: true, teller: 'memory-1' };

async function readStock({ storeStock, storeStockSink, productWebhooks }: WooCommerce, of: StoreProduct | undefined): Promise<void> {
	await productWebhooks.ensure('http://127.0.0.1:5678/stock');
	const id = { id: of?.id ?? '', parentId: of?.parentId ?? '' };
	const lists = [storeStock.ofSkus(['SHIRT-M']), storeStock.ofProducts([id]), storeStock.changedSince(0), storeStock.all()];
	for (const list of lists) for await (const page of list) void page;
	for await (const portion of storeStockSink.write([{ sku: 'MUG', quantity: 9 }])) void portion;
}

/** All that the adapter can do, once. */
async function readAll(shop: StoreUnderTest): Promise<void> {
	const store = shop.connect({}, { callsAnyAddress: true });
	const { catalog, products, productSink, identity, orderSink, storeOrders, shipmentSink, connectionCheck, webhooks, personalData } = store;
	await connectionCheck.check();
	await connectionCheck.inspect();
	await identity.identify();
	await webhooks.ensure('http://127.0.0.1:5678/hook');
	const [medium] = await catalog.findBySkus(['SHIRT-M']);
	await catalog.findByIds([{ id: medium?.id ?? '' }]);
	await catalog.findByIds([{ id: medium?.id ?? '', parentId: medium?.parentId ?? '' }]);
	for await (const page of products.all()) void page;
	await products.search('shirt');
	await readStock(store, medium);
	const made = await productSink.create(
		productDraft('POT', { categories: ['Home'], brand: 'Clay', attributes: [{ name: 'Form', values: ['round'] }] }),
	);
	await productSink.update(made.product, productDraft('POT'), []);
	await productSink.update({ id: medium?.parentId ?? '', sure: true }, shirt('SHIRT', 1), []);
	await productSink.update({ id: medium?.id ?? '', parentId: medium?.parentId ?? '' }, productDraft('SHIRT-M'), []);
	const product = {
		productId: medium?.id ?? '',
		parentId: medium?.parentId ?? '',
		sku: 'SHIRT-M',
		content: { unitsPerListing: 1 },
		rule: 'sku' as const,
	};
	const shipping = { line1: 'Weg 1', city: 'Berlin', region: 'Berlin', postcode: '10115', country: 'DE' };
	const drafted = draft(order({ shipping, lines: [line({ id: 'i1', sku: 'SHIRT-M', total: money('20.00', 'EUR'), product })] }));
	await orderSink.statuses('made');
	const planned = (await orderSink.plan([drafted])).filter((plan) => 'expectedTotal' in plan);
	const [saved] = await orderSink.create(planned);
	if (saved?.kind !== 'created') throw new Error('It was not made');
	for await (const page of orderSink.ownOrders(0)) void page;
	await storeOrders.get(saved.saved.id);
	await orderSink.readMany([saved.saved]);
	await orderSink.examine(saved.saved);
	shop.faults.add({ standIn: 'woocommerce', kind: 'resetAfter', operation: 'batchCustomers' });
	await orderSink.ensureCustomers?.([{ email: 'a@marketplace.amazon.de', order: drafted.order }]);

	const customers = await orderSink.ensureCustomers?.([{ email: 'b@marketplace.amazon.de', order: drafted.order }]);
	for (const customer of customers?.values() ?? []) await storeOrders.emailOf?.(customer);

	const { id, lines } = shop.standIn.placeStorefrontOrder({ lines: [{ sku: 'MUG', quantity: 2 }], billing: { email: 'a@example.test' } });
	shop.standIn.act('refund', { id, lines: [{ sku: 'MUG', quantity: 1 }] });
	const parcel = {
		id: 'p',
		status: 'inTransit' as const,
		carrier: 'DHL',
		trackingNumber: 'J1',
		lines: [{ lineId: String(lines[0]?.id), quantity: 1 }],
	};
	await shipmentSink.write({ id: orderId(String(id)) }, [parcel], PARCEL);
	for await (const page of personalData.oldOrders('2020-01-01T00:00:00.000Z', '2100-01-01T00:00:00.000Z')) void page;
	await personalData.look([saved.saved], '', true);
	await personalData.erase([saved.saved], { day: '2026-11-27', keepKey: '' });
	await storeOrders.changedSince('2020-01-01T00:00:00.000Z');
}

/** Returns the reads that the store saw. */
async function allReads(settings: NonNullable<Parameters<typeof startStore>[0]>['settings']): Promise<readonly string[]> {
	const shirt = { name: 'Shirt', sku: 'SHIRT', type: 'variable', variations: [{ sku: 'SHIRT-M', regular_price: '20.00' }] };
	const shop = await startStore({
		storeId: null,
		settings: { calcTaxes: true, ...settings },
		products: [{ name: 'Mug', sku: 'MUG', regular_price: '10.00', manage_stock: true, stock_quantity: 9 }, shirt],
	});
	try {
		await readAll(shop);
	} finally {
		await shop.close();
	}
	// Of routes that the store does not have nothing is read.
	const gets = shop.requests().filter(({ method, status }) => method === 'GET' && status !== 404);
	return gets.map(({ operation = 'unknown' }) => operation);
}

describe('the list of reads', () => {
	it('names each that the adapter makes', async () => {
		const older = { shipmentTracking: 'official', variationsRoute: false } as const;
		const seen = [...(await allReads({ fulfillments: true })), ...(await allReads(older))];
		expect([...new Set(seen)].toSorted()).toEqual(Object.keys(READS).toSorted());
	});

	it('names each file that asks the store', () => {
		const files = readdirSync(ADAPTER, { recursive: true, encoding: 'utf8' }).filter(
			(file) => file.endsWith('.ts') && file !== 'client.ts',
		);
		const asking = files.filter((file) => ASKS.test(readFileSync(join(ADAPTER, file), 'utf8')));
		expect(asking.toSorted()).toEqual([...new Set(Object.values(READS).flat())].toSorted());
	});
});
