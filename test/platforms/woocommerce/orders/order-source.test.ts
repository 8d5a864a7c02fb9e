import { orderId } from '../../../../src/domain/ids';
import { startMisbehavingServer, json } from '../misbehaving-server';
import { impatient, startStore, type StoreUnderTest } from '../store-under-test';
import { createWooCommerce } from '../../../../src/platforms/woocommerce';
import type { StoreOrder } from '../../../../src/ports/store-orders';

const PEOPLE = {
	first_name: 'Jörg',
	last_name: 'Müller',
	address_1: 'Weg 1',
	city: 'Berlin',
	postcode: '10115',
	country: 'DE',
	email: 'jm@example.test',
	phone: '+4930',
};

describe('orders read from a WooCommerce store', () => {
	let shop: StoreUnderTest;
	beforeEach(async () => {
		shop = await startStore({
			settings: { timezone: 'America/New_York', fulfillments: true, shipmentTracking: 'official' },
			products: [{ name: 'Mug', sku: 'MUG-1', regular_price: '12.90', manage_stock: true, stock_quantity: 500 }],
		});
	});
	afterEach(async () => await shop.close());

	const place = (given: { readonly paymentMethod?: string; readonly quantity?: number } = {}) =>
		shop.standIn.placeStorefrontOrder({
			lines: [{ sku: 'MUG-1', quantity: given.quantity ?? 1 }],
			billing: PEOPLE,
			...(given.paymentMethod === undefined ? {} : { paymentMethod: given.paymentMethod }),
		});
	const all = async (since: string): Promise<readonly StoreOrder[]> => {
		const found: StoreOrder[] = [];
		for (let page: string | undefined, first = true; first || page !== undefined; first = false) {
			const read = await shop.store.storeOrders.changedSince(since, page);
			found.push(...read.orders);
			page = read.nextPage;
		}
		return found;
	};

	it('the newest that fits is found with one question, its details alone with more', async () => {
		const [paid, ...others] = [place(), ...Array.from({ length: 50 }, () => place({ paymentMethod: 'bacs' }))];
		shop.standIn.act('refund', { id: others[0]?.id, lines: [{ sku: 'MUG-1', quantity: 1 }] });
		const before = shop.requests().length;
		const newest = (fits: (order: StoreOrder) => boolean) => shop.store.storeOrders.newest('2020-01-01T00:00:00.000Z', fits);
		expect((await newest(() => true))?.order.id).toBe(String(others.at(-1)?.id));
		expect(shop.requests().length - before).toBe(1);
		expect((await newest(({ order }) => order.paidAt !== undefined))?.order.id).toBe(String(paid?.id));
		expect(shop.requests().length - before).toBe(3);
		expect(await newest(({ localPickup }) => localPickup)).toBeUndefined();
	});

	it('are found from their second on, whatever zone the site is in, without trash and drafts', async () => {
		const kept = place();
		const trashed = place();
		shop.standIn.act('trash', { id: trashed.id });
		shop.standIn.addOrder({ line_items: [], status: 'checkout-draft' });
		const found = await shop.store.storeOrders.get(String(kept.id));
		const changedAt = found?.changedAt ?? '';
		expect((await all(changedAt)).map(({ order }) => order.id)).toEqual([String(kept.id)]);
		expect(await all(new Date(Date.parse(changedAt) + 60_000).toISOString())).toEqual([]);
		expect(found?.order).toMatchObject({
			origin: 'woocommerce',
			status: 'unshipped',
			customer: { name: 'Jörg Müller', registered: false },
		});
		expect(found?.order.paidAt).toBeDefined();
		expect((await shop.store.storeOrders.get(String(trashed.id)))?.storeStatus).toBe('trash');
	});

	it('of cash on delivery are not paid', async () => {
		const order = place({ paymentMethod: 'cod' });
		const read = await shop.store.storeOrders.get(String(order.id));
		expect({ status: read?.storeStatus, paid: read?.order.paidAt }).toEqual({ status: 'processing', paid: undefined });
	});

	it('that are unknown are undefined, and other ids are refused before they stand in a path', async () => {
		expect(await shop.store.storeOrders.get('99999')).toBeUndefined();
		await expect(shop.store.storeOrders.get('1/../2')).rejects.toMatchObject({ details: { kind: 'rejected' } });
	});

	it('ask for refunds and fulfillments only where there are any', async () => {
		const plain = place({ quantity: 3 });
		const busy = place({ quantity: 3 });
		const lineId = busy.lines[0]?.id ?? 0;
		shop.standIn.act('refund', { id: busy.id, lines: [{ sku: 'MUG-1', quantity: 1 }] });
		await shop.store.shipmentSink.write(
			{ id: orderId(String(busy.id)) },
			[{ id: 'p1', status: 'inTransit', carrier: 'DHL', trackingNumber: 'JJD1', lines: [{ lineId: String(lineId), quantity: 1 }] }],
			{ notifyCustomer: false, notifyGuests: false, completeWhenShipped: false, teller: 'memory-1' },
		);
		const before = shop.requests().length;
		expect(await shop.store.storeOrders.get(String(plain.id))).toMatchObject({ shipped: false });
		expect(shop.requests().length - before).toBe(1);
		const read = await shop.store.storeOrders.get(String(busy.id));
		expect(read?.order.lines).toMatchObject([{ quantity: 3, quantityCancelled: 1, quantityShipped: 1 }]);
		expect([...(read?.fulfilled ?? [])]).toEqual([[String(lineId), 1]]);
		expect(read).toMatchObject({
			shipped: true,
			order: { status: 'partiallyShipped', packages: [{ carrier: 'dhl', trackingNumber: 'JJD1' }] },
		});
		expect(shop.requests().length - before).toBe(4);
	});

	it('come all, page by page, also when one changes between two pages', async () => {
		const ids = Array.from({ length: 230 }, () => String(place().id));
		const seen = new Set<string>();
		let page: string | undefined;
		for (let round = 0; round === 0 || page !== undefined; round += 1) {
			const read = await shop.store.storeOrders.changedSince('2020-01-01T00:00:00.000Z', page);
			for (const { order } of read.orders) seen.add(order.id);
			page = read.nextPage;
		}
		expect([...seen].sort()).toEqual([...ids].sort());
	});

	it('know the statuses and the time of the store', async () => {
		expect((await shop.store.storeOrders.statuses()).map(({ id }) => id)).toEqual(expect.arrayContaining(['processing', 'completed']));
		expect(await shop.store.storeOrders.now()).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
	});
});

