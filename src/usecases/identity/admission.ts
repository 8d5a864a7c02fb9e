import { accountKey, type Account } from '../../domain/account';
import type { AccountIdentity, Sighting } from '../../domain/account-identity';
import type { IdentitySource, SeenIdentity } from '../../ports/account-identity';
import type { Database } from '../../ports/database';
import { refusal } from './refusal';
import type { Sightings } from './sightings';

export const sightingOf = (account: Account, identity: AccountIdentity | undefined): Sighting => ({
	address: accountKey(account),
	...(identity === undefined ? {} : { identity: { kind: identity.kind, id: identity.id } }),
});

/**
 * The door to one account for one run: what is found at the address is compared with the memory before anything else is asked
 * or written there. Where the platform tells no identity, the address is all there is.
 */
export class Admission {
	private opened: Promise<void> | undefined;

	constructor(
		private readonly accounts: Pick<Database['accounts'], 'meet'>,
		private readonly account: Account,
		private readonly sightings: Sightings,
		/** Of the credential: what one key may see, another may not. */
		private readonly mark: string,
	) {}

	/** Throws PlatformError `configuration` for another account than is known here, or what kept it from being asked. */
	async admit(source: IdentitySource | undefined): Promise<void> {
		this.opened ??= this.open(source);
		try {
			await this.opened;
		} catch (error) {
			this.opened = undefined;
			throw error;
		}
	}

	private async open(source: IdentitySource | undefined): Promise<void> {
		const seen: SeenIdentity | undefined =
			source === undefined ? undefined : await this.sightings.of(`${accountKey(this.account)} ${this.mark}`, source);
		const verdict = await this.accounts.meet(sightingOf(this.account, seen));
		if ('known' in verdict) throw refusal(this.account, verdict, seen);
	}
}
