import type { Clock } from '../../ports/clock';
import type { Database, Owner } from '../../ports/database';

export interface OnceDeps {
	/** Its time is everybody's: leases and waiting are reckoned by it. */
	readonly database: Pick<Database, 'claims' | 'turns' | 'streams' | 'now' | 'presence'>;
	/** Only sleeps. */
	readonly clock: Pick<Clock, 'sleep'>;
	readonly owner: Owner;
}

/** How long others are waited for, and how often one looks. */
export interface Waiting {
	/** 0: one look. */
	readonly waitMs: number;
	readonly lookMs?: number;
}

export interface LeaseWaiting extends Waiting {
	/** How long it stays ours when this process falls silent. */
	readonly leaseMs: number;
}
