import { accountKey } from '../../../../src/domain/account';
import { PlatformError, type PlatformErrorDetails } from '../../../../src/domain/platform-error';
import type { StreamKey, Turn } from '../../../../src/ports/database';
import {
	abandon,
	begin,
	claim,
	complete,
	inTurn,
	onceAtMost,
	release,
	settled,
	whileClaimed,
	withStream,
	type OnceDeps,
	settledAfter,
} from '../../../../src/usecases/once';
import { keyOf, OnceWorld, Outside, SECOND } from './once-world';

const MINUTE = 60 * SECOND;
const AT_ONCE = { leaseMs: MINUTE, waitMs: 0 };
const SHOP = accountKey({ platform: 'woocommerce', id: 'shop.example' });
const [FIRST, SECOND_KEY, THIRD] = [keyOf(SHOP, '1'), keyOf(SHOP, '2'), keyOf(SHOP, '3')];

let world: OnceWorld;
let one: OnceDeps;
let other: OnceDeps;
beforeEach(async () => {
	world = await OnceWorld.open();
	const outside = new Outside(world.clock);
	[one, other] = [world.worker(outside).deps, world.worker(outside).deps];
});
afterEach(async () => {
	await world.close();
});

/** What it answers, and how long it took. */
const timed = async <T>(work: Promise<T>): Promise<readonly [T, number]> => {
	const began = world.clock.now();
	const answer = await world.clock.run(work);
	return [answer, world.clock.now() - began];
};
const states = (answers: readonly { readonly state: string }[]): readonly string[] => answers.map(({ state }) => state);

describe('claim', () => {
	it('takes what is free at once and waits for the rest', async () => {
		await claim(other, [SECOND_KEY], AT_ONCE);
		await complete(other, [{ key: THIRD, result: 'x' }]);
		world.clock.at(world.clock.now() + 3 * SECOND, () => void release(other, [SECOND_KEY]));
		const [answers, ms] = await timed(claim(one, [FIRST, SECOND_KEY, THIRD], { leaseMs: MINUTE, waitMs: 10 * SECOND, lookMs: SECOND }));
		expect(states(answers)).toEqual(['acquired', 'acquired', 'done']);
		expect(ms).toBeGreaterThanOrEqual(3 * SECOND);
		expect(ms).toBeLessThanOrEqual(4 * SECOND);
	});

	it('tells what is still held when the time is over, and keeps the rest', async () => {
		await claim(other, [SECOND_KEY], AT_ONCE);
		const [answers, ms] = await timed(claim(one, [FIRST, SECOND_KEY], { leaseMs: MINUTE, waitMs: 10 * SECOND, lookMs: 3 * SECOND }));
		expect(states(answers)).toEqual(['acquired', 'held']);
		expect(ms).toBe(10 * SECOND);
		expect(states(await claim(other, [FIRST], AT_ONCE))).toEqual(['held']);
	});

	it('looks once when there is no time to wait', async () => {
		await claim(other, [FIRST], AT_ONCE);
		const [answers, ms] = await timed(claim(one, [FIRST], AT_ONCE));
		expect([states(answers), ms]).toEqual([['held'], 0]);
	});

	it('takes the first of equal keys, and does not wait for itself', async () => {
		await complete(other, [{ key: SECOND_KEY, result: 'x' }]);
		const same = { ...FIRST, order: { ...FIRST.order, createdAt: '2026-01-01T00:00:00.000Z' } };
		const [answers, ms] = await timed(claim(one, [FIRST, SECOND_KEY, same, SECOND_KEY], { leaseMs: SECOND, waitMs: MINUTE }));
		expect([states(answers), ms]).toEqual([['acquired', 'done', 'held', 'done'], 0]);
	});

	it('waits no longer when the clock is set back', async () => {
		await claim(other, [FIRST], AT_ONCE);
		let now = world.clock.now();
		const slept: number[] = [];
		const deps: OnceDeps = {
			...one,
			database: { ...world.database, now: () => now },
			clock: {
				sleep: async (ms) => {
					slept.push(ms);
					now -= MINUTE;
					await Promise.resolve();
				},
			},
		};
		expect(states(await claim(deps, [FIRST], { leaseMs: MINUTE, waitMs: SECOND, lookMs: 400 }))).toEqual(['held']);
		expect(slept).toEqual([400, 400, 200]);
	});

	it('leaves a key to the next as it left it: free, done, or to be looked at', async () => {
		await claim(one, [FIRST, SECOND_KEY, THIRD], AT_ONCE);
		expect(await begin(one, [FIRST, SECOND_KEY], { position: 41, neededMs: SECOND, settleMs: 5 * SECOND })).toEqual([true, true]);
		expect(await begin(other, [THIRD], { neededMs: 0, settleMs: 0 })).toEqual([false]);
		expect(await begin(one, [THIRD], { neededMs: MINUTE + 1, settleMs: 0 })).toEqual([false]);
		await release(one, [FIRST]);
		await abandon(one, [SECOND_KEY, THIRD]);
		const [first, second, third] = await claim(other, [FIRST, SECOND_KEY, THIRD], AT_ONCE);
		expect([first?.state, third?.state]).toEqual(['acquired', 'acquired']);
		expect(second).toMatchObject({
			state: 'unsettled',
			position: 41,
			settlesAt: new Date(world.clock.now() + settledAfter(5 * SECOND)).toISOString(),
		});
	});
});

