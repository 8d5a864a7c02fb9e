import type { RequestCounts } from '../kernel/contract';

/** Counts of one stand-in; every request counts, also a refused one. */
export class RequestLog {
	private calls = 0;
	private writes = 0;
	private byOperation: Record<string, number> = {};

	count(method: string, operation: string): void {
		this.calls += 1;
		if (method !== 'GET' && method !== 'HEAD' && method !== 'OPTIONS') this.writes += 1;
		this.byOperation[operation] = (this.byOperation[operation] ?? 0) + 1;
	}

	counts(): RequestCounts {
		return { calls: this.calls, writes: this.writes, tokens: 0, byOperation: { ...this.byOperation } };
	}

	reset(): void {
		this.calls = 0;
		this.writes = 0;
		this.byOperation = {};
	}
}
