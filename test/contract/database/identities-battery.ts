import { accountKey } from '../../../src/domain/account';
import { orderId, type AccountKey } from '../../../src/domain/ids';
import type { Database } from '../../../src/ports/database';
import { AMAZON, SHOP, T0, withDatabase, type FreshDatabase } from './under-test';

const MOVED = accountKey({ platform: 'woocommerce', id: 'moved.example' });
const IDENTITY = { kind: 'woocommerce:store_id', id: '5f0c' };
const OTHER = { kind: 'woocommerce:store_id', id: '77aa' };

/** Who an account is, by what it says of itself. */
export function identitiesBattery(fresh: FreshDatabase): void {
	const test = withDatabase(fresh);

	it('remembers the identity that an account is met with, and tells what else is found', async () => {
		const { accounts } = test.db;
		expect(await accounts.meet({ address: SHOP, identity: IDENTITY })).toEqual({ kind: 'new' });
		const again = (await test.another()).accounts;
		expect(await again.meet({ address: SHOP, identity: IDENTITY })).toEqual({ kind: 'known' });
		expect(await again.meet({ address: SHOP })).toEqual({ kind: 'known' });
		expect(await again.meet({ address: MOVED, identity: IDENTITY })).toEqual({ kind: 'elsewhere', known: [SHOP] });
		expect(await again.meet({ address: SHOP, identity: OTHER })).toEqual({ kind: 'other', known: [] });
		// Nothing of it was remembered.
		expect(await test.underTest.query('select address from account_address')).toHaveLength(1);
		expect(await test.underTest.query('select identity from account_identity')).toHaveLength(1);
	});

	it('learns the identity of an account that it knew by its address alone', async () => {
		const id = await test.db.accounts.idOf(SHOP);
		expect(await test.db.accounts.meet({ address: SHOP, identity: IDENTITY })).toEqual({ kind: 'new' });
		expect(await test.db.accounts.meet({ address: SHOP, identity: IDENTITY })).toEqual({ kind: 'known' });
		expect(await test.db.accounts.idOf(SHOP)).toBe(id);
	});

	it('moves an account with its identity, in this process and in others that knew the old address', async () => {
		const other = await test.another();
		await test.db.accounts.meet({ address: SHOP, identity: IDENTITY });
		const id = await test.db.accounts.idOf(SHOP);
		await test.db.sales.change([{ source: AMAZON, target: SHOP, orderId: orderId('902-1'), state: 'synced' }], T0);
		const sale = async (db: Database) => await db.sales.list({ account: AMAZON, limit: 1 });
		expect(await sale(other)).toMatchObject([{ target: SHOP }]);
		await test.db.accounts.attach({ address: MOVED, identity: IDENTITY }, id);
		await other.accounts.addresses(MOVED);
		for (const db of [test.db, other]) {
			expect(await db.accounts.meet({ address: MOVED, identity: IDENTITY })).toEqual({ kind: 'known' });
			expect(await db.accounts.meet({ address: SHOP, identity: IDENTITY })).toEqual({ kind: 'left', known: [MOVED] });
			expect(await db.accounts.idOf(SHOP)).toBe(id);
			expect(await sale(db)).toMatchObject([{ target: MOVED }]);
		}
	});

	it('begins a new account at an old address; what was there keeps all that is its own', async () => {
		const other = await test.another();
		await test.db.accounts.meet({ address: SHOP, identity: IDENTITY });
		await test.db.sales.change([{ source: AMAZON, target: SHOP, orderId: orderId('902-1'), state: 'synced' }], T0);
		const before = await other.accounts.idOf(SHOP);
		await test.db.accounts.attach({ address: SHOP, identity: OTHER });
		await other.accounts.addresses(SHOP);
		for (const db of [test.db, other]) {
			expect(await db.accounts.idOf(SHOP)).not.toBe(before);
			expect(await db.sales.list({ account: SHOP, limit: 1 })).toEqual([]);
			const [sale] = await db.sales.list({ account: AMAZON, limit: 1 });
			expect(sale?.target).toMatch(/^woocommerce:shop\.example#20/);
			expect(await db.accounts.meet({ address: SHOP, identity: OTHER })).toEqual({ kind: 'known' });
			expect(await db.accounts.meet({ address: MOVED, identity: IDENTITY })).toMatchObject({ kind: 'elsewhere', known: [sale?.target] });
		}
	});

	it('makes one account of a copy that was told apart, and ids of neither by the name of the other', async () => {
		let now = T0;
		const { accounts } = await test.underTest.open(undefined, { now: () => (now += 1) });
		await accounts.meet({ address: SHOP, identity: IDENTITY });
		await accounts.attach({ address: MOVED, identity: IDENTITY });
		const [shop, copy] = [await accounts.names(SHOP), await accounts.names(MOVED)];
		expect(copy.all.filter((name) => shop.all.includes(name))).toEqual([]);
		expect([
			await accounts.meet({ address: SHOP, identity: IDENTITY }),
			await accounts.meet({ address: MOVED, identity: IDENTITY }),
		]).toEqual([{ kind: 'known' }, { kind: 'known' }]);
	});

	it('names an account by its identity once it is known, in every database alike, and recognises what was named before', async () => {
		const { accounts } = test.db;
		const before = await accounts.names(SHOP);
		expect(before).toEqual({ own: await accounts.idOf(SHOP), all: [before.own] });
		await accounts.meet({ address: SHOP, identity: IDENTITY });
		const names = await accounts.names(SHOP);
		expect(names.all).toContain(before.own);
		const other = await fresh();
		try {
			const db = await other.open();
			await db.accounts.meet({ address: MOVED, identity: IDENTITY });
			const there = await db.accounts.names(MOVED);
			expect(there.own).toBe(names.own);
			await accounts.attach({ address: MOVED, identity: OTHER }, await accounts.idOf(SHOP));
			expect(await accounts.names(MOVED)).toEqual({ own: names.own, all: expect.arrayContaining([...names.all, ...there.all]) });
		} finally {
			await other.remove();
		}
	});

	it('passes on sales that waited for a store which could not be asked who it is', async () => {
		const { accounts, sales } = test.db;
		await accounts.meet({ address: SHOP, identity: IDENTITY });
		const waiting = (target: AccountKey, id: string) => ({ source: AMAZON, target, orderId: orderId(id), state: 'pending' as const });
		await sales.change([waiting(SHOP, '902-1'), waiting(MOVED, '902-1'), waiting(MOVED, '902-2')], T0);
		await accounts.attach({ address: MOVED, identity: IDENTITY }, await accounts.idOf(SHOP));
		expect((await sales.list({ account: MOVED, limit: 9 })).map((sale) => sale.orderId).sort()).toEqual(['902-1', '902-2']);
	});
}
