/** The time was up. `what` says what did not come about. */
class DeadlineError extends Error {
	constructor(what: string, waitedMs: number, cause?: unknown) {
		super(`Waited ${String(Math.round(waitedMs / 1000))} s in vain for: ${what}`, cause === undefined ? undefined : { cause });
		this.name = 'DeadlineError';
	}
}

export interface WaitOptions {
	/** What is waited for, for the error's text. */
	readonly what: string;
	readonly withinMs: number;
	/** Between two looks. */
	readonly everyMs?: number;
	/** Asked before each look; an error thrown here ends the waiting at once. */
	readonly guard?: () => void;
}

export const pause = async (ms: number): Promise<void> => {
	await new Promise((resolve) => setTimeout(resolve, ms));
};

/**
 * Looks again and again until `look` answers something other than `undefined` or `false`, and hands that back.
 * An error thrown by `look` counts as "not yet" and becomes the cause when the time is up.
 */
export async function waitUntil<T>(
	look: () => Promise<T> | T,
	{ what, withinMs, everyMs = 200, guard }: WaitOptions,
): Promise<Exclude<T, undefined | false>> {
	const startedAt = Date.now();
	for (;;) {
		guard?.();
		let lastError: unknown;
		try {
			const found = await look();
			if (found !== undefined && found !== false) return found as Exclude<T, undefined | false>;
		} catch (error) {
			lastError = error;
		}
		const waited = Date.now() - startedAt;
		if (waited >= withinMs) throw new DeadlineError(what, waited, lastError);
		await pause(everyMs);
	}
}
