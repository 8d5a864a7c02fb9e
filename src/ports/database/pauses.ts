import type { AccountKey } from '../../domain/ids';

/** Accounts whose credential was refused. */
export interface Pauses {
	/** Stops an account's polling until its credential is renewed (`credentialMark` changes), with the reason shown; positions stay. */
	pause(account: AccountKey, credentialMark: string, reason: string): Promise<void>;
	pausedFor(account: AccountKey, credentialMark: string): Promise<string | undefined>;
}
