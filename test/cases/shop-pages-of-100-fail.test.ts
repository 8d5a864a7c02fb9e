import { openSqlite } from '../../src/database';
import { subscriptionId } from '../../src/domain/ids';
import { pollOrders, storeOrders, type StoreSettings } from '../../src/usecases/trigger';
import type { SandboxRequest, SandboxResponse } from '../../sandbox/kernel/contract';
import caseFile from '../fixtures/cases/shop-pages-of-100-fail.json';
import { MortalProcess } from '../fixtures/memory-platform/mortal-process';
import { impatient, startStore, type StoreUnderTest } from '../platforms/woocommerce/store-under-test';

const ORDERS = 130;
const [pattern = ''] = Object.keys(caseFile.input);
const MOST = Number(/per_page>(\d+)/.exec(pattern)?.[1]);

const sizeOf = ({ query }: SandboxRequest): number => Number(query.get('per_page') ?? 10);

describe('a store that breaks at pages of 100 is read in smaller ones, and the size is remembered', () => {
	let shop: StoreUnderTest;
	beforeEach(async () => {
		shop = await startStore({ products: [{ name: 'Mug', sku: 'MUG', regular_price: '12.90' }] });
	});
	afterEach(async () => await shop.close());

	const breakAbove = (most: number, response: SandboxResponse): void =>
		shop.standBefore((request) => (request.method === 'GET' && sizeOf(request) > most ? response : undefined));
	const place = (count: number): readonly string[] =>
		Array.from({ length: count }, () =>
			String(shop.standIn.placeStorefrontOrder({ lines: [{ sku: 'MUG', quantity: 1 }], billing: { email: 'a@example.test' } }).id),
		);
	const sizes = (from = 0): readonly number[] =>
		shop
			.requests()
			.slice(from)
			.filter(({ path, query }) => path.endsWith('/orders') && query['modified_after'] !== undefined)
			.map(({ query }) => Number(query['per_page']));
	const all = async (): Promise<readonly string[]> => {
		const found = new Set<string>();
		let page: string | undefined;
		for (let round = 0; round === 0 || page !== undefined; round += 1) {
			expect(round).toBeLessThan(ORDERS);
			const read = await shop.store.storeOrders.changedSince('2020-01-01T00:00:00.000Z', page);
			expect(read.unreadable).toEqual([]);
			for (const { order } of read.orders) found.add(order.id);
			page = read.nextPage;
		}
		return [...found].toSorted();
	};

	it.each([500, 502, 503, 504])(`answers HTTP %i above ${MOST}: changes come all, and 100 is asked for once`, async (status) => {
		const ids = place(ORDERS);
		breakAbove(MOST, { status, body: '' });
		expect(await all()).toEqual([...ids].toSorted());
		expect(sizes().filter((size) => size > MOST)).toEqual([100]);
		const before = shop.requests().length;
		expect(await all()).toEqual([...ids].toSorted());
		expect(new Set(sizes(before))).toEqual(new Set([MOST]));
	});

	it.each([25, 7, 1])('manages %i at a time: changes come all', async (most) => {
		const ids = place(40);
		breakAbove(most, { status: 500, body: '' });
		expect(await all()).toEqual([...ids].toSorted());
	});

	it('takes too long over a full page: the next size is asked for at once', async () => {
		const ids = place(ORDERS);
		const store = shop.connect({}, { requestTimeoutMs: 1_000 }).storeOrders;
		shop.faults.add({ standIn: 'woocommerce', kind: 'timeoutBefore', operation: 'listOrders', times: 1 });
		expect((await store.changedSince('2020-01-01T00:00:00.000Z')).orders).toHaveLength(50);
		expect(sizes()).toEqual([100, 50]);
		expect(await all()).toEqual([...ids].toSorted());
	});

	it('polls, imports for the first time, and finds the orders that are ours', async () => {
		const database = await openSqlite({ file: ':memory:', clock: impatient, isGone: () => false });
		const ids = place(ORDERS);
		breakAbove(MOST, { status: 500, body: '' });
		const settings: StoreSettings = { events: ['paid'], shippedStatuses: [], importFrom: '2020-01-01T00:00:00.000Z' };
		const deps = { database, clock: impatient, owner: new MortalProcess('poll').owner };
		const given = new Set<string>();
		for (let polls = 0; polls < 5; polls += 1) {
			const kind = storeOrders(shop.connect().storeOrders, database);
			const { deliveries, stopped } = await pollOrders(deps, kind, subscriptionId('workflow', 'trigger'), settings);
			expect(stopped).toBeUndefined();
			for (const { order } of deliveries) given.add(order.id);
		}
		expect([...given].toSorted()).toEqual([...ids].toSorted());
		// Throws where they cannot be listed.
		for await (const page of shop.store.orderSink.ownOrders(0)) void page;
		await database.close();
	});

	it('breaks at one order however small the page: it is named, and all others come', async () => {
		const ids = place(60);
		const odd = ids[30] ?? '';
		// As PHP does that dies of one record in the list.
		shop.standBefore((request) => {
			if (!request.path.endsWith('/orders') || request.query.get('_fields') === 'id') return undefined;
			const size = sizeOf(request);
			const first = (Number(request.query.get('page') ?? 1) - 1) * size;
			const after = Date.parse(`${request.query.get('modified_after') ?? '1970-01-01T00:00:00'}Z`);
			const changed = ids.filter((id) => Math.floor((shop.standIn.records.orders.get(Number(id))?.modifiedAt ?? 0) / 1000) * 1000 > after);
			const listed = request.query.get('orderby') === 'id' ? changed.toReversed() : changed;
			return listed.slice(first, first + size).includes(odd) ? { status: 500, body: '' } : undefined;
		});
		const found = new Set<string>();
		const unreadable = new Set<string>();
		let page: string | undefined;
		for (let round = 0; round === 0 || page !== undefined; round += 1) {
			expect(round).toBeLessThan(100);
			const read = await shop.store.storeOrders.changedSince('2020-01-01T00:00:00.000Z', page);
			for (const { order } of read.orders) found.add(order.id);
			for (const { orderId } of read.unreadable) unreadable.add(orderId);
			page = read.nextPage;
		}
		expect([...unreadable]).toEqual([odd]);
		expect([...found].toSorted()).toEqual(ids.filter((id) => id !== odd).toSorted());
	});
});
