import type { AccountKey } from '../../domain/ids';
import type { IsoTime } from '../../domain/time';

/** How far own orders of a store were read. */
export interface Position {
	/** Highest position of an own order met so far; 0 for none. */
	readonly highest: number;
	/** Own orders made at or after this time are known. Undefined: never read back. */
	readonly readBackTo?: IsoTime;
}

export interface Positions {
	get(store: AccountKey): Promise<Position>;
	/** Only ever raises `highest` and lowers `readBackTo`. */
	note(store: AccountKey, position: Position): Promise<void>;
}
