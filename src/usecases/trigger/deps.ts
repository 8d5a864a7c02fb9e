import type { Clock } from '../../ports/clock';
import type { Database, Owner } from '../../ports/database';

/** All times that are reckoned with are the database's own; those of streams, events and memories are the platform's. */
export interface TriggerDeps {
	readonly database: Database;
	/** Only sleeps. */
	readonly clock: Pick<Clock, 'sleep'>;
	readonly owner: Owner;
}
