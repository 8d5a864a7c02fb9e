import { accountKey } from '../../../src/domain/account';
import { orderId } from '../../../src/domain/ids';
import { reason } from '../../../src/domain/reasons';
import { ProcessDied } from '../../fixtures/memory-platform/mortal-process';
import { AT_CHANNEL, BOUGHT, cancelWorlds, CancelWorld, COPY, IN_STORE, inShort, SUBSCRIPTION } from './cancel-world';

const OTHER = accountKey({ platform: 'memory', id: 'market-2' });

const open = cancelWorlds();

describe('an order of the channel that its store cancelled', () => {
	it('is told at once, once, in the log, on the order and to a person', async () => {
		const world = await open();
		world.shop.cancel(COPY);
		const [told] = await world.report();
		expect(told).toMatchObject({ kind: 'attention', reason: { code: 'cancelledInStore' } });
		expect(told?.kind === 'attention' && told.reason.text).toContain(`Order #${COPY}: `);
		expect(told?.kind === 'attention' && told.reason.text).toContain(`Memory Market order ${BOUGHT}`);
		expect(inShort(await world.report())).toEqual(['done unchanged']);
		expect(await world.row()).toMatchObject({
			state: 'error',
			reason: { code: 'cancelledInStore' },
			targetOrderId: BOUGHT,
			frozen: true,
			subscription: SUBSCRIPTION,
		});
		expect((await world.row())?.total).toBeUndefined();
		expect(world.notes()).toHaveLength(1);
	});

	it("is nobody's matter where the channel called it off as well", async () => {
		const world = await open();
		world.atChannel({ status: 'cancelled' });
		world.shop.cancel(COPY);
		expect(inShort(await world.report())).toEqual(['done unchanged']);
		expect([await world.row(), world.notes()]).toEqual([undefined, []]);
	});

	it('ends once it is open again, and is told anew when it is cancelled once more', async () => {
		const world = await open();
		world.shop.cancel(COPY);
		await world.report();
		world.reopen();
		expect(inShort(await world.report())).toEqual(['done ended']);
		expect((await world.row())?.state).toBe('synced');
		expect(inShort(await world.report())).toEqual(['done unchanged']);
		world.shop.cancel(COPY);
		expect(inShort(await world.report())).toEqual(['attention cancelledInStore']);
	});

	it('is told again to whoever retries it, as long as the channel has it open', async () => {
		const world = await open();
		world.shop.cancel(COPY);
		await world.report();
		await world.retry();
		expect(inShort(await world.report())).toEqual(['attention cancelledInStore']);
		expect((await world.row())?.state).toBe('error');
		world.atChannel({ status: 'cancelled' });
		await world.retry();
		expect(inShort(await world.report())).toEqual(['done ended']);
		expect((await world.row())?.state).toBe('synced');
	});

	it('that only changed otherwise is not told anew', async () => {
		const world = await open();
		world.shop.cancel(COPY);
		await world.report();
		await world.database.sales.wake(IN_STORE, [orderId(COPY)], ['cancelledInStore'], world.clock.now());
		expect(await world.row()).toMatchObject({ state: 'pending', reason: { code: 'cancelledInStore' } });
		expect(inShort(await world.report())).toEqual(['done unchanged']);
		expect(await world.row()).toMatchObject({ state: 'error', reason: { code: 'cancelledInStore' } });
	});

	it('after it had left is told so, and a retry ends it', async () => {
		const world = await open();
		world.atChannel({ status: 'shipped' });
		world.shop.cancel(COPY);
		expect(inShort(await world.report())).toEqual(['attention cancelledAfterParcel']);
		await world.retry();
		expect(inShort(await world.report())).toEqual(['done ended']);
	});

	it('and that the channel ships itself waits for no parcel of the merchant', async () => {
		const world = await open();
		await world.buy('902-2', '72', { fulfilledBy: 'amazon' });
		world.shop.cancel('72');
		expect(inShort(await world.report(['72']))).toEqual(['done unchanged']);
	});

	it('comes back where the channel does not answer', async () => {
		const world = await open();
		world.shop.cancel(COPY);
		world.channel.faults.next('get', 'unavailable');
		expect(inShort(await world.report())).toEqual(['attention cancelUnread']);
		expect(await world.row()).toMatchObject({ state: 'pending', nextAttemptAt: expect.any(String) });
		await world.untilSettled();
		expect((await world.row())?.reason?.code).toBe('cancelledInStore');
	});

	it('goes on to wait where the store does not show it for a moment', async () => {
		const world = await open();
		world.shop.cancel(COPY);
		await world.report();
		await world.retry();
		jest.spyOn(world.shop.sink, 'standings').mockResolvedValueOnce([undefined]);
		await world.report();
		expect(await world.row()).toMatchObject({ state: 'pending', reason: { code: 'cancelUnread' }, nextAttemptAt: expect.any(String) });
		await world.untilSettled();
		expect((await world.row())?.reason?.code).toBe('cancelledInStore');
		await world.cancel({ reason: 'noInventory' });
		jest.spyOn(world.shop.sink, 'standings').mockResolvedValueOnce([undefined]);
		expect(inShort(await world.report())).toEqual(['attention cancelUnderWay']);
		expect(await world.row()).toMatchObject({ nextAttemptAt: expect.any(String) });
	});

	it('stops at a wrong key before anything is told', async () => {
		const world = await open();
		world.shop.cancel(COPY);
		world.channel.faults.next('get', 'credential');
		await expect(world.report()).rejects.toThrow('credential');
		expect([await world.row(), world.notes()]).toEqual([undefined, []]);
	});

	it('leaves alone what was made a second time and set aside, and what a person took off the list', async () => {
		const world = await open();
		await world.buy(BOUGHT, '99');
		world.shop.cancel(COPY);
		expect(inShort(await world.report())).toEqual(['done unchanged']);
		await world.buy('902-3', '73');
		world.shop.cancel('73');
		await world.report(['73']);
		const row = { source: IN_STORE, target: AT_CHANNEL, orderId: orderId('73') };
		for (const state of ['cancelled', 'deleted'] as const) await world.database.sales.change([{ ...row, state }], world.clock.now());
		expect(inShort(await world.report(['73']))).toEqual(['done unchanged']);
	});

	it('passes what was bought in the shop, and what another account sold', async () => {
		const world = await open();
		world.shop.put({ id: '8' });
		world.shop.put({ id: '9', origin: 'elsewhere', boughtAs: { account: OTHER, id: orderId('1') } });
		world.shop.cancel('8');
		world.shop.cancel('9');
		expect(inShort(await world.report(['8', '9']))).toEqual(['done shopOrder', 'done unchanged']);
		expect([world.shop.asked, world.channel.requests]).toEqual([[], []]);
	});

	it('only says what it would tell in a dry run', async () => {
		const world = await open();
		world.shop.cancel(COPY);
		expect(await world.report([COPY], world.process(), true)).toMatchObject([
			{ kind: 'done', action: 'planned', reason: { code: 'cancelledInStore' } },
		]);
		expect([await world.row(), world.notes()]).toEqual([undefined, []]);
	});

	it('is told once, wherever the process dies', async () => {
		for (let step = 1; ; step += 1) {
			const world = await CancelWorld.open();
			try {
				world.shop.cancel(COPY);
				const process = world.process(step);
				const first = await world.report([COPY], process).catch((error: unknown) => {
					if (!(error instanceof ProcessDied)) throw error;
					return undefined;
				});
				await world.clock.pass(6 * 60_000);
				const second = await world.report();
				const told = [...(first ?? []), ...second].filter(({ kind }) => kind === 'attention');
				expect([process.died, (await world.row())?.reason?.code]).toEqual([process.died, 'cancelledInStore']);
				// A note that began is not written a second time.
				expect([world.notes().length <= 1, told.length <= 1]).toEqual([true, true]);
				if (!process.isDead) {
					expect([world.notes(), told]).toMatchObject([[expect.any(String)], [{ kind: 'attention' }]]);
					break;
				}
			} finally {
				await world.close();
			}
		}
	});
});

