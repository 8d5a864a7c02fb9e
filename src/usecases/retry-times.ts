const MINUTES = [1, 2, 5, 10, 15, 30] as const;

/** When a sale that waits for the store is tried again: soon at first, every half hour in the end, for ever. */
export function nextAttempt(attempts: number, now: number): number {
	const minutes = MINUTES[Math.min(attempts, MINUTES.length - 1)] ?? 30;
	return now + minutes * 60_000;
}
