import { orderId } from '../../../src/domain/ids';
import { PlatformError } from '../../../src/domain/platform-error';
import type { ProductDraft } from '../../../src/ports/product-sink';
import type { StockPage } from '../../../src/ports/stock-source';
import { draft, shirt } from '../woocommerce/products/drafts';
import { startShop, type ShopUnderTest } from './shop-under-test';

const PLACE = 'Shop location';
const HOOK = 'http://127.0.0.1:5678/webhook/one';
const SKUS = ['ONE', 'TWO', 'THREE'];
const shortOf = (id: string): string => id.replace(/^.*\//, '');

describe('what a Shopify shop answers oddly', () => {
	let test: ShopUnderTest;
	beforeEach(async () => {
		test = await startShop({
			products: SKUS.map((sku) => ({ title: sku, sku, price: '10.00', stock: { [PLACE]: 50 } })),
			locations: [{ name: PLACE }, { name: 'Attic', fulfillsOnlineOrders: false }],
		});
		test.advance(60_000);
	});
	afterEach(async () => {
		await test.close();
	});

	/** From now on, in whichever answer that has the record. */
	const makeOdd = (operation: string, record: string, set: Readonly<Record<string, unknown>>): void => {
		test.faults.add({ standIn: 'shopify', kind: 'odd', operation, record, oddity: { set } });
	};
	const setWhole = (operation: string, set: Readonly<Record<string, unknown>>): void => {
		test.faults.add({ standIn: 'shopify', kind: 'odd', operation, oddity: { set } });
	};
	const items = (): readonly string[] => [...test.standIn.shop.state.inventoryItems.keys()];
	const collected = async (pages: AsyncIterable<StockPage>) => {
		const [skus, why]: [string[], string[]] = [[], []];
		for await (const { levels, unreadable } of pages) {
			skus.push(...levels.map(({ sku }) => sku));
			why.push(...unreadable.map((one) => one.why));
		}
		return { skus, why };
	};

	it('is one level that changed: the others are read, and it is told', async () => {
		makeOdd('location', items()[1] ?? '', { id: 7 });
		const { skus, why } = await collected(test.shop.storeStock.changedSince(0));
		expect(skus).toEqual(['ONE', 'THREE']);
		expect(why).toEqual([expect.stringMatching(/level at location .*item\.id is not what Shopify promises/)]);
	});

	it('is a level without its time: it is read, as it may have changed; a level that is none is told', async () => {
		setWhole('location', { 'data.location.inventoryLevels.nodes.0.updatedAt': 'soon', 'data.location.inventoryLevels.nodes.1': null });
		const { skus, why } = await collected(test.shop.storeStock.changedSince(0));
		expect([skus, why.length]).toEqual([['ONE', 'THREE'], 1]);
	});

	it('is one item that is counted, or one that the app may not see: the others are read, and both are told', async () => {
		const ids = items().map((id) => ({ id: `item:${shortOf(id)}` }));
		makeOdd('nodes', items()[1] ?? '', { variants: 'many' });
		expect(await collected(test.shop.storeStock.ofProducts(ids))).toEqual({
			skus: ['ONE', 'THREE'],
			why: [expect.stringContaining('inventory item')],
		});
		test.faults.clear();
		const errors = [{ message: 'Access denied for nodes field.', path: ['nodes', 1], extensions: { code: 'ACCESS_DENIED' } }];
		test.faults.add({ standIn: 'shopify', kind: 'odd', operation: 'nodes', times: 1, oddity: { set: { 'data.nodes.1': null, errors } } });
		expect(await collected(test.connect().storeStock.ofProducts(ids))).toEqual({
			skus: ['ONE', 'THREE'],
			why: [expect.stringContaining('InventoryItem')],
		});
	});

	it('is one variant that the app may not see: the others are there', async () => {
		const ids = [...test.standIn.shop.state.variants.keys()].map((id) => ({ id: shortOf(id) }));
		const errors = [{ message: 'No.', path: ['nodes', 1], extensions: { code: 'ACCESS_DENIED' } }];
		setWhole('nodes', { 'data.nodes.1': null, errors });
		expect((await test.shop.products.find(ids)).map((one) => one?.sku)).toEqual(['ONE', undefined, 'THREE']);
		expect((await collected(test.shop.storeStock.ofProducts(ids))).why).toEqual([expect.stringContaining('cannot be read')]);
	});

	it('is one order of a customer who has paid another before', async () => {
		const email = 'ada@example.test';
		const placed = SKUS.map((sku) => {
			test.advance(60_000);
			return test.standIn.act('placeOrder', { lines: [{ sku }], email, paid: true });
		});
		test.advance(60_000);
		const [, second, third] = placed.map(({ id }) => id);
		const stored = await test.shop.storeOrders.get(shortOf(third ?? ''));
		if (stored === undefined) throw new Error('It is not there');
		makeOdd('orders', second ?? '', { createdAt: 7 });
		expect(await test.shop.storeOrders.paidBefore?.(stored.order)).toBe(true);
		test.faults.clear();
		setWhole('orders', { 'data.orders.nodes.1': null, 'data.orders.nodes.2.id': null });
		expect(await test.shop.storeOrders.paidBefore?.(stored.order)).toBe(false);
		// The mail address is hidden from the app: whose an order is, its customer tells.
		test.faults.clear();
		test.standIn.setSettings({ customerData: 'fieldsHidden' });
		expect(await test.shop.storeOrders.paidBefore?.(stored.order)).toBe(true);
		const { customer, ...guest } = stored.order;
		await expect(test.shop.storeOrders.paidBefore?.({ ...guest, customer: { email, registered: false } })).rejects.toThrow('does not show');
		expect(customer?.id).toBeDefined();
	});

	it('is one webhook: the others are found, and taken away', async () => {
		await test.shop.webhooks.ensure(HOOK);
		const [first = ''] = test.standIn.shop.state.webhooks.keys();
		makeOdd('webhookSubscriptions', first, { topic: null });
		expect(await test.shop.webhooks.find(HOOK)).toHaveLength(2);
		await test.shop.webhooks.remove(HOOK);
		expect([...test.standIn.shop.state.webhooks.keys()]).toEqual([first]);
	});

	it('is one location: the others are counted, and nothing is pushed where it may be meant', async () => {
		const attic = [...test.standIn.shop.state.locations.values()].find(({ name }) => name === 'Attic');
		makeOdd('locations', attic?.id ?? '', { fulfillsOnlineOrders: 'yes' });
		expect((await test.shop.catalog.findBySkus(['ONE']))[0]?.stock).toMatchObject({ quantity: 50 });
		const push = async (shop = test.shop): Promise<unknown> => {
			for await (const portion of shop.storeStockSink.write([{ sku: 'ONE', quantity: 9 }])) return portion[0]?.outcome;
			return undefined;
		};
		await expect(push()).rejects.toThrow('several locations');
		expect(await push(test.connect({ locations: [PLACE] }))).toBe('taken');
	});

	it('is one scope of the app', async () => {
		setWhole('shop', { 'data.currentAppInstallation.accessScopes.0': { handle: null } });
		expect(await test.shop.orderSink.currency?.()).toBe('EUR');
	});

	describe('of products that are to be made', () => {
		const save = async (of: ProductDraft) => await test.shop.productSink.create(of);
		const family = (count: number) => shirt('SHIRT', count);

		it('is one that has the SKU: the SKU is taken', async () => {
			const [id = ''] = test.standIn.shop.state.variants.keys();
			makeOdd('productVariants', id, { product: null });
			await expect(save(draft('ONE'))).rejects.toThrow('SKU "ONE" belongs to product');
			expect((await save(draft('FOUR'))).did).toBe('created');
		});

		it('is one of several that bear the marks: the others are found', async () => {
			const drafts = ['FOUR', 'FIVE'].map((sku) => draft(sku));
			for (const one of drafts) await save(one);
			// What fills the question up asks for the first one again.
			const asked = Array.from({ length: 25 }, (_, at) => at).filter((at) => at !== 1);
			setWhole('productVariantByIdentifier', Object.fromEntries(asked.map((at) => [`data.v${at}`, { id: 7 }])));
			const found = await test.shop.productSink.alike(drafts.map(({ origin }) => ({ origin, sku: '' })));
			expect(found.map(({ sku }) => sku)).toEqual(['FIVE']);
		});

		it('is one product of several: the others are found', async () => {
			const drafts = ['A', 'B'].map((sku) => shirt(sku, 2));
			for (const one of drafts) await save(one);
			const made = [...test.standIn.shop.state.products.values()].filter(({ title }) => title === 'Shirt');
			makeOdd('nodes', made[0]?.id ?? '', { options: null });
			const found = await test.shop.productSink.alike(drafts.map(({ origin }) => ({ origin, sku: '' })));
			expect(found.map(({ id }) => id)).toEqual([shortOf(made[1]?.id ?? '')]);
		});

		it('is one variant of a product: the others are filled, and it is not made twice', async () => {
			const saved = await save(family(3));
			const ids = saved.variations.map((one) => (one instanceof PlatformError ? '' : one.product.id));
			const gid = [...test.standIn.shop.state.variants.keys()].find((one) => shortOf(one) === ids[1]) ?? '';
			const linked = { ...family(3), variations: family(3).variations.map((one, at) => ({ ...one, id: ids[at] ?? '' })) };
			for (const [set, wish] of [
				[{ title: null }, family(3)],
				[{ origin: 7 }, family(3)],
				[{ origin: 7, sku: 7 }, linked],
			] as const) {
				makeOdd('product', gid, set);
				const again = await test.shop.productSink.update({ id: saved.product.id, sure: true }, wish, []);
				if (again === 'gone') throw new Error('It is gone');
				expect(again.variations.map((one) => (one instanceof PlatformError ? one.details.code : one.did))).toEqual([
					'unchanged',
					'unreadable',
					'unchanged',
				]);
				test.faults.clear();
			}
			expect(test.standIn.shop.state.variants.size).toBe(6);
		});
	});

	describe('orders that it does not show', () => {
		const place = (): readonly string[] => SKUS.map((sku) => shortOf(test.standIn.act('placeOrder', { lines: [{ sku }] }).id));
		const denyOne = (of: string): void => {
			const errors = [{ message: 'No.', path: ['nodes', 1], extensions: { code: 'ACCESS_DENIED' } }];
			setWhole(of, { 'data.nodes.1': null, errors });
		};
		const detailsOf = async (work: Promise<unknown>) => {
			const error: unknown = await work.catch((thrown: unknown) => thrown);
			if (!(error instanceof PlatformError)) throw new Error('It was read');
			return { ...error.details, message: error.message };
		};

		it('are not gone: the access that is missing is named', async () => {
			const [id = ''] = place();
			test.standIn.setSettings({ customerData: 'refused' });
			expect(await detailsOf(test.shop.storeOrders.get(id))).toMatchObject({
				kind: 'permission',
				code: 'ACCESS_DENIED',
				advice: expect.stringContaining('protected customer data') as unknown,
			});
			test.standIn.setSettings({ customerData: 'granted' });
			test.standIn.setScopes(['read_products']);
			expect(await detailsOf(test.shop.storeOrders.get(id))).toMatchObject({
				code: 'missingScope',
				message: expect.stringContaining('read_orders') as unknown,
			});
			const ref = { id, origin: 'amazon:eu:A1SELLER:1' };
			expect((await detailsOf(test.shop.orderSink.readMany([ref]))).kind).toBe('permission');
			expect((await detailsOf(test.shop.shipmentSink.standings([{ id: orderId(id) }]))).kind).toBe('permission');
			expect((await detailsOf(test.shop.personalData.look([ref], '', true))).kind).toBe('permission');
		});

		it('stand in nobody’s way where they are single ones', async () => {
			const ids = place();
			denyOne('nodes');
			const origin = 'amazon:eu:A1SELLER:1';
			const refs = ids.map((id) => ({ id, origin }));
			expect(await test.shop.orderSink.readMany(refs)).toEqual(['gone', 'unreadable', 'gone']);
			expect(await test.shop.personalData.look(refs, '', true)).toEqual(['gone', 'unreadable', 'gone']);
			const standings = await test.shop.shipmentSink.standings(ids.map((id) => ({ id: orderId(id) })));
			expect(standings.map((one) => one?.state)).toEqual(['open', undefined, 'open']);
			test.faults.clear();
			const errors = [{ message: 'No.', path: ['nodes', 0], extensions: { code: 'ACCESS_DENIED' } }];
			setWhole('nodes', { 'data.nodes.0': null, errors });
			const [id = ''] = ids;
			// Others are shown: it is this one alone.
			for (const read of [test.shop.storeOrders.get(id), test.shop.orderSink.read({ id, origin })]) {
				expect(await detailsOf(read)).toMatchObject({
					kind: 'contract',
					message: expect.stringContaining(`Order ${id} cannot be read`) as unknown,
				});
			}
		});

		it('is one of ours that is no record at all: it may be any', async () => {
			place();
			setWhole('orders', { 'data.orders.nodes.1': null });
			const unmarked: unknown[] = [];
			for await (const page of test.shop.orderSink.ownOrders(0)) unmarked.push(...page.unmarked);
			expect(unmarked).toEqual([{ id: '(without id)' }]);
		});
	});
});
