import type { Clock as SandboxClock } from '../sandbox/kernel/contract';
import { createVirtualClock } from '../sandbox/kernel/clock';
import type { Clock } from '../src/ports/clock';

export interface SkippingClock {
	/** For the sandbox. */
	readonly sandbox: SandboxClock;
	/** The same time for the code that is measured. */
	readonly ours: Clock;
}

/**
 * A clock that stands still while somebody computes and jumps to the next due time while somebody waits: half an hour
 * of quota passes in an instant, and a machine's speed changes no batch size and no count.
 * @param startMs milliseconds since 1970 (UTC)
 */
export function createSkippingClock(startMs: number): SkippingClock {
	const clock = createVirtualClock(startMs);
	const sleep = async (ms: number): Promise<void> => {
		const due = clock.now() + ms;
		const slept = clock.sleep(ms);
		// A turn of the event loop later, so that sleeps that begin together also pass together.
		setImmediate(() => clock.advance(Math.max(0, due - clock.now())));
		await slept;
	};
	return {
		sandbox: { now: clock.now, advance: clock.advance, sleep },
		ours: {
			now: clock.now,
			async sleep(ms, signal) {
				signal?.throwIfAborted();
				await sleep(ms);
				signal?.throwIfAborted();
			},
		},
	};
}
