import { orderId } from '../../../src/domain/ids';
import type { Database, Turn, WebhookRow } from '../../../src/ports/database';
import {
	AMAZON,
	claimKey,
	INBOX,
	iso,
	MINUTE,
	orderEvent,
	saleChange,
	SECOND,
	SHOP,
	SUBSCRIPTION,
	T0,
	type FreshDatabase,
	withDatabase,
} from './under-test';

const ALICE = 'host|1|1|a';
const BOB = 'other|2|1|b';
const DAY = 24 * 60 * MINUTE;

/** The clock of the database was a day ahead for a minute, and was set right at T0. */
export function aheadBattery(fresh: FreshDatabase): void {
	const test = withDatabase(fresh);
	const AHEAD = T0 + DAY;
	let now: number;
	let db: Database;
	beforeEach(async () => {
		now = AHEAD;
		db = await test.underTest.open(undefined, { now: () => now });
	});

	it('leaves no bucket without tokens: every poll of the day has its own', async () => {
		const bucket = { account: AMAZON, application: 'app', operation: 'searchOrders' };
		const plan = { rate: 1 / 180, burst: 20 };
		for (let taken = 0; taken < 15; taken += 1) await db.buckets.take(bucket, plan, 1, 5);
		now = T0;
		let polls = 0;
		let granted = 0;
		for (; now < T0 + DAY; now += 5 * MINUTE) {
			polls += 1;
			if ((await db.buckets.take(bucket, plan, 1, 5)).granted) granted += 1;
		}
		expect({ polls, granted }).toEqual({ polls: 288, granted: 288 - 1 });
	});

	it('gives no token twice to processes whose clocks differ by a little', async () => {
		const bucket = { account: AMAZON, application: 'app', operation: 'x' };
		const plan = { rate: 1, burst: 10 };
		const take = async (at: number): Promise<boolean> => {
			now = at;
			return (await db.buckets.take(bucket, plan, 1, 0)).granted;
		};
		let granted = 0;
		for (let turn = 0; turn < 200; turn += 1) if (await take(T0 + (turn % 2 === 0 ? 20 * SECOND : 0))) granted += 1;
		expect(granted).toBe(10);
	});

	it('holds no claim, turn or stream until the day has passed', async () => {
		const turn: Turn = { account: SHOP, about: 'order', which: '17' };
		const stream = { account: AMAZON, kind: 'live' } as const;
		await db.claims.acquire([claimKey('902-1')], ALICE, MINUTE, AHEAD);
		await db.turns.take(turn, ALICE, MINUTE, AHEAD);
		await db.streams.take(stream, ALICE, MINUTE, AHEAD);
		expect(await db.claims.acquire([claimKey('902-1')], BOB, MINUTE, T0)).toEqual([{ state: 'acquired', leaseUntil: iso(T0 + MINUTE) }]);
		expect(await db.turns.take(turn, BOB, MINUTE, T0)).toBe(true);
		expect(await db.streams.take(stream, BOB, MINUTE, T0)).toBeDefined();
	});

	it('lets a write that was open settle from now on, and no longer than it needs', async () => {
		const key = claimKey('902-1');
		await db.claims.acquire([key], ALICE, 10 * MINUTE, AHEAD);
		await db.claims.begin([key], ALICE, { position: 7, neededMs: 0, settlesAt: AHEAD + 5 * MINUTE }, AHEAD);
		await db.claims.abandon([key], ALICE, AHEAD);
		const settling = { state: 'unsettled', position: 7, writeBegan: iso(T0), settlesAt: iso(T0 + 5 * MINUTE) };
		expect(await db.claims.acquire([key], BOB, MINUTE, T0)).toMatchObject([settling]);
		await db.claims.abandon([key], BOB, T0);
		expect(await db.claims.acquire([key], BOB, MINUTE, T0 + 4 * MINUTE)).toMatchObject([settling]);
	});

	it('looks at a webhook again, and tells nothing of it that has not happened', async () => {
		const row: WebhookRow = {
			subscription: SUBSCRIPTION,
			account: SHOP,
			deliveryUrl: 'https://n8n.example/webhook/1',
			checkedAt: iso(AHEAD),
			createdAt: iso(AHEAD),
			heardAt: iso(AHEAD),
			mendedAt: iso(AHEAD),
		};
		await db.webhooks.put(row);
		expect(await db.webhooks.get(SUBSCRIPTION, SHOP)).toEqual(row);
		now = T0;
		const { checkedAt: _checkedAt, ...rest } = row;
		expect(await db.webhooks.get(SUBSCRIPTION, SHOP)).toEqual({
			...rest,
			createdAt: iso(T0),
			heardAt: iso(T0),
			mendedAt: iso(T0),
		});
	});

	it('returns a sale that was to wait for some minutes, and leaves those that are to wait long', async () => {
		const waits = { subscription: SUBSCRIPTION } as const;
		await db.subscriptions.subscribe(
			{ id: SUBSCRIPTION, account: AMAZON, settings: '{}', startsAt: iso(T0), lastPolledAt: iso(T0) },
			iso(T0),
		);
		await db.sales.change([saleChange('902-1', 'pending', { ...waits, nextAttemptAt: iso(AHEAD + 10 * MINUTE) })], AHEAD);
		await db.sales.change([saleChange('902-2', 'pending', { ...waits, nextAttemptAt: iso(T0 + 10 * 60 * MINUTE) })], T0 - SECOND);
		expect(await db.sales.returnDue(INBOX, 10, T0)).toBe(1);
		expect((await db.inbox.handOut(INBOX, 10, ALICE, MINUTE, T0)).rows.map((row) => row.orderId)).toEqual([orderId('902-1')]);
	});

	it('gives out events that came in or were to be tried again then', async () => {
		await db.inbox.add([orderEvent('902-1'), orderEvent('902-2')], [], AHEAD);
		const { rows } = await db.inbox.handOut(INBOX, 1, ALICE, MINUTE, AHEAD);
		await db.inbox.fail(rows, AHEAD + MINUTE, AHEAD);
		expect((await db.inbox.handOut(INBOX, 10, BOB, MINUTE, T0)).rows.map((row) => row.orderId)).toEqual(['902-1', '902-2']);
	});
}
