import type { AccountIdentity } from '../domain/account-identity';

/** Who an account is, by something that does not come from its address. */
export interface IdentitySource {
	/**
	 * The same for whoever asks, wherever the account is found; a copy of it has it too. Undefined where it cannot be told.
	 * Throws PlatformError while nobody can be asked.
	 */
	identify(): Promise<SeenIdentity | undefined>;
}

export interface SeenIdentity extends AccountIdentity {
	/** What the account calls its address, which need not be the one where it was found. For people only. */
	readonly home?: string;
}
