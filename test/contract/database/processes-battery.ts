import type { StreamKey } from '../../../src/ports/database';
import { startChild } from './child-protocol';
import {
	AMAZON,
	claimKey as keyOf,
	INBOX,
	iso,
	MINUTE,
	orderEvent as event,
	T0,
	type DatabaseUnderTest,
	type FreshDatabase,
} from './under-test';

const LIVE: StreamKey = { account: AMAZON, kind: 'live' };

interface Got {
	readonly acquired: readonly number[];
	readonly tokens: number;
	readonly given: readonly string[];
}

/** With real processes, looked at as in production. */
export function processesBattery(fresh: FreshDatabase): void {
	let underTest: DatabaseUnderTest;
	beforeEach(async () => {
		underTest = await fresh();
	});
	afterEach(async () => {
		await underTest.remove();
	});

	it('shares claims, tokens and events out among processes that ask at once, each once', async () => {
		const count = 60;
		const db = await underTest.open();
		await db.inbox.add(
			Array.from({ length: count }, (_, at) => event(`902-${at}`)),
			[],
			T0,
		);
		const children = await Promise.all([1, 2].map(async () => await startChild(underTest.forChild, { do: 'compete', count, now: T0 })));
		for (const child of children) child.go();
		const got = await Promise.all(children.map(async (child) => (await child.next()) as Got));
		expect(got.flatMap((each) => each.acquired).sort((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, at) => at));
		expect(got.reduce((sum, each) => sum + each.tokens, 0)).toBe(count);
		expect(new Set(got.flatMap((each) => each.given)).size).toBe(count);
		expect(got.flatMap((each) => each.given)).toHaveLength(count);
	});

	it('notices a killed process long before its leases end, and that its write is unsettled', async () => {
		const child = await startChild(underTest.forChild, { do: 'hang', now: T0 });
		child.go();
		await child.next();
		const db = await underTest.open();
		const keys = [keyOf('held'), keyOf('writing')];
		expect(await db.claims.acquire(keys, 'me', MINUTE, T0)).toMatchObject([{ state: 'held' }, { state: 'held' }]);
		expect((await db.inbox.handOut(INBOX, 10, 'me', MINUTE, T0)).rows).toEqual([]);
		expect(await db.streams.take(LIVE, 'me', MINUTE, T0)).toBeUndefined();

		await child.kill();
		expect(await db.claims.acquire(keys, 'me', MINUTE, T0)).toEqual([
			{ state: 'acquired', leaseUntil: iso(T0 + MINUTE) },
			{ state: 'unsettled', leaseUntil: iso(T0 + MINUTE), position: 41, writeBegan: iso(T0), settlesAt: iso(T0 + MINUTE) },
		]);
		expect((await db.inbox.handOut(INBOX, 10, 'me', MINUTE, T0)).rows).toMatchObject([{ orderId: '902-1', attempts: 2 }]);
		expect(await db.streams.take(LIVE, 'me', MINUTE, T0)).toEqual({ position: undefined });
	});

	it('has the events of a position, all of them and no more, whenever the process is killed', async () => {
		const child = await startChild(underTest.forChild, { do: 'advance', now: T0 });
		child.go();
		let told = 0;
		while (told < 5) told = (await child.next()) as number;
		await child.kill();
		const db = await underTest.open();
		const stream = await db.streams.take(LIVE, 'me', MINUTE, T0);
		const steps = Number(stream?.position?.from);
		expect(steps).toBeGreaterThanOrEqual(told);
		expect((await db.inbox.counts(AMAZON)).new).toBe(steps * 50);
	});
}