describe('an order of the channel that its store refunded', () => {
	it('is told once for each amount: the buyer has not got it', async () => {
		const world = await open();
		world.atChannel({ status: 'shipped' });
		world.refund('5.00');
		const [told] = await world.report();
		expect(told).toMatchObject({ kind: 'attention', reason: { code: 'refundedInStore' } });
		expect(told?.kind === 'attention' && told.reason.text).toContain('5.00 EUR');
		expect(inShort(await world.report())).toEqual(['done unchanged']);
		world.refund('9.00');
		expect(inShort(await world.report())).toEqual(['attention refundedInStore']);
		expect(world.notes()).toHaveLength(2);
		await world.retry();
		expect(inShort(await world.report())).toEqual(['done ended']);
		expect((await world.row())?.state).toBe('synced');
		expect(inShort(await world.report())).toEqual(['done unchanged']);
	});

	it('and still waits there is told so', async () => {
		const world = await open();
		world.refund('14.90', COPY, true);
		const [told] = await world.report();
		expect(told?.kind === 'attention' && told.reason.text).toContain('it is not shipped there yet');
	});

	it('leaves what the log says of its parcels', async () => {
		const world = await open();
		world.atChannel({ status: 'shipped' });
		const row = { source: IN_STORE, target: AT_CHANNEL, orderId: orderId(COPY), orderNumber: `#${COPY}` };
		await world.database.sales.change(
			[{ ...row, state: 'error', reason: reason('invalidShipments', COPY), targetOrderId: BOUGHT, frozen: true }],
			world.clock.now(),
		);
		world.refund('5.00');
		expect(inShort(await world.report())).toEqual(['attention refundedInStore']);
		expect(inShort(await world.report())).toEqual(['done unchanged']);
		expect([(await world.row())?.reason?.code, world.notes().length]).toEqual(['invalidShipments', 1]);
	});
});
