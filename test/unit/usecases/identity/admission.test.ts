import { openSqlite } from '../../../../src/database';
import { accountKey, type Account } from '../../../../src/domain/account';
import { PlatformError } from '../../../../src/domain/platform-error';
import type { IdentitySource, SeenIdentity } from '../../../../src/ports/account-identity';
import type { Database } from '../../../../src/ports/database';
import { Admission, isIdentityRefusal, reattach, Sightings } from '../../../../src/usecases/identity';

const SHOP: Account = { platform: 'woocommerce', id: 'shop.example' };
const NEW: Account = { platform: 'woocommerce', id: 'new.example' };
const MINUTE = 60_000;

const unreachable = new PlatformError('away', { platform: 'woocommerce', kind: 'unreachable', operation: 'GET system_status' });

/** A store that says who it is, and counts how often it was asked. */
class Store implements IdentitySource {
	asked = 0;
	away = false;

	constructor(public id: string | undefined) {}

	async identify(): Promise<SeenIdentity | undefined> {
		this.asked += 1;
		if (this.away) return await Promise.reject(unreachable);
		return await Promise.resolve(this.id === undefined ? undefined : { kind: 'store_id', id: this.id });
	}
}

describe('the door to an account', () => {
	let database: Database;
	let now: number;
	let sightings: Sightings;
	beforeEach(async () => {
		database = await openSqlite({ file: ':memory:' });
		now = Date.parse('2026-11-26T18:00:00.000Z');
		sightings = new Sightings({ now: () => now });
	});
	afterEach(async () => {
		await database.close();
	});

	/** What a run of a node meets there: nothing, or why it is refused. */
	const enter = async (account: Account, store: IdentitySource | undefined, key = 'key'): Promise<string | undefined> => {
		try {
			await new Admission(database.accounts, account, sightings, key).admit(store);
			return undefined;
		} catch (error) {
			if (error instanceof PlatformError) return error.details.code ?? error.message;
			throw error;
		}
	};
	const reattached = async (account: Account, id: string, storeIs: 'same' | 'another', knownAt?: string) => {
		sightings.forget();
		const identity = { kind: 'store_id', id };
		return await reattach(database, { account, identity, storeIs, ...(knownAt === undefined ? {} : { knownAt }) });
	};
	const idAt = async (account: Account): Promise<string> => await database.accounts.idOf(accountKey(account));

	it('opens at first sight, and from then on for the same store', async () => {
		expect(await enter(SHOP, new Store('x'))).toBeUndefined();
		expect(await enter(SHOP, new Store('x'))).toBeUndefined();
	});

	it('is asked for once in some minutes, however many runs come', async () => {
		const store = new Store('x');
		await Promise.all([enter(SHOP, store), enter(SHOP, store)]);
		now += 4 * MINUTE;
		await enter(SHOP, store);
		expect(store.asked).toBe(1);
		now += 2 * MINUTE;
		await enter(SHOP, store);
		expect(store.asked).toBe(2);
	});

	it('is not asked for in vain for each order of a run, but again soon', async () => {
		const store = new Store('x');
		store.away = true;
		expect(await enter(SHOP, store)).toBe('away');
		expect(await enter(SHOP, store)).toBe('away');
		expect(store.asked).toBe(1);
		store.away = false;
		now += 10_000;
		expect(await enter(SHOP, store)).toBeUndefined();
	});

	it('believes no answer of a clock that was ahead', async () => {
		const store = new Store('x');
		now += 24 * 60 * MINUTE;
		await enter(SHOP, store);
		now -= 24 * 60 * MINUTE;
		await enter(SHOP, store);
		expect(store.asked).toBe(2);
	});

	it('needs nothing where the platform tells no identity', async () => {
		expect(await enter(SHOP, undefined)).toBeUndefined();
		expect(await enter(SHOP, new Store(undefined), 'a key that may not see it')).toBeUndefined();
	});

	it('stays shut for one identity at a second address until a person has spoken, and for the old address afterwards', async () => {
		await enter(SHOP, new Store('x'));
		const id = await idAt(SHOP);
		expect(await enter(NEW, new Store('x'))).toBe('storeElsewhere');
		expect(await enter(SHOP, new Store('x'))).toBeUndefined();
		expect(await reattached(NEW, 'x', 'same')).toEqual({ kind: 'moved', knownAt: ['shop.example'] });
		expect(await enter(NEW, new Store('x'))).toBeUndefined();
		expect([await idAt(NEW), await idAt(SHOP)]).toEqual([id, id]);
		expect(await enter(SHOP, new Store('x'))).toBe('storeLeft');
		expect(await enter(SHOP, new Store(undefined), 'weak key')).toBe('storeLeft');
		// And back again.
		expect(await reattached(SHOP, 'x', 'same')).toEqual({ kind: 'moved', knownAt: ['new.example'] });
		expect([await enter(SHOP, new Store('x')), await enter(NEW, new Store('x'))]).toEqual([undefined, 'storeLeft']);
	});

	it('opens two for a copy that a person told apart', async () => {
		await enter(SHOP, new Store('x'));
		expect(await reattached(NEW, 'x', 'another')).toEqual({ kind: 'new', knownAt: ['shop.example'] });
		expect([await enter(NEW, new Store('x')), await enter(SHOP, new Store('x'))]).toEqual([undefined, undefined]);
		expect(await idAt(NEW)).not.toBe(await idAt(SHOP));
	});

	it('asks a person which of two it is', async () => {
		const THIRD: Account = { platform: 'woocommerce', id: 'third.example' };
		await enter(SHOP, new Store('x'));
		await reattached(NEW, 'x', 'another');
		expect(await reattached(THIRD, 'x', 'same')).toEqual({ kind: 'unclear', knownAt: ['shop.example', 'new.example'] });
		expect(await reattached(THIRD, 'x', 'same', 'nowhere.example')).toMatchObject({ kind: 'unclear' });
		expect(await enter(THIRD, new Store('x'))).toBe('storeElsewhere');
		const staging = await idAt(NEW);
		expect(await reattached(THIRD, 'x', 'same', 'new.example')).toEqual({ kind: 'moved', knownAt: ['new.example'] });
		expect(await idAt(THIRD)).toBe(staging);
	});

	it('stays shut for another store at a known address', async () => {
		await enter(SHOP, new Store('x'));
		const id = await idAt(SHOP);
		now += 10 * MINUTE;
		expect(await enter(SHOP, new Store('y'))).toBe('otherStore');
		// Only restored: the memory goes on.
		expect(await reattached(SHOP, 'y', 'same')).toEqual({ kind: 'replaced', knownAt: ['shop.example'] });
		expect([await enter(SHOP, new Store('y')), await idAt(SHOP)]).toEqual([undefined, id]);
		now += 10 * MINUTE;
		// Another one: nothing is remembered of it.
		expect(await enter(SHOP, new Store('z'))).toBe('otherStore');
		expect(await reattached(SHOP, 'z', 'another')).toMatchObject({ kind: 'new' });
		expect(await enter(SHOP, new Store('z'))).toBeUndefined();
		expect(await idAt(SHOP)).not.toBe(id);
		// The first one is known wherever it turns up.
		expect(await enter(NEW, new Store('y'))).toBe('storeElsewhere');
		expect((await reattached(NEW, 'y', 'same')).knownAt[0]).toMatch(/^shop\.example \(until \d{4}-\d\d-\d\d\)$/);
		expect(await idAt(NEW)).toBe(id);
	});

	it('takes two kinds of identity for what they are', async () => {
		const mark: IdentitySource = { identify: async () => await Promise.resolve({ kind: 'mark', id: 'm' }) };
		await enter(SHOP, new Store('x'));
		expect(await enter(SHOP, mark, 'a key that does not see the other')).toBeUndefined();
		expect(await enter(NEW, mark, 'such a key')).toBe('storeElsewhere');
	});

	it('does nothing where nothing is wrong', async () => {
		expect(await reattached(SHOP, 'x', 'same')).toEqual({ kind: 'first', knownAt: ['shop.example'] });
		expect(await reattached(SHOP, 'x', 'another')).toEqual({ kind: 'unchanged', knownAt: ['shop.example'] });
	});

	it('says which address is known, which is seen, and what to do', async () => {
		await enter(SHOP, new Store('x'));
		const copy: IdentitySource = { identify: async () => await Promise.resolve({ kind: 'store_id', id: 'x', home: 'shop.example' }) };
		const error = await new Admission(database.accounts, NEW, sightings, 'key').admit(copy).then(
			() => undefined,
			(thrown: unknown) => thrown,
		);
		expect(isIdentityRefusal(error)).toBe(true);
		expect(error).toMatchObject({
			message: 'The store at new.example, which calls itself shop.example, is the one that is known at shop.example, or a copy of it',
			details: { kind: 'configuration', advice: expect.stringContaining('Order Sync Log > "Re-Attach Store"') },
		});
		expect(isIdentityRefusal(unreachable)).toBe(false);
	});

	it('gives new ids outside one name, whether the store was met before it told its own id or after', async () => {
		const told = { kind: 'woocommerce:store_id', id: '0e9c1f2a-5b7d-4c3e-9f10-2a4b6c8d0e1f' };
		const left = { kind: 'woocommerce:mark', id: '7d1c5b3a-9e8f-4a6b-8c2d-1f3e5a7b9c0d' };
		const address = accountKey(SHOP);
		const later = await openSqlite({ file: ':memory:' });
		await database.accounts.meet({ address, identity: left });
		await database.accounts.meet({ address, identity: told });
		await later.accounts.meet({ address, identity: told });
		const [one, other] = [await database.accounts.names(address), await later.accounts.names(address)];
		expect(one.own).toBe(other.own);
		expect(one.all).toHaveLength(3);
		await later.close();
	});
});
