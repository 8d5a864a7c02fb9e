import { money } from '../../../src/domain/money';
import { standInEmail } from '../../../src/platforms/woocommerce/order-sink/customers';
import type { PlannedOrder } from '../../../src/ports/order-sink';
import type { Oddity } from '../../../sandbox/kernel/odd-records';
import { draft, line, order } from './orders';
import { startStore, type StoreUnderTest } from './store-under-test';

const ODDITIES: readonly Oddity[] = [
	{ set: { id: null } },
	{ set: { id: 'constructor', slug: null, delivery_url: null, rate: null } },
	{ replace: null },
	{ replace: 'text' },
	{ replace: [] },
	{ replace: { error: { code: 'plugin_no' } } },
];
const HOOK = 'http://127.0.0.1:5678/webhook/one';

describe('one odd record of a list', () => {
	let shop: StoreUnderTest;
	beforeEach(async () => {
		shop = await startStore({
			settings: { calcTaxes: true },
			products: ['ONE', 'TWO', 'THREE'].map((sku) => ({ name: sku, sku, regular_price: '10.00' })),
		});
	});
	afterEach(async () => await shop.close());

	const idOf = (sku: string): string => String(shop.standIn.productBySku(sku)?.id);
	const skus = async (): Promise<readonly string[]> =>
		(await shop.store.catalog.findBySkus(['ONE', 'TWO', 'THREE'])).map(({ sku }) => sku).toSorted();
	const byId = async (): Promise<readonly string[]> =>
		(await shop.store.catalog.findByIds(['ONE', 'TWO', 'THREE'].map((sku) => ({ id: idOf(sku) })))).map(({ sku }) => sku).toSorted();

	it.each(ODDITIES)('hides no other product: %j', async (oddity) => {
		shop.faults.add({ standIn: 'woocommerce', kind: 'odd', operation: 'listProducts', record: idOf('TWO'), oddity });
		expect(await skus()).toEqual(['ONE', 'THREE']);
	});

	it('at which the store breaks hides no other product', async () => {
		for (const kind of ['http500', 'strayText', 'timeoutBefore'] as const) {
			shop.faults.add({ standIn: 'woocommerce', kind, method: 'GET', record: 'TWO' });
			shop.faults.add({ standIn: 'woocommerce', kind, method: 'GET', record: idOf('TWO') });
			const store = shop.connect({}, { requestTimeoutMs: 500 });
			expect((await store.catalog.findBySkus(['ONE', 'TWO', 'THREE'])).map(({ sku }) => sku).toSorted()).toEqual(['ONE', 'THREE']);
			shop.faults.clear();
		}
		shop.faults.add({ standIn: 'woocommerce', kind: 'http500', method: 'GET', record: idOf('TWO') });
		expect(await byId()).toEqual(['ONE', 'THREE']);
	});

	it('is no reason to believe a store that is down, or a key that may not read', async () => {
		shop.faults.add({ standIn: 'woocommerce', kind: 'http500', method: 'GET' });
		await expect(skus()).rejects.toMatchObject({ details: { kind: 'unavailable' } });
		shop.faults.clear();
		const answer = { status: 403, body: { code: 'woocommerce_rest_cannot_view', message: 'Sorry, you cannot list resources.' } };
		shop.faults.add({ standIn: 'woocommerce', kind: 'answer', operation: 'listProducts', answer });
		await expect(skus()).rejects.toMatchObject({ details: { kind: 'permission' } });
	});

	it.each(ODDITIES)('leaves statuses, taxes and the currency readable: %j', async (oddity) => {
		for (const operation of ['getOrderTotals', 'listTaxes', 'listTaxClasses', 'listSettings']) {
			for (const record of ['processing', '1', 'reduced-rate', 'woocommerce_store_city'])
				shop.faults.add({ standIn: 'woocommerce', kind: 'odd', operation, record, oddity });
		}
		expect((await shop.store.storeOrders.statuses()).map(({ id }) => id)).toEqual(expect.arrayContaining(['pending', 'completed']));
		expect(await shop.store.orderSink.currency()).toBe('EUR');
		const product = { productId: idOf('ONE'), sku: 'ONE', content: { unitsPerListing: 1 }, rule: 'sku' as const };
		const one = draft(order({ lines: [line({ id: 'i1', sku: 'ONE', total: money('10.00', 'EUR'), product })] }));
		const planned = await shop.store.orderSink.plan([one]);
		expect(planned.filter((plan): plan is PlannedOrder => 'origin' in plan)).toHaveLength(1);
	});

	it.each(ODDITIES)('hides no other webhook: %j', async (oddity) => {
		const store = shop.connect({}, { callsAnyAddress: true });
		const made = await store.webhooks.ensure(HOOK);
		const [foreign] = await shop
			.connect({ consumerSecret: 'cs_sandbox' }, { callsAnyAddress: true })
			.webhooks.ensure('http://127.0.0.1:5678/other');
		const record = foreign !== undefined && 'id' in foreign ? foreign.id : '';
		shop.faults.add({ standIn: 'woocommerce', kind: 'odd', operation: 'listWebhooks', record, oddity });
		expect((await store.webhooks.ensure(HOOK)).map(({ kind }) => kind)).toEqual(made.map(() => 'active'));
	});

	it('of customers leaves the others their account', async () => {
		const wishes = ['a', 'b', 'c'].map((name) => ({ email: `${name}@marketplace.amazon.de`, order: order({ lines: [] }) }));
		shop.faults.add({ standIn: 'woocommerce', kind: 'resetAfter', operation: 'batchCustomers' });
		const answer = { status: 500, body: { code: 'plugin_no', message: 'Ada Lovelace' } };
		shop.faults.add({ standIn: 'woocommerce', kind: 'answer', method: 'GET', record: standInEmail('b@marketplace.amazon.de'), answer });
		expect([...((await shop.store.orderSink.ensureCustomers?.(wishes)) ?? []).keys()]).toEqual([wishes[0]?.email, wishes[2]?.email]);
	});

	it('leaves the connection check readable', async () => {
		shop.faults.add({ standIn: 'woocommerce', kind: 'odd', operation: 'getSystemStatus', oddity: { replace: { environment: null } } });
		expect(await shop.store.connectionCheck.check()).toMatchObject({ ok: true });
	});
});
