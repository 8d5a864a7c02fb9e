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

	async sleep(ms: number, signal?: AbortSignal): Promise<void> {
		signal?.throwIfAborted();
		this.slept.push(ms);
		this.advance(ms);
		await Promise.resolve();
		signal?.throwIfAborted();
	}
}