describe('pages of changes', () => {
	/** A store of orders that changed at these seconds, which answers as `modified_after` asks. */
	async function withOrders(
		changes: Map<number, number>,
		between: (reads: number) => void,
		run: (read: (page?: string) => Promise<{ ids: number[]; nextPage?: string }>) => Promise<void>,
	): Promise<void> {
		const server = await startMisbehavingServer();
		let reads = 0;
		server.behave((response, request) => {
			const query = new URL(request.url, server.url).searchParams;
			const after = Date.parse(`${query.get('modified_after') ?? ''}Z`) / 1000;
			const page = Number(query.get('page'));
			const found = [...changes].filter(([, second]) => second > after).sort((a, b) => a[1] - b[1] || a[0] - b[0]);
			const body = found.slice((page - 1) * 100, page * 100).map(([id, second]) => ({
				id,
				total: '0.00',
				currency: 'EUR',
				meta_data: [],
				line_items: [],
				shipping_lines: [],
				refunds: [],
				date_modified_gmt: new Date(second * 1000).toISOString().slice(0, 19),
			}));
			json(response, 200, body);
			reads += 1;
			between(reads);
		});
		try {
			const store = createWooCommerce(
				{ url: server.url, consumerKey: 'ck', consumerSecret: 'cs', keysInQuery: false },
				{ clock: impatient, budgetMs: 0 },
			);
			await run(async (page) => {
				const read = await store.storeOrders.changedSince(new Date(1_000_000_000_000).toISOString(), page);
				return {
					ids: read.orders.map(({ order }) => Number(order.id)),
					...(read.nextPage === undefined ? {} : { nextPage: read.nextPage }),
				};
			});
		} finally {
			await server.close();
		}
	}

	async function collect(read: (page?: string) => Promise<{ ids: number[]; nextPage?: string }>): Promise<Set<number>> {
		const seen = new Set<number>();
		let page: string | undefined;
		for (let round = 0; round < 50 && (round === 0 || page !== undefined); round += 1) {
			const answer = await read(page);
			for (const id of answer.ids) seen.add(id);
			page = answer.nextPage;
		}
		expect(page).toBeUndefined();
		return seen;
	}

	it('skip nobody when orders of a page read before move to the end', async () => {
		const changes = new Map(Array.from({ length: 250 }, (_, index) => [index + 1, 1_000_000_000 + index] as const));
		const move = (reads: number) => {
			if (reads === 1) for (const id of [1, 2, 3]) changes.set(id, 1_000_001_000);
		};
		await withOrders(changes, move, async (read) => expect((await collect(read)).size).toBe(250));
	});

	it('get through a second in which more changed than a page holds', async () => {
		const changes = new Map(Array.from({ length: 450 }, (_, index) => [index + 1, 1_000_000_000 + (index < 350 ? 5 : index)] as const));
		await withOrders(
			changes,
			() => undefined,
			async (read) => expect((await collect(read)).size).toBe(450),
		);
	});
});
