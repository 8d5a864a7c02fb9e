import fc from 'fast-check';
import { orderId } from '../../../../src/domain/ids';
import type { ClaimKey, StreamKey, Turn } from '../../../../src/ports/database';
import { begin, claim, claimTogether, complete, inTurn, onceAtMost, whileClaimed, withStream } from '../../../../src/usecases/once';
import { keyOf, OnceWorld, Outside, SECOND, type Worker } from './once-world';

/** Longest time that the outside takes, whoever waits for it. */
const SETTLE_MS = 5 * SECOND;
const LEASE_MS = 30 * SECOND;
const WAITING = { leaseMs: LEASE_MS, waitMs: 20 * SECOND };

let world: OnceWorld;
beforeAll(async () => {
	world = await OnceWorld.open();
});
afterAll(async () => {
	await world.close();
});

/** How a process fares: when it comes, how long the outside takes for it, and at which step it dies, if it does. */
const fate = fc.record({
	comesAfterMs: fc.nat(10 * SECOND),
	tookMs: fc.nat(SETTLE_MS - 1),
	diesAt: fc.option(fc.integer({ min: 1, max: 30 }), { nil: undefined }),
	isNoticed: fc.boolean(),
	wants: fc.uniqueArray(fc.nat(3), { minLength: 1, maxLength: 4 }),
});
type Fate = typeof fate extends fc.Arbitrary<infer T> ? T : never;

const workersOf = (outside: Outside, fates: readonly Fate[]): readonly { readonly fate: Fate; readonly worker: Worker }[] =>
	fates.map((each) => ({ fate: each, worker: world.worker(outside, each) }));

const come = async ({ fate: { comesAfterMs }, worker }: { readonly fate: Fate; readonly worker: Worker }): Promise<void> => {
	await worker.deps.clock.sleep(comesAfterMs);
};

/** Writes what is not there, the careful way; answers whether all is done. */
async function makeAll({ deps, outside, isThere }: Worker, keys: readonly ClaimKey[], tookMs: number): Promise<boolean> {
	const answers = await claim(deps, keys, WAITING);
	let isDone = true;
	for (const [at, key] of keys.entries()) {
		const answer = answers[at];
		if (answer?.state === 'held') isDone = false;
		if (answer?.state !== 'acquired' && answer?.state !== 'unsettled') continue;
		const name = key.order.id;
		if (answer.state === 'unsettled') await deps.clock.sleep(Date.parse(answer.settlesAt) - deps.database.now());
		if (answer.state === 'acquired' || !isThere(name)) {
			const [ours] = await begin(deps, [key], { neededMs: SETTLE_MS, settleMs: SETTLE_MS });
			if (ours !== true) {
				isDone = false;
				continue;
			}
			await outside.write(name, tookMs);
		}
		await complete(deps, [{ key, result: name }]);
	}
	return isDone;
}

it('makes each thing exactly once, whoever comes when and dies where', async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(fate, { minLength: 1, maxLength: 4 }), async (fates) => {
			const outside = new Outside(world.clock);
			const at = world.freshAccount();
			const keys = [0, 1, 2, 3].map((which) => keyOf(at, String(which)));
			await world.run(
				workersOf(outside, fates).map(async (each) => {
					await come(each);
					await makeAll(
						each.worker,
						keys.filter((_, which) => each.fate.wants.includes(which)),
						each.fate.tookMs,
					);
				}),
			);
			// Who comes later finds all of it done, or does it.
			const last = world.worker(outside);
			await world.run([
				(async () => {
					while (!(await makeAll(last, keys, SECOND))) await last.deps.clock.sleep(LEASE_MS);
				})(),
			]);
			expect([...outside.done].sort()).toEqual(['0', '1', '2', '3']);
		}),
		{ numRuns: 150 },
	);
});

it('gives several things to one at a time, all or none, and to everybody in the end', async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(fate, { minLength: 2, maxLength: 4 }), async (fates) => {
			const outside = new Outside(world.clock);
			const at = world.freshAccount();
			const holders = new Map<number, Worker>();
			const got: boolean[] = [];
			await world.run(
				workersOf(outside, fates).map(async (each) => {
					const {
						worker,
						fate: { wants, tookMs },
					} = each;
					await come(each);
					const keys = wants.map((which) => keyOf(at, String(which)));
					const answers = await claimTogether(worker.deps, keys, { leaseMs: LEASE_MS, waitMs: 10 * LEASE_MS });
					got.push(answers !== undefined);
					for (const which of wants) {
						const holder = holders.get(which);
						expect(holder === undefined || holder.process.isDead).toBe(true);
						holders.set(which, worker);
					}
					await worker.deps.clock.sleep(tookMs);
					for (const which of wants) holders.delete(which);
					await worker.deps.database.claims.release(keys, worker.deps.owner, worker.deps.database.now());
				}),
			);
			expect(got.every(Boolean)).toBe(true);
		}),
		{ numRuns: 150 },
	);
});

