import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from '../ports/clock';

export const systemClock: Clock = {
	now: () => Date.now(),
	async sleep(ms, signal) {
		try {
			await wait(ms, undefined, signal === undefined ? {} : { signal });
		} catch (error) {
			// Node rejects with an error of its own; whoever called off wants to be told why.
			signal?.throwIfAborted();
			throw error;
		}
	},
};
