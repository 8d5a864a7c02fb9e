import type { InboxEvent, InboxStamp } from '../../../src/ports/database';
import {
	AMAZON,
	INBOX,
	iso,
	MINUTE,
	orderEvent,
	OTHER_AMAZON,
	OTHER_SUBSCRIPTION,
	SECOND,
	T0,
	type FreshDatabase,
	withDatabase,
} from './under-test';

const ALICE = 'host|1|1|a';
const BOB = 'host|2|1|b';

const event = (orderId: string, version = T0 - MINUTE, kind = 'order'): InboxEvent => orderEvent(orderId, { version: iso(version), kind });

const startedOf = (answers: readonly { readonly started: boolean }[]): readonly boolean[] => answers.map((answer) => answer.started);

export function inboxBattery(fresh: FreshDatabase): void {
	const test = withDatabase(fresh);
	const handOut = async (now = T0, limit = 200, owner = ALICE) => await test.db.inbox.handOut(INBOX, limit, owner, MINUTE, now);
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

	it('gives out what is of the account that polls; the rest waits for its own, and counts against no limit', async () => {
		const others = ['902-1', '902-2', '902-3'].map((id) => ({ ...event(id), account: OTHER_AMAZON }));
		await test.db.inbox.add([...others, event('902-1')], [], T0);
		expect(await orders(T0, 1)).toEqual(['902-1']);
		expect(await test.db.inbox.elsewhere(INBOX)).toEqual(new Map([[OTHER_AMAZON, 3]]));
		expect(await orders(T0 + 1000 * MINUTE)).toEqual(['902-1']);
		const back = { ...INBOX, account: OTHER_AMAZON };
		const { rows } = await test.db.inbox.handOut(back, 10, ALICE, MINUTE, T0 + 1000 * MINUTE);
		expect(rows.map(({ orderId, attempts }) => [orderId, attempts])).toEqual([
			['902-1', 1],
			['902-2', 1],
			['902-3', 1],
		]);
		expect(await test.db.inbox.elsewhere(back)).toEqual(new Map([[AMAZON, 1]]));
		await test.db.inbox.start(rows, ALICE, MINUTE, T0);
		await test.db.inbox.end(rows, T0);
		expect(await test.db.inbox.elsewhere(INBOX)).toEqual(new Map());
	});

	it('tells what is dead to the account that it is of', async () => {
		await test.db.inbox.add([{ ...event('902-1'), account: OTHER_AMAZON }], [], T0);
		const back = { ...INBOX, account: OTHER_AMAZON };
		for (let run = 0; run < 5; run += 1) {
			const { rows } = await test.db.inbox.handOut(back, 10, ALICE, MINUTE, T0);
			await test.db.inbox.start(rows, ALICE, MINUTE, T0);
			await test.db.inbox.fail(rows, T0, T0);
		}
		expect((await handOut(T0 + MINUTE)).dead).toEqual([]);
		expect((await test.db.inbox.handOut(back, 10, ALICE, MINUTE, T0 + MINUTE)).dead).toMatchObject([{ account: OTHER_AMAZON }]);
	});

	it('gives nothing out before its time, unless that lies further ahead than anything waits', async () => {
		await test.db.inbox.add([{ ...event('902-1'), notBefore: iso(T0 + 5 * MINUTE) }], [], T0);
		await test.db.inbox.add([event('902-2'), event('902-3')], [], T0 + 24 * 60 * MINUTE);
		expect(await orders()).toEqual(['902-2', '902-3']);
		expect(await orders(T0 + 5 * MINUTE)).toContain('902-1');
	});

	it('gives again at once what was given out by a clock that was a day ahead', async () => {
		await test.db.inbox.add([event('902-1'), event('902-2')], [], T0);
		const ahead = T0 + 24 * 60 * MINUTE;
		const { rows } = await handOut(ahead);
		await test.db.inbox.giveBack(rows.slice(0, 1), ahead + MINUTE, ahead);
		expect(await orders()).toEqual(['902-1', '902-2']);
	});

	it('keeps subscriptions apart', async () => {
		await test.db.inbox.add([event('902-1'), { ...event('902-2'), subscription: OTHER_SUBSCRIPTION }], [], T0);
		expect(await orders()).toEqual(['902-1']);
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
		expect(await test.db.inbox.counts(AMAZON)).toMatchObject({ dead: 1 });
	});

	it('does not count a hand-out that nobody began: a busy n8n lets executions wait', async () => {
		await test.db.inbox.add([event('902-1')], [], T0);
		for (let attempt = 0; attempt < 10; attempt += 1) {
			const { rows, dead } = await handOut(T0 + attempt * MINUTE);
			expect([rows.map((row) => row.attempts), dead]).toEqual([[1], []]);
		}
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
		expect(await test.db.inbox.prune(iso(T0 + MINUTE))).toMatchObject({ rows: 1 });
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
			[0, 1, 2, 3, 4, 5].map(async (at) => (await (at % 2 === 0 ? test.db : other).inbox.handOut(INBOX, 10, ALICE, MINUTE, T0)).rows),
		);
		expect(
			polls
				.flat()
				.map((row) => row.orderId)
				.sort(),
		).toEqual([...ids].sort());
	});
}
