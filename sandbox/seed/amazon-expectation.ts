/** What should become of a seeded order, known to the seed alone and never on the wire. */
export interface SeedExpectation {
	/** Which case of the demo world the order is. */
	readonly kind: string;
	/**
	 * `saved`: stands in the store exactly once. `refused`: must not be saved, and the log says why. `ignored`: never
	 * becomes a store order, and nobody needs to do anything.
	 */
	readonly expect: 'saved' | 'refused' | 'ignored';
	/** Reason code of a refusal, or why it is ignored; with `saved`: why it is saved on hold. */
	readonly reason?: string;
	readonly fulfilledBy: 'MERCHANT' | 'AMAZON';
	/** Lines the store order should have. */
	readonly lines: number;
	/** Amazon's grand total; absent where Amazon gives none. */
	readonly total?: { readonly amount: string; readonly currencyCode: string };
	/** Pieces by which the store's stock must have fallen, per store SKU. Empty for FBA and for what is not saved. */
	readonly stockUnits: Readonly<Record<string, number>>;
}
