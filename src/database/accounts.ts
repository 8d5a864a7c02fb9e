import { randomBytes } from 'node:crypto';
import type { AccountKey } from '../domain/ids';
import { iso } from '../domain/time';
import type { AccountAddress, Accounts } from '../ports/database';
import { batches, distinct } from './batches';
import type { Connection, Db } from './connection';
import type { AccountId } from './schema';

const AREA = ['account'];

const newId = (): AccountId => `a_${randomBytes(12).toString('base64url')}` as AccountId;

/**
 * Between what the ports call an account and what its rows hold. An address never changes its account, so that what was
 * looked up once is known to this handle for good. Asked before a transaction begins, never within one.
 */
export class SqlAccounts implements Accounts {
	private readonly ids = new Map<AccountKey, AccountId>();
	private readonly newest = new Map<AccountId, AccountKey>();

	constructor(
		private readonly connection: Connection,
		private readonly now: () => number,
	) {}

	async idOf(address: AccountKey): Promise<AccountId> {
		return (await this.idsOf([address]))(address);
	}

	async addresses(id: string): Promise<readonly AccountAddress[]> {
		const rows = await this.connection.read(async (db) => await addressesOf(db, [id as AccountId]));
		return rows.map((row) => ({ address: row.address, firstSeenAt: row.first_seen_at }));
	}

	/** The ids of all these accounts, made where they are met for the first time. */
	async idsOf(addresses: readonly AccountKey[]): Promise<(address: AccountKey) => AccountId> {
		const unmet = (): readonly AccountKey[] => distinct(addresses).filter((address) => !this.ids.has(address));
		if (unmet().length > 0) await this.lookUp(unmet());
		if (unmet().length > 0) await this.meet(unmet());
		return (address) => there(this.ids.get(address), address);
	}

	/** For looking only: an account that nobody has met has no rows. */
	async known(address: AccountKey): Promise<AccountId | undefined> {
		if (!this.ids.has(address)) await this.lookUp([address]);
		return this.ids.get(address);
	}

	/** How the accounts of rows are spelt outside: by their newest addresses. */
	async keysOf(ids: readonly AccountId[]): Promise<(id: AccountId) => AccountKey> {
		const unmet = distinct(ids).filter((id) => !this.newest.has(id));
		if (unmet.length > 0) await this.connection.read(async (db) => await this.learn(db, unmet));
		return (id) => there(this.newest.get(id), id);
	}

	private async lookUp(addresses: readonly AccountKey[]): Promise<void> {
		await this.connection.read(async (db) => await this.learn(db, await accountsAt(db, addresses)));
	}

	/** Two that meet an account at the same moment come one after the other. */
	private async meet(addresses: readonly AccountKey[]): Promise<void> {
		await this.connection.write(AREA, async (db) => {
			const at = iso(this.now());
			for (const address of addresses) {
				if ((await accountsAt(db, [address])).length > 0) continue;
				const id = newId();
				await db.insertInto('account').values({ id, created_at: at }).execute();
				await db.insertInto('account_address').values({ address, account: id, first_seen_at: at }).execute();
			}
		});
		await this.lookUp(addresses);
	}

	private async learn(db: Db, ids: readonly AccountId[]): Promise<void> {
		for (const { account, address } of await addressesOf(db, ids)) {
			this.ids.set(address, account);
			this.newest.set(account, address);
		}
	}
}

function there<T>(value: T | undefined, name: string): T {
	if (value === undefined) throw new Error(`The Storebridge database does not know the account ${name}`);
	return value;
}

async function accountsAt(db: Db, addresses: readonly AccountKey[]): Promise<readonly AccountId[]> {
	const accounts: AccountId[] = [];
	for (const batch of batches(addresses, 1)) {
		const rows = await db.selectFrom('account_address').select('account').where('address', 'in', batch).execute();
		accounts.push(...rows.map((row) => row.account));
	}
	return distinct(accounts);
}

/** Oldest first. */
async function addressesOf(db: Db, ids: readonly AccountId[]) {
	const rows = [];
	for (const batch of batches(ids, 1)) {
		rows.push(
			...(await db
				.selectFrom('account_address')
				.selectAll()
				.where('account', 'in', batch)
				.orderBy('first_seen_at')
				.orderBy('address')
				.execute()),
		);
	}
	return rows;
}
