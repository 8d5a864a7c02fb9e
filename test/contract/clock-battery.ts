import type { Clock } from '../../src/ports/clock';

export interface ClockUnderTest {
	readonly clock: Clock;
	/** How far the battery's sleeps go, ms; real time passes slowly. */
	readonly unitMs: number;
	/** Lets the time pass that the work waits for; where it passes by itself, the work's own result. */
	readonly run: <T>(work: Promise<T>) => Promise<T>;
}

/** What the core relies on of time, real or turned by hand. */
export function clockBattery(name: string, start: () => ClockUnderTest): void {
	describe(`${name}: a clock`, () => {
		it('tells whole milliseconds since 1970', () => {
			const { clock } = start();
			expect(Number.isInteger(clock.now())).toBe(true);
			expect(clock.now()).toBeGreaterThan(Date.parse('2026-01-01T00:00:00Z'));
		});

		it('has moved on by what was slept, and never goes back', async () => {
			const { clock, unitMs, run } = start();
			let before = clock.now();
			for (const units of [1, 0, 3]) {
				await run(clock.sleep(units * unitMs));
				// Timers of a real machine may fire within the last millisecond.
				expect(clock.now()).toBeGreaterThanOrEqual(before + units * unitMs - 1);
				before = clock.now();
			}
		});

		it('lets others go on while one sleeps', async () => {
			const { clock, unitMs, run } = start();
			const done: string[] = [];
			const sleeper = clock.sleep(2 * unitMs).then(() => done.push('slept'));
			const other = Promise.resolve().then(() => done.push('worked'));
			await run(Promise.all([sleeper, other]));
			expect(done.toSorted()).toEqual(['slept', 'worked']);
			expect(done).toHaveLength(2);
		});

		it('does not begin a sleep that is called off already, and says why', async () => {
			const { clock, run } = start();
			const before = clock.now();
			const reason = new Error('the run was stopped');
			await expect(run(clock.sleep(3_600_000, AbortSignal.abort(reason)))).rejects.toBe(reason);
			expect(clock.now() - before).toBeLessThan(3_600_000);
		});

		it('rejects with the reason when it is called off under way', async () => {
			const { clock, unitMs, run } = start();
			const reason = new Error('the run was stopped');
			const stop = new AbortController();
			const sleep = clock.sleep(2 * unitMs, stop.signal).catch((error: unknown) => error);
			stop.abort(reason);
			expect(await run(sleep)).toBe(reason);
		});
	});
}
