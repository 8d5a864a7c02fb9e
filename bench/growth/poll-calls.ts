import type { OrderId } from '../../src/domain/ids';
import { orderId, subscriptionId } from '../../src/domain/ids';
import { iso } from '../../src/domain/time';
import type { HandedRow, StreamKey, Turn } from '../../src/ports/database';
import { CHANNEL, createKey, eventOf, INBOX, LIVING, memoryOf, MINUTE_MS, OWNER, saleId, saved, STORE, type FullHouse } from './full-house';
import { SHIPMENT_CALLS } from './shipment-calls';

/** A call of the database that a poll makes, with as much in it as a poll puts there. */
export interface PollCall {
	/** The part of the database and its method. */
	readonly call: string;
	/** Brings about what the call is to find. Its answer is handed to `run`. */
	prepare?(house: FullHouse, turn: string): Promise<readonly HandedRow[] | undefined>;
	run(house: FullHouse, turn: string, rows: readonly HandedRow[]): Promise<unknown>;
}

const PAGE = 100;
const MOST_AT_ONCE = 200;
const FORGOTTEN = 200;
const LONG_AGO_MS = 500 * 24 * 60 * MINUTE_MS;
const LIVE: StreamKey = { account: CHANNEL, kind: 'live' };
const TURN: Turn = { account: CHANNEL, about: 'order', which: '17' };
const BUCKET = { account: CHANNEL, application: 'app', operation: 'searchOrders' } as const;
const PLAN = { rate: 1000, burst: 1000 } as const;
/** Whose inbox is filled and never given out. */
const COLLECTING = subscriptionId('collecting', 'trigger');

const several = <T>(count: number, make: (at: number) => T): readonly T[] => Array.from({ length: count }, (_, at) => make(at));
const newId = (turn: string, at: number): OrderId => orderId(`903-${turn}-${at}`);
/** Sales from all over the database. */
const someSales = (house: FullHouse, count: number): readonly OrderId[] =>
	several(count, (at) => saleId(house.sales - 1 - Math.floor((at * house.sales) / count)));

const handed = async (house: FullHouse, turn: string, count: number): Promise<readonly HandedRow[]> => {
	const now = house.db.now();
	await house.workOff(now);
	await house.db.inbox.add(
		several(count, (at) => eventOf(newId(turn, at), now)),
		[],
		now,
	);
	return (await house.db.inbox.handOut(INBOX, count, OWNER, MINUTE_MS, now)).rows;
};
const started = async (house: FullHouse, turn: string, count: number): Promise<readonly HandedRow[]> => {
	const rows = await handed(house, turn, count);
	await house.db.inbox.start(rows, OWNER, MINUTE_MS, house.db.now());
	return rows;
};

