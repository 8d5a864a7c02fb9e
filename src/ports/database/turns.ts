import type { AccountKey } from '../../domain/ids';
import type { Owner } from './owner';

/** What several take in turn: the reading of one order or product of an account, the care for one webhook, the pushes to one account, the erasures in one store. */
export interface Turn {
	readonly account: AccountKey;
	readonly about: 'order' | 'product' | 'webhook' | 'stock' | 'people';
	/** Of which one. */
	readonly which: string;
}

/** Leases without a memory of what was done under them. Called by `src/usecases/once` only. `now` is the database's own time. */
export interface Turns {
	/** False while somebody else has it. A lease that ended, or whose process is gone, is taken over; our own is renewed. */
	take(turn: Turn, owner: Owner, leaseMs: number, now: number): Promise<boolean>;
	/** Idempotent; only our own. */
	release(turn: Turn, owner: Owner): Promise<void>;
}
