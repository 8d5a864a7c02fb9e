import type { Reason } from '../reasons';

/** One quantity that is to be written. */
export interface PlannedWrite {
	/** The listing's or the product's. */
	readonly sku: string;
	readonly productId?: string;
	readonly parentId?: string;
	/** Pieces; absolute. */
	readonly quantity: number;
	/** What stands there now, where it is known. */
	readonly was?: number;
	/** Items that it came from. */
	readonly inputs: readonly number[];
}

/** Nothing is written, and nothing is wrong. */
export interface PlannedRest {
	readonly sku: string;
	readonly quantity: number;
	readonly inputs: readonly number[];
}

export interface Refusal {
	readonly sku: string;
	readonly reason: Reason;
	readonly inputs: readonly number[];
}

/** What a run does, before anything is sent. Each item stands in at least one of the lists. */
export interface StockPlan {
	readonly writes: readonly PlannedWrite[];
	readonly unchanged: readonly PlannedRest[];
	readonly refused: readonly Refusal[];
	/** Set: nothing may be sent, and this is why. */
	readonly stopped?: Reason;
}
