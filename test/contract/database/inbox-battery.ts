import type { InboxEvent, InboxStamp } from '../../../src/ports/database';
import {
	AMAZON,
	iso,
	MINUTE,
	orderEvent,
	OTHER_AMAZON,
	OTHER_SUBSCRIPTION,
	SECOND,
	SUBSCRIPTION,
	T0,
	withDatabase,
	type FreshDatabase,
} from './under-test';

const ALICE = 'host|1|1|a';
const BOB = 'host|2|1|b';

const event = (orderId: string, version = T0 - MINUTE, kind = 'order'): InboxEvent => orderEvent(orderId, { version: iso(version), kind });

const startedOf = (answers: readonly { readonly started: boolean }[]): readonly boolean[] => answers.map((answer) => answer.started);

export function inboxBattery(fresh: FreshDatabase): void {
	const test = withDatabase(fresh);
	const handOut = async (now = T0, limit = 200, owner = ALICE) => await test.db.inbox.handOut(SUBSCRIPTION, limit, owner, MINUTE, now);
	const orders = async (now = T0, limit = 200): Promise<readonly string[]> => (await handOut(now, limit)).rows.map((row) => row.orderId);
	const started = async (now = T0, owner = ALICE): Promise<readonly InboxStamp[]> => {
		const { rows } = await handOut(now);
		await test.db.inbox.start(rows, owner, 10 * MINUTE, now);
		return rows;
	};

	it('takes each event of a subscription once', async () => {
		expect(await test.db.inbox.add([event('902-1'), event('902-2'), event('902-1')], [], T0)).toBe(2);
		expect(await test.db.inbox.add([event('902-1'), event('902-1', T0), event('902-1', T0, 'cancelled')], [], T0)).toBe(2);
		expect(await test.db.inbox.add([{ ...event('902-1'), subscription: OTHER_SUBSCRIPTION }], [], T0)).toBe(1);
		const others = [{ topic: 'paid' }, { orderKey: 'wc_order_1' }, { account: OTHER_AMAZON }].map((change) => ({
			...event('902-1'),
			...change,
		}));
		expect([await test.db.inbox.add(others, [], T0), await test.db.inbox.add(others, [], T0)]).toEqual([3, 0]);
		expect(await test.db.inbox.add([], [], T0)).toBe(0);
	});

	it('hands rows out oldest first, up to the limit, and not twice', async () => {
		await test.db.inbox.add(
			['902-3', '902-1', '902-2'].map((id) => event(id)),
			[],
			T0,
		);
		const first = await handOut(T0, 2);
		expect(first.dead).toEqual([]);
		expect(first.rows).toEqual([
			{ ...event('902-3'), row: expect.any(Number), handOut: expect.any(String), attempts: 1 },
			{ ...event('902-1'), row: expect.any(Number), handOut: expect.any(String), attempts: 1 },
		]);
		expect(new Set(first.rows.map((row) => row.handOut)).size).toBe(2);
		expect(await orders()).toEqual(['902-2']);
		expect(await orders()).toEqual([]);
	});

	it('keeps subscriptions apart', async () => {
		await test.db.inbox.add([event('902-1'), { ...event('902-2'), subscription: OTHER_SUBSCRIPTION }], [], T0);
		expect(await orders()).toEqual(['902-1']);
	});

	it('gives a row out again when nobody started it by its deadline, as the same attempt', async () => {
		await test.db.inbox.add([event('902-1')], [], T0);
		const {
			rows: [old],
		} = await handOut();
		expect(await orders(T0 + MINUTE - 1)).toEqual([]);
		const {
			rows: [again],
		} = await handOut(T0 + MINUTE);
		expect(again).toMatchObject({ row: old?.row, attempts: 1 });
		expect(again?.handOut).not.toBe(old?.handOut);
	});

	it.each([0, 1, 2])('lets whichever hand-out begin that comes first (of three: %i), and no other', async (first) => {
		await test.db.inbox.add([event('902-1')], [], T0);
		const given: InboxStamp[] = [];
		for (const minutes of [0, 1, 2]) given.push(...(await handOut(T0 + minutes * MINUTE)).rows);
		const others = given.filter((_, at) => at !== first);
		expect(startedOf(await test.db.inbox.start(given.slice(first, first + 1), ALICE, 10 * MINUTE, T0 + 2 * MINUTE))).toEqual([true]);
		expect(startedOf(await test.db.inbox.start(others, BOB, 10 * MINUTE, T0 + 2 * MINUTE))).toEqual([false, false]);
		expect(await test.db.inbox.current(given)).toEqual(given.map((_, at) => at === first));
		// What the others say of it counts no more.
		await test.db.inbox.fail(others, T0, T0);
		await test.db.inbox.giveBack(others, T0, T0);
		await test.db.inbox.end(others, T0);
		expect(await test.db.inbox.counts(AMAZON)).toMatchObject({ started: 1 });
		expect(await orders(T0 + 3 * MINUTE)).toEqual([]);
	});

	it('begins one of two hand-outs of a row that come in one call', async () => {
		await test.db.inbox.add([event('902-1')], [], T0);
		const given = [...(await handOut()).rows, ...(await handOut(T0 + MINUTE)).rows].reverse();
		expect(startedOf(await test.db.inbox.start(given, ALICE, MINUTE, T0 + MINUTE))).toEqual([true, false]);
	});

	it('lets each order begin once when executions begin later than polls come', async () => {
		await test.db.inbox.add([event('902-1'), event('902-2')], [], T0);
		const waiting: { readonly at: number; readonly stamps: readonly InboxStamp[] }[] = [];
		const begun: number[] = [];
		for (let minute = 0; minute < 120; minute += 1) {
			const now = T0 + minute * MINUTE;
			// A poll each five minutes, a start deadline of two, executions that begin six minutes after their poll.
			if (minute % 5 === 0)
				waiting.push({ at: minute + 6, stamps: (await test.db.inbox.handOut(SUBSCRIPTION, 10, ALICE, 2 * MINUTE, now)).rows });
			for (const { stamps } of waiting.filter(({ at }) => at === minute)) {
				const answers = await test.db.inbox.start(stamps, BOB, 60 * MINUTE, now);
				const own = stamps.filter((_, at) => answers[at]?.started === true);
				begun.push(...own.map(({ row }) => row));
				await test.db.inbox.end(own, now);
			}
		}
		expect(begun).toHaveLength(2);
		expect(new Set(begun).size).toBe(2);
		expect(await test.db.inbox.counts(AMAZON)).toEqual({ new: 0, handed: 0, started: 0, ended: 2, dead: 0 });
	});

	it('tells a late start, by the deadline of the hand-out that begins', async () => {
		await test.db.inbox.add([event('902-1'), event('902-2')], [], T0);
		const { rows } = await handOut(T0, 1);
		await handOut(T0 + 2 * MINUTE);
		expect(await test.db.inbox.start(rows, ALICE, MINUTE, T0 + 2 * MINUTE)).toEqual([{ started: true, lateMs: MINUTE }]);
		expect(await test.db.inbox.start(rows, BOB, MINUTE, T0 + 2 * MINUTE)).toEqual([{ started: false, lateMs: 0 }]);
		const other = (await handOut(T0 + 4 * MINUTE)).rows.filter(({ orderId }) => orderId === '902-2');
		expect(await test.db.inbox.start(other, ALICE, MINUTE, T0 + 5 * MINUTE)).toEqual([{ started: true, lateMs: 0 }]);
	});

	it.each(['fail', 'giveBack'] as const)('takes all hand-outs of a row back at once: %s', async (how) => {
		await test.db.inbox.add([event('902-1')], [], T0);
		const [first, second] = [(await handOut()).rows, (await handOut(T0 + MINUTE)).rows];
		await test.db.inbox[how](first, T0 + MINUTE, T0 + MINUTE);
		expect(startedOf(await test.db.inbox.start([...first, ...second], BOB, MINUTE, T0 + MINUTE))).toEqual([false, false]);
		expect((await handOut(T0 + MINUTE)).rows).toMatchObject([{ attempts: how === 'fail' ? 2 : 1 }]);
	});

	it('begins nothing of an older version that a newer one took the place of', async () => {
		await test.db.inbox.add([event('902-1')], [], T0);
		const { rows: older } = await handOut();
		await test.db.inbox.add([event('902-1', T0)], [], T0);
		const { rows: newer } = await handOut(T0 + MINUTE);
		expect(startedOf(await test.db.inbox.start([...older, ...newer], ALICE, MINUTE, T0 + MINUTE))).toEqual([false, true]);
	});

	it('gives a started row out again when its lease ended, unless it was renewed', async () => {
		await test.db.inbox.add([event('902-1')], [], T0);
		const stamps = await started();
		expect(await orders(T0 + 10 * MINUTE - 1)).toEqual([]);
		await test.db.inbox.renew(stamps, 10 * MINUTE, T0 + 9 * MINUTE);
		expect(await orders(T0 + 10 * MINUTE)).toEqual([]);
		expect(await orders(T0 + 19 * MINUTE)).toEqual(['902-1']);
	});

	it('gives a started row out again at once when its process is gone', async () => {
		await test.db.inbox.add([event('902-1')], [], T0);
		await started(T0, BOB);
		expect(await orders()).toEqual([]);
		test.gone.add(BOB);
		expect(await orders()).toEqual(['902-1']);
	});

	it('ends for good', async () => {
		await test.db.inbox.add([event('902-1')], [], T0);
		const stamps = await started();
		await test.db.inbox.end(stamps, T0);
		await test.db.inbox.end(stamps, T0);
		await test.db.inbox.fail(stamps, T0, T0);
		expect(await orders(T0 + 1000 * MINUTE)).toEqual([]);
		expect(await test.db.inbox.add([event('902-1')], [], T0)).toBe(0);
	});

	it('does not end what was given to somebody else meanwhile', async () => {
		await test.db.inbox.add([event('902-1')], [], T0);
		const old = await started();
		const { rows } = await handOut(T0 + 10 * MINUTE);
		await test.db.inbox.end(old, T0);
		await test.db.inbox.fail(old, T0, T0);
		await test.db.inbox.renew(old, 1000 * MINUTE, T0);
		await test.db.inbox.giveBack(old, T0, T0);
		expect(startedOf(await test.db.inbox.start(rows, BOB, MINUTE, T0 + 10 * MINUTE))).toEqual([true]);
	});

	it('mixes no row up with the hand-out of another', async () => {
		await test.db.inbox.add([event('902-1'), event('902-2')], [], T0);
		const {
			rows: [first, second],
		} = await handOut();
		if (first === undefined || second === undefined) throw new Error('Not handed out');
		const crossed = [
			{ row: first.row, handOut: second.handOut },
			{ row: second.row, handOut: first.handOut },
		];
		expect(startedOf(await test.db.inbox.start(crossed, ALICE, MINUTE, T0))).toEqual([false, false]);
		expect(startedOf(await test.db.inbox.start([first, second], ALICE, MINUTE, T0))).toEqual([true, true]);
		expect(await test.db.inbox.current(crossed)).toEqual([false, false]);
	});

	it('lets a failed row wait, handed or started', async () => {
		await test.db.inbox.add([event('902-1'), event('902-2')], [], T0);
		const { rows } = await handOut();
		await test.db.inbox.start(rows.slice(0, 1), ALICE, MINUTE, T0);
		await test.db.inbox.fail(rows, T0 + 5 * MINUTE, T0);
		expect(await orders(T0 + 5 * MINUTE - 1)).toEqual([]);
		const again = await handOut(T0 + 5 * MINUTE);
		expect(again.rows.map((row) => [row.orderId, row.attempts])).toEqual([
			['902-1', 2],
			['902-2', 2],
		]);
	});

	it('does not count an attempt for what is given back, and gives nothing back that has started', async () => {
		await test.db.inbox.add([event('902-1'), event('902-2')], [], T0);
		const { rows } = await handOut();
		await test.db.inbox.start(rows.slice(0, 1), ALICE, 10 * MINUTE, T0);
		await test.db.inbox.giveBack(rows, T0 + SECOND, T0);
		expect(await orders()).toEqual([]);
		const again = await handOut(T0 + SECOND);
		expect(again.rows.map((row) => [row.orderId, row.attempts])).toEqual([['902-2', 1]]);
	});

	it('gives a row out five times and then tells that it is dead, until somebody has noted it', async () => {
		await test.db.inbox.add([event('902-1'), event('902-2')], [], T0);
		for (let attempt = 1; attempt <= 5; attempt += 1) {
			const { rows, dead } = await handOut(T0, 1);
			expect([rows.map((row) => [row.orderId, row.attempts]), dead]).toEqual([[['902-1', attempt]], []]);
			await test.db.inbox.fail(rows, T0, T0);
		}
		const sixth = await handOut(T0, 2);
		expect(sixth.rows.map((row) => row.orderId)).toEqual(['902-2']);
		expect(sixth.dead).toEqual([{ ...event('902-1'), row: expect.any(Number) }]);
		const seventh = await handOut(T0 + MINUTE, 2);
		expect([seventh.rows.map((row) => row.orderId), seventh.dead]).toEqual([['902-2'], sixth.dead]);
		await test.db.inbox.bury([...sixth.dead.map(({ row }) => row), ...seventh.rows.map(({ row }) => row)], T0);
		expect((await handOut(T0 + 1000 * MINUTE)).dead).toEqual([]);
		await test.db.inbox.prune(iso(T0 + 2000 * MINUTE));
		expect(await test.db.inbox.counts(AMAZON)).toMatchObject({ dead: 1 });
	});

	it('does not count a hand-out that nobody began: a busy n8n lets executions wait', async () => {
		await test.db.inbox.add([event('902-1')], [], T0);
		for (let attempt = 0; attempt < 10; attempt += 1) {
			const { rows, dead } = await handOut(T0 + attempt * MINUTE);
			expect([rows.map((row) => row.attempts), dead]).toEqual([[1], []]);
		}
	});

	it('gives only the newest version of an order out and ends the older ones', async () => {
		await test.db.inbox.add(
			[event('902-1', T0 - 2 * MINUTE), event('902-2'), event('902-1', T0 - MINUTE), event('902-1', T0 - 3 * MINUTE)],
			[],
			T0,
		);
		const { rows } = await handOut();
		expect(rows.map((row) => [row.orderId, row.version])).toEqual([
			['902-2', iso(T0 - MINUTE)],
			['902-1', iso(T0 - MINUTE)],
		]);
		expect(await test.db.inbox.counts(AMAZON)).toEqual({ new: 0, handed: 2, started: 0, ended: 2, dead: 0 });
	});

	it("lets topics, keys and accounts of one order id take nobody else's place", async () => {
		const older = { version: iso(T0 - 2 * MINUTE) };
		await test.db.inbox.add(
			[
				orderEvent('1042', { ...older, topic: 'paid', kind: 'paid' }),
				orderEvent('1042', { ...older, topic: 'shipped', kind: 'shipped' }),
				orderEvent('1042', { ...older, orderKey: 'wc_order_1' }),
				orderEvent('1042', { ...older, account: OTHER_AMAZON }),
				orderEvent('1042'),
			],
			[],
			T0,
		);
		const { rows } = await handOut();
		expect(rows).toHaveLength(5);
		await test.db.inbox.start(rows, ALICE, MINUTE, T0);
		expect(await test.db.inbox.current(rows)).toEqual([true, true, true, true, true]);
		await test.db.inbox.add([orderEvent('1042', { topic: 'paid', kind: 'paid' })], [], T0);
		expect(await test.db.inbox.current(rows)).toEqual([false, true, true, true, true]);
	});

	it('touches nothing of orders that the limit leaves for later', async () => {
		await test.db.inbox.add(
			[event('902-1'), event('902-2', T0 - 2 * MINUTE), event('902-2'), event('902-1', T0 - MINUTE, 'retry')],
			[],
			T0,
		);
		expect((await handOut(T0, 2)).rows.map((row) => [row.orderId, row.kind])).toEqual([
			['902-1', 'order'],
			['902-1', 'retry'],
		]);
		expect(await test.db.inbox.counts(AMAZON)).toMatchObject({ new: 2, ended: 0 });
	});

	it('ends an older version that still waits after a failure when a newer one goes out', async () => {
		await test.db.inbox.add([event('902-1', T0 - 2 * MINUTE)], [], T0);
		await test.db.inbox.fail(await started(), T0 + 60 * MINUTE, T0);
		await test.db.inbox.add([event('902-1', T0)], [], T0);
		expect(await orders()).toEqual(['902-1']);
		expect(await test.db.inbox.counts(AMAZON)).toMatchObject({ handed: 1, ended: 1, new: 0 });
	});

	it('leaves an older version alone that is running', async () => {
		await test.db.inbox.add([event('902-1', T0 - 2 * MINUTE)], [], T0);
		const running = await started();
		await test.db.inbox.add([event('902-1', T0)], [], T0);
		expect(await orders()).toEqual(['902-1']);
		expect(await test.db.inbox.counts(AMAZON)).toMatchObject({ started: 1, handed: 1 });
		expect(await test.db.inbox.current(running)).toEqual([false]);
	});

	it('knows which stamps still stand: started, or ended well; not before, nor once given back or handed on', async () => {
		await test.db.inbox.add([event('902-1'), event('902-2')], [], T0);
		const { rows } = await handOut();
		expect(await test.db.inbox.current(rows)).toEqual([false, false]);
		await test.db.inbox.start(rows, ALICE, MINUTE, T0);
		expect(await test.db.inbox.current(rows)).toEqual([true, true]);
		await test.db.inbox.end(rows.slice(0, 1), T0);
		await test.db.inbox.fail(rows.slice(1), T0, T0);
		expect(await test.db.inbox.current(rows)).toEqual([true, false]);
		const again = await started();
		expect(await test.db.inbox.current([...rows, ...again])).toEqual([true, false, true]);
		await test.db.inbox.prune(iso(T0 + MINUTE));
		expect(await test.db.inbox.current(rows)).toEqual([false, false]);
		expect(await test.db.inbox.current([])).toEqual([]);
	});

	it('takes a stamp for outdated once a newer version of its order is known to the same subscription', async () => {
		await test.db.inbox.add([event('902-1'), event('902-2'), event('902-3')], [], T0);
		const stamps = await started();
		await test.db.inbox.end(stamps.slice(0, 1), T0);
		await test.db.inbox.add(
			[event('902-1', T0), event('902-2', T0 - 2 * MINUTE), { ...event('902-3', T0), subscription: OTHER_SUBSCRIPTION }],
			[],
			T0,
		);
		expect(await test.db.inbox.current(stamps)).toEqual([false, true, true]);
	});

	it('counts a retry neither as a newer version nor as older than what was met before it', async () => {
		await test.db.inbox.add([event('902-1')], [], T0);
		const first = await started();
		await test.db.inbox.add([event('902-1', T0 + MINUTE, 'retry')], [], T0 + MINUTE);
		const retry = await started(T0 + MINUTE);
		expect(await test.db.inbox.current([...first, ...retry])).toEqual([true, true]);
		await test.db.inbox.add([event('902-1', T0)], [], T0 + MINUTE);
		expect(await test.db.inbox.current([...first, ...retry])).toEqual([false, false]);
	});

	it('counts the rows of an account', async () => {
		await test.db.inbox.add(
			[event('902-1'), event('902-2'), event('902-3'), event('902-4'), { ...event('1'), account: OTHER_AMAZON }],
			[],
			T0,
		);
		const { rows } = await handOut(T0, 3);
		await test.db.inbox.start(rows.slice(0, 2), ALICE, MINUTE, T0);
		await test.db.inbox.end(rows.slice(0, 1), T0);
		expect(await test.db.inbox.counts(AMAZON)).toEqual({ new: 1, handed: 1, started: 1, ended: 1, dead: 0 });
	});

	it('forgets rows that ended before a time, and those only', async () => {
		await test.db.inbox.add([event('902-1'), event('902-2'), event('902-3')], [], T0);
		const stamps = await started();
		await test.db.inbox.end(stamps.slice(0, 1), T0);
		await test.db.inbox.end(stamps.slice(1, 2), T0 + MINUTE);
		expect(await test.db.inbox.prune(iso(T0 + MINUTE))).toBe(1);
		expect(await test.db.inbox.counts(AMAZON)).toMatchObject({ ended: 1, started: 1 });
		expect(await test.db.inbox.current(stamps)).toEqual([false, true, true]);
	});

	it('works through a backlog of thousands, 200 at a time, each order once', async () => {
		const ids = Array.from({ length: 5_000 }, (_, at) => `902-${at}`);
		expect(
			await test.db.inbox.add(
				ids.map((id) => event(id)),
				[],
				T0,
			),
		).toBe(ids.length);
		const seen: string[] = [];
		for (let rows = (await handOut()).rows; rows.length > 0; rows = (await handOut()).rows) {
			expect(rows.length).toBeLessThanOrEqual(200);
			await test.db.inbox.start(rows, ALICE, MINUTE, T0);
			await test.db.inbox.end(rows, T0);
			seen.push(...rows.map((row) => row.orderId));
		}
		expect(seen).toEqual(ids);
	});

	it('gives each row to one of two handles that poll at once', async () => {
		const other = await test.another();
		const ids = Array.from({ length: 60 }, (_, at) => `902-${at}`);
		await test.db.inbox.add(
			ids.map((id) => event(id)),
			[],
			T0,
		);
		const polls = await Promise.all(
			[0, 1, 2, 3, 4, 5].map(
				async (at) => (await (at % 2 === 0 ? test.db : other).inbox.handOut(SUBSCRIPTION, 10, ALICE, MINUTE, T0)).rows,
			),
		);
		expect(
			polls
				.flat()
				.map((row) => row.orderId)
				.sort(),
		).toEqual([...ids].sort());
	});
}
