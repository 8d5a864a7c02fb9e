import { openSqlite } from '../../src/database';
import { accountKey } from '../../src/domain/account';
import { orderId, subscriptionId } from '../../src/domain/ids';
import type { Database, Sale } from '../../src/ports/database';
import { pollOrders, storeOrders, type HandedOut } from '../../src/usecases/trigger';
import type { FaultRule } from '../../sandbox/kernel/faults';
import caseFile from '../fixtures/cases/shop-one-odd-order-stops-the-poll.json';
import { MortalProcess } from '../fixtures/memory-platform/mortal-process';
import { impatient, startStore, type StoreUnderTest } from '../platforms/woocommerce/store-under-test';

const SUBSCRIPTION = subscriptionId('workflow', 'trigger');
type Fault = Omit<FaultRule, 'standIn'>;

const odd = (set: Readonly<Record<string, unknown>>): Fault => ({ kind: 'odd', operation: 'listOrders', oddity: { set } });
const answered = (path: string, status: number): Fault => ({
	kind: 'answer',
	pathPattern: `/${path}$`,
	answer: { status, body: { code: 'plugin_error', message: 'Ada Lovelace, Weg 1' } },
});
const everyDate = (value: string | null) =>
	odd(Object.fromEntries(['date_created', 'date_created_gmt', 'date_modified', 'date_modified_gmt'].map((name) => [name, value])));

/** What each line of the case file does to the second order. */
const FAULTS: Readonly<Record<string, readonly Fault[]>> = {
	'date_created*/date_modified* null': [everyDate(null)],
	'0000-00-00 dates': [everyDate('0000-00-00 00:00:00'), everyDate('-0001-11-30T00:00:00')],
	'a line with id null': [odd({ 'line_items.0.id': null })],
	'GET orders/13/refunds answers 500, 403, or JSON with stray bytes around it': [
		answered('refunds', 500),
		answered('refunds', 403),
		{ kind: 'strayText', pathPattern: '/refunds$' },
	],
	'GET orders/13/fulfillments answers 500': [answered('fulfillments', 500)],
};
/** Others of the kind. */
const MORE: readonly Fault[] = [
	odd({ meta_data: 'none' }),
	odd({ line_items: null }),
	odd({ 'line_items.0.quantity': 'two' }),
	odd({ 'line_items.0.total': 'free' }),
	odd({ total: '12.90 €' }),
	odd({ currency: '' }),
	odd({ refunds: 'many' }),
	{ kind: 'resetBefore', pathPattern: '/refunds$' },
	{ kind: 'odd', operation: 'listOrders', oddity: { replace: { id: 0 } } },
	{ kind: 'emptyBody', pathPattern: '/fulfillments$' },
	{ kind: 'wrongShape', pathPattern: '/fulfillments$' },
	{ kind: 'html200', pathPattern: '/refunds$' },
];

describe('an odd order among others: the others are given out, it stands in the log with its number, the cursor moves on', () => {
	let shop: StoreUnderTest;
	let database: Database;
	beforeEach(async () => {
		shop = await startStore({
			settings: { fulfillments: true },
			products: [{ name: 'Mug', sku: 'MUG', regular_price: '12.90', manage_stock: true, stock_quantity: 500 }],
		});
		database = await openSqlite({ file: ':memory:', clock: impatient, isGone: () => false });
	});
	afterEach(async () => {
		await database.close();
		await shop.close();
	});

	const poll = async (): Promise<HandedOut> => {
		const source = shop.connect().storeOrders;
		const deps = { database, clock: impatient, owner: new MortalProcess('poll').owner };
		return await pollOrders(deps, storeOrders(source, database), SUBSCRIPTION, { events: ['paid'], shippedStatuses: [] });
	};

	const log = async (): Promise<readonly Sale[]> => await database.sales.list({ account: accountKey(shop.store.account), limit: 10 });

	/** A paid order of three, of which one was refunded and one is in a parcel. */
	const place = async (): Promise<string> => {
		const { id, lines } = shop.standIn.placeStorefrontOrder({ lines: [{ sku: 'MUG', quantity: 3 }], billing: { email: 'a@example.test' } });
		shop.standIn.act('refund', { id, lines: [{ sku: 'MUG', quantity: 1 }] });
		await shop.store.shipmentSink.write(
			{ id: orderId(String(id)) },
			[{ id: 'p', status: 'inTransit', trackingNumber: 'J1', lines: [{ lineId: String(lines[0]?.id), quantity: 1 }] }],
			{ notifyCustomer: false, notifyGuests: false, completeWhenShipped: false, teller: 'memory-1' },
		);
		return String(id);
	};

	const lines = caseFile.input['page of three paid orders, the second has'];
	const cases = [...lines.flatMap((line) => FAULTS[line] ?? []), ...MORE];

	it('is odd in every way that the case file names', () => {
		expect(Object.keys(FAULTS)).toEqual(lines);
	});

	it.each(cases.map((fault, index) => [`${index + 1}: ${JSON.stringify(fault)}`, fault] as const))('%s', async (_, fault) => {
		await poll();
		const ids = [await place(), await place(), await place()];
		const [first = '', second = '', third = ''] = ids;
		shop.faults.add({ standIn: 'woocommerce', ...fault, record: second });
		const handed = await poll();
		expect(handed.stopped).toBeUndefined();
		expect(handed.deliveries.map(({ order }) => order.id).toSorted()).toEqual([first, third].toSorted());
		const rows = await log();
		expect(rows).toMatchObject([
			{ orderId: fault.oddity?.replace === undefined ? second : `(without id, after ${first})`, state: 'error' },
		]);
		expect(rows[0]?.reason?.code).toBe('unreadable');
		expect(JSON.stringify(rows)).not.toMatch(/Lovelace|Weg|12\.90 €|example\.test/);
		const { from } = (await database.streams.position({ account: accountKey(shop.store.account), kind: 'live' })) ?? {};
		expect(Date.parse(from ?? '')).toBeGreaterThan(Date.now() - 10_000);
	});

	it('does not turn in circles on a page of which nothing can be read', async () => {
		await poll();
		const ids = [await place(), await place(), await place()];
		const dates = ids.flatMap((_, index) => ['date_created_gmt', 'date_modified_gmt'].map((name) => [`${index}.${name}`, null] as const));
		shop.faults.add({ standIn: 'woocommerce', ...odd(Object.fromEntries(dates)) });
		expect((await poll()).stopped).toBeUndefined();
		expect((await log()).map((sale) => sale.orderId).toSorted()).toEqual(ids.toSorted());
	});

	it('is still stopped by what concerns all: credentials, quota, a store that is down', async () => {
		for (const kind of ['http429', 'resetBefore', 'http500'] as const) {
			await poll();
			shop.faults.add({ standIn: 'woocommerce', kind });
			expect((await poll()).stopped).toBeDefined();
			shop.faults.clear();
		}
		expect(await log()).toEqual([]);
	});
});
