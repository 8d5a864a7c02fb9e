import { ServerClock } from '../../src/database/server-clock';

const T0 = Date.parse('2026-03-01T10:00:00.000Z');
const MINUTE = 60_000;

describe("the clock of a database's server", () => {
	let running: number;
	let clock: ServerClock;
	/** Answers with `time` as of halfway, after so long. */
	const server = (time: number, tookMs = 0) =>
		jest.fn(async () => {
			running += tookMs;
			return await Promise.resolve(time);
		});
	beforeEach(() => {
		running = 1_000;
		clock = new ServerClock(() => running);
	});

	it('is read before anybody goes by it', () => {
		expect(() => clock.now()).toThrow('not read yet');
	});

	it('is followed by a clock that nobody sets', async () => {
		await clock.keep(server(T0));
		expect(clock.now()).toBe(T0);
		running += 90.6;
		expect(clock.now()).toBe(T0 + 90);
	});

	it('is taken to be read halfway between question and answer', async () => {
		await clock.keep(server(T0, 40));
		expect(clock.now()).toBe(T0 + 20);
	});

	it('is asked again after an answer that took long: the server may have read its clock at any moment of it', async () => {
		await clock.keep(server(T0, 100_000));
		// Better than none.
		expect(clock.now()).toBe(T0 + 50_000);
		await clock.keep(server(T0 + 100_000));
		expect(clock.now()).toBe(T0 + 100_000);
		running += MINUTE;
		await clock.keep(server(T0, 100_000));
		expect(clock.now()).toBe(T0 + 100_000 + MINUTE + 100_000);
	});

	it('is asked again after a minute, not before, and then goes by the new answer', async () => {
		await clock.keep(server(T0));
		running += MINUTE - 1;
		const early = server(T0);
		await clock.keep(early);
		expect(early).not.toHaveBeenCalled();
		running += 1;
		// The server went slow, or another took its place.
		await clock.keep(server(T0 + MINUTE + 700));
		expect(clock.now()).toBe(T0 + MINUTE + 700);
	});

	it('goes on as before when the server does not answer', async () => {
		await clock.keep(server(T0));
		running += 2 * MINUTE;
		await expect(clock.keep(async () => await Promise.reject(new Error('gone')))).rejects.toThrow('gone');
		expect(clock.now()).toBe(T0 + 2 * MINUTE);
		await clock.keep(server(T0 + 5 * MINUTE));
		expect(clock.now()).toBe(T0 + 5 * MINUTE);
	});
});
