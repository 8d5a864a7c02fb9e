import { DatabaseSync } from 'node:sqlite';
import { openSqlite } from '../../src/database';
import { orderId } from '../../src/domain/ids';
import type { Database } from '../../src/ports/database';
import { AMAZON, claimKey, ids, iso, MINUTE, orderEvent, saleChange, SHOP, SUBSCRIPTION, T0, INBOX } from './database/under-test';

const OWNER = 'host|1|1|a';
/** Tables that grow with the orders. */
const LARGE = [
	'account_address',
	'claim',
	'hand_out',
	'inbox',
	'memory',
	'sale',
	'sale_event',
	'sale_waiting',
	'fulfillment',
	'link',
	'customer',
	'bucket',
];

/** What a poll, and the run that it starts, ask of the database. */
async function pollAndRun(db: Database): Promise<void> {
	const stream = { account: AMAZON, kind: 'live' } as const;
	const subscription = { id: SUBSCRIPTION, account: AMAZON, settings: '{}', startsAt: iso(T0), lastPolledAt: iso(T0) };
	const memory = { subscription: SUBSCRIPTION, account: AMAZON, orderId: orderId('902-1'), version: iso(T0) };
	await db.pauses.pausedFor(AMAZON, 'mark');
	await db.subscriptions.subscribe(subscription, iso(T0));
	await db.subscriptions.of(AMAZON);
	await db.streams.take(stream, OWNER, MINUTE, T0);
	await db.streams.position(stream);
	await db.memories.of(SUBSCRIPTION, AMAZON, ids('902-1', '902-2'));
	await db.streams.advance(stream, OWNER, { from: iso(T0) }, { events: [orderEvent('902-1')], memories: [memory] }, MINUTE, T0);
	await db.streams.release(stream, OWNER);
	await db.sales.change([{ source: AMAZON, orderId: orderId('902-1'), state: 'error', waitingFor: ['TEE-1'] }], T0);
	await db.sales.returnDue(INBOX, 200, T0);
	const { rows } = await db.inbox.handOut(INBOX, 200, OWNER, MINUTE, T0);
	await db.inbox.bury([1], T0);
	await db.inbox.prune(iso(T0));
	await db.memories.prune(iso(T0 - MINUTE));
	await db.inbox.giveBack(rows, T0, T0);
	const again = (await db.inbox.handOut(INBOX, 200, OWNER, MINUTE, T0)).rows;
	await db.inbox.start(again, OWNER, MINUTE, T0);
	await db.inbox.renew(again, MINUTE, T0);
	await db.inbox.current(again);
	await db.sales.get({ source: AMAZON, target: SHOP }, ids('902-1', '902-2'));
	await db.links.get({ channel: AMAZON, store: SHOP }, ['TEE-1', 'TEE-2']);
	await db.links.ofProducts({ channel: AMAZON, store: SHOP }, ['12', '13']);
	const keys = [claimKey('902-1'), claimKey('902-2')];
	await db.claims.acquire(keys, OWNER, MINUTE, T0);
	await db.claims.begin(keys, OWNER, { position: 1, neededMs: 0, settlesAt: T0 }, T0);
	await db.claims.abandon(keys, OWNER, T0);
	await db.claims.release(keys, OWNER, T0);
	await db.claims.complete(
		keys.map((key) => ({ key, result: '17' })),
		T0,
	);
	await db.sales.change([saleChange('902-1', 'synced', { targetOrderId: '17' }), saleChange('902-2', 'synced')], T0);
	await db.sales.linked(SHOP, ['TEE-1'], T0);
	await db.customers.get(SHOP, ['h1', 'h2']);
	await db.fulfillments.put([{ warehouse: AMAZON, id: 'SB-1', order: { account: SHOP, id: orderId('17') }, attempt: 1 }], T0);
	await db.fulfillments.get(AMAZON, ['SB-1', 'SB-2']);
	await db.fulfillments.ofOrder(AMAZON, { account: SHOP, id: orderId('17') });
	await db.turns.take({ account: SHOP, about: 'order', which: '17' }, OWNER, MINUTE, T0);
	await db.webhooks.get(SUBSCRIPTION, SHOP);
	await db.buckets.take({ account: AMAZON, application: 'app', operation: 'x' }, { rate: 1, burst: 2 }, 1, 0, T0);
	await db.inbox.end(again, T0);
}

describe('the plans of SQLite', () => {
	it('go through no table that grows with the orders, at a poll and a run', async () => {
		const db = await openSqlite({ file: ':memory:' });
		const prepare = jest.spyOn(DatabaseSync.prototype, 'prepare');
		try {
			await pollAndRun(db);
			const handle = prepare.mock.contexts[0] as DatabaseSync | undefined;
			const statements = [...new Set(prepare.mock.calls.map(([sql]) => sql))].filter((sql) =>
				/^(with|select|insert|update|delete)/i.test(sql),
			);
			expect(statements.length).toBeGreaterThan(40);
			const scans = statements.flatMap((sql) => {
				const plan = handle?.prepare(`explain query plan ${sql}`).all() ?? [];
				return plan
					.map((step) => String(step['detail']))
					.filter(
						(detail) =>
							LARGE.some((table) => new RegExp(`^SCAN ${table}\\b`).test(detail)) ||
							detail.startsWith('SCAN newer') ||
							detail.startsWith('SCAN other'),
					)
					.map((detail) => `${detail} in ${sql}`);
			});
			expect(scans).toEqual([]);
		} finally {
			prepare.mockRestore();
			await db.close();
		}
	});
});
