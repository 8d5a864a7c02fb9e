import { orderId, subscriptionId, type AccountKey, type SubscriptionId } from '../../../src/domain/ids';
import { reason } from '../../../src/domain/reasons';
import type { Sale, SaleChange } from '../../../src/ports/database';
import {
	AMAZON,
	ids,
	INBOX,
	iso,
	MINUTE,
	OTHER_AMAZON,
	OTHER_SHOP,
	OTHER_SUBSCRIPTION,
	saleChange as to,
	SHOP,
	SUBSCRIPTION,
	T0,
	type FreshDatabase,
	UNMATCHED,
	withDatabase,
} from './under-test';

/** Sales that come back: by themselves, by a person, by a link. */
export function dueSalesBattery(fresh: FreshDatabase): void {
	const test = withDatabase(fresh);
	const change = async (changes: readonly SaleChange[], now = T0): Promise<void> => {
		await test.db.sales.change(changes, now);
	};
	const sale = async (id: string, target = SHOP): Promise<Sale> => {
		const found = (await test.db.sales.get({ source: AMAZON, target }, ids(id))).get(orderId(id));
		if (found === undefined) throw new Error(`No sale ${id}`);
		return found;
	};
	const history = async (id: string): Promise<readonly unknown[]> => await test.db.sales.history((await sale(id)).id, SHOP);

	it('retries what is in error, or the named ones in error or pending', async () => {
		const reset = async (): Promise<void> => {
			await change([
				to('1', 'error', { reason: UNMATCHED }),
				to('2', 'pending', { nextAttemptAt: iso(T0 + 60 * MINUTE) }),
				to('3', 'synced'),
				to('4', 'error', { target: OTHER_SHOP }),
			]);
		};
		await reset();
		expect(await test.db.sales.retry(SHOP, undefined, T0 + MINUTE)).toBe(1);
		expect(await sale('1')).toMatchObject({ state: 'pending', nextAttemptAt: iso(T0 + MINUTE) });
		expect(await sale('1')).not.toHaveProperty('reason');
		expect(await history('1')).toHaveLength(2);
		expect((await sale('2')).nextAttemptAt).toBe(iso(T0 + 60 * MINUTE));
		await reset();
		expect(await test.db.sales.retry(AMAZON, ids('1', '2', '3', '9'), T0 + MINUTE)).toBe(2);
		expect((await sale('2')).nextAttemptAt).toBe(iso(T0 + MINUTE));
		expect((await sale('3')).state).toBe('synced');
		expect(await test.db.sales.retry(SHOP, [], T0)).toBe(0);
		expect(await test.db.sales.retry(OTHER_AMAZON, undefined, T0)).toBe(0);
	});

	it('retries what a person decides on only by its name', async () => {
		await change([to('1', 'error', { reason: reason('mcfApproval', '1') }), to('2', 'error', { reason: reason('mcfShippedBefore', '2') })]);
		expect(await test.db.sales.retry(SHOP, undefined, T0 + MINUTE)).toBe(0);
		expect(await test.db.sales.retry(SHOP, ids('1'), T0 + MINUTE)).toBe(1);
	});

	it('returns what is due to the inbox of its subscription, once', async () => {
		const due = { subscription: SUBSCRIPTION, nextAttemptAt: iso(T0) };
		await change([
			to('902-1', 'pending', due),
			to('902-2', 'pending', { ...due, nextAttemptAt: iso(T0 + 1) }),
			to('902-3', 'error', due),
			to('902-4', 'pending', { ...due, subscription: OTHER_SUBSCRIPTION }),
			to('902-5', 'pending', { subscription: SUBSCRIPTION }),
			to('902-6', 'pending', { ...due, nextAttemptAt: iso(T0 - MINUTE) }),
		]);
		expect(await test.db.sales.returnDue(INBOX, 1, T0)).toBe(1);
		expect(await test.db.sales.returnDue(INBOX, 10, T0)).toBe(1);
		expect(await test.db.sales.returnDue(INBOX, 10, T0)).toBe(0);
		const { rows } = await test.db.inbox.handOut(INBOX, 10, 'host|1|1|a', MINUTE, T0);
		expect(rows).toMatchObject(
			['902-6', '902-1'].map((orderId) => ({
				orderId,
				subscription: SUBSCRIPTION,
				account: AMAZON,
				topic: 'order',
				kind: 'retry',
				version: iso(T0),
			})),
		);
		expect(await sale('902-1')).not.toHaveProperty('nextAttemptAt');
	});

	it('returns what belongs to a trigger that is gone, or to none, to one of the account that saves into the same store', async () => {
		const trigger = (name: string): SubscriptionId => subscriptionId(name, 't');
		const [here, elsewhere, stranger] = [trigger('here'), trigger('elsewhere'), trigger('stranger')];
		const poll = async (id: SubscriptionId, ago: number, account = AMAZON): Promise<void> => {
			const lastPolledAt = iso(T0 - ago);
			await test.db.subscriptions.subscribe({ id, account, settings: '{}', startsAt: lastPolledAt, lastPolledAt }, iso(0));
		};
		const due = async (subscription: SubscriptionId, account = AMAZON): Promise<number> =>
			await test.db.sales.returnDue({ subscription, account }, 10, T0);
		for (const [id, ago] of [
			[here, 0],
			[elsewhere, 0],
			[trigger('idle'), 25 * 60 * MINUTE],
			[trigger('alive'), 23 * 60 * MINUTE],
		] as const)
			await poll(id, ago);
		await poll(stranger, 0, OTHER_AMAZON);
		const saved = { targetOrderId: '17' };
		await change([
			to('1', 'synced', { ...saved, subscription: here }),
			to('2', 'synced', { ...saved, target: OTHER_SHOP, subscription: elsewhere }),
			to('3', 'synced', { ...saved, subscription: stranger, source: OTHER_AMAZON }),
			to('902-1', 'pending', { nextAttemptAt: iso(T0) }),
			to('902-2', 'pending', { nextAttemptAt: iso(T0), subscription: trigger('idle') }),
			to('902-3', 'pending', { nextAttemptAt: iso(T0), subscription: trigger('deleted') }),
			to('902-4', 'pending', { nextAttemptAt: iso(T0), subscription: trigger('alive') }),
		]);
		expect([
			await due(elsewhere),
			await due(stranger, OTHER_AMAZON),
			await due(trigger('unknown')),
			await due(here),
			await due(here),
		]).toEqual([0, 0, 0, 3, 0]);
		const { rows } = await test.db.inbox.handOut({ subscription: here, account: AMAZON }, 10, 'host|1|1|a', MINUTE, T0);
		expect(rows.map((row) => row.orderId)).toEqual(['902-1', '902-2', '902-3']);
	});

	it('puts what belongs to a trigger that is gone before all who may do it: one alone may be there for something else', async () => {
		const trigger = (name: string): SubscriptionId => subscriptionId(name, 't');
		const [sends, confirms, reports] = [trigger('sends'), trigger('confirms'), trigger('reports')];
		for (const id of [sends, confirms, reports])
			await test.db.subscriptions.subscribe({ id, account: AMAZON, settings: '{}', startsAt: iso(T0), lastPolledAt: iso(T0) }, iso(0));
		const left = { nextAttemptAt: iso(T0), subscription: trigger('gone') };
		await change([
			to('1', 'synced', { targetOrderId: '17', total: '1.00', currency: 'EUR', subscription: sends }),
			to('2', 'synced', { targetOrderId: '18', frozen: true, subscription: confirms }),
			to('902-1', 'pending', left),
			// Its order is at the target already, which is only told of it.
			to('902-2', 'pending', { ...left, targetOrderId: '19', frozen: true }),
		]);
		expect(await test.db.sales.returnDue({ subscription: sends, account: AMAZON }, 10, T0)).toBe(2);
		const given: Record<string, readonly string[]> = {};
		for (const subscription of [sends, confirms, reports]) {
			const { rows } = await test.db.inbox.handOut({ subscription, account: AMAZON }, 10, 'host|1|1|a', MINUTE, T0);
			given[subscription] = rows.map((row) => row.orderId).sort();
		}
		expect(given).toEqual({ [sends]: ['902-1', '902-2'], [confirms]: ['902-1', '902-2'], [reports]: ['902-2'] });
	});

	it('puts what a person gave by its number, and the target is only told of, before all who poll, whatever they saved', async () => {
		await test.db.subscriptions.subscribe(
			{ id: SUBSCRIPTION, account: AMAZON, settings: '{}', startsAt: iso(T0), lastPolledAt: iso(T0) },
			iso(0),
		);
		const told = { nextAttemptAt: iso(T0), targetOrderId: '17', frozen: true };
		await change([
			to('902-1', 'pending', told),
			to('902-2', 'pending', told),
			to('902-3', 'pending', { ...told, total: '1.00', currency: 'EUR' }),
		]);
		expect(await test.db.sales.returnDue(INBOX, 1, T0)).toBe(1);
		expect(await test.db.sales.returnDue(INBOX, 10, T0)).toBe(1);
		const { rows } = await test.db.inbox.handOut({ subscription: SUBSCRIPTION, account: AMAZON }, 10, 'host|1|1|a', MINUTE, T0);
		expect(rows.map((row) => row.orderId)).toEqual(['902-1', '902-2']);
	});

	it('puts what waits before its own trigger as well, which did not poll while nobody did, and before none of products', async () => {
		const [own, products] = [subscriptionId('own', 't'), subscriptionId('products', 't')];
		const poll = async (id: SubscriptionId, days: number, settings = '{}'): Promise<void> => {
			const lastPolledAt = iso(T0 - days * 24 * 60 * MINUTE);
			await test.db.subscriptions.subscribe({ id, account: AMAZON, settings, startsAt: lastPolledAt, lastPolledAt }, iso(0));
		};
		await poll(own, 3);
		await poll(products, 0, '{"about":"product"}');
		await poll(SUBSCRIPTION, 0);
		await change([
			to('1', 'synced', { targetOrderId: '17', subscription: SUBSCRIPTION }),
			to('902-1', 'pending', { nextAttemptAt: iso(T0), subscription: own, targetOrderId: '19', frozen: true }),
		]);
		expect(await test.db.sales.returnDue(INBOX, 10, T0)).toBe(1);
		for (const [subscription, count] of [
			[own, 1],
			[SUBSCRIPTION, 1],
			[products, 0],
		] as const)
			expect((await test.db.inbox.handOut({ subscription, account: AMAZON }, 10, 'host|1|1|a', MINUTE, T0)).rows).toHaveLength(count);
	});

	it('returns what is of the account that polls, whoever the sales are of', async () => {
		await change([
			to('902-1', 'pending', { nextAttemptAt: iso(T0), subscription: SUBSCRIPTION, source: OTHER_AMAZON }),
			to('902-2', 'pending', { nextAttemptAt: iso(T0), subscription: SUBSCRIPTION }),
		]);
		expect(await test.db.sales.returnDue(INBOX, 10, T0)).toBe(1);
		expect(await test.db.inbox.counts(OTHER_AMAZON)).toMatchObject({ new: 0 });
		expect(await test.db.sales.returnDue({ ...INBOX, account: OTHER_AMAZON }, 10, T0)).toBe(1);
		expect(await test.db.inbox.counts(OTHER_AMAZON)).toMatchObject({ new: 1 });
	});

	it('takes a trigger that polls another account now for one that is gone', async () => {
		const lastPolledAt = iso(T0);
		const poll = async (id: SubscriptionId, account: AccountKey, at = lastPolledAt): Promise<void> => {
			await test.db.subscriptions.subscribe({ id, account, settings: '{}', startsAt: at, lastPolledAt: at }, iso(0));
		};
		await poll(OTHER_SUBSCRIPTION, AMAZON, iso(T0 - 25 * 60 * MINUTE));
		await poll(OTHER_SUBSCRIPTION, OTHER_AMAZON);
		await poll(SUBSCRIPTION, AMAZON);
		await change([
			to('1', 'synced', { targetOrderId: '17', subscription: SUBSCRIPTION }),
			to('902-1', 'pending', { nextAttemptAt: iso(T0), subscription: OTHER_SUBSCRIPTION }),
		]);
		expect(await test.db.sales.returnDue(INBOX, 10, T0)).toBe(1);
	});

	it('puts what is of nobody, and in no store, before all who poll the account', async () => {
		for (const id of [SUBSCRIPTION, OTHER_SUBSCRIPTION])
			await test.db.subscriptions.subscribe({ id, account: AMAZON, settings: '{}', startsAt: iso(T0), lastPolledAt: iso(T0) }, iso(0));
		await test.db.sales.change([{ source: AMAZON, orderId: orderId('902-1'), state: 'pending', nextAttemptAt: iso(T0) }], T0);
		expect(await test.db.sales.returnDue(INBOX, 10, T0)).toBe(1);
		for (const subscription of [SUBSCRIPTION, OTHER_SUBSCRIPTION]) {
			const { rows } = await test.db.inbox.handOut({ ...INBOX, subscription }, 10, 'host|1|1|a', MINUTE, T0);
			expect(rows).toMatchObject([{ orderId: '902-1', kind: 'unread', topic: 'unread' }]);
		}
	});

	it('takes a time that lies further ahead than anything waits for one that has come', async () => {
		const due = (ms: number) => ({ subscription: SUBSCRIPTION, nextAttemptAt: iso(T0 + ms) });
		await change([to('902-1', 'pending', due(24 * 60 * MINUTE))], T0 + 24 * 60 * MINUTE);
		await change([to('902-2', 'pending', due(30 * MINUTE))]);
		expect(await test.db.sales.returnDue(INBOX, 10, T0)).toBe(1);
	});

	it('returns an order that two stores wait for as one row', async () => {
		const due = { subscription: SUBSCRIPTION, nextAttemptAt: iso(T0) };
		await change([to('902-1', 'pending', due), to('902-1', 'pending', { ...due, target: OTHER_SHOP })]);
		expect(await test.db.sales.returnDue(INBOX, 10, T0)).toBe(2);
		expect((await test.db.inbox.counts(AMAZON)).new).toBe(1);
	});

	it('makes sales due that waited for a SKU of the store', async () => {
		const waiting = (orderId: string, skus: readonly string[], more: Partial<SaleChange> = {}): SaleChange =>
			to(orderId, 'error', { reason: UNMATCHED, waitingFor: skus, subscription: SUBSCRIPTION, ...more });
		await change([
			waiting('1', ['TEE-1', 'TEE-2', 'TEE-1']),
			waiting('2', ['tee-1']),
			waiting('3', ['TEE-1'], { target: OTHER_SHOP }),
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

	it('looks at what waits for a change of its order as soon as that changes, and at nothing else', async () => {
		const waits = { reason: reason('mcfNotReady', '1'), nextAttemptAt: iso(T0 + 60 * MINUTE), subscription: SUBSCRIPTION };
		await change([
			to('1', 'pending', waits),
			to('2', 'pending', waits),
			to('3', 'pending', { ...waits, reason: reason('amazonUnreachable', '3') }),
			to('4', 'cancelled', { reason: reason('mcfOrderClosed', '4') }),
			to('5', 'cancelled'),
			to('6', 'error', { reason: reason('mcfOrderClosed', '6') }),
		]);
		const some = ids('1', '3', '4', '5', '6', '7');
		expect(await test.db.sales.wake(AMAZON, some, ['mcfNotReady', 'mcfOrderClosed'], T0 + MINUTE)).toBe(2);
		expect(await test.db.sales.wake(SHOP, some, ['mcfNotReady'], T0 + MINUTE)).toBe(0);
		expect(await sale('1')).toMatchObject({ state: 'pending', nextAttemptAt: iso(T0 + MINUTE), reason: { code: 'mcfNotReady' } });
		expect(await sale('4')).toMatchObject({ state: 'pending', nextAttemptAt: iso(T0 + MINUTE), reason: { code: 'mcfOrderClosed' } });
		expect(await test.db.sales.returnDue(INBOX, 10, T0 + MINUTE)).toBe(1);
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
}
