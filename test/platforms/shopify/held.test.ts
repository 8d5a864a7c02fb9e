import { openSqlite } from '../../../src/database';
import { orderId } from '../../../src/domain/ids';
import { money } from '../../../src/domain/money';
import type { Order } from '../../../src/domain/order';
import type { Database } from '../../../src/ports/database';
import { Lately } from '../../../src/usecases/save/lately';
import { createPace } from '../../../src/usecases/save/pace';
import { saveOrders } from '../../../src/usecases/save/save-orders';
import { shopifyMugs } from '../../contract/stores/shopify';
import { draft as draftOf, line, order } from '../woocommerce/orders';

describe('an order that is to be held in a Shopify shop', () => {
	let store: Awaited<ReturnType<typeof shopifyMugs>>;
	let database: Database;
	let wanted: Order;
	beforeEach(async () => {
		store = await shopifyMugs(50);
		database = await openSqlite({ file: ':memory:', clock: store.clock });
		const mug = line({ id: 'i1', sku: 'MUG', quantity: 1, total: money('10.00', 'EUR'), product: store.mug });
		wanted = order({ id: orderId('302-1'), number: '302-1', lines: [mug], charges: [] });
	});
	afterEach(async () => {
		await database.close();
		await store.close();
	});

	const standings = () => [...store.test.standIn.shop.state.fulfillmentOrders.values()].map(({ status }) => status);

	async function save(): Promise<void> {
		const { orderSink: sink, catalog } = store.connect({ settleMs: 10_000 });
		const wordsOf = (platform: string) => ({ title: platform, office: platform, advice: {} });
		const deps = { sink, catalog, database, clock: store.clock, owner: 'p1', pace: createPace(), lately: new Lately(), wordsOf };
		await saveOrders(deps, { ...store.settings, statuses: { merchant: 'on_hold' } }, [{ order: wanted }]);
	}

	it('is held though the answer to its making was lost', async () => {
		store.faults.add({ standIn: 'shopify', kind: 'resetAfter', operation: 'orderCreate', times: 1 });
		await save();
		expect(standings()).toEqual(['OPEN']);
		for (let run = 0; run < 3; run += 1) {
			await store.clock.sleep(60_000);
			await save();
		}
		expect(store.orders()).toHaveLength(1);
		expect(standings()).toEqual(['ON_HOLD']);
	});

	it('stays released once a person released it', async () => {
		await save();
		expect(standings()).toEqual(['ON_HOLD']);
		store.test.standIn.act('releaseOrder', { id: store.test.standIn.orders()[0]?.id ?? '' });
		wanted = { ...wanted, updatedAt: new Date(store.clock.now()).toISOString(), shipping: { ...wanted.shipping, city: 'Elsewhere' } };
		await save();
		expect(standings()).toEqual(['OPEN']);
	});

	it('is waited for where Shopify has not made what is held', async () => {
		const { orderSink } = store.connect();
		const [plan] = await orderSink.plan([draftOf(wanted, { status: 'on_hold' })]);
		if (plan === undefined || 'code' in plan) throw new Error('It is not planned');
		const none = { set: { 'data.order.fulfillmentOrders.nodes': [] } };
		store.faults.add({ standIn: 'shopify', kind: 'odd', operation: 'order', oddity: none, times: 2 });
		const [made] = await orderSink.create([plan]);
		expect(made).toMatchObject({ kind: 'created', saved: { status: 'on_hold' }, doubts: [] });
		expect(standings()).toEqual(['ON_HOLD']);
	});
});
