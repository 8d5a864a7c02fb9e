import { createHash } from 'node:crypto';
import {
	formerAddress,
	isOurMark,
	type AccountIdentity,
	type KnownAccount,
	type KnownOfSighting,
	type Sighting,
} from '../domain/account-identity';
import type { AccountKey } from '../domain/ids';
import type { IsoTime } from '../domain/time';
import { batches, distinct } from './batches';
import type { Db } from './connection';
import type { AccountId } from './schema';

const idMadeOf = (met: string): AccountId => `a_${createHash('sha256').update(met).digest('base64url').slice(0, 16)}` as AccountId;

const spelt = (kind: string, identity: string): string => `${kind}:${identity}`;

/** What the id of an account is made of that is met for the first time. */
const metAs = ({ address, identity }: Sighting): string => (identity === undefined ? address : spelt(identity.kind, identity.id));

export async function accountsAt(db: Db, addresses: readonly AccountKey[]): Promise<readonly AccountId[]> {
	const accounts: AccountId[] = [];
	for (const batch of batches(addresses, 1)) {
		const rows = await db.selectFrom('account_address').select('account').where('address', 'in', batch).execute();
		accounts.push(...rows.map((row) => row.account));
	}
	return distinct(accounts);
}

/** Oldest first. */
export async function addressesOf(db: Db, ids: readonly AccountId[]) {
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

/**
 * What ids that are made outside are made of. The identity before the address: another database may have met the store at
 * another address; and the platform's own before a mark of ours, which another may never have seen. One that another account
 * had first is that one's name alone: a copy of a store has its identity as well.
 */
export async function namesOf(db: Db, account: AccountId): Promise<readonly AccountId[]> {
	const own: AccountId[] = [];
	const identities = await identitiesOf(db, account);
	for (const identity of identities.toSorted((one, other) => Number(isOurMark(one.kind)) - Number(isOurMark(other.kind)))) {
		const [first] = await holdersOf(db, { kind: identity.kind, id: identity.identity });
		if (first === account) own.push(idMadeOf(spelt(identity.kind, identity.identity)));
	}
	const addresses = (await addressesOf(db, [account])).map(({ address }) => idMadeOf(address.replace(/#.*$/, '')));
	const names = distinct([...own, account, ...addresses]);
	const accounts = await db.selectFrom('account').select('id').where('id', 'in', names).execute();
	return names.filter((name) => name === account || accounts.every(({ id }) => id !== name));
}

const identitiesOf = async (db: Db, id: AccountId) =>
	await db.selectFrom('account_identity').selectAll().where('account', '=', id).orderBy('first_seen_at').orderBy('identity').execute();

export async function knownOf(db: Db, { address, identity }: Sighting): Promise<KnownOfSighting> {
	const [hereId] = await accountsAt(db, [address]);
	const holderIds = identity === undefined ? [] : (await holdersOf(db, identity)).filter((id) => id !== hereId);
	const rows = await addressesOf(db, [...(hereId === undefined ? [] : [hereId]), ...holderIds]);
	const whereIs = (id: AccountId): KnownAccount => ({
		id,
		address: rows.find((row) => row.account === id && row.is_current === 1)?.address ?? address,
	});
	const holders = holderIds.map(whereIs);
	if (hereId === undefined) return { holders };
	const own = identity === undefined ? undefined : await currentIdentity(db, hereId, identity.kind);
	return { here: { ...whereIs(hereId), ...(own === undefined ? {} : { identity: own }) }, holders };
}

/** Who had it first comes first. */
async function holdersOf(db: Db, { kind, id }: AccountIdentity): Promise<readonly AccountId[]> {
	const rows = await db
		.selectFrom('account_identity')
		.select('account')
		.where('kind', '=', kind)
		.where('identity', '=', id)
		.orderBy('first_seen_at')
		.orderBy('account')
		.execute();
	return distinct(rows.map((row) => row.account));
}

const currentIdentity = async (db: Db, account: AccountId, kind: string): Promise<string | undefined> =>
	(
		await db
			.selectFrom('account_identity')
			.select('identity')
			.where('account', '=', account)
			.where('kind', '=', kind)
			.where('is_current', '=', 1)
			.executeTakeFirst()
	)?.identity;

/** An account that nobody has: of what it was met as, and of the address too where another store has the same identity. */
export async function makeAccount(db: Db, sighting: Sighting, at: IsoTime): Promise<AccountId> {
	const isShared = sighting.identity !== undefined && (await holdersOf(db, sighting.identity)).length > 0;
	for (let number = isShared ? 1 : 0; ; number += 1) {
		const id = idMadeOf(number === 0 ? metAs(sighting) : JSON.stringify([metAs(sighting), sighting.address, number]));
		const made = await db
			.insertInto('account')
			.values({ id, created_at: at })
			.onConflict((conflict) => conflict.doNothing())
			.returning('id')
			.executeTakeFirst();
		if (made !== undefined) return id;
	}
}

/** The account is at this address from now on; whoever was there is so no longer. */
export async function placeAt(db: Db, account: AccountId, address: AccountKey, at: IsoTime): Promise<void> {
	await makeRoom(db, account, address, at);
	await db.updateTable('account_address').set({ is_current: 0 }).where('account', '=', account).execute();
	await db
		.insertInto('account_address')
		.values({ address, account, first_seen_at: at, is_current: 1 })
		.onConflict((conflict) => conflict.column('address').doUpdateSet({ is_current: 1 }))
		.execute();
}

async function makeRoom(db: Db, account: AccountId, address: AccountKey, at: IsoTime): Promise<void> {
	const [before] = await accountsAt(db, [address]);
	if (before === undefined || before === account) return;
	await db
		.updateTable('account_address')
		.set({ address: formerAddress(address, at) })
		.where('address', '=', address)
		.execute();
	if ((await identitiesOf(db, before)).length === 0) await passOnSales(db, before, account);
}

/** Sales that wait for a store which was not met itself: it could not be asked who it is, when they came. */
async function passOnSales(db: Db, from: AccountId, to: AccountId): Promise<void> {
	await db
		.updateTable('sale')
		.set({ target: to })
		.where('target', '=', from)
		.where('target_order_id', 'is', null)
		.where(({ not, exists, selectFrom }) =>
			not(
				exists(
					selectFrom('sale as other')
						.select('other.id')
						.whereRef('other.source', '=', 'sale.source')
						.whereRef('other.order_id', '=', 'sale.order_id')
						.where('other.target', '=', to),
				),
			),
		)
		.execute();
}

/** What the account is known by from now on. */
export async function identifyAs(db: Db, account: AccountId, { kind, id: identity }: AccountIdentity, at: IsoTime): Promise<void> {
	await db.updateTable('account_identity').set({ is_current: 0 }).where('account', '=', account).where('kind', '=', kind).execute();
	await db
		.insertInto('account_identity')
		.values({ account, kind, identity, first_seen_at: at, is_current: 1 })
		.onConflict((conflict) => conflict.columns(['account', 'kind', 'identity']).doUpdateSet({ is_current: 1 }))
		.execute();
}
