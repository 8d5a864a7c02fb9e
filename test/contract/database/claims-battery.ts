import type { ClaimKey } from '../../../src/ports/database';
import { HandPulse } from './hand-pulse';
import {
	amazonOrder,
	claimKey as order,
	iso,
	MINUTE,
	OTHER_AMAZON,
	OTHER_SHOP,
	SECOND,
	T0,
	withDatabase,
	type FreshDatabase,
} from './under-test';

const ALICE = 'host|1|1|a';
const BOB = 'host|2|1|b';

const KEY = order('902-1');
const write = (position: number, settlesAt = T0 + 30 * SECOND, neededMs = 20 * SECOND) => ({ position, neededMs, settlesAt });

export function claimsBattery(fresh: FreshDatabase): void {
	const test = withDatabase(fresh);
	const acquire = async (owner: string, now = T0, keys: readonly ClaimKey[] = [KEY]) =>
		await test.db.claims.acquire(keys, owner, MINUTE, now);

	it('gives a free key to the first and tells the second until when it is held', async () => {
		expect(await acquire(ALICE)).toEqual([{ state: 'acquired', leaseUntil: iso(T0 + MINUTE) }]);
		expect(await acquire(BOB, T0 + SECOND)).toEqual([{ state: 'held', until: iso(T0 + MINUTE) }]);
	});

	it('answers one by one in order, also for one order twice in a call', async () => {
		await test.db.claims.complete([{ key: order('2'), result: '77' }], T0);
		const answers = await acquire(ALICE, T0, [order('1'), order('2'), order('1')]);
		expect(answers.map((answer) => answer.state)).toEqual(['acquired', 'done', 'held']);
		expect(answers[1]).toEqual({ state: 'done', result: '77' });
	});

	it('holds account, order, effect and part apart, but not when the order was made', async () => {
		await acquire(ALICE);
		const others: readonly ClaimKey[] = [
			{ ...KEY, at: OTHER_SHOP },
			{ ...KEY, order: { ...KEY.order, account: OTHER_AMAZON } },
			{ ...KEY, order: amazonOrder('902-2') },
			{ ...KEY, order: { ...KEY.order, key: 'wc_order_1' } },
			{ ...KEY, effect: 'note' },
			{ ...KEY, effect: 'note', part: 'addressChanged' },
		];
		expect(new Set((await acquire(BOB, T0, others)).map((answer) => answer.state))).toEqual(new Set(['acquired']));
		const same: readonly ClaimKey[] = [
			{ ...KEY, order: { ...KEY.order, createdAt: iso(T0) } },
			{ ...KEY, part: '' },
		];
		expect((await acquire(BOB, T0, same)).map((answer) => answer.state)).toEqual(['held', 'held']);
	});

	it('passes a key on when its lease ended, not a moment before', async () => {
		await acquire(ALICE);
		expect(await acquire(BOB, T0 + MINUTE - 1)).toMatchObject([{ state: 'held' }]);
		expect(await acquire(BOB, T0 + MINUTE)).toEqual([{ state: 'acquired', leaseUntil: iso(T0 + 2 * MINUTE) }]);
	});

	it('passes a key on at once when its process is gone', async () => {
		await acquire(ALICE);
		test.gone.add(ALICE);
		expect(await acquire(BOB)).toMatchObject([{ state: 'acquired' }]);
	});

	it('tells the next one of a write whose end nobody told', async () => {
		await acquire(ALICE);
		expect(await test.db.claims.begin([KEY], ALICE, write(41), T0 + SECOND)).toEqual([true]);
		expect(await acquire(BOB, T0 + MINUTE)).toEqual([
			{
				state: 'unsettled',
				leaseUntil: iso(T0 + 2 * MINUTE),
				position: 41,
				writeBegan: iso(T0 + SECOND),
				settlesAt: iso(T0 + 30 * SECOND),
			},
		]);
	});

	it('keeps telling it until somebody says how it ended, whoever dies meanwhile', async () => {
		await acquire(ALICE);
		await test.db.claims.begin([KEY], ALICE, write(41), T0);
		test.gone.add(ALICE);
		await acquire(BOB);
		test.gone.add(BOB);
		expect(await acquire('host|3|1|c')).toMatchObject([{ state: 'unsettled', position: 41 }]);
	});

	it('begins no write without the lease, or with too little of it left', async () => {
		await acquire(ALICE);
		const begin = async (owner: string, now: number, key = KEY) => await test.db.claims.begin([key], owner, write(41), now);
		expect(await begin(BOB, T0)).toEqual([false]);
		expect(await begin(ALICE, T0, order('never acquired'))).toEqual([false]);
		expect(await begin(ALICE, T0 + MINUTE - 20 * SECOND + 1)).toEqual([false]);
		expect(await acquire(BOB, T0 + MINUTE)).toMatchObject([{ state: 'acquired' }]);
	});

	it('begins with exactly enough lease left', async () => {
		await acquire(ALICE);
		expect(await test.db.claims.begin([KEY], ALICE, write(41), T0 + MINUTE - 20 * SECOND)).toEqual([true]);
	});

	it('begins those of a batch that may', async () => {
		await acquire(ALICE, T0, [order('1')]);
		await acquire(BOB, T0, [order('2')]);
		expect(await test.db.claims.begin([order('2'), order('1')], ALICE, write(1), T0)).toEqual([false, true]);
	});

	it('remembers the furthest look-back when a second write begins before the first is settled', async () => {
		await acquire(ALICE);
		await test.db.claims.begin([KEY], ALICE, write(41, T0 + 30 * SECOND), T0);
		await test.db.claims.begin([KEY], ALICE, write(50, T0 + 35 * SECOND), T0 + 5 * SECOND);
		expect(await acquire(BOB, T0 + MINUTE)).toMatchObject([{ position: 41, writeBegan: iso(T0), settlesAt: iso(T0 + 35 * SECOND) }]);
	});

	it('says done for good once the effect is there', async () => {
		await acquire(ALICE);
		await test.db.claims.begin([KEY], ALICE, write(41), T0);
		await test.db.claims.complete([{ key: KEY, result: '1201' }], T0);
		await test.db.claims.complete([{ key: KEY, result: 'another' }], T0);
		expect(await acquire(BOB, T0 + 1000 * MINUTE)).toEqual([{ state: 'done', result: '1201' }]);
		expect(await test.db.claims.begin([KEY], ALICE, write(41), T0)).toEqual([false]);
	});

	it('takes an effect as a fact whoever held the key, or nobody', async () => {
		await acquire(ALICE);
		await test.db.claims.complete(
			[
				{ key: KEY, result: '1' },
				{ key: order('free'), result: '2' },
				{ key: order('free'), result: '3' },
			],
			T0,
		);
		expect(await acquire(BOB, T0, [KEY, order('free')])).toEqual([
			{ state: 'done', result: '1' },
			{ state: 'done', result: '2' },
		]);
		await test.db.claims.release([KEY], ALICE, T0);
		await test.db.claims.abandon([KEY], ALICE, T0);
		expect(await acquire(BOB)).toMatchObject([{ state: 'done' }]);
	});

	it('frees a key whose effect surely did not happen, even after its write began', async () => {
		await acquire(ALICE);
		await test.db.claims.begin([KEY], ALICE, write(41), T0);
		await test.db.claims.release([KEY], BOB, T0);
		expect(await acquire(BOB)).toMatchObject([{ state: 'held' }]);
		await test.db.claims.release([KEY], ALICE, T0);
		expect(await acquire(BOB)).toMatchObject([{ state: 'acquired' }]);
	});

	it('gives a lease back with the outcome unknown: the next one looks first', async () => {
		await acquire(ALICE, T0, [KEY, order('not begun')]);
		await test.db.claims.begin([KEY], ALICE, write(41), T0);
		await test.db.claims.abandon([KEY], BOB, T0);
		expect(await acquire(BOB)).toMatchObject([{ state: 'held' }]);
		await test.db.claims.abandon([KEY, order('not begun')], ALICE, T0);
		expect(await acquire(BOB, T0, [KEY, order('not begun')])).toMatchObject([{ state: 'unsettled', position: 41 }, { state: 'acquired' }]);
	});

	it('opens again what is not there any more, for one who looks first; not what stands as something else by now', async () => {
		const lost = (key: ClaimKey, result: string) => ({ key, result });
		await test.db.claims.complete(
			[
				{ key: KEY, result: '12' },
				{ key: order('anew'), result: '15' },
			],
			T0,
		);
		await acquire(ALICE, T0, [order('under way')]);
		const look = { position: 9, settlesAt: T0 + SECOND };
		const all = [lost(KEY, '12'), lost(order('anew'), '12'), lost(order('under way'), '12'), lost(order('forgotten'), '12')];
		for (let time = 0; time < 2; time += 1) await test.db.claims.reopen(all, look, T0);
		const unsettled = { state: 'unsettled', leaseUntil: iso(T0 + MINUTE), position: 9, writeBegan: iso(T0), settlesAt: iso(T0 + SECOND) };
		expect(
			await acquire(
				BOB,
				T0,
				all.map(({ key }) => key),
			),
		).toEqual([unsettled, { state: 'done', result: '15' }, { state: 'held', until: iso(T0 + MINUTE) }, unsettled]);
		await test.db.claims.complete([{ key: KEY, result: '16' }], T0);
		await test.db.claims.reopen(all.slice(0, 1), look, T0);
		expect(await acquire(BOB)).toEqual([{ state: 'done', result: '16' }]);
		await test.db.claims.reopen([], look, T0);
	});

	it('tells which parts of an effect are done for an order', async () => {
		const { at, order: whose } = KEY;
		const of = (part: string, change: Partial<ClaimKey> = {}): ClaimKey => ({ ...KEY, effect: 'parcel', part, ...change });
		const keyed = { ...whose, key: '1a2b3c4d' };
		const done = [
			...[of('P2'), of('P1'), of('N', { effect: 'note' })],
			...[of('P3', { order: { ...whose, id: order('903-1').order.id } }), of('P4', { order: keyed }), of('P5', { at: OTHER_SHOP })],
		];
		await test.db.claims.complete(
			done.map((key) => ({ key, result: '' })),
			T0,
		);
		await acquire(ALICE, T0, [of('P6')]);
		expect(await test.db.claims.partsDone({ at, order: whose, effect: 'parcel' })).toEqual(['P1', 'P2']);
		expect(await test.db.claims.partsDone({ at, order: keyed, effect: 'parcel' })).toEqual(['P4']);
	});

	it('gives one key to one of two handles that ask at once', async () => {
		const other = await test.another();
		const keys = Array.from({ length: 20 }, (_, at) => order(String(at)));
		for (const key of keys) {
			const answers = await Promise.all(
				[test.db, other, test.db, other].map(async (db, at) => (await db.claims.acquire([key], `host|${at}|1|x`, MINUTE, T0))[0]?.state),
			);
			expect([...answers].sort()).toEqual(['acquired', 'held', 'held', 'held']);
		}
	});

	it('takes thousands of keys in a call, and none', async () => {
		const keys = Array.from({ length: 12_000 }, (_, at) => order(String(at)));
		expect(new Set((await acquire(ALICE, T0, keys)).map((answer) => answer.state))).toEqual(new Set(['acquired']));
		// Whose time stands still: so many take long.
		const patient = await test.underTest.open(undefined, undefined, new HandPulse());
		expect((await patient.claims.begin(keys, ALICE, write(1), T0)).every(Boolean)).toBe(true);
		await test.db.claims.complete(
			keys.map((key) => ({ key, result: 'x' })),
			T0,
		);
		expect(new Set((await acquire(BOB, T0, keys)).map((answer) => answer.state))).toEqual(new Set(['done']));
		expect(await acquire(ALICE, T0, [])).toEqual([]);
		expect(await test.db.claims.begin([], ALICE, write(1), T0)).toEqual([]);
		await test.db.claims.complete([], T0);
		await test.db.claims.release([], ALICE, T0);
		await test.db.claims.abandon([], ALICE, T0);
	});
}
