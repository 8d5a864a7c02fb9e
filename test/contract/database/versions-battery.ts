import type { InboxEvent, InboxStamp } from '../../../src/ports/database';
import {
	AMAZON,
	INBOX,
	iso,
	MINUTE,
	orderEvent,
	OTHER_AMAZON,
	OTHER_SUBSCRIPTION,
	T0,
	type FreshDatabase,
	withDatabase,
} from './under-test';

const ALICE = 'host|1|1|a';

const event = (orderId: string, version = T0 - MINUTE, kind = 'order'): InboxEvent => orderEvent(orderId, { version: iso(version), kind });

/** Which of several versions of an order counts, and whether a stamp still stands for what is known. */
export function versionsBattery(fresh: FreshDatabase): void {
	const test = withDatabase(fresh);
	const handOut = async (now = T0, limit = 200) => await test.db.inbox.handOut(INBOX, limit, ALICE, MINUTE, now);
	const orders = async (now = T0): Promise<readonly string[]> => (await handOut(now)).rows.map((row) => row.orderId);
	const started = async (now = T0): Promise<readonly InboxStamp[]> => {
		const { rows } = await handOut(now);
		await test.db.inbox.start(rows, ALICE, 10 * MINUTE, now);
		return rows;
	};

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
		const other = await test.db.inbox.handOut({ ...INBOX, account: OTHER_AMAZON }, 200, ALICE, MINUTE, T0);
		const rows = [...(await handOut()).rows, ...other.rows];
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
}
