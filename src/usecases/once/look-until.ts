import type { OnceDeps, Waiting } from './deps';

const LOOK_MS = 250;

/**
 * Looks until there is something, or the time is over. A clock that is set back does not make it longer: what was slept
 * counts as well.
 */
export async function lookUntil<T>(
	deps: OnceDeps,
	{ waitMs, lookMs = LOOK_MS }: Waiting,
	look: () => Promise<T | undefined>,
): Promise<T | undefined> {
	const end = deps.database.now() + waitMs;
	let slept = 0;
	for (;;) {
		const found = await look();
		if (found !== undefined) return found;
		const left = Math.min(waitMs - slept, end - deps.database.now());
		if (left <= 0) return undefined;
		const pause = Math.min(lookMs, left);
		await deps.clock.sleep(pause);
		slept += pause;
	}
}
