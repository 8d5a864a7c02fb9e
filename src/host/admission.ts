import { accountKey, type Account } from '../domain/account';
import { PlatformError } from '../domain/platform-error';
import type { IdentitySource } from '../ports/account-identity';
import type { Database } from '../ports/database';
import { Admission, isIdentityRefusal, Sightings } from '../usecases/identity';
import { systemClock } from './clock';

/** Who the accounts of this process said that they are. */
export const sightings = new Sightings(systemClock);

/** The door to one account for one run of a node. */
export interface Door {
	/** For the platform: throws what keeps it shut. */
	readonly admit: (identity: IdentitySource | undefined) => Promise<void>;
	/** For the node: throws only for another account than is known. That it cannot be asked now is noticed when it is. */
	readonly look: (identity: IdentitySource | undefined) => Promise<void>;
}

export function doorTo(accounts: Database['accounts'], account: Account, credentialMark: string): Door {
	const admission = new Admission(accounts, account, sightings, credentialMark);
	return {
		admit: async (identity) => {
			await admission.admit(identity);
		},
		look: async (identity) => {
			try {
				await admission.admit(identity);
			} catch (error) {
				if (!(error instanceof PlatformError) || isIdentityRefusal(error)) throw error;
				// What another process has learned of it meanwhile counts all the same.
				await accounts.addresses(accountKey(account));
			}
		},
	};
}
