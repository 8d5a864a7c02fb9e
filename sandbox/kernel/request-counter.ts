import type { RequestCounts } from './contract';

export type CountedAs = 'call' | 'write' | 'token' | 'poll' | 'transfer';

export interface RequestCounter {
	/** A write is also a call; nothing else is. */
	count(operation: string, as: CountedAs): void;
	counts(): RequestCounts;
	reset(): void;
}

const nothing: Readonly<Record<CountedAs, number>> = { call: 0, write: 0, token: 0, poll: 0, transfer: 0 };

/** Counts what arrived at a stand-in, for the benches: a client's own figures prove nothing. */
export function createRequestCounter(): RequestCounter {
	let counted = { ...nothing };
	let byOperation: Record<string, number> = {};
	return {
		count(operation, as) {
			counted[as] += 1;
			byOperation[operation] = (byOperation[operation] ?? 0) + 1;
		},
		counts: () => ({
			calls: counted.call + counted.write,
			writes: counted.write,
			tokens: counted.token,
			polls: counted.poll,
			transfers: counted.transfer,
			byOperation: { ...byOperation },
		}),
		reset() {
			counted = { ...nothing };
			byOperation = {};
		},
	};
}
