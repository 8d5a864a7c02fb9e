import { judge, type KnownOfSighting, type Sighting, type Verdict } from '../domain/account-identity';
import type { AccountKey } from '../domain/ids';
import { iso, type IsoTime } from '../domain/time';
import type { AccountAddress, AccountNames, Accounts } from '../ports/database';
import { addressesBeside, addressesOf, identifyAs, knownOf, makeAccount, namesOf, placeAt, type AddressRow } from './account-rows';
import { distinct } from './batches';
import type { Connection, Db } from './connection';
import type { AccountId } from './schema';

const AREA = ['account'];

/**
 * Between what the ports call an account and what its rows hold. What was looked up is remembered by this handle, and looked up
 * anew whenever a node connects (`meet`, `addresses`): another process may have moved the account, or somebody restored the database.
 * Asked before a transaction begins, never within one.
 */
export class SqlAccounts implements Accounts {
	private readonly ids = new Map<AccountKey, AccountId>();
	private readonly places = new Map<AccountId, AccountKey>();

	constructor(
		private readonly connection: Connection,
		private readonly now: () => number,
	) {}

	async idOf(address: AccountKey): Promise<AccountId> {
		return (await this.idsOf([address]))(address);
	}

	async addresses(of: AccountKey): Promise<readonly AccountAddress[]> {
		const rows = await this.connection.read(async (db) => await addressesBeside(db, [of]));
		this.learnAnew(of, rows);
		return rows.map((row) => ({ address: row.address, firstSeenAt: row.first_seen_at }));
	}

	async names(of: AccountKey): Promise<AccountNames> {
		const id = await this.idOf(of);
		const all = await this.connection.read(async (db) => await namesOf(db, id));
		return { own: all[0] ?? id, all };
	}

	async look(sighting: Sighting): Promise<KnownOfSighting> {
		const { known, rows } = await this.connection.read(async (db) => await knownOf(db, sighting));
		this.learnAnew(sighting.address, rows);
		return known;
	}

	async meet(sighting: Sighting): Promise<Verdict> {
		const verdict = judge(sighting, await this.look(sighting));
		if (verdict.kind !== 'new') return verdict;
		return await this.changing(sighting.address, AREA, async (db, at) => {
			const { known } = await knownOf(db, sighting);
			const now = judge(sighting, known);
			if (now.kind !== 'new') return now;
			const account = (known.here?.id as AccountId | undefined) ?? (await makeAccount(db, sighting, at));
			if (known.here === undefined) await placeAt(db, account, sighting.address, at);
			if (sighting.identity !== undefined) await identifyAs(db, account, sighting.identity, at);
			return now;
		});
	}

	async attach(sighting: Sighting, account?: string): Promise<void> {
		await this.changing(sighting.address, [...AREA, 'sale'], async (db, at) => {
			const id = (account as AccountId | undefined) ?? (await makeAccount(db, sighting, at));
			await placeAt(db, id, sighting.address, at);
			if (sighting.identity !== undefined) await identifyAs(db, id, sighting.identity, at);
		});
	}

	/** The ids of all these accounts, made where they are met for the first time. */
	async idsOf(addresses: readonly AccountKey[]): Promise<(address: AccountKey) => AccountId> {
		const found = new Map<AccountKey, AccountId>();
		const unmet = (): readonly AccountKey[] => distinct(addresses).filter((address) => !found.has(address));
		for (const address of addresses) {
			const id = this.ids.get(address);
			if (id !== undefined) found.set(address, id);
		}
		const find = async (): Promise<void> => {
			for (const { address, account } of unmet().length === 0 ? [] : await this.lookUp(unmet())) found.set(address, account);
		};
		await find();
		for (const address of unmet()) await this.meet({ address });
		await find();
		return (address) => there(found.get(address), address);
	}

	/** For looking only: an account that nobody has met has no rows. */
	async known(address: AccountKey): Promise<AccountId | undefined> {
		const id = this.ids.get(address);
		if (id !== undefined) return id;
		return (await this.lookUp([address])).find((row) => row.address === address)?.account;
	}

	/** How the accounts of rows are spelt outside: by where they are. */
	async keysOf(ids: readonly AccountId[]): Promise<(id: AccountId) => AccountKey> {
		const found = new Map(distinct(ids).flatMap((id) => (this.places.has(id) ? [[id, there(this.places.get(id), id)]] : [])));
		const unmet = distinct(ids).filter((id) => !found.has(id));
		if (unmet.length > 0) {
			const rows = await this.connection.read(async (db) => await addressesOf(db, unmet));
			this.learn(rows);
			for (const row of rows) if (row.is_current === 1) found.set(row.account, row.address);
		}
		return (id) => there(found.get(id), id);
	}

	private async lookUp(addresses: readonly AccountKey[]) {
		const rows = await this.connection.read(async (db) => await addressesBeside(db, addresses));
		this.learn(rows);
		return rows;
	}

	/** Two that meet an account at the same moment come one after the other. */
	private async changing<T>(address: AccountKey, areas: readonly string[], work: (db: Db, at: IsoTime) => Promise<T>): Promise<T> {
		const answer = await this.connection.write(areas, async (db) => await work(db, iso(this.now())));
		this.forget();
		await this.lookUp([address]);
		return answer;
	}

	/** Was somebody else at this address, nothing holds that was known before. */
	private learnAnew(address: AccountKey, rows: readonly AddressRow[]): void {
		const before = this.ids.get(address);
		if (before !== undefined && before !== rows.find((row) => row.address === address)?.account) this.forget();
		this.learn(rows);
	}

	/** All addresses of some accounts. */
	private learn(rows: readonly AddressRow[]): void {
		for (const { account, address, is_current: isCurrent } of rows) {
			this.ids.set(address, account);
			if (isCurrent === 0) continue;
			// Nobody else is there any more.
			for (const [other, place] of this.places) if (place === address) this.places.delete(other);
			this.places.set(account, address);
		}
	}

	private forget(): void {
		this.ids.clear();
		this.places.clear();
	}
}

function there<T>(value: T | undefined, name: string): T {
	if (value === undefined) throw new Error(`The Storebridge database does not know the account ${name}`);
	return value;
}
