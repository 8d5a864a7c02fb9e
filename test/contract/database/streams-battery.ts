import type { InboxEvent, Subscription } from '../../../src/ports/database';
import { AMAZON, iso, MINUTE, T0, withDatabase, type FreshDatabase } from './under-test';

const ALICE = 'host|1|1|a';
const BOB = 'host|2|1|b';

const subscription = (id: string, change: Partial<Subscription> = {}): Subscription => ({
	id,
	account: AMAZON,
	settings: '{"marketplaces":["A1PA6795UKMFR9"]}',
	startsAt: iso(T0),
	lastPolledAt: iso(T0),
	...change,
});
const event = (orderId: string): InboxEvent => ({ subscription: 'wf1/trigger', account: AMAZON, orderId, version: iso(T0), kind: 'order' });

export function streamsBattery(fresh: FreshDatabase): void {
	const test = withDatabase(fresh);
	const take = async (owner: string, now = T0) => await test.db.streams.take(AMAZON, 'live', owner, MINUTE, now);

	it('registers a subscription and answers those of the account that still poll', async () => {
		await test.db.streams.subscribe(subscription('wf1/trigger', { lastPolledAt: iso(T0 - 60 * MINUTE) }), iso(T0));
		await test.db.streams.subscribe(subscription('wf2/trigger', { account: 'amazon:na:B' }), iso(T0));
		expect(await test.db.streams.subscribe(subscription('wf3/trigger'), iso(T0 - 59 * MINUTE))).toEqual([subscription('wf3/trigger')]);
		expect((await test.db.streams.subscriptions(AMAZON)).map(({ id }) => id)).toEqual(['wf1/trigger', 'wf3/trigger']);
	});

	it('refreshes a known subscription but keeps where it starts', async () => {
		await test.db.streams.subscribe(subscription('wf1/trigger'), iso(T0));
		const later = subscription('wf1/trigger', { startsAt: iso(T0 + 5 * MINUTE), lastPolledAt: iso(T0 + 5 * MINUTE), settings: '{}' });
		expect(await test.db.streams.subscribe(later, iso(T0))).toEqual([{ ...later, startsAt: iso(T0) }]);
	});

	it('takes a subscription with another account for a new one', async () => {
		await test.db.streams.subscribe(subscription('wf1/trigger'), iso(T0));
		const moved = subscription('wf1/trigger', { account: 'amazon:na:B', startsAt: iso(T0 + MINUTE) });
		expect(await test.db.streams.subscribe(moved, iso(T0))).toEqual([moved]);
		expect(await test.db.streams.subscriptions(AMAZON)).toEqual([]);
	});

	it('lets one collector at a stream, and the same one again', async () => {
		expect(await take(ALICE)).toEqual({ position: undefined });
		expect(await take(BOB)).toBeUndefined();
		expect(await take(ALICE)).toEqual({ position: undefined });
		expect(await test.db.streams.take(AMAZON, 'backfill:wf1/trigger', BOB, MINUTE, T0)).toEqual({ position: undefined });
		expect(await test.db.streams.take('amazon:na:B', 'live', BOB, MINUTE, T0)).toEqual({ position: undefined });
	});

	it('passes a stream on after its lease, at a release, or when the process is gone', async () => {
		await take(ALICE);
		expect(await take(BOB, T0 + MINUTE - 1)).toBeUndefined();
		expect(await take(BOB, T0 + MINUTE)).toBeDefined();
		await test.db.streams.release(AMAZON, 'live', ALICE);
		expect(await take(ALICE, T0 + MINUTE)).toBeUndefined();
		await test.db.streams.release(AMAZON, 'live', BOB);
		expect(await take(ALICE, T0 + MINUTE)).toBeDefined();
		test.gone.add(ALICE);
		expect(await take(BOB, T0 + MINUTE)).toBeDefined();
	});

	it('adds events and moves the position together, and renews the lease', async () => {
		await take(ALICE);
		const position = { from: iso(T0 - MINUTE), paging: { page: 'next-token', upTo: iso(T0), since: iso(T0 - MINUTE) } };
		expect(await test.db.streams.advance(AMAZON, 'live', ALICE, position, [event('902-1'), event('902-2')], MINUTE, T0 + 30_000)).toBe(
			true,
		);
		expect(await take(BOB, T0 + MINUTE)).toBeUndefined();
		expect([...(await test.db.inbox.met('wf1/trigger', ['902-1', '902-2'])).keys()]).toEqual(['902-1', '902-2']);
		await test.db.streams.release(AMAZON, 'live', ALICE);
		expect(await take(BOB)).toEqual({ position });
		await test.db.streams.advance(AMAZON, 'live', BOB, { from: iso(T0), finished: true }, [], MINUTE, T0);
		expect(await take(BOB)).toEqual({ position: { from: iso(T0), finished: true } });
	});

	it('changes nothing for somebody who lost the stream or never had it', async () => {
		await take(ALICE);
		await take(BOB, T0 + MINUTE);
		const advance = async (owner: string, stream = 'live'): Promise<boolean> =>
			await test.db.streams.advance(AMAZON, stream, owner, { from: iso(T0) }, [event('902-1')], MINUTE, T0 + MINUTE);
		expect(await advance(ALICE)).toBe(false);
		expect(await advance(ALICE, 'backfill:wf1/trigger')).toBe(false);
		expect((await test.db.inbox.met('wf1/trigger', ['902-1'])).size).toBe(0);
		expect(await take(BOB, T0 + MINUTE)).toEqual({ position: undefined });
	});

	it('does not throw a page away whose lease ended while nobody else came', async () => {
		await take(ALICE);
		expect(await test.db.streams.advance(AMAZON, 'live', ALICE, { from: iso(T0) }, [event('902-1')], MINUTE, T0 + 5 * MINUTE)).toBe(true);
		expect(await take(BOB, T0 + 5 * MINUTE)).toBeUndefined();
	});

	it('pauses an account until its credential is another, position untouched', async () => {
		await take(ALICE);
		await test.db.streams.advance(AMAZON, 'live', ALICE, { from: iso(T0) }, [], MINUTE, T0);
		await test.db.streams.pause(AMAZON, 'mark-1', 'The keys were refused');
		await test.db.streams.pause(AMAZON, 'mark-1', 'The keys were refused again');
		expect(await test.db.streams.pausedFor(AMAZON, 'mark-1')).toBe('The keys were refused again');
		expect(await test.db.streams.pausedFor(AMAZON, 'mark-2')).toBeUndefined();
		expect(await test.db.streams.pausedFor('amazon:na:B', 'mark-1')).toBeUndefined();
		expect(await take(ALICE)).toEqual({ position: { from: iso(T0) } });
	});

	it('gives a stream to one of two handles that ask at once', async () => {
		const other = await test.another();
		const taken = await Promise.all(
			[test.db, other, test.db, other].map(async (db, at) => await db.streams.take(AMAZON, 'live', `host|${at}|1|x`, MINUTE, T0)),
		);
		expect(taken.filter((answer) => answer !== undefined)).toHaveLength(1);
	});
}