describe('once at most', () => {
	const failure = (kind: PlatformErrorDetails['kind']): PlatformError =>
		new PlatformError('no', { platform: 'woocommerce', kind, operation: 'addNote' });
	const write = jest.fn<Promise<void>, []>();
	beforeEach(() => {
		write.mockReset().mockResolvedValue();
	});

	it('writes once, and says who did', async () => {
		expect([await onceAtMost(one, FIRST, AT_ONCE, write), await onceAtMost(other, FIRST, AT_ONCE, write)]).toEqual([true, false]);
		expect(write).toHaveBeenCalledTimes(1);
	});

	it('leaves it to whoever is at it', async () => {
		await claim(other, [FIRST], AT_ONCE);
		expect(await onceAtMost(one, FIRST, AT_ONCE, write)).toBe(false);
		expect(write).not.toHaveBeenCalled();
	});

	it('takes a lost answer for done', async () => {
		write.mockRejectedValue(failure('unknownOutcome'));
		expect(await onceAtMost(one, FIRST, AT_ONCE, write)).toBe(true);
		expect(await claim(other, [FIRST], AT_ONCE)).toMatchObject([{ state: 'done' }]);
	});

	it('gives back what surely failed, and throws', async () => {
		write.mockRejectedValueOnce(failure('unreachable'));
		await expect(onceAtMost(one, FIRST, AT_ONCE, write)).rejects.toThrow('no');
		expect(await onceAtMost(other, FIRST, AT_ONCE, write)).toBe(true);
	});

	it('takes for done what somebody began who is gone', async () => {
		write.mockRejectedValue(new Error('the process ended'));
		await expect(onceAtMost(one, FIRST, AT_ONCE, write)).rejects.toThrow('the process ended');
		await world.clock.pass(MINUTE);
		expect(await onceAtMost(other, FIRST, AT_ONCE, write)).toBe(false);
		expect(write).toHaveBeenCalledTimes(1);
		expect(await claim(other, [FIRST], AT_ONCE)).toMatchObject([{ state: 'done' }]);
	});
});

const TURN: Turn = { account: SHOP, about: 'webhook', which: 'wf:node' };
const STREAM: StreamKey = { account: SHOP, kind: 'live' };
type Work = () => Promise<string>;

describe.each([
	['inTurn', async (deps: OnceDeps, waitMs: number, work: Work) => await inTurn(deps, TURN, { leaseMs: MINUTE, waitMs }, work)],
	[
		'whileClaimed',
		async (deps: OnceDeps, waitMs: number, work: Work) => await whileClaimed(deps, FIRST, { leaseMs: MINUTE, waitMs }, work),
	],
	['withStream', async (deps: OnceDeps, waitMs: number, work: Work) => await withStream(deps, STREAM, { leaseMs: MINUTE, waitMs }, work)],
])('%s', (_, take) => {
	it('answers with the work, and lets go', async () => {
		expect(await take(one, 0, async () => await Promise.resolve('one'))).toBe('one');
		expect(await take(other, 0, async () => await Promise.resolve('other'))).toBe('other');
	});

	it('lets go when the work fails, and throws its error', async () => {
		await expect(take(one, 0, async () => await Promise.reject(new Error('no')))).rejects.toThrow('no');
		expect(await take(other, 0, async () => await Promise.resolve('other'))).toBe('other');
	});

	it('waits for its turn, but not for ever, and does nothing without it', async () => {
		const work = jest.fn(async () => await Promise.resolve('other'));
		const busy = take(one, 0, async () => {
			await one.clock.sleep(10 * SECOND);
			return 'one';
		});
		const early = take(other, 5 * SECOND, work);
		expect(await timed(early)).toEqual([undefined, 5 * SECOND]);
		expect(work).not.toHaveBeenCalled();
		const [late, ms] = await timed(take(other, 20 * SECOND, work));
		expect([late, await busy]).toEqual(['other', 'one']);
		expect(ms).toBeLessThanOrEqual(5.25 * SECOND);
	});
});

it('gives the work on a stream the place where it stands', async () => {
	const stands = async (): Promise<unknown> =>
		await withStream(one, STREAM, AT_ONCE, async (position) => await Promise.resolve({ position }));
	expect(await stands()).toEqual({ position: undefined });
	const from = '2026-03-01T09:00:00.000Z';
	await withStream(one, STREAM, AT_ONCE, async () => {
		await one.database.streams.advance(STREAM, one.owner, { from }, { events: [], memories: [] }, MINUTE, one.database.now());
	});
	expect(await stands()).toEqual({ position: { from } });
});

describe('settled', () => {
	const looks = (...seen: readonly string[]) => {
		let at = 0;
		return async () => await Promise.resolve(seen[at++] ?? 'nothing');
	};
	const same = (before: string, after: string): boolean => before === after;

	it('answers what two looks in a row agree about', async () => {
		expect(await timed(settled(one, { betweenMs: SECOND, most: 10 }, looks('a', 'b', 'b', 'c'), same))).toEqual(['b', 2 * SECOND]);
	});

	it('answers the last look when they never agree', async () => {
		expect(await timed(settled(one, { betweenMs: SECOND, most: 3 }, looks('a', 'b', 'c', 'd'), same))).toEqual(['c', 2 * SECOND]);
	});
});