it('keeps nothing of what it could not get together', async () => {
	const outside = new Outside(world.clock);
	const at = world.freshAccount();
	const [one, other, third] = [world.worker(outside), world.worker(outside), world.worker(outside)];
	const keys = [keyOf(at, '1'), keyOf(at, '2'), keyOf(at, '3')];
	await complete(one.deps, [{ key: keyOf(at, '3'), result: 'x' }]);
	await claim(one.deps, keys.slice(1, 2), { leaseMs: LEASE_MS, waitMs: 0 });
	const got = await world.clock.run(claimTogether(other.deps, keys, { leaseMs: LEASE_MS, waitMs: SECOND }));
	expect(got).toBeUndefined();
	expect((await claim(third.deps, keys, { leaseMs: LEASE_MS, waitMs: 0 })).map(({ state }) => state)).toEqual(['acquired', 'held', 'done']);
});

it('writes at most once what must never be doubled, and tells who wrote', async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(fate, { minLength: 1, maxLength: 4 }), async (fates) => {
			const outside = new Outside(world.clock);
			const key = keyOf(world.freshAccount(), 'note');
			let wrote = 0;
			await world.run(
				workersOf(outside, fates).map(async (each) => {
					const { deps, outside: own } = each.worker;
					await come(each);
					if (
						await onceAtMost(deps, key, { leaseMs: LEASE_MS }, async () => {
							await own.write('note', each.fate.tookMs);
						})
					)
						wrote += 1;
				}),
			);
			await world.clock.pass(2 * LEASE_MS);
			const last = world.worker(outside);
			const wroteLast = await world.clock.run(
				onceAtMost(last.deps, key, { leaseMs: LEASE_MS }, async () => {
					await last.outside.write('note', 0);
				}),
			);
			expect(outside.count('note')).toBeLessThanOrEqual(1);
			expect(wrote + Number(wroteLast)).toBeLessThanOrEqual(1);
			// It is missing only where somebody died over it.
			if (fates.every(({ diesAt }) => diesAt === undefined)) expect([outside.count('note'), wroteLast]).toEqual([1, false]);
		}),
		{ numRuns: 150 },
	);
});

/** The ways to do one thing after the other. */
const WAYS = {
	inTurn: async ({ deps }: Worker, turn: Turn, work: () => Promise<true>) =>
		await inTurn(deps, turn, { leaseMs: LEASE_MS, waitMs: 10 * LEASE_MS }, work),
	whileClaimed: async ({ deps }: Worker, { account, which }: Turn, work: () => Promise<true>) =>
		await whileClaimed(
			deps,
			{ at: account, order: { account, id: orderId(which) }, effect: 'change' },
			{ leaseMs: LEASE_MS, waitMs: 10 * LEASE_MS },
			work,
		),
	withStream: async ({ deps }: Worker, { account }: Turn, work: () => Promise<true>) => {
		const stream: StreamKey = { account, kind: 'live' };
		return await withStream(deps, stream, { leaseMs: LEASE_MS, waitMs: 10 * LEASE_MS }, work);
	},
};

it.each(Object.entries(WAYS))('lets one at a time at it, and everybody in the end: %s', async (_, take) => {
	await fc.assert(
		fc.asyncProperty(fc.array(fate, { minLength: 2, maxLength: 4 }), async (fates) => {
			const outside = new Outside(world.clock);
			const turn: Turn = { account: world.freshAccount(), about: 'order', which: '17' };
			const inside = new Set<Worker>();
			const answers: unknown[] = [];
			await world.run(
				workersOf(outside, fates).map(async (each) => {
					const { worker } = each;
					await come(each);
					answers.push(
						await take(worker, turn, async () => {
							expect([...inside].filter(({ process }) => !process.isDead)).toEqual([]);
							inside.add(worker);
							await worker.deps.clock.sleep(each.fate.tookMs);
							inside.delete(worker);
							return true;
						}),
					);
				}),
			);
			expect(answers).toEqual(answers.map(() => true));
		}),
		{ numRuns: 100 },
	);
});
