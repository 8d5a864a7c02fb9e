import type { AccountKey } from '../../domain/ids';
import type { Database } from '../../ports/database';
import { systemClock } from '../clock';

/** A refused credential is tried again this often: the platform may have erred, or the seller may have authorised the app again. */
const TRY_AGAIN_MS = 6 * 60 * 60_000;

/** When each resting credential was tried last in this process; for ever is one that worked again. */
const triedAt = new Map<string, number>();

/**
 * The polling of an account whose credential was refused. It is said once as an error (n8n mails it), and rests from
 * then on until the credential is renewed, or until the platform takes it again.
 */
export class CredentialRest {
	private constructor(
		private readonly database: Pick<Database, 'pauses'>,
		private readonly account: AccountKey,
		private readonly mark: string,
		/** Why it rests; undefined when it does not. */
		readonly why: string | undefined,
	) {}

	/** @param mark another one once the credential is renewed */
	static async of(database: Pick<Database, 'pauses'>, account: AccountKey, mark: string): Promise<CredentialRest> {
		const why = await database.pauses.pausedFor(account, mark);
		return new CredentialRest(database, account, mark, triedAt.get(mark) === Number.POSITIVE_INFINITY ? undefined : why);
	}

	/** Whether it is left alone this time. */
	get quiet(): boolean {
		return this.why !== undefined && Math.abs(systemClock.now() - (triedAt.get(this.mark) ?? Number.NEGATIVE_INFINITY)) < TRY_AGAIN_MS;
	}

	async refused(why: string): Promise<void> {
		triedAt.set(this.mark, systemClock.now());
		await this.database.pauses.pause(this.account, this.mark, why);
	}

	accepted(): void {
		if (this.why !== undefined) triedAt.set(this.mark, Number.POSITIVE_INFINITY);
	}
}
