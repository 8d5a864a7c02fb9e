import { PlatformError } from '../../../src/domain/platform-error';
import type { FaultRule } from '../../../sandbox/kernel/faults';
import { defaultKey } from '../../../sandbox/woocommerce';
import { orderId } from '../../../src/domain/ids';
import { draft as productDraft } from './products/drafts';
import { startStore, type StoreUnderTest } from './store-under-test';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

describe('who a WooCommerce store is', () => {
	let shop: StoreUnderTest;
	const open = async (options: Parameters<typeof startStore>[0] = {}): Promise<StoreUnderTest> => (shop = await startStore(options));
	afterEach(async () => {
		await shop.close();
	});

	const paths = (): readonly string[] => shop.requests().map(({ method, path }) => `${method} ${path.split('/wc/v3/')[1] ?? path}`);
	const identify = async (connection = {}) => await shop.connect(connection).identity.identify();

	it('is the id of its own, by one small question', async () => {
		await open();
		const { storeId } = shop.standIn.records;
		const { host } = new URL(shop.url);
		expect(await identify()).toEqual({ kind: 'woocommerce:store_id', id: storeId, home: host });
		expect(paths()).toEqual(['GET system_status']);
		expect(await shop.connect({ url: `${shop.url}/index.php` }).identity.identify()).toMatchObject({ id: storeId });
	});

	it('is a mark that is left there once where it has none, the same for whoever asks', async () => {
		await open({ storeId: null });
		const first = await identify();
		expect(first).toMatchObject({ kind: 'woocommerce:mark', id: expect.stringMatching(UUID) });
		expect(await identify()).toEqual(first);
		expect(shop.standIn.webhooks()).toMatchObject([
			{
				name: `Storebridge store identity ${first?.id ?? ''} (keep it)`,
				status: 'disabled',
				topic: 'action.woocommerce_storebridge_identity',
			},
		]);
		expect(paths()).toEqual([
			'GET system_status',
			'GET webhooks',
			'POST webhooks',
			'GET webhooks',
			expect.stringMatching(/^PUT webhooks\/\d+$/),
			'GET system_status',
			'GET webhooks',
		]);
	});

	it('is one mark when two leave theirs at the same moment', async () => {
		await open({ storeId: null });
		const all = await Promise.all([identify(), identify(), identify()]);
		expect(new Set(all.map((one) => one?.id)).size).toBe(1);
		expect(await identify()).toEqual(all[0]);
		expect(shop.standIn.webhooks()).toHaveLength(1);
	});

	it.each(['http500', 'resetAfter', 'cutBody'] as const)('is one mark although its answer ended with %s', async (kind) => {
		await open({ storeId: null });
		shop.faults.add({ standIn: 'woocommerce', kind, operation: 'createWebhook', times: 1 });
		// Where none was left, the next question leaves one; until then nothing is done.
		if (kind === 'http500') await expect(identify()).rejects.toMatchObject({ details: { kind: 'unavailable' } });
		const first = await identify();
		expect(first).toMatchObject({ kind: 'woocommerce:mark' });
		expect(await identify()).toEqual(first);
		expect(shop.standIn.webhooks()).toHaveLength(1);
	});

	it.each<[string, Omit<FaultRule, 'standIn'>]>([
		[
			'closed',
			{ kind: 'answer', answer: { status: 403, body: { code: 'woocommerce_rest_cannot_view', message: 'No', data: { status: 403 } } } },
		],
		['broken', { kind: 'http500' }],
		['no JSON', { kind: 'html200' }],
		['emptied by a plugin', { kind: 'answer', answer: { status: 200, body: { environment: [] } } }],
	])('is the mark where the system status is %s', async (_what, rule) => {
		await open();
		shop.faults.add({ standIn: 'woocommerce', operation: 'getSystemStatus', ...rule });
		expect(await identify()).toMatchObject({ kind: 'woocommerce:mark' });
	});

	it.each(['read', 'write'] as const)('stays unknown where the key may only %s', async (permissions) => {
		const { consumerKey, consumerSecret } = defaultKey;
		await open({ storeId: null, keys: [{ consumerKey, consumerSecret, permissions }] });
		expect(await identify({ consumerKey, consumerSecret })).toBeUndefined();
		expect(shop.standIn.webhooks()).toEqual([]);
	});

	it('cannot be told while nobody answers, or to a wrong key', async () => {
		await open({ storeId: null });
		await expect(identify({ consumerSecret: 'cs_wrong' })).rejects.toMatchObject({ details: { kind: 'credential' } });
		shop.faults.add({ standIn: 'woocommerce', kind: 'resetBefore' });
		await expect(identify()).rejects.toMatchObject({ details: { kind: 'unreachable' } });
		expect(shop.standIn.webhooks()).toEqual([]);
	});

	it('is asked for before anything else is sent; where the door is shut nothing is', async () => {
		await open();
		const refused = new PlatformError('another store', { platform: 'woocommerce', kind: 'configuration', operation: 'store identity' });
		const store = shop.connect({}, { admit: async () => await Promise.reject(refused) });
		const address = 'https://n8n.example/webhook/1';
		const order = { id: '1', origin: 'amazon:eu:A1SELLER/902-1' };
		const first = async (list: AsyncIterable<unknown>): Promise<void> => {
			for await (const _ of list) return;
		};
		/** All that sends something, by capability. */
		const calls: Readonly<Record<string, readonly (() => Promise<unknown>)[]>> = {
			orderSink: [
				async () => await store.orderSink.currency(),
				async () => await store.orderSink.statuses('made'),
				async () => await first(store.orderSink.ownOrders(0)),
				async () => await store.orderSink.read(order),
				async () => await store.orderSink.readMany([order]),
				async () => await store.orderSink.cancel(order),
				async () => await store.orderSink.hold(order),
				async () => await store.orderSink.addNote(order, 'text'),
			],
			catalog: [async () => await store.catalog.findBySkus(['a']), async () => await store.catalog.findByIds([{ id: '1' }])],
			products: [
				async () => await first(store.products.all()),
				async () => await store.products.find([{ id: '1' }]),
				async () => await store.products.search('a'),
			],
			productSink: [
				async () => await store.productSink.measures(),
				async () => await store.productSink.alike([productDraft('a')]),
				async () => await store.productSink.create(productDraft('a')),
				async () => await store.productSink.update({ id: '1' }, productDraft('a'), []),
			],
			storeOrders: [
				async () => await store.storeOrders.changedSince('2026-01-01T00:00:00.000Z'),
				async () => await store.storeOrders.get('1'),
				async () => await store.storeOrders.statuses(),
				async () => await store.storeOrders.now(),
			],
			webhooks: [
				async () => await store.webhooks.ensure(address),
				async () => await store.webhooks.find(address),
				async () => await store.webhooks.remove(address),
			],
			shipmentSink: [async () => await store.shipmentSink.addNote?.({ id: orderId('1') }, 'text')],
			storeStock: [
				async () => await first(store.storeStock.ofSkus(['a'])),
				async () => await first(store.storeStock.ofProducts([{ id: '1' }, { id: '2', parentId: '1' }])),
				async () => await first(store.storeStock.changedSince(0)),
				async () => await first(store.storeStock.all()),
			],
			storeStockSink: [async () => await first(store.storeStockSink.write([{ sku: 'a', productId: '1', quantity: 1 }]))],
			productWebhooks: [
				async () => await store.productWebhooks.ensure(address),
				async () => await store.productWebhooks.find(address),
				async () => await store.productWebhooks.remove(address),
			],
			personalData: [
				async () => await first(store.personalData.oldOrders('2026-01-01T00:00:00.000Z', '2026-02-01T00:00:00.000Z')),
				async () => await store.personalData.look([order], '', false),
				async () => await store.personalData.erase([order], { day: '2026-01-01', keepKey: '' }),
			],
		};
		const { account: _account, identity: _identity, connectionCheck: _check, speech, ...capabilities } = store;
		speech.language();
		expect(Object.keys(calls)).toEqual(Object.keys(capabilities));
		for (const call of Object.values(calls).flat()) await expect(call()).rejects.toBe(refused);
		expect(paths()).toEqual([]);
	});
});
