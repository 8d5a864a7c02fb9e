import { newOwner } from '../../../src/database';
import type { Database, StreamKey, Turn } from '../../../src/ports/database';
import { HandPulse } from './hand-pulse';
import { AMAZON, claimKey, INBOX, iso, MINUTE, orderEvent, SECOND, SHOP, T0, type FreshDatabase, withDatabase } from './under-test';

const LIVE: StreamKey = { account: AMAZON, kind: 'live' };
const TURN: Turn = { account: SHOP, about: 'order', which: '17' };
const HELD = claimKey('held');
const WRITING = claimKey('writing');
const LONG = 60 * MINUTE;
const DAY = 24 * 60 * MINUTE;

/** Two processes on hosts of their own: neither can look at the other. */
export function heartbeatBattery(fresh: FreshDatabase): void {
	const HERE = 'here|1|1|process';
	const ALICE = `${HERE}|a`;
	const BOB = 'there|1|1|process|b';
	const test = withDatabase(fresh);
	let now: number;
	let pulse: HandPulse;
	let alice: Database;
	let bob: Database;
	const process = async (withPulse: HandPulse): Promise<Database> =>
		await test.underTest.open(() => undefined, { now: () => now }, withPulse);
	beforeEach(async () => {
		now = T0;
		pulse = new HandPulse();
		alice = await process(pulse);
		bob = await process(new HandPulse());
	});

	const seen = async (): Promise<Readonly<Record<string, unknown>>> =>
		Object.fromEntries((await test.underTest.query('select id, seen_at from process')).map((row) => [row['id'], row['seen_at']]));
	/** Alice's time passes, and she lives. */
	const live = async (ms: number): Promise<void> => {
		await pulse.pass(
			ms,
			(passed) => {
				now += passed;
			},
			async () => (await seen())[HERE] === iso(now),
		);
	};
	const takeAll = async (): Promise<void> => {
		await alice.claims.acquire([HELD, WRITING], ALICE, LONG, now);
		await alice.claims.begin([WRITING], ALICE, { position: 7, neededMs: 0, settlesAt: now + MINUTE }, now);
		await alice.turns.take(TURN, ALICE, LONG, now);
		await alice.streams.take(LIVE, ALICE, LONG, now);
		await alice.inbox.add([orderEvent('begun'), orderEvent('handed')], [], now);
		const { rows } = await alice.inbox.handOut(INBOX, 10, ALICE, LONG, now);
		await alice.inbox.start(rows.slice(0, 1), ALICE, LONG, now);
	};
	/** What Bob gets. */
	const got = async (): Promise<unknown> => {
		const claims = await bob.claims.acquire([HELD, WRITING], BOB, LONG, now);
		const { rows } = await bob.inbox.handOut(INBOX, 10, BOB, LONG, now);
		return {
			claims: claims.map(({ state }) => state),
			turn: await bob.turns.take(TURN, BOB, LONG, now),
			stream: (await bob.streams.take(LIVE, BOB, LONG, now)) !== undefined,
			rows: rows.map(({ orderId }) => orderId),
		};
	};
	const NOTHING = { claims: ['held', 'held'], turn: false, stream: false, rows: [] };
	const ALL = { claims: ['acquired', 'unsettled'], turn: true, stream: true, rows: ['begun', 'handed'] };

	it('leaves to a process of another host what it has, and is gone 45 seconds after it was seen', async () => {
		await takeAll();
		now += 45 * SECOND - 1;
		expect(await got()).toEqual(NOTHING);
		now += 1;
		expect(await got()).toEqual(ALL);
	});

	it('is seen while it holds something, however long', async () => {
		await takeAll();
		await live(10 * MINUTE);
		expect(await got()).toEqual(NOTHING);
		// It dies.
		now += 45 * SECOND;
		expect(await got()).toEqual(ALL);
	});

	it('is held by one that only waits for executions to begin what it gave out', async () => {
		await alice.inbox.add([orderEvent('handed')], [], now);
		const { rows } = await alice.inbox.handOut(INBOX, 10, ALICE, 15 * MINUTE, now);
		await live(10 * MINUTE);
		expect((await bob.inbox.handOut(INBOX, 10, BOB, MINUTE, now)).rows).toEqual([]);
		await alice.inbox.giveBack(rows, now, now);
		expect(pulse.isAtRest).toBe(true);
	});

	it('rests when nothing is held: what comes and goes within a poll is seen in its own transaction only', async () => {
		for (let poll = 0; poll < 3; poll += 1) {
			await alice.streams.take(LIVE, ALICE, 5 * MINUTE, now);
			await alice.streams.release(LIVE, ALICE);
			expect(await seen()).toEqual({ [HERE]: iso(now) });
			expect(pulse.isAtRest).toBe(true);
			await live(MINUTE);
		}
		await takeAll();
		await alice.claims.release([HELD], ALICE, now);
		await alice.claims.complete([{ key: WRITING, result: '7' }], now);
		await alice.turns.release(TURN, ALICE);
		await alice.streams.release(LIVE, ALICE);
		expect(pulse.isAtRest).toBe(false);
		await live(LONG);
		expect(pulse.isAtRest).toBe(true);
	});

	it('is seen at most every 12 seconds, whatever it takes', async () => {
		await alice.turns.take(TURN, ALICE, LONG, now);
		now += 11 * SECOND;
		pulse.freeze(11 * SECOND);
		await alice.streams.take(LIVE, ALICE, LONG, now);
		expect(await seen()).toEqual({ [HERE]: iso(T0) });
		now += SECOND;
		pulse.freeze(SECOND);
		await alice.claims.acquire([HELD], ALICE, LONG, now);
		expect(await seen()).toEqual({ [HERE]: iso(now) });
	});

	it('does not live longer for a clock that was ahead when it was seen', async () => {
		now = T0 + 30 * MINUTE;
		await alice.turns.take(TURN, ALICE, LONG, now);
		now = T0;
		// It may live, and is seen again then.
		expect(await bob.turns.take(TURN, BOB, LONG, now)).toBe(false);
		now += 45 * SECOND;
		expect(await bob.turns.take(TURN, BOB, LONG, now)).toBe(true);
	});

	it('is gone without a row, and rows of long ago go some at a time', async () => {
		await alice.turns.take(TURN, ALICE, LONG, now);
		await test.underTest.query('delete from process');
		expect(await bob.turns.take(TURN, BOB, LONG, now)).toBe(true);
		const old = Array.from({ length: 250 }, (_, at) => `('old|${at}', '${iso(T0 - DAY - SECOND)}')`);
		await test.underTest.query(`insert into process (id, seen_at) values ${old.join(',')}`);
		await (await process(new HandPulse())).streams.take(LIVE, 'new|1|1|process|x', LONG, now);
		expect(Object.keys(await seen())).toHaveLength(250 - 200 + 2);
	});

	it('never takes its own process for gone', async () => {
		const own = await test.underTest.open(undefined, { now: () => now }, new HandPulse());
		await own.turns.take(TURN, newOwner(), LONG, now);
		await test.underTest.query('delete from process');
		now += 50 * SECOND;
		expect(await own.turns.take(TURN, newOwner(), LONG, now)).toBe(false);
	});

	it('does not begin to write what took too long to ask for, and gives it back', async () => {
		await alice.claims.acquire([HELD], ALICE, LONG, now);
		pulse.heldUpMs = 5 * SECOND + 1;
		const write = { position: 7, neededMs: 0, settlesAt: now + MINUTE };
		expect(await alice.claims.begin([HELD], ALICE, write, now)).toEqual([false]);
		expect(await bob.claims.acquire([HELD], BOB, LONG, now)).toMatchObject([{ state: 'unsettled', settlesAt: iso(now + MINUTE) }]);
	});

	it('knows that it was not seen for so long that others may have taken what it held', async () => {
		const idle = alice.presence();
		pulse.freeze(LONG);
		expect(idle()).toBe(true);
		await alice.claims.acquire([HELD], ALICE, LONG, now);
		const present = alice.presence();
		await live(5 * MINUTE);
		pulse.freeze(34 * SECOND);
		expect(present()).toBe(true);
		pulse.freeze(2 * SECOND);
		// Whether it looks, or only takes something else.
		await alice.turns.take(TURN, ALICE, LONG, now);
		expect(present()).toBe(false);
		expect(idle()).toBe(false);
		expect(alice.presence()()).toBe(true);
	});

	it('knows it as well when its heart beats again first', async () => {
		await alice.claims.acquire([HELD], ALICE, LONG, now);
		const present = alice.presence();
		pulse.freeze(46 * SECOND);
		now += 46 * SECOND;
		await live(SECOND);
		expect(await bob.claims.acquire([HELD], BOB, LONG, now)).toMatchObject([{ state: 'held' }]);
		expect(present()).toBe(false);
	});
}
