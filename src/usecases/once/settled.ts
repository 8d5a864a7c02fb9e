import type { OnceDeps } from './deps';

export interface Looks {
	readonly betweenMs: number;
	/** The last look counts, whatever it shows. */
	readonly most: number;
}

/** Looks until two looks in a row agree: a request whose client left goes on for a while. */
export async function settled<T>(
	{ clock }: Pick<OnceDeps, 'clock'>,
	{ betweenMs, most }: Looks,
	look: () => Promise<T>,
	same: (one: T, other: T) => boolean,
): Promise<T> {
	let before = await look();
	for (let looks = 1; looks < most; looks += 1) {
		await clock.sleep(betweenMs);
		const after = await look();
		if (same(before, after)) return after;
		before = after;
	}
	return before;
}
