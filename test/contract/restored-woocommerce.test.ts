import { openSqlite } from '../../src/database';
import { accountKey } from '../../src/domain/account';
import { orderId } from '../../src/domain/ids';
import { money } from '../../src/domain/money';
import type { Order } from '../../src/domain/order';
import type { Database, Sale } from '../../src/ports/database';
import { checkStore } from '../../src/usecases/log/check-store';
import type { CheckedSale } from '../../src/usecases/log/taken-sales';
import type { SaveOutcome } from '../../src/usecases/outcome';
import { Lately } from '../../src/usecases/save/lately';
import { createPace } from '../../src/usecases/save/pace';
import { saveOrders } from '../../src/usecases/save/save-orders';
import { line, order } from '../platforms/woocommerce/orders';
import { impatient, startStore, type StoreUnderTest } from '../platforms/woocommerce/store-under-test';
import { USUAL_SETTINGS } from '../fixtures/save-settings';

/** A store of mugs, and a memory that saves Amazon's orders into it. */
class World {
	private readonly lately = new Lately();

	private constructor(
		readonly shop: StoreUnderTest,
		readonly database: Database,
		private readonly productId: string,
	) {}

	static async open(): Promise<World> {
		const shop = await startStore({
			products: [{ name: 'Mug', sku: 'MUG', regular_price: '10.00', manage_stock: true, stock_quantity: 50 }],
		});
		const [found] = await shop.store.catalog.findBySkus(['MUG']);
		return new World(shop, await openSqlite({ file: ':memory:', clock: impatient }), found?.id ?? '');
	}

	order(id: string, more: Partial<Order> = {}): Order {
		const product = { productId: this.productId, sku: 'MUG', content: { unitsPerListing: 1 }, rule: 'sku' } as const;
		const mug = line({ id: 'i1', sku: 'MUG', total: money('10.00', 'EUR'), product });
		return order({ id: orderId(id), number: id, lines: [mug], ...more });
	}

	async save(...orders: readonly Order[]): Promise<readonly SaveOutcome[]> {
		const { store } = this.shop;
		const deps = {
			sink: store.orderSink,
			catalog: store.catalog,
			database: this.database,
			clock: impatient,
			owner: 'host|1|1|a',
			pace: createPace(),
			lately: this.lately,
			wordsOf: (platform: string) => ({ title: platform, office: platform, advice: {} }),
		};
		return await saveOrders(
			deps,
			USUAL_SETTINGS,
			orders.map((each) => ({ order: each })),
		);
	}

	async check(): Promise<readonly CheckedSale[]> {
		return await checkStore({ sink: this.shop.store.orderSink, database: this.database }, '2020-01-01T00:00:00.000Z');
	}

	async sale(id: string): Promise<Sale | undefined> {
		const source = accountKey({ platform: 'amazon', id: 'eu:A1SELLER' });
		const sales = await this.database.sales.get({ source, target: accountKey(this.shop.store.account) }, [orderId(id)]);
		return sales.get(orderId(id));
	}

	async close(): Promise<void> {
		await this.database.close();
		await this.shop.close();
	}
}

const LATER = '2026-11-25T10:00:00.000Z';
const elsewhere = { name: 'Ana Cruz', line1: 'Calle 2', city: 'Madrid', postcode: '28001', country: 'ES' };

