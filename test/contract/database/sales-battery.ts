import type { Reason } from '../../../src/domain/reasons';
import { SALE_TRANSITIONS, type SaleState } from '../../../src/domain/sale-states';
import { NO_STORE, type Sale, type SaleChange } from '../../../src/ports/database';
import { AMAZON, iso, MINUTE, SHOP, T0, withDatabase, type FreshDatabase } from './under-test';

const UNMATCHED: Reason = {
	code: 'lineUnmatched',
	text: 'Order 902-1: no product of the store has this SKU (SKU "TEE-1")',
	advice: 'Link it',
};
const OTHER_SHOP = 'woocommerce:other.example';
const SUBSCRIPTION = 'wf1/trigger';

const STATES = Object.keys(SALE_TRANSITIONS) as SaleState[];
const FORBIDDEN = STATES.flatMap((from) =>
	STATES.filter((to) => !SALE_TRANSITIONS[from].includes(to)).map((to): [SaleState, SaleState] => [from, to]),
);

const to = (orderId: string, state: SaleState, change: Partial<SaleChange> = {}): SaleChange => ({
	channel: AMAZON,
	store: SHOP,
	orderId,
	state,
	...change,
});

export function salesBattery(fresh: FreshDatabase): void {
	const test = withDatabase(fresh);
	const change = async (changes: readonly SaleChange[], now = T0): Promise<void> => {
		await test.db.sales.change(changes, now);
	};
	const sale = async (orderId: string, store = SHOP): Promise<Sale> => {
		const found = (await test.db.sales.get(AMAZON, store, [orderId])).get(orderId);
		if (found === undefined) throw new Error(`No sale ${orderId}`);
		return found;
	};
	const history = async (orderId: string): Promise<readonly unknown[]> => await test.db.sales.history((await sale(orderId)).id, SHOP);

	it('makes a sale with all that was told, and answers it again', async () => {
		await change([
			to('902-1', 'synced', {
				orderNumber: '902-1',
				storeOrderId: '17',
				storeOrderNumber: '1017',
				sourceUpdatedAt: iso(T0 - MINUTE),
				fingerprint: 'ab12',
				frozen: true,
				subscription: SUBSCRIPTION,
				total: '19.90',
				currency: 'EUR',
				purchasedAt: iso(T0 - 5 * MINUTE),
				attempted: true,
			}),
		]);
		expect(await sale('902-1')).toEqual({
			id: expect.any(Number),
			channel: AMAZON,
			store: SHOP,
			orderId: '902-1',
			orderNumber: '902-1',
			state: 'synced',
			attempts: 1,
			frozen: true,
			storeOrderId: '17',
			storeOrderNumber: '1017',
			sourceUpdatedAt: iso(T0 - MINUTE),
			fingerprint: 'ab12',
			subscription: SUBSCRIPTION,
			total: '19.90',
			currency: 'EUR',
			purchasedAt: iso(T0 - 5 * MINUTE),
			createdAt: iso(T0),
			updatedAt: iso(T0),
		});
		expect(await test.db.sales.get(AMAZON, SHOP, ['902-2'])).toEqual(new Map());
		expect(await test.db.sales.get(AMAZON, SHOP, [])).toEqual(new Map());
	});

	it('keeps what is left out and empties what is null', async () => {
		await change([to('902-1', 'error', { reason: UNMATCHED, nextAttemptAt: iso(T0), total: '19.90', attempted: true })]);
		await change([to('902-1', 'error', { attempted: true })], T0 + MINUTE);
		expect(await sale('902-1')).toMatchObject({
			reason: UNMATCHED,
			nextAttemptAt: iso(T0),
			total: '19.90',
			attempts: 2,
			createdAt: iso(T0),
			updatedAt: iso(T0 + MINUTE),
		});
		await change([to('902-1', 'synced', { reason: null, nextAttemptAt: null, frozen: true })], T0 + MINUTE);
		const after = await sale('902-1');
		expect(after).not.toHaveProperty('reason');
		expect(after).not.toHaveProperty('nextAttemptAt');
		expect(after).toMatchObject({ total: '19.90', attempts: 2, frozen: true });
	});

	it('holds one order in two stores apart', async () => {
		await change([to('902-1', 'synced'), to('902-1', 'error', { store: OTHER_SHOP })]);
		expect([(await sale('902-1')).state, (await sale('902-1', OTHER_SHOP)).state]).toEqual(['synced', 'error']);
	});

	it('keeps a history row for each change and none when nothing changed', async () => {
		await change([to('902-1', 'pending')]);
		await change([to('902-1', 'pending')], T0 + MINUTE);
		await change([to('902-1', 'error', { reason: UNMATCHED, waitingFor: ['TEE-1'] })], T0 + MINUTE);
		await change([to('902-1', 'error', { reason: UNMATCHED, waitingFor: ['TEE-1'] })], T0 + 2 * MINUTE);
		await change([to('902-1', 'error', { reason: UNMATCHED, waitingFor: ['TEE-2'] })], T0 + 3 * MINUTE);
		expect(await history('902-1')).toEqual([
			{ at: iso(T0), state: 'pending' },
			{ at: iso(T0 + MINUTE), state: 'error', reason: 'lineUnmatched', text: UNMATCHED.text },
			{ at: iso(T0 + 3 * MINUTE), state: 'error', reason: 'lineUnmatched', text: UNMATCHED.text },
		]);
		expect((await sale('902-1')).updatedAt).toBe(iso(T0 + 3 * MINUTE));
	});

	it('takes several changes of one sale in a call, in order', async () => {
		await change([to('902-1', 'pending', { attempted: true }), to('902-1', 'synced', { attempted: true, storeOrderId: '17' })]);
		expect(await sale('902-1')).toMatchObject({ state: 'synced', attempts: 2, storeOrderId: '17' });
		expect(await history('902-1')).toHaveLength(2);
	});

	it.each(FORBIDDEN)('does not let a sale go from %s to %s, nor anything else of that call', async (from, forbidden) => {
		await change(from === 'deleted' ? [to('902-1', 'cancelled'), to('902-1', 'deleted')] : [to('902-1', from)]);
		await expect(change([to('902-2', 'synced'), to('902-1', forbidden)], T0 + MINUTE)).rejects.toThrow(
			`a sale that is ${from} cannot become ${forbidden}`,
		);
		expect((await sale('902-1')).state).toBe(from);
		expect((await test.db.sales.get(AMAZON, SHOP, ['902-2'])).size).toBe(0);
	});

	it('lists newest first, page by page, and an account sees its own only', async () => {
		await change([
			to('902-1', 'synced'),
			to('902-2', 'error', { reason: UNMATCHED }),
			to('902-3', 'synced'),
			to('902-4', 'synced', { store: OTHER_SHOP }),
		]);
		await change([to('902-1', 'error', { reason: { ...UNMATCHED, code: 'stockShort' } })], T0 + MINUTE);
		const list = async (filter: object): Promise<readonly string[]> =>
			(await test.db.sales.list({ account: AMAZON, limit: 50, ...filter })).map((each) => each.orderId);
		expect(await list({})).toEqual(['902-4', '902-3', '902-2', '902-1']);
		expect(await list({ limit: 2 })).toEqual(['902-4', '902-3']);
		expect(await list({ beforeId: (await sale('902-3')).id })).toEqual(['902-2', '902-1']);
		expect(await list({ account: SHOP })).toEqual(['902-3', '902-2', '902-1']);
		expect(await list({ account: 'amazon:na:B' })).toEqual([]);
		expect(await list({ states: ['error'] })).toEqual(['902-2', '902-1']);
		expect(await list({ states: [] })).toEqual([]);
		expect(await list({ reasons: ['stockShort', 'contract'] })).toEqual(['902-1']);
		expect(await list({ orderIds: ['902-1', '902-3', '902-9'] })).toEqual(['902-3', '902-1']);
		expect(await list({ updatedSince: iso(T0 + MINUTE) })).toEqual(['902-1']);
	});

	it('tells the history to the accounts of the sale only', async () => {
		await change([to('902-1', 'synced')]);
		const { id } = await sale('902-1');
		expect(await test.db.sales.history(id, AMAZON)).toHaveLength(1);
		expect(await test.db.sales.history(id, OTHER_SHOP)).toEqual([]);
	});

	it('counts by state and reason', async () => {
		await change([
			to('1', 'synced'),
			to('2', 'synced'),
			to('3', 'error', { reason: UNMATCHED }),
			to('4', 'error'),
			to('5', 'synced', { store: OTHER_SHOP }),
		]);
		expect(await test.db.sales.summarize(SHOP)).toEqual([
			{ state: 'error', count: 1 },
			{ state: 'error', reason: 'lineUnmatched', count: 1 },
			{ state: 'synced', count: 2 },
		]);
		expect(await test.db.sales.summarize(AMAZON)).toContainEqual({ state: 'synced', count: 3 });
	});

	it('retries what is in error, or the named ones in error or pending', async () => {
		const reset = async (): Promise<void> => {
			await change([
				to('1', 'error', { reason: UNMATCHED }),
				to('2', 'pending', { nextAttemptAt: iso(T0 + 60 * MINUTE) }),
				to('3', 'synced'),
				to('4', 'error', { store: OTHER_SHOP }),
			]);
		};
		await reset();
		expect(await test.db.sales.retry(SHOP, undefined, T0 + MINUTE)).toBe(1);
		expect(await sale('1')).toMatchObject({ state: 'pending', nextAttemptAt: iso(T0 + MINUTE) });
		expect(await sale('1')).not.toHaveProperty('reason');
		expect(await history('1')).toHaveLength(2);
		expect((await sale('2')).nextAttemptAt).toBe(iso(T0 + 60 * MINUTE));
		await reset();
		expect(await test.db.sales.retry(AMAZON, ['1', '2', '3', '9'], T0 + MINUTE)).toBe(2);
		expect((await sale('2')).nextAttemptAt).toBe(iso(T0 + MINUTE));
		expect((await sale('3')).state).toBe('synced');
		expect(await test.db.sales.retry(SHOP, [], T0)).toBe(0);
		expect(await test.db.sales.retry('amazon:na:B', undefined, T0)).toBe(0);
	});

	it('returns what is due to the inbox of its subscription, once', async () => {
		const due = { subscription: SUBSCRIPTION, nextAttemptAt: iso(T0) };
		await change([
			to('902-1', 'pending', due),
			to('902-2', 'pending', { ...due, nextAttemptAt: iso(T0 + 1) }),
			to('902-3', 'error', due),
			to('902-4', 'pending', { ...due, subscription: 'wf2/trigger' }),
			to('902-5', 'pending', { subscription: SUBSCRIPTION }),
			to('902-6', 'pending', { ...due, nextAttemptAt: iso(T0 - MINUTE) }),
		]);
		expect(await test.db.sales.returnDue(SUBSCRIPTION, 1, T0)).toBe(1);
		expect(await test.db.sales.returnDue(SUBSCRIPTION, 10, T0)).toBe(1);
		expect(await test.db.sales.returnDue(SUBSCRIPTION, 10, T0)).toBe(0);
		const { rows } = await test.db.inbox.handOut(SUBSCRIPTION, 10, 'host|1|1|a', MINUTE, T0);
		expect(rows).toMatchObject(
			['902-6', '902-1'].map((orderId) => ({ orderId, subscription: SUBSCRIPTION, account: AMAZON, kind: 'retry', version: iso(T0) })),
		);
		expect(await sale('902-1')).not.toHaveProperty('nextAttemptAt');
	});

	it('returns what belongs to a trigger that is gone, or to none, to one of the account that saves into the same store', async () => {
		const poll = async (id: string, ago: number, account = AMAZON): Promise<void> => {
			const lastPolledAt = iso(T0 - ago);
			await test.db.streams.subscribe({ id, account, settings: '{}', startsAt: lastPolledAt, lastPolledAt }, iso(0));
		};
		const due = async (id: string): Promise<number> => await test.db.sales.returnDue(id, 10, T0);
		for (const [id, ago] of [
			['here/t', 0],
			['elsewhere/t', 0],
			['idle/t', 25 * 60 * MINUTE],
			['alive/t', 23 * 60 * MINUTE],
		] as const)
			await poll(id, ago);
		await poll('stranger/t', 0, 'amazon:na:B');
		const saved = { storeOrderId: '17' };
		await change([
			to('1', 'synced', { ...saved, subscription: 'here/t' }),
			to('2', 'synced', { ...saved, store: OTHER_SHOP, subscription: 'elsewhere/t' }),
			{ ...to('3', 'synced', { ...saved, subscription: 'stranger/t' }), channel: 'amazon:na:B' },
			to('902-1', 'pending', { nextAttemptAt: iso(T0) }),
			to('902-2', 'pending', { nextAttemptAt: iso(T0), subscription: 'idle/t' }),
			to('902-3', 'pending', { nextAttemptAt: iso(T0), subscription: 'deleted/t' }),
			to('902-4', 'pending', { nextAttemptAt: iso(T0), subscription: 'alive/t' }),
		]);
		expect([await due('elsewhere/t'), await due('stranger/t'), await due('unknown/t'), await due('here/t'), await due('here/t')]).toEqual([
			0, 0, 0, 3, 0,
		]);
		expect([...(await test.db.inbox.met('here/t', ['902-1', '902-2', '902-3', '902-4'])).keys()].sort()).toEqual([
			'902-1',
			'902-2',
			'902-3',
		]);
	});

	it('moves an open sale without a store into the first store that takes the order, with its history', async () => {
		await change([
			to('902-1', 'error', { store: NO_STORE, reason: UNMATCHED }),
			to('902-2', 'cancelled', { store: NO_STORE }),
			to('902-3', 'error', { store: NO_STORE }),
			to('902-3', 'pending'),
		]);
		const homeless = await sale('902-1', NO_STORE);
		await change([to('902-1', 'synced', { reason: null }), to('902-2', 'synced'), to('902-3', 'synced')], T0 + MINUTE);
		expect((await sale('902-1')).id).toBe(homeless.id);
		expect(await history('902-1')).toMatchObject([{ state: 'error', reason: 'lineUnmatched' }, { state: 'synced' }]);
		expect([...(await test.db.sales.get(AMAZON, NO_STORE, ['902-1', '902-2', '902-3'])).keys()].sort()).toEqual(['902-2', '902-3']);
		await change([to('902-1', 'error', { store: OTHER_SHOP })], T0 + MINUTE);
		expect((await sale('902-1')).state).toBe('synced');
	});

	it('returns an order that two stores wait for as one row', async () => {
		const due = { subscription: SUBSCRIPTION, nextAttemptAt: iso(T0) };
		await change([to('902-1', 'pending', due), to('902-1', 'pending', { ...due, store: OTHER_SHOP })]);
		expect(await test.db.sales.returnDue(SUBSCRIPTION, 10, T0)).toBe(2);
		expect((await test.db.inbox.counts(AMAZON)).new).toBe(1);
	});

	it('makes sales due that waited for a SKU of the store', async () => {
		const waiting = (orderId: string, skus: readonly string[], more: Partial<SaleChange> = {}): SaleChange =>
			to(orderId, 'error', { reason: UNMATCHED, waitingFor: skus, subscription: SUBSCRIPTION, ...more });
		await change([
			waiting('1', ['TEE-1', 'TEE-2', 'TEE-1']),
			waiting('2', ['tee-1']),
			waiting('3', ['TEE-1'], { store: OTHER_SHOP }),
			waiting('4', ['TEE-2']),
		]);
		expect(await test.db.sales.linked(SHOP, ['TEE-1', 'TEE-9'], T0 + MINUTE)).toBe(1);
		expect(await sale('1')).toMatchObject({ state: 'pending', nextAttemptAt: iso(T0 + MINUTE) });
		expect(await history('1')).toHaveLength(2);
		expect([(await sale('2')).state, (await sale('3', OTHER_SHOP)).state, (await sale('4')).state]).toEqual(['error', 'error', 'error']);
		await change([waiting('1', ['TEE-2'])], T0 + 2 * MINUTE);
		expect(await test.db.sales.linked(SHOP, ['TEE-1'], T0 + 2 * MINUTE)).toBe(0);
		expect(await test.db.sales.linked(SHOP, ['TEE-2', 'TEE-1'], T0 + 2 * MINUTE)).toBe(2);
		expect(await test.db.sales.linked(SHOP, [], T0)).toBe(0);
	});

	it('forgets what a sale waited for once it is no error any more', async () => {
		await change([to('1', 'error', { waitingFor: ['TEE-1'] })]);
		await change([to('1', 'synced')]);
		await change([to('1', 'error')]);
		expect(await test.db.sales.linked(SHOP, ['TEE-1'], T0)).toBe(0);
		await change([to('1', 'error', { waitingFor: ['TEE-1'] })]);
		await test.db.sales.retry(SHOP, undefined, T0);
		await change([to('1', 'error')]);
		expect(await test.db.sales.linked(SHOP, ['TEE-1'], T0)).toBe(0);
	});

	it('makes nothing due by a link but errors', async () => {
		await change([to('1', 'synced', { waitingFor: ['TEE-1'] })]);
		expect(await test.db.sales.linked(SHOP, ['TEE-1'], T0)).toBe(0);
		expect((await sale('1')).state).toBe('synced');
	});

	it('refuses to change or delete a row of the history', async () => {
		await change([to('902-1', 'synced')]);
		await expect(test.underTest.query(`update sale_event set state = 'error'`)).rejects.toThrow('append-only');
		await expect(test.underTest.query('delete from sale_event')).rejects.toThrow('append-only');
	});

	it('takes thousands of changes in a call, and two writers on one sale', async () => {
		const ids = Array.from({ length: 3_000 }, (_, at) => String(at));
		await change(ids.map((id) => to(id, 'error', { reason: UNMATCHED, waitingFor: [`SKU-${id}`, 'SKU'] })));
		expect((await test.db.sales.get(AMAZON, SHOP, ids)).size).toBe(ids.length);
		expect(await test.db.sales.linked(SHOP, ['SKU'], T0)).toBe(ids.length);
		const other = await test.another();
		await Promise.all(
			Array.from({ length: 10 }, async (_, at) => {
				await (at % 2 === 0 ? test.db : other).sales.change([to('0', 'pending', { attempted: true })], T0);
			}),
		);
		expect((await sale('0')).attempts).toBe(10);
	});
}
