import type { Account } from '../../domain/account';
import { addressText, candidates, judge, type AccountIdentity } from '../../domain/account-identity';
import type { AccountKey } from '../../domain/ids';
import type { Database } from '../../ports/database';
import { sightingOf } from './admission';

/** What a person says of the store that is at an address now. */
export type StoreIs = 'same' | 'another';

interface Reattaching {
	readonly account: Account;
	readonly identity: AccountIdentity | undefined;
	readonly storeIs: StoreIs;
	/** Which of the known ones it is, where there are several: one of its addresses, as people write it. */
	readonly knownAt?: string;
}

/**
 * unchanged: it was known here already. first: it was met for the first time. moved: a known one is here from now on.
 * replaced: the one that is known here has another identity from now on. new: an account was begun. unclear: nothing
 * was done, a person has to say which one it is.
 */
export interface Reattached {
	readonly kind: 'unchanged' | 'first' | 'moved' | 'replaced' | 'new' | 'unclear';
	/** Where the memory knew it, as people read addresses. */
	readonly knownAt: readonly string[];
}

/** Attaches what is at the address now to the account that a person says it is. */
export async function reattach({ accounts }: Pick<Database, 'accounts'>, wish: Reattaching): Promise<Reattached> {
	const sighting = sightingOf(wish.account, wish.identity);
	const known = await accounts.look(sighting);
	const verdict = judge(sighting, known);
	const told = (addresses: readonly AccountKey[]): readonly string[] => addresses.map(addressText);
	if (verdict.kind === 'known') return { kind: 'unchanged', knownAt: told([sighting.address]) };
	if (verdict.kind === 'new') {
		await accounts.meet(sighting);
		return { kind: 'first', knownAt: told([sighting.address]) };
	}
	const possible = candidates(sighting, known);
	if (wish.storeIs === 'another') {
		await accounts.attach(sighting);
		return { kind: 'new', knownAt: told(possible.map(({ address }) => address)) };
	}
	const named = wish.knownAt;
	const meant = named === undefined ? possible : possible.filter(({ address }) => addressText(address) === named);
	const [one] = meant;
	if (one === undefined || meant.length > 1) return { kind: 'unclear', knownAt: told(possible.map(({ address }) => address)) };
	await accounts.attach(sighting, one.id);
	return { kind: one.address === sighting.address ? 'replaced' : 'moved', knownAt: told([one.address]) };
}
