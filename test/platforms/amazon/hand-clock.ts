import type { Clock } from '../../../src/ports/clock';

/** A clock whose sleeping only turns its hands. */
export class HandClock implements Clock {
	readonly slept: number[] = [];

	constructor(private time = Date.parse('2026-11-21T12:00:00.000Z')) {}

	now(): number {
		return this.time;
	}

	advance(ms: number): void {
		this.time += ms;
	}

	sleep(ms: number, signal?: AbortSignal): Promise<void> {
		if (signal?.aborted === true) return Promise.reject(signal.reason as Error);
		this.slept.push(ms);
		this.advance(ms);
		return Promise.resolve();
	}
}
