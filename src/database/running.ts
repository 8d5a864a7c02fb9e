import { uptime } from 'node:os';

/** What uptime is rounded by, at most. */
const ROUNDED_MS = 2_000;
const sleptAtFirst = uptime() * 1000 - performance.now();

/** Milliseconds of a clock that nobody sets, and that goes on while the machine sleeps, which the usual one does not. */
export function running(): number {
	const now = performance.now();
	const slept = uptime() * 1000 - now - sleptAtFirst;
	return slept > ROUNDED_MS ? now + slept : now;
}
