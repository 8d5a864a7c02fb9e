import type { Clock } from './contract';

/** A clock that can also wait for everything that is due, for tests that drive time by hand. */
export interface VirtualClock extends Clock {
	/** Sleepers that have not been woken yet. */
	readonly sleeping: () => number;
}

/**
 * Time stands still until `advance`. Sleepers wake in the order of their due times, each seeing the time it asked for,
 * so that hours of waiting pass in an instant and still in the right order.
 * @param startMs milliseconds since the epoch, UTC
 */
export function createVirtualClock(startMs: number): VirtualClock {
	let now = startMs;
	const sleepers: { readonly due: number; readonly wake: () => void }[] = [];
	return {
		now: () => now,
		advance(ms) {
			const target = now + ms;
			for (;;) {
				sleepers.sort((a, b) => a.due - b.due);
				const next = sleepers[0];
				if (next === undefined || next.due > target) break;
				sleepers.shift();
				now = Math.max(now, next.due);
				next.wake();
			}
			now = target;
		},
		sleep: async (ms) =>
			await new Promise((resolve) => {
				if (ms <= 0) resolve();
				else sleepers.push({ due: now + ms, wake: resolve });
			}),
		sleeping: () => sleepers.length,
	};
}

/** The machine's clock plus an offset that `advance` adds to; advancing also shortens sleeps under way. */
export function createRealClock(): Clock {
	let offset = 0;
	const sleepers = new Set<() => void>();
	const now = (): number => Date.now() + offset;
	return {
		now,
		advance(ms) {
			offset += ms;
			for (const recheck of [...sleepers]) recheck();
		},
		sleep: async (ms) => {
			const due = now() + ms;
			await new Promise<void>((resolve) => {
				let timer: NodeJS.Timeout | undefined;
				const recheck = (): void => {
					clearTimeout(timer);
					const left = due - now();
					if (left <= 0) {
						sleepers.delete(recheck);
						resolve();
						return;
					}
					timer = setTimeout(recheck, left);
					// A sandbox that is waiting for nothing but its own delays may end.
					timer.unref();
				};
				sleepers.add(recheck);
				recheck();
			});
		},
	};
}
