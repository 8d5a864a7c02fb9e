import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openSqlite } from '../../src/database';
import { accountKey } from '../../src/domain/account';
import { orderId, subscriptionId } from '../../src/domain/ids';
import { money } from '../../src/domain/money';
import type { Database } from '../../src/ports/database';
import { Lately } from '../../src/usecases/save/lately';
import { createPace } from '../../src/usecases/save/pace';
import { saveOrders } from '../../src/usecases/save/save-orders';
import { line, order } from '../platforms/woocommerce/orders';
import { startStore, type StoreUnderTest } from '../platforms/woocommerce/store-under-test';
import { USUAL_SETTINGS } from '../fixtures/save-settings';

const { right } = JSON.parse(readFileSync(join(__dirname, '../fixtures/cases/shop-meta-data-as-object-doubles-an-order.json'), 'utf8')) as {
	readonly right: string;
};

describe(right, () => {
	let shop: StoreUnderTest;
	let database: Database;
	let ahead = 0;
	const clock = {
		now: () => Date.now() + ahead,
		sleep: async (ms: number) => {
			ahead += ms;
			await Promise.resolve();
		},
	};

	beforeEach(async () => {
		shop = await startStore({ products: [{ name: 'Mug', sku: 'MUG', regular_price: '10.00', manage_stock: true, stock_quantity: 9 }] });
		database = await openSqlite({ file: ':memory:', clock, isGone: () => false });
	});
	afterEach(async () => {
		await database.close();
		await shop.close();
	});

	const save = async () => {
		const [found] = await shop.store.catalog.findBySkus(['MUG']);
		const product = { productId: found?.id ?? '', sku: 'MUG', content: { unitsPerListing: 1 }, rule: 'sku' } as const;
		const mug = line({ id: 'i1', sku: 'MUG', quantity: 1, total: money('10.00', 'EUR'), product });
		const { orderSink, catalog } = shop.connect({}, { requestTimeoutMs: 5_000, settleMs: 10_000, clock });
		const deps = { sink: orderSink, catalog, database, clock, owner: 'host|1|1|1', pace: createPace(), lately: new Lately() };
		return await saveOrders({ ...deps, wordsOf: (platform) => ({ title: platform, office: platform, advice: {} }) }, USUAL_SETTINGS, [
			{ order: order({ id: '302-1', number: '302-1', lines: [mug] }), subscription: subscriptionId('workflow', 'trigger') },
		]);
	};
	const sale = async () => {
		const source = accountKey({ platform: 'amazon', id: 'eu:A1SELLER' });
		return (await database.sales.get({ source, target: accountKey(shop.store.account) }, [orderId('302-1')])).get(orderId('302-1'));
	};
	/** POST orders/batch is done, its answer is lost; the sale comes back after the settle time. */
	const loseAnswerAndComeBack = async (oddity: object) => {
		shop.faults.add({ standIn: 'woocommerce', kind: 'resetAfter', method: 'POST', pathPattern: 'orders/batch', times: 1 });
		await save();
		const [stored] = shop.standIn.orders();
		for (const operation of ['listOrders', 'getOrder'])
			shop.faults.add({ standIn: 'woocommerce', kind: 'odd', operation, record: String(stored?.['id']), oddity });
		ahead += 60_000;
		return await save();
	};

	it('the marks in an object with numbers for keys: the order is found', async () => {
		await loseAnswerAndComeBack({ asObject: ['meta_data'] });
		expect(shop.standIn.orders()).toHaveLength(1);
		expect((await sale())?.state).not.toBe('error');
	});

	it('no marks at all: nothing is made, and the log says which order is in the way', async () => {
		const outcomes = await loseAnswerAndComeBack({ remove: ['meta_data'] });
		const [stored] = shop.standIn.orders();
		expect(shop.standIn.orders()).toHaveLength(1);
		expect(outcomes).toMatchObject([{ kind: 'attention', reason: { code: 'markUnreadable' } }]);
		expect(await sale()).toMatchObject({ state: 'pending', nextAttemptAt: expect.any(String) });
		expect((await sale())?.reason?.text).toContain(String(stored?.['id']));
		shop.faults.clear();
		ahead += 60 * 60_000;
		await save();
		expect(shop.standIn.orders()).toHaveLength(1);
		expect(await sale()).toMatchObject({ state: 'synced', targetOrderId: String(stored?.['id']) });
	});
});
