import type { Database } from '../ports/database';
import { unlimitedBuckets } from './unlimited-buckets';

/** What a connection needs of the database: the quotas, and what is known of the account. */
export interface Memory extends Pick<Database, 'buckets'> {
	/** Undefined where a person only looks, from the panel: nobody is compared with anything. */
	readonly accounts: Database['accounts'] | undefined;
	readonly presence: Database['presence'] | undefined;
}

export const ONLY_LOOKING: Memory = { buckets: unlimitedBuckets, accounts: undefined, presence: undefined };
