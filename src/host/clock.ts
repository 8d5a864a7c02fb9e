import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from '../ports/clock';

export const systemClock: Clock = {
	now: () => Date.now(),
	async sleep(ms, signal) {
		await wait(ms, undefined, signal === undefined ? {} : { signal });
	},
};