describe('a WooCommerce store', () => {
	let world: World;
	beforeEach(async () => {
		world = await World.open();
	});
	afterEach(async () => {
		await world.close();
	});

	const stored = (id: number) => world.shop.standIn.records.orders.get(id);
	const stock = (): number | undefined => world.shop.standIn.productBySku('MUG')?.stock ?? undefined;

	/** Saved as an id, the store is restored, and a customer gets that id. */
	async function givenAway(id: string): Promise<number> {
		const { standIn } = world.shop;
		const backup = standIn.dump();
		await world.save(world.order(id));
		standIn.load(backup);
		const theirs = standIn.placeStorefrontOrder({ lines: [{ sku: 'MUG', quantity: 1 }], billing: { first_name: 'Ada', country: 'DE' } });
		expect(String(theirs.id)).toBe((await world.sale(id))?.targetOrderId);
		return theirs.id;
	}

	it.each([
		['Amazon cancels', { status: 'cancelled' }],
		['the address changes', { shipping: elsewhere }],
		['Amazon reports it as shipped', { status: 'shipped' }],
		['the buyer asks to cancel', { cancelRequested: {} }],
	] as const)('was restored, a customer got the id, and %s: the order of the customer is untouched', async (_, change) => {
		const id = await givenAway('302-1');
		const before = [JSON.stringify(stored(id)), stock()];
		const [outcome] = await world.save(world.order('302-1', { updatedAt: LATER, ...change }));
		expect(outcome).toMatchObject({ kind: 'attention', reason: { code: 'orderGone', text: expect.stringContaining(String(id)) } });
		expect([JSON.stringify(stored(id)), stock()]).toEqual(before);
		expect(world.shop.standIn.orderWrites().filter(({ before: face }) => face !== undefined)).toEqual([]);
		expect(await world.sale('302-1')).toMatchObject({ state: 'error', reason: { code: 'orderGone' } });
	});

	it('was restored: what is lost is found, and made anew once by Retry', async () => {
		await world.save(world.order('302-0'));
		const id = await givenAway('302-1');
		const checked = await world.check();
		expect(checked.map(({ sale, found }) => [sale.orderId, found])).toEqual([
			['302-1', 'lost'],
			['302-0', 'inStore'],
		]);
		await world.database.sales.retry(accountKey(world.shop.store.account), undefined, world.database.now());
		for (let time = 0; time < 2; time += 1) await world.save(world.order('302-1'));
		const ids = world.shop.standIn.orders().map((each) => each['transaction_id']);
		expect(ids.toSorted()).toEqual(['', '302-0', '302-1']);
		expect(stored(id)?.transactionId).toBe('');
		expect((await world.check()).map(({ found }) => found)).toEqual(['inStore', 'inStore']);
	});

	it.each([
		['a total that is no number', { set: { total: 'much' } }],
		['no id', { remove: ['id'] }],
		['nothing at all', { replace: null }],
	])('tells of the records that can be read, and of one with %s that it cannot', async (_, oddity) => {
		await world.save(world.order('302-0'), world.order('302-1'), world.order('302-2'));
		const id = (await world.sale('302-1'))?.targetOrderId ?? '';
		world.shop.faults.add({ standIn: 'woocommerce', kind: 'odd', record: id, oddity });
		expect(await world.shop.store.orderSink.readMany([{ id, origin: 'amazon:eu:A1SELLER/302-1' }])).toEqual(['unreadable']);
		expect((await world.check()).map(({ sale, found }) => [sale.orderId, found])).toEqual([
			['302-2', 'inStore'],
			['302-1', 'unreadable'],
			['302-0', 'inStore'],
		]);
		expect((await world.sale('302-1'))?.state).toBe('synced');
	});

	it.each(['cancelled', 'refunded', 'failed', 'trash'])(
		'where somebody set an order %s: it is not rewritten until it is opened again',
		async (status) => {
			await world.save(world.order('302-1'));
			const id = Number((await world.sale('302-1'))?.targetOrderId);
			world.shop.standIn.changeOrder(id, { status });
			const before = [JSON.stringify(stored(id)), stock()];
			const moved = world.order('302-1', { updatedAt: LATER, shipping: elsewhere });
			expect(await world.save(moved)).toMatchObject([{ action: 'unchanged' }]);
			expect([JSON.stringify(stored(id)), stock()]).toEqual(before);
			expect(await world.sale('302-1')).toMatchObject({ state: 'pending', reason: { code: 'closedInStore' } });
			world.shop.standIn.changeOrder(id, { status: 'processing' });
			expect(await world.save(moved)).toMatchObject([{ action: 'updated' }]);
			expect([stored(id)?.shipping.address_1, (await world.sale('302-1'))?.state, stock()]).toEqual(['Calle 2', 'synced', 49]);
		},
	);

	it('where somebody cancelled an FBA order and completed it again took a piece for it, which is told', async () => {
		await world.save(world.order('302-1', { fulfilledBy: 'amazon', status: 'shipped' }));
		const id = Number((await world.sale('302-1'))?.targetOrderId);
		expect([stored(id)?.status, stock()]).toEqual(['completed', 50]);
		expect(await world.check()).toMatchObject([{ found: 'inStore' }]);
		for (const status of ['cancelled', 'completed']) world.shop.standIn.changeOrder(id, { status });
		expect(stock()).toBe(49);
		expect(await world.check()).toMatchObject([{ found: 'stockTaken', reason: { text: expect.stringContaining('"MUG": 1') } }]);
		expect(await world.sale('302-1')).toMatchObject({ state: 'error', reason: { code: 'stockTaken' } });
	});
});
