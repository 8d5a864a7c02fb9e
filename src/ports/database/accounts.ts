import type { AccountKey } from '../../domain/ids';
import type { IsoTime } from '../../domain/time';

/** Where an account is, or was, found. */
export interface AccountAddress {
	readonly address: AccountKey;
	readonly firstSeenAt: IsoTime;
}

/** Accounts of platforms. An account's rows belong to its opaque id, never to its address. */
export interface Accounts {
	/** The opaque id of the account at this address; made at first sight. */
	idOf(address: AccountKey): Promise<string>;
	/** Oldest first. Empty for an unknown id. */
	addresses(id: string): Promise<readonly AccountAddress[]>;
}
