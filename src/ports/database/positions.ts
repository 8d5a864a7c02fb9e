import type { AccountKey } from '../../domain/ids';
import type { IsoTime } from '../../domain/time';

/** How far own orders of a store were read. */
export interface Position {
	/** Highest position of an own order met so far; 0 for none. */
	readonly highest: number;
	/** Own orders made at or after this time are known. Undefined: never read back. */
	readonly readBackTo?: IsoTime;
	/** Above this one an order may still turn out to be there twice. Undefined: none may. */
	readonly settledTo?: number;
	/** When it is to be looked for such. */
	readonly lookAt?: IsoTime;
}

/** What was made, and how long the store may go on. */
export interface Made {
	readonly highest: number;
	/** From then on all that the store still does of what was asked of it is done. */
	readonly settlesAt: IsoTime;
	/** Something may still come of a request that was given up: it is looked for once more then. */
	readonly watchUntil?: IsoTime;
}

export interface Positions {
	get(store: AccountKey): Promise<Position>;
	/** Only ever raises `highest` and lowers `readBackTo`. */
	note(store: AccountKey, position: Pick<Position, 'highest' | 'readBackTo'>): Promise<void>;
	/**
	 * The store itself fell back (it was restored from a backup, its newest orders were deleted): nothing stays above, nor do
	 * the positions of creations whose outcome is not known.
	 */
	fall(store: AccountKey, to: number): Promise<void>;
	/** We made orders: what stood above the position so far may get twins until the store has settled. */
	made(store: AccountKey, made: Made): Promise<void>;
	/** Twins were looked for above `settledTo`, by a look that began at this time of the database. */
	looked(store: AccountKey, began: number): Promise<void>;
}
