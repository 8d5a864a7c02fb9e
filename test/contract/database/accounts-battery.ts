import { accountKey } from '../../../src/domain/account';
import { orderId } from '../../../src/domain/ids';
import type { Database } from '../../../src/ports/database';
import { startChild } from './child-protocol';
import { parcelRow, seenOrder } from './shipments-battery';
import {
	AMAZON,
	amazonOrder,
	claimKey,
	ids,
	INBOX,
	iso,
	MINUTE,
	orderEvent,
	OTHER_SHOP,
	SHOP,
	SUBSCRIPTION,
	T0,
	type FreshDatabase,
	withDatabase,
} from './under-test';

const MOVED = accountKey({ platform: 'woocommerce', id: 'moved.example' });
const ALICE = 'host|1|1|a';

export function accountsBattery(fresh: FreshDatabase, listColumns: string): void {
	const test = withDatabase(fresh);

	const IDENTITY = { kind: 'woocommerce:store_id', id: '5f0c' };

	/** The shop is found at another address from now on. */
	const moves = async (db: Database): Promise<void> => {
		await db.accounts.attach({ address: MOVED }, await db.accounts.idOf(SHOP));
	};

	it('gives an account an id of its own at first sight, the same from then on and for all', async () => {
		const id = await test.db.accounts.idOf(SHOP);
		expect(id).toMatch(/^a_[\w-]{16}$/);
		expect(id).not.toBe(await test.db.accounts.idOf(OTHER_SHOP));
		expect(await test.db.accounts.idOf(SHOP)).toBe(id);
		expect(await (await test.another()).accounts.idOf(SHOP)).toBe(id);
	});

	it('comes to the same id in every database that meets the account in the same way', async () => {
		const other = await fresh();
		try {
			const db = await other.open();
			expect(await db.accounts.idOf(SHOP)).toBe(await test.db.accounts.idOf(SHOP));
			// The second one knows the store by another spelling, or from after it moved.
			for (const [at, address] of [
				[test.db, OTHER_SHOP],
				[db, MOVED],
			] as const) {
				expect(await at.accounts.meet({ address, identity: IDENTITY })).toEqual({ kind: 'new' });
			}
			expect(await db.accounts.names(MOVED)).toMatchObject({ own: (await test.db.accounts.names(OTHER_SHOP)).own });
			expect(await db.accounts.idOf(MOVED)).toBe(await test.db.accounts.idOf(OTHER_SHOP));
		} finally {
			await other.remove();
		}
	});

	it('notices that the database was restored to a time before it knew an account', async () => {
		const id = await test.db.accounts.idOf(SHOP);
		await test.underTest.query('delete from account_address');
		await test.underTest.query('delete from account');
		expect(await test.db.accounts.addresses(SHOP)).toEqual([]);
		await test.db.sales.change([{ source: AMAZON, target: SHOP, orderId: orderId('902-1'), state: 'synced' }], T0);
		expect(await test.underTest.query(`select id from account where id = '${id}'`)).toHaveLength(1);
		expect(await test.db.sales.list({ account: SHOP, limit: 1 })).toMatchObject([{ source: AMAZON, target: SHOP }]);
	});

	it('tells the addresses of an account, oldest first', async () => {
		await test.db.accounts.idOf(SHOP);
		expect(await test.db.accounts.addresses(MOVED)).toEqual([]);
		await moves(test.db);
		for (const address of [SHOP, MOVED]) {
			expect(await test.db.accounts.addresses(address)).toMatchObject([
				{ address: SHOP, firstSeenAt: expect.stringMatching(/^20/) },
				{ address: MOVED },
			]);
		}
	});

	it('meets an account once when many meet it at the same moment, in this process and in others', async () => {
		const other = await test.another();
		const children = await Promise.all([1, 2].map(async () => await startChild(test.underTest.forChild, { do: 'meet', account: MOVED })));
		for (const child of children) child.go();
		const here = [test.db, other, test.db, other].map(async (db) => await db.accounts.idOf(MOVED));
		const met = [...(await Promise.all(here)), ...(await Promise.all(children.map(async (child) => await child.next())))];
		expect(new Set(met).size).toBe(1);
		expect(await test.underTest.query(`select id from account`)).toEqual([{ id: met[0] }]);
	});

	it('shows all that belongs to an account at each of its addresses', async () => {
		const key = claimKey('902-1');
		const link = {
			channel: { platform: 'amazon', id: 'eu:A1SELLER' },
			store: { platform: 'woocommerce', id: 'shop.example' },
			sku: 'TEE-1',
			productId: '12',
			content: { unitsPerListing: 1 },
			rule: 'sku',
		};
		await test.db.claims.complete([{ key, result: '17' }], T0);
		await test.db.sales.change([{ source: AMAZON, target: SHOP, orderId: orderId('902-1'), state: 'synced' }], T0);
		await test.db.links.set([link], T0);
		await test.db.positions.note(SHOP, { highest: 41 });
		await test.db.stock.taken(SHOP, [{ item: '12', quantity: 3 }], T0);
		await test.db.stock.declare({ channel: AMAZON, store: SHOP }, ['12'], 'sum', T0);
		await test.db.customers.remember(SHOP, [{ hash: 'h1', customerId: '7' }]);
		await test.db.fulfillments.put([{ warehouse: AMAZON, id: 'SB-1', order: { account: SHOP, id: orderId('17') }, attempt: 1 }], T0);
		await test.db.turns.take({ account: SHOP, about: 'order', which: '17' }, ALICE, MINUTE, T0);
		await test.db.inbox.add(
			[orderEvent('17', { account: SHOP })],
			[{ subscription: SUBSCRIPTION, account: SHOP, orderId: orderId('17'), version: iso(T0) }],
			T0,
		);
		await moves(test.db);

		// A process that knows nothing yet, and one that knew the old address.
		for (const db of [await test.another(), test.db]) {
			expect(await db.accounts.idOf(MOVED)).toBe(await db.accounts.idOf(SHOP));
			expect(await db.claims.acquire([{ ...key, at: MOVED }], ALICE, MINUTE, T0)).toEqual([{ state: 'done', result: '17' }]);
			const sales = await db.sales.get({ source: AMAZON, target: MOVED }, ids('902-1'));
			// Rows are told with the newest address.
			expect(sales.get(orderId('902-1'))).toMatchObject({ source: AMAZON, target: MOVED });
			expect(await db.sales.get({ source: AMAZON, target: SHOP }, ids('902-1'))).toEqual(sales);
			expect((await db.links.get({ channel: AMAZON, store: MOVED }, ['TEE-1'])).get('TEE-1')?.productId).toBe('12');
			expect(await db.positions.get(MOVED)).toEqual({ highest: 41 });
			expect((await db.stock.pushed(MOVED, ['12'])).get('12')).toMatchObject({ quantity: 3 });
			expect(await db.stock.sources({ channel: AMAZON, store: MOVED }, ['12'])).toEqual(new Map([['12', 'sum']]));
			expect(await db.customers.get(MOVED, ['h1'])).toEqual(new Map([['h1', '7']]));
			expect(await db.fulfillments.ofOrder(AMAZON, { account: MOVED, id: orderId('17') })).toMatchObject([
				{ id: 'SB-1', order: { account: MOVED } },
			]);
			expect(await db.turns.take({ account: MOVED, about: 'order', which: '17' }, 'host|2|1|b', MINUTE, T0)).toBe(false);
			expect((await db.memories.of(SUBSCRIPTION, MOVED, ids('17'))).size).toBe(1);
			expect(await db.inbox.counts(MOVED)).toMatchObject({ new: 1 });
		}
		expect((await test.db.inbox.handOut({ subscription: SUBSCRIPTION, account: MOVED }, 1, ALICE, MINUTE, T0)).rows).toMatchObject([
			{ account: MOVED },
		]);
	});

	it('makes no account by looking for one', async () => {
		await test.db.sales.list({ account: MOVED, limit: 1 });
		await test.db.links.get({ channel: AMAZON, store: MOVED }, ['x']);
		await test.db.positions.get(MOVED);
		await test.db.stock.pushed(MOVED, ['x']);
		await test.db.stock.sources({ channel: AMAZON, store: MOVED }, ['x']);
		await test.db.stock.linkedProducts({ channel: AMAZON, store: MOVED });
		expect(await test.underTest.query('select id from account')).toEqual([]);
	});

	it('has no address in a row of anything else', async () => {
		await test.db.claims.acquire([claimKey('902-1'), { ...claimKey('902-1'), order: amazonOrder('902-2') }], ALICE, MINUTE, T0);
		await test.db.sales.change([{ source: AMAZON, target: SHOP, orderId: orderId('902-1'), state: 'error', waitingFor: ['x'] }], T0);
		await test.db.inbox.add(
			[orderEvent('902-1')],
			[{ subscription: SUBSCRIPTION, account: AMAZON, orderId: orderId('902-1'), version: iso(T0) }],
			T0,
		);
		await test.db.inbox.handOut(INBOX, 1, ALICE, MINUTE, T0);
		await test.db.streams.take({ account: AMAZON, kind: 'fulfillments', shop: SHOP }, ALICE, MINUTE, T0);
		await test.db.turns.take({ account: SHOP, about: 'order', which: '1' }, ALICE, MINUTE, T0);
		await test.db.subscriptions.subscribe(
			{ id: SUBSCRIPTION, account: SHOP, settings: '', startsAt: iso(T0), lastPolledAt: iso(T0) },
			iso(T0),
		);
		await test.db.webhooks.put({ subscription: SUBSCRIPTION, account: SHOP });
		await test.db.pauses.pause(SHOP, 'mark', 'why');
		await test.db.fulfillments.put([{ warehouse: AMAZON, id: 'SB-1', order: { account: SHOP, id: orderId('17') }, attempt: 1 }], T0);
		await test.db.links.set(
			[
				{
					channel: { platform: 'amazon', id: 'eu:A1SELLER' },
					store: { platform: 'woocommerce', id: 'shop.example' },
					sku: 'x',
					productId: '1',
					content: { unitsPerListing: 1 },
					rule: 'sku',
					places: [{ marketplace: 'A1PA6795UKMFR9', fulfilledBy: 'merchant' }],
				},
			],
			T0,
		);
		const between = { channel: AMAZON, store: SHOP };
		const set = { content: { components: [{ productId: '1', units: 2 }] }, rule: 'manual', productId: '9', sku: 'set' };
		await test.db.links.set(
			[{ channel: { platform: 'amazon', id: 'eu:A1SELLER' }, store: { platform: 'woocommerce', id: 'shop.example' }, ...set }],
			T0,
		);
		await test.db.stock.declare(between, ['1'], 'warehouse', T0);
		await test.db.stock.leaveOut(between, ['x'], true, T0);
		await test.db.stock.pause(SHOP, true, T0);
		await test.db.stock.begin(AMAZON, [{ item: 'x', quantity: 1 }], T0);
		await test.db.stock.handedIn(AMAZON, 'feed', [{ item: 'x', quantity: 1 }], T0);
		await test.db.stock.noteFacts(AMAZON, [{ sku: 'x', fulfilledBy: 'merchant', asOf: iso(T0) }]);
		await test.db.stock.noteSeen(SHOP, [{ item: '1', quantity: 1 }], T0);
		await test.db.shipments.noteSeen(AMAZON, [seenOrder('902-1')]);
		await test.db.shipments.noteParcels(AMAZON, [parcelRow('902-1', 1)], T0);
		const open = [{ sku: 'y', title: 'Mug', places: [], state: 'pending', candidates: [] }] as const;
		await test.db.links.saveMatch({ channel: AMAZON, store: SHOP }, { links: [], open, closed: [], gone: [] }, T0);
		await test.db.positions.note(SHOP, { highest: 1 });
		await test.db.buckets.drain({ account: AMAZON, application: 'app', operation: 'x' });
		await test.db.customers.remember(SHOP, [{ hash: 'h', customerId: '1' }]);
		await test.db.accounts.meet({ address: SHOP, identity: IDENTITY });
		const tables = new Set((await test.underTest.query(listColumns)).map((row) => String(row['table_name'])));
		for (const table of tables) {
			const rows = await test.underTest.query(`select * from ${table}`);
			if (table === 'account_address') expect(rows).toHaveLength(2);
			else expect(JSON.stringify(rows)).not.toMatch(/shop\.example|A1SELLER/);
			// Every table took part.
			expect(`${table} ${rows.length > 0 ? 'has' : 'has no'} rows`).toBe(`${table} has rows`);
		}
	});
}
