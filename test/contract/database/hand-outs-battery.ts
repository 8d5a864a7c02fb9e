import type { InboxStamp } from '../../../src/ports/database';
import { AMAZON, INBOX, iso, MINUTE, orderEvent, T0, type FreshDatabase, withDatabase } from './under-test';

const ALICE = 'host|1|1|a';
const BOB = 'host|2|1|b';

const event = (orderId: string, version = T0 - MINUTE) => orderEvent(orderId, { version: iso(version) });
const startedOf = (answers: readonly { readonly started: boolean }[]): readonly boolean[] => answers.map((answer) => answer.started);

/** Which of several hand-outs of a row may begin. */
export function handOutsBattery(fresh: FreshDatabase): void {
	const test = withDatabase(fresh);
	const handOut = async (now = T0, limit = 200) => await test.db.inbox.handOut(INBOX, limit, ALICE, MINUTE, now);
	const orders = async (now = T0): Promise<readonly string[]> => (await handOut(now)).rows.map((row) => row.orderId);

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
			if (minute % 5 === 0) waiting.push({ at: minute + 6, stamps: (await test.db.inbox.handOut(INBOX, 10, ALICE, 2 * MINUTE, now)).rows });
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

	it('takes all hand-outs of a row back at once when its run failed', async () => {
		await test.db.inbox.add([event('902-1')], [], T0);
		const [first, second] = [(await handOut()).rows, (await handOut(T0 + MINUTE)).rows];
		await test.db.inbox.fail(first, T0 + MINUTE, T0 + MINUTE);
		expect(startedOf(await test.db.inbox.start([...first, ...second], BOB, MINUTE, T0 + MINUTE))).toEqual([false, false]);
		expect((await handOut(T0 + MINUTE)).rows).toMatchObject([{ attempts: 2 }]);
	});

	it('leaves an earlier hand-out as it is when a later one is given back, whose order could not be read', async () => {
		await test.db.inbox.add([event('902-1')], [], T0);
		const [first, second] = [(await handOut()).rows, (await handOut(T0 + MINUTE)).rows];
		await test.db.inbox.giveBack(second, T0 + 2 * MINUTE, T0 + MINUTE);
		expect((await handOut(T0 + 2 * MINUTE - 1)).rows).toEqual([]);
		const { rows: third } = await handOut(T0 + 2 * MINUTE);
		expect(third).toMatchObject([{ attempts: 1 }]);
		await test.db.inbox.giveBack(third, T0 + 3 * MINUTE, T0 + 2 * MINUTE);
		expect(startedOf(await test.db.inbox.start([...second, ...third], BOB, MINUTE, T0 + 2 * MINUTE))).toEqual([false, false]);
		expect(await test.db.inbox.start(first, BOB, MINUTE, T0 + 2 * MINUTE)).toEqual([{ started: true, lateMs: MINUTE }]);
	});

	it('counts what is given back because its order cannot be read, where that is asked for', async () => {
		await test.db.inbox.add([event('902-1')], [], T0);
		for (let attempt = 1; attempt <= 5; attempt += 1) {
			const { rows } = await handOut(T0 + attempt * MINUTE);
			expect(rows).toMatchObject([{ attempts: attempt }]);
			await test.db.inbox.giveBack(rows, T0 + attempt * MINUTE, T0, 'counts');
		}
		expect(await handOut(T0 + 6 * MINUTE)).toMatchObject({ rows: [], dead: [{ orderId: '902-1' }] });
	});

	it('counts it also while an earlier hand-out has not begun, which may be that of a process that is gone', async () => {
		await test.db.inbox.add([event('902-1')], [], T0);
		await handOut();
		for (let attempt = 1; attempt <= 5; attempt += 1) {
			const { rows } = await handOut(T0 + attempt * MINUTE);
			expect(rows).toMatchObject([{ attempts: attempt }]);
			await test.db.inbox.giveBack(rows, T0 + attempt * MINUTE, T0, 'counts');
		}
		expect(await handOut(T0 + 6 * MINUTE)).toMatchObject({ rows: [], dead: [{ orderId: '902-1' }] });
	});

	it('begins a row no more of which all hand-outs were given back', async () => {
		await test.db.inbox.add([event('902-1')], [], T0);
		const [first, second] = [(await handOut()).rows, (await handOut(T0 + MINUTE)).rows];
		await test.db.inbox.giveBack([...first, ...second], T0 + MINUTE, T0 + MINUTE);
		expect(startedOf(await test.db.inbox.start([...first, ...second], BOB, MINUTE, T0 + MINUTE))).toEqual([false, false]);
		expect((await handOut(T0 + MINUTE)).rows).toMatchObject([{ attempts: 1 }]);
	});

	it('begins nothing of an older version that a newer one took the place of', async () => {
		await test.db.inbox.add([event('902-1')], [], T0);
		const { rows: older } = await handOut();
		await test.db.inbox.add([event('902-1', T0)], [], T0);
		const { rows: newer } = await handOut(T0 + MINUTE);
		expect(startedOf(await test.db.inbox.start([...older, ...newer], ALICE, MINUTE, T0 + MINUTE))).toEqual([false, true]);
	});

	describe('portions', () => {
		const portion = async (atOnce: number, now = T0, limit = 1, owner = ALICE) =>
			await test.db.inbox.handOut(INBOX, limit, owner, MINUTE, now, atOnce);
		const out = async (now = T0) => await test.db.inbox.portionsOut(INBOX, now);

		beforeEach(async () => {
			await test.db.inbox.add(
				['902-1', '902-2', '902-3', '902-4'].map((id) => event(id)),
				[],
				T0,
			);
		});

		it('gives out no more of them than may be out, until one has ended, and says which', async () => {
			expect(await out()).toEqual({ portions: 0, begun: true });
			const first = await portion(2, T0, 2);
			expect(await out()).toEqual({ portions: 1, begun: false });
			await test.db.inbox.start(first.rows, BOB, MINUTE, T0);
			expect(await out()).toEqual({ portions: 1, begun: true });
			const second = await portion(2);
			expect([first, second]).toMatchObject([{ full: false }, { full: false }]);
			expect(await out()).toEqual({ portions: 2, begun: false });
			expect(await portion(2)).toEqual({ rows: [], dead: [], full: true });
			await test.db.inbox.end(first.rows.slice(0, 1), T0);
			expect(await portion(2)).toMatchObject({ rows: [], full: true });
			await test.db.inbox.end(first.rows, T0);
			expect(await portion(2)).toMatchObject({ rows: [{ orderId: '902-4' }], full: false });
		});

		it('counts none that is due again, given back, failed, or of a run that waits', async () => {
			const [one, two, three] = [(await portion(9)).rows, (await portion(9)).rows, (await portion(9)).rows];
			await test.db.inbox.start([...one, ...two, ...three], BOB, MINUTE, T0);
			expect((await out()).portions).toBe(3);
			await test.db.inbox.fail(one, T0, T0);
			await test.db.inbox.renew(two, 10 * MINUTE, T0, 'waits');
			expect((await out()).portions).toBe(1);
			expect((await out(T0 + MINUTE)).portions).toBe(0);
			const { rows } = await portion(9);
			expect((await out()).portions).toBe(2);
			expect(await test.db.inbox.giveBack(rows, T0, T0, 'counts')).toBe(1);
			expect(await test.db.inbox.giveBack(rows, T0, T0, 'counts')).toBe(0);
			expect((await out()).portions).toBe(1);
		});

		it('counts nothing that a webhook gave out, and lets it give out whatever is out', async () => {
			await portion(1);
			expect((await handOut(T0, 1)).rows).toMatchObject([{ orderId: '902-2' }]);
			expect(await out()).toEqual({ portions: 1, begun: false });
			expect(await test.db.inbox.portionsOut({ ...INBOX, account: 'amazon:eu:OTHER' as typeof AMAZON }, T0)).toEqual({
				portions: 0,
				begun: true,
			});
		});

		it('gives out one of two portions that two processes ask for at the same time, where one may be out', async () => {
			const both = await Promise.all([portion(1, T0, 1, ALICE), portion(1, T0, 1, BOB)]);
			expect(both.map(({ full }) => full).sort()).toEqual([false, true]);
			expect(both.flatMap(({ rows }) => rows)).toHaveLength(1);
		});
	});
}
