import type { PlatformError } from '../../domain/platform-error';
import type { Sale } from '../../ports/database';

const MINUTES = [1, 2, 5, 10, 15, 30] as const;

/** When a sale that waits for a platform is tried again: soon at first, every half hour in the end, for ever. */
export function nextAttempt(attempts: number, now: number): number {
	const minutes = MINUTES[Math.min(attempts, MINUTES.length - 1)] ?? 30;
	return now + minutes * 60_000;
}

/** The same after this failure, which may say itself when to come again. */
export const retryAt = (sale: Pick<Sale, 'attempts'> | undefined, { details }: PlatformError, now: number): number =>
	Math.max(nextAttempt(sale?.attempts ?? 0, now), now + (details.retryAfterMs ?? 0));

const HOURS = [1, 6, 24, 72, 168] as const;

/** When an order is looked at again that waits until a person releases it, which is seen by itself: rarely, for ever. */
export const releaseAt = (attempts: number, now: number): number =>
	now + (HOURS[Math.min(attempts, HOURS.length - 1)] ?? 168) * 60 * 60_000;
