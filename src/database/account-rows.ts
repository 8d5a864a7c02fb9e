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

/** Of all accounts at these addresses, oldest first. */
export async function addressesBeside(db: Db, addresses: readonly AccountKey[]) {
	const rows = [];
	for (const batch of batches(addresses, 1)) {
		rows.push(
			...(await addressRows(db)
				.where('account', 'in', (of) => of.selectFrom('account_address').select('account').where('address', 'in', batch))
				.execute()),
		);
	}
	return rows;
}

const addressRows = (db: Db) => db.selectFrom('account_address').selectAll().orderBy('first_seen_at').orderBy('address');

/** Oldest first. */
export async function addressesOf(db: Db, ids: readonly AccountId[]) {
	const rows = [];
	for (const batch of batches(ids, 1)) rows.push(...(await addressRows(db).where('account', 'in', batch).execute()));
	return rows;
}

/**
 * What ids that are made outside are made of. The identity before the address: another database may have met the store at
 * another address; and the platform's own before a mark of ours, which another may never have seen. One that another account
 * had first is that one's name alone: a copy of a store has its identity as well.
 */
export async function namesOf(db: Db, account: AccountId): Promise<readonly AccountId[]> {
	const own: AccountId[] = [];
	const shared = await identitiesSharedWith(db, account);
	const identities = shared.filter((row) => row.account === account);
	for (const { kind, identity } of identities.toSorted((one, other) => Number(isOurMark(one.kind)) - Number(isOurMark(other.kind)))) {
		const first = shared.find((row) => row.kind === kind && row.identity === identity);
		if (first?.account === account) own.push(idMadeOf(spelt(kind, identity)));
	}
	const addresses = (await addressesOf(db, [account])).map(({ address }) => idMadeOf(address.replace(/#.*$/, '')));
	const names = distinct([...own, account, ...addresses]);
	const accounts = await db.selectFrom('account').select('id').where('id', 'in', names).execute();
	return names.filter((name) => name === account || accounts.every(({ id }) => id !== name));
}

/** All that the account has, and others that have one of them too: who had it first comes first. */
const identitiesSharedWith = async (db: Db, account: AccountId) =>
	await db
		.selectFrom('account_identity')
		.selectAll('account_identity')
		.innerJoin('account_identity as own', (join) =>
			join.onRef('own.kind', '=', 'account_identity.kind').onRef('own.identity', '=', 'account_identity.identity'),
		)
		.where('own.account', '=', account)
		.orderBy('account_identity.first_seen_at')
		.orderBy('account_identity.identity')
		.orderBy('account_identity.account')
		.execute();

export type AddressRow = Awaited<ReturnType<typeof addressesOf>>[number];

/** What is known of a sighting, and all addresses of the accounts that have to do with it. */
export async function knownOf(
	db: Db,
	{ address, identity }: Sighting,
): Promise<{ readonly known: KnownOfSighting; readonly rows: readonly AddressRow[] }> {
	if (identity === undefined) {
		const rows = await addressesBeside(db, [address]);
		return { known: knownBy({ address }, rows, []), rows };
	}
	const ownAccount = db.selectFrom('account_address').select('account').where('address', '=', address);
	const identities = await db
		.selectFrom('account_identity')
		.selectAll()
		.where('kind', '=', identity.kind)
		.where((row) => row.or([row('identity', '=', identity.id), row('account', 'in', ownAccount)]))
		.orderBy('first_seen_at')
		.orderBy('account')
		.execute();
	const holders = distinct(identities.map(({ account }) => account));
	const rows = await addressRows(db)
		.where((row) => row.or([row('account', 'in', ownAccount), ...(holders.length === 0 ? [] : [row('account', 'in', holders)])]))
		.execute();
	return { known: knownBy({ address, identity }, rows, identities), rows };
}

interface IdentityRow {
	readonly account: AccountId;
	readonly identity: string;
	readonly is_current: number;
}

function knownBy({ address, identity }: Sighting, rows: readonly AddressRow[], identities: readonly IdentityRow[]): KnownOfSighting {
	const hereId = rows.find((row) => row.address === address)?.account;
	const whereIs = (id: AccountId): KnownAccount => ({
		id,
		address: rows.find((row) => row.account === id && row.is_current === 1)?.address ?? address,
	});
	const holderIds = distinct(identities.filter((row) => row.identity === identity?.id).map(({ account }) => account));
	const holders = holderIds.filter((id) => id !== hereId).map(whereIs);
	if (hereId === undefined) return { holders };
	const own = identities.find((row) => row.account === hereId && row.is_current === 1)?.identity;
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
	const there = await db.selectFrom('account_address').select('account').where('address', '=', address).executeTakeFirst();
	if (there === undefined || there.account === account) return;
	const before = there.account;
	await db
		.updateTable('account_address')
		.set({ address: formerAddress(address, at) })
		.where('address', '=', address)
		.execute();
	const identity = await db.selectFrom('account_identity').select('identity').where('account', '=', before).executeTakeFirst();
	if (identity === undefined) await passOnSales(db, before, account);
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
