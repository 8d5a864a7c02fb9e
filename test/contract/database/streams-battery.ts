import { orderId } from '../../../src/domain/ids';
import type { Collected, OrderMemory, StreamKey, StreamPosition } from '../../../src/ports/database';
import {
	AMAZON,
	ids,
	iso,
	MINUTE,
	orderEvent as event,
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

const LIVE: StreamKey = { account: AMAZON, kind: 'live' };
const BACKFILL: StreamKey = { account: AMAZON, kind: 'backfill', subscription: SUBSCRIPTION, since: iso(T0) };
const MEMORY: OrderMemory = { subscription: SUBSCRIPTION, account: AMAZON, orderId: orderId('902-1'), version: iso(T0) };
const NOTHING: Collected = { events: [], memories: [] };
const events = (...names: readonly string[]): Collected => ({ ...NOTHING, events: names.map((id) => event(id)) });

export function streamsBattery(fresh: FreshDatabase): void {
	const test = withDatabase(fresh);
	const take = async (owner: string, now = T0) => await test.db.streams.take(LIVE, owner, MINUTE, now);

	it('lets one collector at a stream, and the same one again', async () => {
		expect(await take(ALICE)).toEqual({ position: undefined });
		expect(await take(BOB)).toBeUndefined();
		expect(await take(ALICE)).toEqual({ position: undefined });
		expect(await test.db.streams.take(BACKFILL, BOB, MINUTE, T0)).toEqual({ position: undefined });
		expect(await test.db.streams.take({ ...LIVE, account: OTHER_AMAZON }, BOB, MINUTE, T0)).toEqual({ position: undefined });
	});

	it('tells which back-fills were begun for a shop and are not at their end', async () => {
		const [account, subscription] = [AMAZON, SUBSCRIPTION];
		const open = async () =>
			(await test.db.streams.ofAccount(account, ALICE, T0)).back.filter(
				(one) => one.subscription === subscription && one.shop !== undefined,
			);
		expect(await open()).toEqual([]);
		await test.db.streams.take({ account, kind: 'backfill', subscription, since: iso(T0 - 2 * MINUTE), shop: SHOP }, ALICE, MINUTE, T0);
		expect(await open()).toEqual([]);
		const asked = { account, kind: 'backfill', subscription, since: iso(T0 - MINUTE), shop: SHOP } as const;
		for (const stream of [asked, { ...asked, subscription: OTHER_SUBSCRIPTION }, BACKFILL]) {
			await test.db.streams.take(stream, ALICE, MINUTE, T0);
			await test.db.streams.advance(stream, ALICE, { from: iso(T0) }, NOTHING, MINUTE, T0);
		}
		expect(await open()).toEqual([{ subscription, since: iso(T0 - MINUTE), shop: SHOP, finished: false }]);
		await test.db.streams.advance(asked, ALICE, { from: iso(T0), finished: true }, NOTHING, MINUTE, T0);
		expect(await open()).toEqual([]);
	});

	it('holds streams apart by all that names them', async () => {
		const shipped: StreamKey = { account: AMAZON, kind: 'fulfillments', shop: SHOP };
		const streams: readonly StreamKey[] = [
			LIVE,
			BACKFILL,
			{ ...BACKFILL, since: iso(T0 + MINUTE) },
			{ ...BACKFILL, subscription: OTHER_SUBSCRIPTION },
			shipped,
			{ ...shipped, shop: OTHER_SHOP },
			{ ...shipped, kind: 'fulfillmentsAgain' },
		];
		for (const [at, stream] of streams.entries()) {
			expect(await test.db.streams.take(stream, ALICE, MINUTE, T0)).toEqual({ position: undefined });
			await test.db.streams.advance(stream, ALICE, { from: iso(T0 + at) }, NOTHING, MINUTE, T0);
		}
		for (const [at, stream] of streams.entries()) expect(await test.db.streams.position(stream)).toEqual({ from: iso(T0 + at) });
	});

	it('tells where a stream stands, whoever reads it', async () => {
		expect(await test.db.streams.position(LIVE)).toBeUndefined();
		await take(ALICE);
		expect(await test.db.streams.position(LIVE)).toBeUndefined();
		const position = { from: iso(T0 - MINUTE), paging: { page: 'next-token', upTo: iso(T0), since: iso(T0 - MINUTE) } };
		await test.db.streams.advance(LIVE, ALICE, position, NOTHING, MINUTE, T0);
		expect(await test.db.streams.position(LIVE)).toEqual(position);
		await test.db.streams.advance(LIVE, ALICE, { from: iso(T0) }, NOTHING, MINUTE, T0);
		expect(await test.db.streams.position(LIVE)).toEqual({ from: iso(T0) });
	});

	describe('of an account, without taking any', () => {
		const look = async (owner: string, now = T0) => await test.db.streams.ofAccount(AMAZON, owner, now);
		const search = async (version: number, owner = BOB, position: StreamPosition = { from: iso(T0 + 1) }) =>
			await test.db.streams.advanceUnheld({ account: AMAZON, version, by: SUBSCRIPTION }, owner, position, events('902-1'), MINUTE, T0);
		const begin = async (): Promise<number> => {
			await test.db.subscriptions.subscribe(
				{ id: SUBSCRIPTION, account: AMAZON, settings: '{}', startsAt: iso(T0), lastPolledAt: iso(T0 - 2 * MINUTE) },
				iso(0),
			);
			await take(ALICE);
			await test.db.streams.advance(LIVE, ALICE, { from: iso(T0) }, NOTHING, MINUTE, T0);
			await test.db.streams.release(LIVE, ALICE);
			return (await look(BOB)).live.version;
		};

		it('are told as they stand', async () => {
			expect(await look(ALICE)).toEqual({ live: { held: false, version: 0 }, back: [] });
			await take(ALICE);
			expect((await look(BOB)).live.held).toBe(true);
			expect((await look(ALICE)).live.held).toBe(false);
			expect((await look(BOB, T0 + MINUTE)).live.held).toBe(false);
			await test.db.streams.advance(LIVE, ALICE, { from: iso(T0) }, NOTHING, MINUTE, T0, SUBSCRIPTION);
			const asked = { account: AMAZON, kind: 'backfill', subscription: SUBSCRIPTION, since: iso(T0 - MINUTE), shop: SHOP } as const;
			for (const stream of [asked, BACKFILL]) {
				await test.db.streams.take(stream, ALICE, MINUTE, T0);
				await test.db.streams.advance(stream, ALICE, { from: iso(T0) }, NOTHING, MINUTE, T0);
			}
			const one = { subscription: SUBSCRIPTION, since: iso(T0 - MINUTE), shop: SHOP, finished: false };
			const other = { subscription: SUBSCRIPTION, since: iso(T0), finished: false };
			const { live, back } = await look(ALICE);
			expect([live.position, live.searched, back]).toEqual([{ from: iso(T0) }, { at: iso(T0), by: SUBSCRIPTION }, [one, other]]);
			for (const stream of [asked, BACKFILL])
				await test.db.streams.advance(stream, ALICE, { from: iso(T0), finished: true }, NOTHING, MINUTE, T0);
			expect((await look(ALICE)).back).toEqual([{ ...other, finished: true }]);
		});

		it('are moved where nobody had them in hand since, with what was found and with a note of the poll', async () => {
			const version = await begin();
			expect(await search(version)).toBe(true);
			const { live } = await look(ALICE);
			expect(live).toMatchObject({ position: { from: iso(T0 + 1) }, held: false, searched: { at: iso(T0), by: SUBSCRIPTION } });
			expect((await test.db.subscriptions.of(AMAZON)).map(({ lastPolledAt }) => lastPolledAt)).toEqual([iso(T0)]);
			expect((await test.db.inbox.counts(AMAZON)).new).toBe(1);
		});

		it('are left as they are by whoever looked before another one took, or moved, them', async () => {
			const before = await begin();
			await take(ALICE);
			expect(await search(before)).toBe(false);
			await test.db.streams.release(LIVE, ALICE);
			// As it stood, and yet somebody may have come to it in between.
			expect(await search(before)).toBe(false);
			expect((await test.db.inbox.counts(AMAZON)).new).toBe(0);
			await take(ALICE);
			// Its lease ended, nobody came, and it goes on: what it collects for may be others than were seen.
			const { live: meanwhile } = await look(BOB, T0 + MINUTE);
			expect(meanwhile.held).toBe(false);
			expect(await test.db.streams.advance(LIVE, ALICE, { from: iso(T0) }, NOTHING, MINUTE, T0 + MINUTE)).toBe(true);
			expect(await search(meanwhile.version)).toBe(false);
			await test.db.streams.release(LIVE, ALICE);
			const { version } = (await look(BOB)).live;
			const other = await test.another();
			const both = [test.db, other].map(
				async (db, at) =>
					await db.streams.advanceUnheld(
						{ account: AMAZON, version, by: SUBSCRIPTION },
						`host|${at}|1|x`,
						{ from: iso(T0 + at) },
						NOTHING,
						MINUTE,
						T0,
					),
			);
			expect((await Promise.all(both)).toSorted()).toEqual([false, true]);
		});

		it('are taken by whoever goes on with the search', async () => {
			const paging = { page: 'next-token', upTo: iso(T0), since: iso(T0) };
			expect(await search(await begin(), BOB, { from: iso(T0), paging })).toBe(true);
			expect((await look(ALICE)).live).toMatchObject({ held: true, position: { from: iso(T0), paging } });
			expect(await take(ALICE)).toBeUndefined();
			expect(await test.db.streams.advance(LIVE, BOB, { from: iso(T0 + 1) }, NOTHING, MINUTE, T0)).toBe(true);
		});
	});

	it('remembers orders in the same moment', async () => {
		await take(ALICE);
		await test.db.streams.advance(LIVE, ALICE, { from: iso(T0) }, { events: [], memories: [MEMORY] }, MINUTE, T0);
		expect(await test.db.memories.of(SUBSCRIPTION, AMAZON, ids('902-1'))).toEqual(new Map([[orderId('902-1'), MEMORY]]));
	});

	it('passes a stream on after its lease, at a release, or when the process is gone', async () => {
		await take(ALICE);
		expect(await take(BOB, T0 + MINUTE - 1)).toBeUndefined();
		expect(await take(BOB, T0 + MINUTE)).toBeDefined();
		await test.db.streams.release(LIVE, ALICE);
		expect(await take(ALICE, T0 + MINUTE)).toBeUndefined();
		await test.db.streams.release(LIVE, BOB);
		expect(await take(ALICE, T0 + MINUTE)).toBeDefined();
		test.gone.add(ALICE);
		expect(await take(BOB, T0 + MINUTE)).toBeDefined();
	});

	it('adds events and moves the position together, and renews the lease', async () => {
		await take(ALICE);
		const position = { from: iso(T0 - MINUTE), paging: { page: 'next-token', upTo: iso(T0), since: iso(T0 - MINUTE) } };
		expect(await test.db.streams.advance(LIVE, ALICE, position, events('902-1', '902-2'), MINUTE, T0 + 30_000)).toBe(true);
		expect(await take(BOB, T0 + MINUTE)).toBeUndefined();
		expect(await test.db.inbox.counts(AMAZON)).toMatchObject({ new: 2 });
		await test.db.streams.release(LIVE, ALICE);
		expect(await take(BOB)).toEqual({ position });
		await test.db.streams.advance(LIVE, BOB, { from: iso(T0), finished: true }, NOTHING, MINUTE, T0);
		expect(await take(BOB)).toEqual({ position: { from: iso(T0), finished: true } });
	});

	it('changes nothing for somebody who lost the stream or never had it', async () => {
		await take(ALICE);
		await take(BOB, T0 + MINUTE);
		const advance = async (owner: string, stream = LIVE): Promise<boolean> =>
			await test.db.streams.advance(stream, owner, { from: iso(T0) }, { ...events('902-1'), memories: [MEMORY] }, MINUTE, T0 + MINUTE);
		expect(await advance(ALICE)).toBe(false);
		expect(await advance(ALICE, BACKFILL)).toBe(false);
		expect(await test.db.inbox.counts(AMAZON)).toMatchObject({ new: 0 });
		expect(await test.db.memories.of(SUBSCRIPTION, AMAZON, ids('902-1'))).toEqual(new Map());
		expect(await take(BOB, T0 + MINUTE)).toEqual({ position: undefined });
	});

	it('does not throw a page away whose lease ended while nobody else came', async () => {
		await take(ALICE);
		expect(await test.db.streams.advance(LIVE, ALICE, { from: iso(T0) }, events('902-1'), MINUTE, T0 + 5 * MINUTE)).toBe(true);
		expect(await take(BOB, T0 + 5 * MINUTE)).toBeUndefined();
	});

	it('gives a stream to one of two handles that ask at once', async () => {
		const other = await test.another();
		const taken = await Promise.all(
			[test.db, other, test.db, other].map(async (db, at) => await db.streams.take(LIVE, `host|${at}|1|x`, MINUTE, T0)),
		);
		expect(taken.filter((answer) => answer !== undefined)).toHaveLength(1);
	});
}