/** Every call that a poll makes, or the run that it starts at its beginning and end. A test holds the list against the code. */
export const POLL_CALLS: readonly PollCall[] = [
	{ call: 'accounts.idOf', run: async ({ db }) => await db.accounts.idOf(CHANNEL) },
	{ call: 'accounts.meet', run: async ({ db }) => await db.accounts.meet({ address: STORE, identity: { kind: 'store', id: 'one' } }) },
	{ call: 'accounts.names', run: async ({ db }) => await db.accounts.names(STORE) },
	{ call: 'pauses.pausedFor', run: async ({ db }) => await db.pauses.pausedFor(CHANNEL, 'mark') },
	{
		call: 'pauses.pause',
		run: async ({ db }) => {
			await db.pauses.pause(CHANNEL, 'mark', 'The keys were refused');
		},
	},
	{
		call: 'subscriptions.subscribe',
		run: async ({ db }) => {
			const now = iso(db.now());
			return await db.subscriptions.subscribe({ id: LIVING, account: CHANNEL, settings: '{}', startsAt: now, lastPolledAt: now }, now);
		},
	},
	{
		call: 'subscriptions.startBy',
		run: async ({ db }) => {
			await db.subscriptions.startBy(CHANNEL, iso(db.now()));
		},
	},
	{ call: 'subscriptions.of', run: async ({ db }) => await db.subscriptions.of(CHANNEL) },
	{ call: 'streams.take', run: async ({ db }) => await db.streams.take(LIVE, OWNER, MINUTE_MS, db.now()) },
	{ call: 'streams.ofAccount', run: async ({ db }) => await db.streams.ofAccount(CHANNEL, OWNER, db.now()) },
	{
		call: 'streams.advanceUnheld',
		run: async ({ db }, turn) => {
			const now = db.now();
			const { version } = (await db.streams.ofAccount(CHANNEL, OWNER, now)).live;
			const events = several(PAGE, (at) => eventOf(newId(turn, at), now, { subscription: COLLECTING, kind: 'cancelled' }));
			const search = { account: CHANNEL, version, by: LIVING };
			return await db.streams.advanceUnheld(search, OWNER, { from: iso(now) }, { events, memories: [] }, MINUTE_MS, now);
		},
	},
	{ call: 'streams.position', run: async ({ db }) => await db.streams.position(LIVE) },
	{
		call: 'streams.advance',
		run: async ({ db }, turn) => {
			const now = db.now();
			const ids = several(PAGE, (at) => newId(turn, at));
			const collected = {
				events: ids.map((id) => eventOf(id, now, { subscription: COLLECTING })),
				memories: ids.map((id) => memoryOf(id, now, { subscription: COLLECTING })),
			};
			return await db.streams.advance(LIVE, OWNER, { from: iso(now) }, collected, MINUTE_MS, now);
		},
	},
	{
		call: 'streams.release',
		run: async ({ db }) => {
			await db.streams.release(LIVE, OWNER);
		},
	},
	{ call: 'memories.of', run: async (house) => await house.db.memories.of(LIVING, CHANNEL, someSales(house, PAGE)) },
	{ call: 'turns.take', run: async ({ db }) => await db.turns.take(TURN, OWNER, MINUTE_MS, db.now()) },
	{
		call: 'turns.release',
		run: async ({ db }) => {
			await db.turns.release(TURN, OWNER);
		},
	},
	{
		call: 'inbox.add',
		run: async ({ db }, turn) => {
			const now = db.now();
			const ids = several(PAGE, (at) => newId(turn, at));
			const events = ids.map((id) => eventOf(id, now, { subscription: COLLECTING, kind: 'changed' }));
			return await db.inbox.add(events, [], now);
		},
	},
	{
		call: 'sales.returnDue',
		prepare: async (house) => {
			await house.workOff(house.db.now());
			const due = iso(house.db.now() - MINUTE_MS);
			await house.db.sales.change(
				someSales(house, PAGE).map((id) => ({ ...saved(id), state: 'pending', nextAttemptAt: due })),
				house.db.now(),
			);
			return undefined;
		},
		run: async ({ db }) => await db.sales.returnDue(INBOX, MOST_AT_ONCE, db.now()),
	},
	{
		call: 'sales.wake',
		prepare: async (house) => {
			const [id] = someSales(house, 1);
			const why = { code: 'mcfNotReady', text: 'It waits', advice: 'Nothing to do' } as const;
			if (id !== undefined) await house.db.sales.change([{ ...saved(id), state: 'pending', reason: why }], house.db.now());
			return undefined;
		},
		run: async (house) => await house.db.sales.wake(CHANNEL, someSales(house, 1), ['mcfNotReady'], house.db.now()),
	},
	{
		call: 'inbox.handOut',
		prepare: async (house, turn) => {
			const now = house.db.now();
			await house.workOff(now);
			await house.db.inbox.add(
				several(MOST_AT_ONCE, (at) => eventOf(newId(turn, at), now)),
				[],
				now,
			);
			return undefined;
		},
		run: async ({ db }) => await db.inbox.handOut(INBOX, MOST_AT_ONCE, OWNER, MINUTE_MS, db.now()),
	},
	{ call: 'inbox.portionsOut', run: async ({ db }) => await db.inbox.portionsOut(INBOX, db.now()) },
	{ call: 'inbox.elsewhere', run: async ({ db }) => await db.inbox.elsewhere(INBOX) },
	{
		call: 'inbox.start',
		prepare: async (house, turn) => await handed(house, turn, PAGE),
		run: async ({ db }, _, rows) => await db.inbox.start(rows, OWNER, MINUTE_MS, db.now()),
	},
	{
		call: 'inbox.renew',
		prepare: async (house, turn) => await started(house, turn, PAGE),
		run: async ({ db }, _, rows) => {
			await db.inbox.renew(rows, MINUTE_MS, db.now());
		},
	},
	{
		call: 'inbox.end',
		prepare: async (house, turn) => await started(house, turn, PAGE),
		run: async ({ db }, _, rows) => {
			await db.inbox.end(rows, db.now());
		},
	},
	{
		call: 'inbox.fail',
		prepare: async (house, turn) => await started(house, turn, PAGE),
		run: async ({ db }, _, rows) => {
			await db.inbox.fail(rows, db.now(), db.now());
		},
	},
	{
		call: 'inbox.giveBack',
		prepare: async (house, turn) => await handed(house, turn, PAGE),
		run: async ({ db }, _, rows) => {
			await db.inbox.giveBack(rows, db.now(), db.now());
		},
	},
	{
		call: 'inbox.bury',
		prepare: async (house, turn) => await handed(house, turn, PAGE),
		run: async ({ db }, _, rows) => {
			await db.inbox.bury(
				rows.map(({ row }) => row),
				db.now(),
			);
		},
	},
	{
		call: 'inbox.current',
		prepare: async (house, turn) => await started(house, turn, PAGE),
		run: async ({ db }, _, rows) => await db.inbox.current(rows),
	},
	{
		call: 'inbox.prune',
		prepare: async (house, turn) => {
			const now = house.db.now();
			await house.db.inbox.add(
				several(FORGOTTEN, (at) => eventOf(newId(turn, at), now)),
				[],
				now,
			);
			await house.workOff(now - LONG_AGO_MS);
			return undefined;
		},
		run: async ({ db }) => await db.inbox.prune(iso(db.now() - LONG_AGO_MS / 2)),
	},
	{ call: 'stock.seen', run: async ({ db }) => await db.stock.seen(STORE, ['1', '2']) },
	{ call: 'stock.noteSeen', run: async ({ db }) => await db.stock.noteSeen(STORE, [{ item: '1', quantity: 3 }], db.now()) },
	{ call: 'stock.linkedAfter', run: async ({ db }) => await db.stock.linkedAfter(STORE, '5', PAGE) },
	...SHIPMENT_CALLS,
	{
		call: 'stock.prune',
		prepare: async ({ db }, turn) => {
			const old = several(FORGOTTEN, (at) => ({ item: `${turn}-${at}`, quantity: 1 }));
			await db.stock.taken(CHANNEL, old, db.now() - LONG_AGO_MS);
			return undefined;
		},
		run: async ({ db }) => await db.stock.prune(iso(db.now() - LONG_AGO_MS / 2)),
	},
	{
		call: 'memories.prune',
		prepare: async ({ db }, turn) => {
			const now = db.now();
			await db.inbox.add(
				[],
				several(FORGOTTEN, (at) => memoryOf(newId(turn, at), now - LONG_AGO_MS)),
				now,
			);
			return undefined;
		},
		run: async ({ db }) => await db.memories.prune(iso(db.now() - LONG_AGO_MS / 2)),
	},
	{
		call: 'claims.prune',
		prepare: async (house, turn) => {
			const old = someSales(house, FORGOTTEN).map((id) => ({ key: createKey(id, turn), result: '17' }));
			await house.db.claims.complete(old, house.db.now() - LONG_AGO_MS);
			return undefined;
		},
		run: async ({ db }) => await db.claims.prune('create', iso(db.now() - LONG_AGO_MS / 2), db.now()),
	},
	{
		call: 'sales.list',
		run: async (house) => await house.db.sales.list({ account: CHANNEL, orderIds: someSales(house, PAGE), limit: PAGE }),
	},
	{
		call: 'sales.change',
		run: async (house, turn) => {
			const why = { code: 'unreadable', text: `Order of turn ${turn}`, advice: 'Look at it' } as const;
			await house.db.sales.change(
				several(PAGE, (at) => ({ source: CHANNEL, orderId: newId(turn, at), state: 'error', reason: why, nextAttemptAt: null })),
				house.db.now(),
			);
		},
	},
	{ call: 'webhooks.get', run: async ({ db }) => await db.webhooks.get(LIVING, STORE) },
	{
		call: 'webhooks.checked',
		run: async ({ db }) => {
			await db.webhooks.checked(LIVING, STORE, 'https://n8n.example/webhook/1', iso(db.now()));
		},
	},
	{
		call: 'webhooks.put',
		run: async ({ db }) => {
			await db.webhooks.put({
				subscription: LIVING,
				account: STORE,
				deliveryUrl: 'https://n8n.example/webhook/1',
				checkedAt: iso(db.now()),
			});
		},
	},
	{ call: 'buckets.take', run: async ({ db }) => await db.buckets.take(BUCKET, PLAN, 1, 0) },
	{ call: 'buckets.level', run: async ({ db }) => await db.buckets.level(BUCKET, PLAN) },
	{
		call: 'buckets.learn',
		run: async ({ db }, turn) => {
			await db.buckets.learn(BUCKET, 1000 + turn.length / 10);
		},
	},
	{
		call: 'buckets.drain',
		run: async ({ db }) => {
			await db.buckets.drain(BUCKET);
		},
	},
];
