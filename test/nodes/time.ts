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

/** Has to be called before the nodes' code is loaded. */
export function takeOverTime(): void {
	jest.useFakeTimers({ doNotFake: [...kept] });
	jest.doMock('node:timers/promises', () => ({
		setTimeout: async (ms: number) => {
			pass(ms);
			await new Promise((resolve) => {
				setImmediate(resolve);
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
