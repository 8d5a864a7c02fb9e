import type { KnownOfSighting, Sighting, Verdict } from '../../domain/account-identity';
import type { AccountKey } from '../../domain/ids';
import type { IsoTime } from '../../domain/time';

/** Where an account is, or was, found. */
export interface AccountAddress {
	readonly address: AccountKey;
	readonly firstSeenAt: IsoTime;
}

/** What ids that are made outside of an account may be made of. */
export interface AccountNames {
	/** Of new ones: it stays when the account moves, and is the same in every database that knows the account's identity. */
	readonly own: string;
	/** What other databases may have made them of; `own` first. */
	readonly all: readonly string[];
}

/**
 * Accounts of platforms. An account's rows belong to its opaque id, never to its address. The id is made of the identity or
 * the address that the account was met with first: a database that was restored, or is new, comes to the same.
 */
export interface Accounts {
	/** The opaque id of the account at this address; made at first sight. */
	idOf(address: AccountKey): Promise<string>;
	/** All addresses of the account at this one, oldest first. Empty for one that nobody met. */
	addresses(of: AccountKey): Promise<readonly AccountAddress[]>;
	/** The account is made where nobody met it. */
	names(of: AccountKey): Promise<AccountNames>;
	/** Compares what was seen with what is known. First sight is remembered; for all else it takes a person and `attach`. */
	meet(sighting: Sighting): Promise<Verdict>;
	/** What `meet` compares; makes nothing. */
	look(sighting: Sighting): Promise<KnownOfSighting>;
	/**
	 * From now on the account with this id, or else a new one, is at this address with this identity. Whoever was there keeps what
	 * is theirs under a former address; sales that wait for an account that was never met itself go over.
	 */
	attach(sighting: Sighting, account?: string): Promise<void>;
}
