import { SALE_TRANSITIONS, type SaleState } from '../../../src/domain/sale-states';
import { orderId, type AccountKey } from '../../../src/domain/ids';
import type { AgingFilter, Sale, SaleChange } from '../../../src/ports/database';
import {
	AMAZON,
	ids,
	iso,
	MINUTE,
	OTHER_AMAZON,
	OTHER_SHOP,
	saleChange as to,
	SHOP,
	SUBSCRIPTION,
	T0,
	UNMATCHED,
	withDatabase,
	type FreshDatabase,
} from './under-test';

const FROM = { source: AMAZON, target: SHOP };

const STATES = Object.keys(SALE_TRANSITIONS) as SaleState[];
const FORBIDDEN = STATES.flatMap((from) =>
	STATES.filter((to) => !SALE_TRANSITIONS[from].includes(to)).map((to): [SaleState, SaleState] => [from, to]),
);

export function salesBattery(fresh: FreshDatabase): void {
	const test = withDatabase(fresh);
	const change = async (changes: readonly SaleChange[], now = T0): Promise<void> => {
		await test.db.sales.change(changes, now);
	};
	const sale = async (id: string, target: AccountKey = SHOP): Promise<Sale> => {
		const found = (await test.db.sales.get({ source: AMAZON, target }, ids(id))).get(orderId(id));
		if (found === undefined) throw new Error(`No sale ${id}`);
		return found;
	};
	/** Ids of the orders for which nobody has chosen a target. */
	const homeless = async (): Promise<readonly string[]> =>
		(await test.db.sales.list({ account: AMAZON, limit: 100 })).filter(({ target }) => target === undefined).map((each) => each.orderId);
	const history = async (id: string): Promise<readonly unknown[]> => await test.db.sales.history((await sale(id)).id, SHOP);

	it('makes a sale with all that was told, and answers it again', async () => {
		await change([
			to('902-1', 'synced', {
				orderNumber: '902-1',
				targetOrderId: '17',
				targetOrderNumber: '1017',
				targetOrderKey: 'wc_order_1',
				targetOrderCreatedAt: iso(T0 - MINUTE),
				orderKey: 'key-1',
				orderCreatedAt: iso(T0 - 5 * MINUTE),
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
			...FROM,
			orderId: '902-1',
			orderNumber: '902-1',
			state: 'synced',
			attempts: 1,
			frozen: true,
			targetOrderId: '17',
			targetOrderNumber: '1017',
			targetOrderKey: 'wc_order_1',
			targetOrderCreatedAt: iso(T0 - MINUTE),
			orderKey: 'key-1',
			orderCreatedAt: iso(T0 - 5 * MINUTE),
			sourceUpdatedAt: iso(T0 - MINUTE),
			fingerprint: 'ab12',
			subscription: SUBSCRIPTION,
			total: '19.90',
			currency: 'EUR',
			purchasedAt: iso(T0 - 5 * MINUTE),
			createdAt: iso(T0),
			updatedAt: iso(T0),
		});
		expect(await test.db.sales.get(FROM, ids('902-2'))).toEqual(new Map());
		expect(await test.db.sales.get(FROM, [])).toEqual(new Map());
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
		await change([to('902-1', 'synced'), to('902-1', 'error', { target: OTHER_SHOP })]);
		expect([(await sale('902-1')).state, (await sale('902-1', OTHER_SHOP)).state]).toEqual(['synced', 'error']);
	});

	it('holds two orders apart that had one id, one after the other', async () => {
		const named = (...keys: readonly (string | undefined)[]) =>
			keys.map((key) => ({ id: orderId('12'), ...(key === undefined ? {} : { key }) }));
		const states = async (): Promise<readonly unknown[]> =>
			(await test.db.sales.ofOrders(FROM, named('first', 'second', 'third', undefined))).map((each) => each?.state);
		// Noted before its key was known: the first that is told is its own.
		await change([to('12', 'error', { reason: UNMATCHED })]);
		expect(await states()).toEqual(['error', 'error', 'error', 'error']);
		await change([to('12', 'synced', { orderKey: 'first', targetOrderId: '17', reason: null })]);
		expect(await states()).toEqual(['synced', undefined, undefined, 'synced']);
		await change([to('12', 'pending', { orderKey: 'second' })], T0 + MINUTE);
		expect(await states()).toEqual(['synced', 'pending', undefined, 'pending']);
		expect((await test.db.sales.ofOrders(FROM, named('second')))[0]).not.toHaveProperty('targetOrderId');
		// Without a key the newest is meant.
		await change([to('12', 'error', { reason: UNMATCHED })], T0 + 2 * MINUTE);
		await change([to('12', 'cancelled', { orderKey: 'first' })], T0 + 2 * MINUTE);
		expect(await states()).toEqual(['cancelled', 'error', undefined, 'error']);
		expect((await sale('12')).orderKey).toBe('second');
		expect(await history('12')).toHaveLength(2);
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
		await change([to('902-1', 'pending', { attempted: true }), to('902-1', 'synced', { attempted: true, targetOrderId: '17' })]);
		expect(await sale('902-1')).toMatchObject({ state: 'synced', attempts: 2, targetOrderId: '17' });
		expect(await history('902-1')).toHaveLength(2);
	});

	it.each(FORBIDDEN)('does not let a sale go from %s to %s, nor anything else of that call', async (from, forbidden) => {
		await change(from === 'deleted' ? [to('902-1', 'cancelled'), to('902-1', 'deleted')] : [to('902-1', from)]);
		await expect(change([to('902-2', 'synced'), to('902-1', forbidden)], T0 + MINUTE)).rejects.toThrow(
			`a sale that is ${from} cannot become ${forbidden}`,
		);
		expect((await sale('902-1')).state).toBe(from);
		expect((await test.db.sales.get(FROM, ids('902-2'))).size).toBe(0);
	});

	it('lists newest first, page by page, and an account sees its own only', async () => {
		await change([
			to('902-1', 'synced'),
			to('902-2', 'error', { reason: UNMATCHED }),
			to('902-3', 'synced'),
			to('902-4', 'synced', { target: OTHER_SHOP }),
		]);
		await change([to('902-1', 'error', { reason: { ...UNMATCHED, code: 'stockShort' } })], T0 + MINUTE);
		const list = async (filter: object): Promise<readonly string[]> =>
			(await test.db.sales.list({ account: AMAZON, limit: 50, ...filter })).map((each) => each.orderId);
		expect(await list({})).toEqual(['902-4', '902-3', '902-2', '902-1']);
		expect(await list({ limit: 2 })).toEqual(['902-4', '902-3']);
		expect(await list({ beforeId: (await sale('902-3')).id })).toEqual(['902-2', '902-1']);
		expect(await list({ account: SHOP })).toEqual(['902-3', '902-2', '902-1']);
		expect(await list({ account: OTHER_AMAZON })).toEqual([]);
		expect(await list({ states: ['error'] })).toEqual(['902-2', '902-1']);
		expect(await list({ states: [] })).toEqual([]);
		expect(await list({ reasons: ['stockShort', 'contract'] })).toEqual(['902-1']);
		expect(await list({ orderIds: ids('902-1', '902-3', '902-9') })).toEqual(['902-3', '902-1']);
		expect(await list({ updatedSince: iso(T0 + MINUTE) })).toEqual(['902-1']);
	});

	it('says what a target has and has not shipped, of one source alone', async () => {
		await change([
			to('902-1', 'synced', { targetOrderId: 'SB-1' }),
			to('902-2', 'error', { targetOrderId: 'SB-2', reason: UNMATCHED }),
			to('902-3', 'synced', { targetOrderId: 'SB-3', frozen: true }),
			to('902-4', 'cancelled', { targetOrderId: 'SB-4' }),
			to('902-5', 'error', { reason: UNMATCHED }),
			to('902-6', 'synced', { targetOrderId: 'SB-6', target: OTHER_SHOP }),
		]);
		const underWay = async (since: number, source = AMAZON) =>
			(await test.db.sales.underWay({ source, target: SHOP }, iso(since))).map((each) => each.orderId);
		expect(await underWay(T0)).toEqual(['902-2', '902-1']);
		expect(await underWay(T0, OTHER_AMAZON)).toEqual([]);
		await change([to('902-1', 'pending')], T0 + MINUTE);
		await change([to('902-1', 'synced')], T0 + MINUTE);
		expect(await underWay(T0 + MINUTE)).toEqual(['902-1']);
	});

	describe('what it holds of people', () => {
		const DAY = 24 * 60 * MINUTE;
		const inShop = { targetOrderId: '17' };
		const aging = async (until: number, more: Partial<AgingFilter> = {}) =>
			(await test.db.sales.aging({ target: SHOP, until: iso(until), limit: 10, ...more })).map(({ orderId: id, agesFrom }) => [
				id,
				agesFrom,
			]);

		it('ages from its delivery, else from its shipping, else from its cancellation, and not before', async () => {
			await change([
				to('902-1', 'synced', { ...inShop, shippedAt: iso(T0 - DAY), deliveredAt: iso(T0) }),
				to('902-2', 'synced', { ...inShop, shippedAt: iso(T0 - DAY), frozen: true }),
				to('902-3', 'cancelled', inShop),
				to('902-4', 'synced', { ...inShop, frozen: true }),
				to('902-5', 'cancelled'),
				to('902-6', 'cancelled', { ...inShop, target: OTHER_SHOP }),
			]);
			const due = [
				['902-2', iso(T0 - DAY)],
				['902-1', iso(T0)],
				['902-3', iso(T0)],
			];
			expect(await aging(T0)).toEqual(due);
			expect(await aging(T0 - 1)).toEqual(due.slice(0, 1));
			await change([to('902-2', 'synced', { shippedAt: iso(T0) }), to('902-3', 'cancelled', { reason: UNMATCHED })], T0 + DAY);
			expect(await aging(T0)).toEqual(due);
			await change([to('902-2', 'synced', { deliveredAt: iso(T0 + DAY) }), to('902-3', 'pending')], T0 + DAY);
			expect(await aging(T0 + DAY)).toEqual([
				['902-1', iso(T0)],
				['902-2', iso(T0 + DAY)],
			]);
		});

		it('ages, without any change of the sale, from when the channel was seen to call it shipped', async () => {
			await change([
				to('902-1', 'synced', inShop),
				to('902-1', 'synced', { ...inShop, target: OTHER_SHOP }),
				to('902-2', 'synced', { ...inShop, shippedAt: iso(T0 - DAY) }),
				to('902-3', 'synced', { ...inShop, deliveredAt: iso(T0) }),
				to('902-4', 'synced', inShop),
			]);
			const before = await sale('902-1');
			const left = ['902-1', '902-2', '902-3', '999'].map((id) => ({ orderId: orderId(id), shippedAt: iso(T0 - MINUTE) }));
			await test.db.sales.noteLeft(OTHER_AMAZON, left);
			expect(await aging(T0)).toEqual([
				['902-2', iso(T0 - DAY)],
				['902-3', iso(T0)],
			]);
			await test.db.sales.noteLeft(AMAZON, left);
			expect(await aging(T0)).toEqual([
				['902-2', iso(T0 - DAY)],
				['902-1', iso(T0 - MINUTE)],
				['902-3', iso(T0)],
			]);
			expect(await test.db.sales.aging({ target: OTHER_SHOP, until: iso(T0), limit: 9 })).toHaveLength(1);
			expect(await sale('902-1')).toEqual({ ...before, shippedAt: iso(T0 - MINUTE), agesFrom: iso(T0 - MINUTE) });
			await test.db.sales.noteLeft(AMAZON, [{ orderId: orderId('902-1'), shippedAt: iso(T0) }]);
			expect((await sale('902-1')).shippedAt).toBe(iso(T0 - MINUTE));
		});

		it('is told in portions, one behind the other', async () => {
			await change(['1', '2', '3', '4'].map((id) => to(id, 'cancelled', inShop)));
			const first = await test.db.sales.aging({ target: SHOP, until: iso(T0), limit: 3 });
			expect(first.map((each) => each.orderId)).toEqual(['1', '2', '3']);
			expect(await aging(T0, { after: first[2] ?? { id: 0 } })).toEqual([['4', iso(T0)]]);
		});

		it('is not told once it is erased, whatever becomes of it, until it is made anew', async () => {
			await change([to('902-1', 'cancelled', inShop), to('902-2', 'cancelled', inShop)]);
			await test.db.sales.erased(OTHER_SHOP, [(await sale('902-2')).id], T0);
			await test.db.sales.erased(SHOP, [(await sale('902-1')).id], T0 + MINUTE);
			expect((await sale('902-1')).erasedAt).toBe(iso(T0 + MINUTE));
			expect(await aging(T0 + DAY)).toEqual([['902-2', iso(T0)]]);
			await change([to('902-1', 'cancelled', { ...inShop, reason: UNMATCHED })], T0 + DAY);
			expect((await sale('902-1')).erasedAt).toBe(iso(T0 + MINUTE));
			await change([to('902-1', 'cancelled', { targetOrderId: '18' })], T0 + DAY);
			expect((await sale('902-1')).erasedAt).toBeUndefined();
		});
	});

	it('tells the history to the accounts of the sale only', async () => {
		await change([to('902-1', 'synced')]);
		const { id } = await sale('902-1');
		expect(await test.db.sales.history(id, AMAZON)).toHaveLength(1);
		expect(await test.db.sales.history(id, OTHER_SHOP)).toEqual([]);
	});

	it('lists what was bought, or changed, in a time', async () => {
		await change([
			to('902-1', 'synced', { purchasedAt: iso(T0 - 2 * MINUTE) }),
			to('902-2', 'synced', { purchasedAt: iso(T0 - MINUTE) }),
			to('902-3', 'synced', { purchasedAt: iso(T0) }),
			to('902-4', 'error', { reason: UNMATCHED }),
		]);
		await change([to('902-1', 'error', { reason: UNMATCHED })], T0 + MINUTE);
		const list = async (filter: object, account = AMAZON): Promise<readonly string[]> =>
			(await test.db.sales.list({ account, limit: 50, ...filter })).map((each) => each.orderId);
		expect(await list({ purchasedSince: iso(T0 - MINUTE) })).toEqual(['902-3', '902-2']);
		expect(await list({ purchasedSince: iso(T0 - 2 * MINUTE), purchasedBefore: iso(T0) })).toEqual(['902-2', '902-1']);
		expect(await list({ purchasedBefore: iso(T0) }, SHOP)).toEqual(['902-2', '902-1']);
		expect(await list({ updatedBefore: iso(T0 + MINUTE) })).toEqual(['902-4', '902-3', '902-2']);
		expect(await list({ updatedSince: iso(T0 + MINUTE), purchasedSince: iso(T0) })).toEqual([]);
	});

	it('keeps where an order was sold, and when it was delivered, through later changes', async () => {
		await change([to('902-1', 'synced', { marketplace: 'Amazon.de' })]);
		await change([to('902-1', 'synced', { deliveredAt: iso(T0) })], T0 + MINUTE);
		await change([to('902-1', 'error', { reason: UNMATCHED })], T0 + 2 * MINUTE);
		expect(await sale('902-1')).toMatchObject({ marketplace: 'Amazon.de', deliveredAt: iso(T0), state: 'error' });
	});

	it("takes a person's word for those that are still as the person saw them, with the reason in their history", async () => {
		await change([
			to('902-1', 'error', { reason: UNMATCHED, waitingFor: ['TEE'] }),
			to('902-2', 'pending', { nextAttemptAt: iso(T0) }),
			to('902-3', 'synced'),
			to('902-4', 'error', { reason: UNMATCHED, target: OTHER_SHOP }),
		]);
		const ids = [(await sale('902-1')).id, (await sale('902-2')).id, (await sale('902-3')).id, (await sale('902-4', OTHER_SHOP)).id];
		const reason = (number: string) => ({ code: 'markedByHand', text: `${number} by hand`, advice: 'none' }) as const;
		const word = { from: ['error', 'pending'], to: 'synced', reason } as const;
		expect(await test.db.sales.decide(OTHER_AMAZON, ids, word, T0 + MINUTE)).toEqual([]);
		expect(await test.db.sales.decide(SHOP, ids, word, T0 + MINUTE)).toEqual(ids.slice(0, 2));
		expect(await test.db.sales.decide(SHOP, ids, word, T0 + MINUTE)).toEqual([]);
		expect(await sale('902-1')).toMatchObject({ state: 'synced', reason: reason('902-1'), updatedAt: iso(T0 + MINUTE) });
		expect((await sale('902-2')).nextAttemptAt).toBeUndefined();
		expect(await history('902-2')).toEqual([
			{ at: iso(T0), state: 'pending' },
			{ at: iso(T0 + MINUTE), state: 'synced', reason: 'markedByHand', text: '902-2 by hand' },
		]);
		expect(await test.db.sales.linked(SHOP, ['TEE'], T0 + MINUTE)).toBe(0);
		// What forbids the move is not asked for it.
		expect(await test.db.sales.decide(SHOP, ids, { from: ['synced'], to: 'deleted' }, T0 + MINUTE)).toEqual([]);
	});

	it('retries what a person marked as done, by its number alone', async () => {
		await change([to('902-1', 'error', { reason: UNMATCHED }), to('902-2', 'error', { reason: UNMATCHED, targetOrderId: '17' })]);
		const reason = (number: string) => ({ code: 'markedByHand', text: `${number} by hand`, advice: 'none' }) as const;
		const all = [(await sale('902-1')).id, (await sale('902-2')).id];
		await test.db.sales.decide(SHOP, all, { from: ['error'], to: 'synced', reason }, T0);
		expect(await test.db.sales.retry(SHOP, undefined, T0)).toBe(0);
		expect(await test.db.sales.retryThese(SHOP, all, T0)).toBe(0);
		// What is in the target needs nothing.
		expect(await test.db.sales.retry(SHOP, ids('902-1', '902-2'), T0)).toBe(1);
		expect(await sale('902-1')).toMatchObject({ state: 'pending', nextAttemptAt: iso(T0) });
	});

	it('retries some of them, but none that a person decides one by one', async () => {
		await change([
			to('902-1', 'error', { reason: UNMATCHED }),
			to('902-2', 'pending'),
			to('902-3', 'error', { reason: { ...UNMATCHED, code: 'mcfApproval' } }),
			to('902-4', 'synced'),
		]);
		const all = await Promise.all(['902-1', '902-2', '902-3', '902-4'].map(async (id) => (await sale(id)).id));
		expect(await test.db.sales.retryThese(OTHER_AMAZON, all, T0)).toBe(0);
		expect(await test.db.sales.retryThese(AMAZON, all, T0 + MINUTE)).toBe(2);
		expect(await sale('902-1')).toMatchObject({ state: 'pending', nextAttemptAt: iso(T0 + MINUTE) });
		expect((await sale('902-3')).state).toBe('error');
	});

	it('moves an open sale without a target into the first target that takes the order, with its history', async () => {
		const nowhere = (id: string, state: SaleState, more: Partial<SaleChange> = {}): SaleChange => ({
			source: AMAZON,
			orderId: orderId(id),
			state,
			...more,
		});
		await change([
			nowhere('902-1', 'error', { reason: UNMATCHED }),
			nowhere('902-2', 'cancelled'),
			nowhere('902-3', 'error'),
			to('902-3', 'pending'),
		]);
		await change([nowhere('902-1', 'error', { attempted: true })]);
		const [before] = await test.db.sales.list({ account: AMAZON, orderIds: ids('902-1'), limit: 10 });
		expect(before).toMatchObject({ orderId: '902-1', attempts: 1 });
		expect(before).not.toHaveProperty('target');
		expect(await homeless()).toEqual(['902-3', '902-2', '902-1']);
		await change([to('902-1', 'synced', { reason: null }), to('902-2', 'synced'), to('902-3', 'synced')], T0 + MINUTE);
		expect((await sale('902-1')).id).toBe(before?.id);
		expect(await history('902-1')).toMatchObject([
			{ state: 'error', reason: 'lineUnmatched' },
			{ state: 'error', reason: 'lineUnmatched' },
			{ state: 'synced' },
		]);
		expect(await homeless()).toEqual(['902-3', '902-2']);
		await change([to('902-1', 'error', { target: OTHER_SHOP })], T0 + MINUTE);
		expect((await sale('902-1')).state).toBe('synced');
	});

	it('has one sale of an order without a target, also when two note it at once', async () => {
		const other = await test.another();
		const note = { source: AMAZON, orderId: orderId('902-1'), state: 'error', attempted: true } as const;
		await Promise.all(Array.from({ length: 6 }, async (_, at) => await (at % 2 === 0 ? test.db : other).sales.change([note], T0)));
		expect(await test.db.sales.list({ account: AMAZON, limit: 10 })).toMatchObject([{ orderId: '902-1', attempts: 6 }]);
		await expect(
			test.underTest.query(
				`insert into sale (source, order_id, order_number, state, attempts, frozen, created_at, updated_at)
			 select source, order_id, order_number, state, attempts, frozen, created_at, updated_at from sale`,
			),
		).rejects.toThrow(/unique/i);
	});

	it('refuses to change or delete a row of the history', async () => {
		await change([to('902-1', 'synced')]);
		await expect(test.underTest.query(`update sale_event set state = 'error'`)).rejects.toThrow('append-only');
		await expect(test.underTest.query('delete from sale_event')).rejects.toThrow('append-only');
	});

	it('takes thousands of changes in a call, and two writers on one sale', async () => {
		const many = Array.from({ length: 3_000 }, (_, at) => String(at));
		await change(many.map((id) => to(id, 'error', { reason: UNMATCHED, waitingFor: [`SKU-${id}`, 'SKU'] })));
		expect((await test.db.sales.get(FROM, ids(...many))).size).toBe(many.length);
		expect(await test.db.sales.linked(SHOP, ['SKU'], T0)).toBe(many.length);
		const other = await test.another();
		await Promise.all(
			Array.from({ length: 10 }, async (_, at) => {
				await (at % 2 === 0 ? test.db : other).sales.change([to('0', 'pending', { attempted: true })], T0);
			}),
		);
		expect((await sale('0')).attempts).toBe(10);
	});
}
