import { subscriptionId, type SubscriptionId } from '../../../src/domain/ids';
import type { Subscription, Turn, WebhookRow } from '../../../src/ports/database';
import {
	AMAZON,
	iso,
	MINUTE,
	OTHER_AMAZON,
	OTHER_SHOP,
	OTHER_SUBSCRIPTION,
	SHOP,
	SUBSCRIPTION,
	T0,
	withDatabase,
	type FreshDatabase,
} from './under-test';

const ALICE = 'host|1|1|a';
const BOB = 'host|2|1|b';
const THIRD = subscriptionId('wf3', 'trigger');

const subscription = (id: SubscriptionId, change: Partial<Subscription> = {}): Subscription => ({
	id,
	account: AMAZON,
	settings: '{"marketplaces":["A1PA6795UKMFR9"]}',
	startsAt: iso(T0),
	lastPolledAt: iso(T0),
	...change,
});

/** What triggers keep besides their streams: subscriptions, webhooks, turns and pauses. */
export function triggersBattery(fresh: FreshDatabase): void {
	const test = withDatabase(fresh);

	it('registers a subscription and answers those of the account that still poll', async () => {
		await test.db.subscriptions.subscribe(subscription(SUBSCRIPTION, { lastPolledAt: iso(T0 - 60 * MINUTE) }), iso(T0));
		await test.db.subscriptions.subscribe(subscription(OTHER_SUBSCRIPTION, { account: OTHER_AMAZON }), iso(T0));
		expect(await test.db.subscriptions.subscribe(subscription(THIRD), iso(T0 - 59 * MINUTE))).toEqual([subscription(THIRD)]);
		expect((await test.db.subscriptions.of(AMAZON)).map(({ id }) => id)).toEqual([SUBSCRIPTION, THIRD]);
	});

	it('refreshes a known subscription but keeps where it starts', async () => {
		await test.db.subscriptions.subscribe(subscription(SUBSCRIPTION), iso(T0));
		const later = subscription(SUBSCRIPTION, { startsAt: iso(T0 + 5 * MINUTE), lastPolledAt: iso(T0 + 5 * MINUTE), settings: '{}' });
		expect(await test.db.subscriptions.subscribe(later, iso(T0))).toEqual([{ ...later, startsAt: iso(T0) }]);
	});

	it('takes a subscription with another account for a new one, and finds the old one as it was when that account is back', async () => {
		await test.db.subscriptions.subscribe(subscription(SUBSCRIPTION), iso(T0));
		const moved = subscription(SUBSCRIPTION, { account: OTHER_AMAZON, startsAt: iso(T0 + MINUTE) });
		expect(await test.db.subscriptions.subscribe(moved, iso(T0))).toEqual([moved]);
		expect(await test.db.subscriptions.of(AMAZON)).toEqual([subscription(SUBSCRIPTION)]);
		const back = subscription(SUBSCRIPTION, { startsAt: iso(T0 + 2 * MINUTE), lastPolledAt: iso(T0 + 2 * MINUTE) });
		expect(await test.db.subscriptions.subscribe(back, iso(T0))).toEqual([{ ...back, startsAt: iso(T0) }]);
		expect(await test.db.subscriptions.of(OTHER_AMAZON)).toEqual([moved]);
	});

	it('lets nobody of an account start later than a time', async () => {
		await test.db.subscriptions.subscribe(subscription(SUBSCRIPTION, { startsAt: iso(T0 + 60 * MINUTE) }), iso(T0));
		await test.db.subscriptions.subscribe(subscription(THIRD, { startsAt: iso(T0 - MINUTE) }), iso(T0));
		const elsewhere = subscription(OTHER_SUBSCRIPTION, { account: OTHER_AMAZON, startsAt: iso(T0 + 60 * MINUTE) });
		await test.db.subscriptions.subscribe(elsewhere, iso(T0));
		await test.db.subscriptions.startBy(AMAZON, iso(T0));
		expect((await test.db.subscriptions.of(AMAZON)).map(({ startsAt }) => startsAt)).toEqual([iso(T0), iso(T0 - MINUTE)]);
		expect(await test.db.subscriptions.of(OTHER_AMAZON)).toEqual([elsewhere]);
	});

	it('pauses an account until its credential is another', async () => {
		await test.db.pauses.pause(AMAZON, 'mark-1', 'The keys were refused');
		await test.db.pauses.pause(AMAZON, 'mark-1', 'The keys were refused again');
		expect(await test.db.pauses.pausedFor(AMAZON, 'mark-1')).toBe('The keys were refused again');
		expect(await test.db.pauses.pausedFor(AMAZON, 'mark-2')).toBeUndefined();
		expect(await test.db.pauses.pausedFor(OTHER_AMAZON, 'mark-1')).toBeUndefined();
	});

	it('knows the webhook of a subscription at an account, in the place of what was known before', async () => {
		const bare: WebhookRow = { subscription: SUBSCRIPTION, account: SHOP };
		const row: WebhookRow = {
			...bare,
			deliveryUrl: 'https://n8n.example/webhook/1',
			checkedAt: iso(T0),
			createdAt: iso(T0 + 1),
			heardAt: iso(T0 + 2),
			mendedAt: iso(T0 + 3),
			refusal: 'The store does not call localhost',
		};
		expect(await test.db.webhooks.get(SUBSCRIPTION, SHOP)).toBeUndefined();
		await test.db.webhooks.put(row);
		expect(await test.db.webhooks.get(SUBSCRIPTION, SHOP)).toEqual(row);
		expect(await test.db.webhooks.get(SUBSCRIPTION, OTHER_SHOP)).toBeUndefined();
		expect(await test.db.webhooks.get(OTHER_SUBSCRIPTION, SHOP)).toBeUndefined();
		await test.db.webhooks.put(bare);
		expect(await test.db.webhooks.get(SUBSCRIPTION, SHOP)).toEqual(bare);
		expect(await test.db.subscriptions.of(SHOP)).toEqual([]);
	});

	describe('turns', () => {
		const ORDER: Turn = { account: SHOP, about: 'order', which: '17' };
		const take = async (owner: string, now = T0, turn = ORDER) => await test.db.turns.take(turn, owner, MINUTE, now);

		it('go to one at a time, and to the same one again', async () => {
			expect([await take(ALICE), await take(BOB), await take(ALICE)]).toEqual([true, false, true]);
			const others: readonly Turn[] = [
				{ ...ORDER, which: '18' },
				{ ...ORDER, about: 'webhook' },
				{ ...ORDER, account: OTHER_SHOP },
			];
			for (const other of others) expect(await take(BOB, T0, other)).toBe(true);
		});

		it('pass on after their lease, at a release of their own, or when the process is gone', async () => {
			await take(ALICE);
			expect(await take(BOB, T0 + MINUTE - 1)).toBe(false);
			expect(await take(BOB, T0 + MINUTE)).toBe(true);
			await test.db.turns.release(ORDER, ALICE);
			expect(await take(ALICE, T0 + MINUTE)).toBe(false);
			await test.db.turns.release(ORDER, BOB);
			await test.db.turns.release(ORDER, BOB);
			expect(await take(ALICE, T0 + MINUTE)).toBe(true);
			test.gone.add(ALICE);
			expect(await take(BOB, T0 + MINUTE)).toBe(true);
		});

		it('are renewed by whoever has them', async () => {
			await take(ALICE);
			await take(ALICE, T0 + MINUTE - 1);
			expect(await take(BOB, T0 + MINUTE)).toBe(false);
		});

		it('go to one of two handles that ask at once', async () => {
			const other = await test.another();
			const taken = await Promise.all(
				[test.db, other, test.db, other].map(async (db, at) => await db.turns.take(ORDER, `host|${at}|1|x`, MINUTE, T0)),
			);
			expect(taken.filter(Boolean)).toHaveLength(1);
		});
	});
}
