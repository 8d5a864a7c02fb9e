/** A few seconds a request: far below the 30 s at which ordinary hosting cuts a request off. */
const TARGET_MS = 4_000;
const FIRST = 10;

/**
 * How many orders the next request to a store takes: small at first, then as many as the measured time of the last
 * requests allows, never more than the platform's maximum. One per store account and process.
 */
export interface Pace {
	next(most: number): number;
	/** A request for `orders` took `ms`. */
	took(orders: number, ms: number): void;
	/** A request was cut off: start small again. */
	failed(): void;
}

export function createPace(): Pace {
	let perOrder: number | undefined;
	return {
		next(most) {
			const fitting = perOrder === undefined ? FIRST : Math.floor(TARGET_MS / Math.max(perOrder, 1));
			return Math.max(1, Math.min(most, fitting));
		},
		took(orders, ms) {
			if (orders <= 0) return;
			const now = ms / orders;
			// Slower counts at once, faster only half: a cut request costs more than a small one.
			perOrder = perOrder === undefined || now > perOrder ? now : (now + perOrder) / 2;
		},
		failed() {
			perOrder = TARGET_MS / FIRST;
		},
	};
}
