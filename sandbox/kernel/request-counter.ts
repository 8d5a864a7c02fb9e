import type { RequestCounts } from './contract';

export type CountedAs = 'call' | 'write' | 'token';

export interface RequestCounter {
	/** A write is also a call; a token request is neither. */
	count(operation: string, as: CountedAs): void;
	counts(): RequestCounts;
	reset(): void;
}

/** Counts what arrived at a stand-in, for the benches: a client's own figures prove nothing. */
export function createRequestCounter(): RequestCounter {
	let calls = 0;
	let writes = 0;
	let tokens = 0;
	let byOperation: Record<string, number> = {};
	return {
		count(operation, as) {
			if (as === 'token') tokens += 1;
			else calls += 1;
			if (as === 'write') writes += 1;
			byOperation[operation] = (byOperation[operation] ?? 0) + 1;
		},
		counts: () => ({ calls, writes, tokens, byOperation: { ...byOperation } }),
		reset() {
			calls = 0;
			writes = 0;
			tokens = 0;
			byOperation = {};
		},
	};
}
