import type { PlatformError } from '../../domain/platform-error';
import type { IsoTime } from '../../domain/time';
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

const HOUR_MS = 60 * 60_000;
const WEEK_MS = 7 * 24 * HOUR_MS;

/**
 * When an order is looked at again that waits until a person releases it, which is seen by itself: the longer nothing changed
 * the more rarely, for ever.
 */
export const releaseAt = (changedAt: IsoTime, now: number): number =>
	now + Math.min(WEEK_MS, Math.max(HOUR_MS, 2 * (now - Date.parse(changedAt))));
