/**
 * The time of a test file, as its nodes, n8n and the sandbox see it: it stands still, passes where a test says so, and
 * passes at once where a node waits. Answers of servers still take their real time.
 */
const kept = [
	'hrtime',
	'nextTick',
	'performance',
	'queueMicrotask',
	'setImmediate',
	'clearImmediate',
	'setInterval',
	'clearInterval',
	'setTimeout',
	'clearTimeout',
] as const;

/** What follows a poll by itself waits for executions, which take their real time: meanwhile the time of the test stands still. */
let standsStill = false;

export function letWaitsStandStill(still: boolean): void {
	standsStill = still;
}

/** Has to be called before the nodes' code is loaded. */
export function takeOverTime(): void {
	jest.useFakeTimers({ doNotFake: [...kept] });
	jest.doMock('node:timers/promises', () => ({
		setTimeout: async (ms: number) => {
			if (!standsStill) pass(ms);
			await new Promise((resolve) => {
				if (standsStill) setTimeout(resolve, 20);
				else setImmediate(resolve);
			});
		},
	}));
}

export function pass(ms: number): void {
	jest.setSystemTime(Date.now() + ms);
}

export const seconds = (count: number): number => count * 1000;
export const minutes = (count: number): number => seconds(60 * count);
export const hours = (count: number): number => minutes(60 * count);
export const days = (count: number): number => hours(24 * count);
