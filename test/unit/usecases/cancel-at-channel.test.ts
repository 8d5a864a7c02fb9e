import { orderId, subscriptionId } from '../../../src/domain/ids';
import { cancelOrders } from '../../../src/usecases/cancel/cancel-orders';
import { withCopies } from '../../../src/usecases/cancel/copies';
import { iso } from '../../../src/domain/time';
import { order } from '../../fixtures/memory-platform/orders';
import { ProcessDied } from '../../fixtures/memory-platform/mortal-process';
import { AT_CHANNEL, BOUGHT, cancelWorlds, CancelWorld, COPY, IN_STORE, inShort } from './cancel-world';

const open = cancelWorlds();
const WHY = { reason: 'noInventory' } as const;
const MINUTE_MS = 60_000;
const handedIn = ({ shipments }: CancelWorld) =>
	shipments.calls.filter(({ operation }) => operation === 'cancel').map(({ orders }) => orders);

describe('an order that is cancelled at the channel by an explicit word', () => {
	it('is handed in once, followed by whoever comes next, and ends once the channel shows it as cancelled', async () => {
		const world = await open();
		world.shop.cancel(COPY);
		await world.report();
		expect(inShort(await world.cancel(WHY))).toEqual(['attention cancelUnderWay']);
		expect(await world.row()).toMatchObject({ state: 'pending', reason: { code: 'cancelUnderWay' }, nextAttemptAt: expect.any(String) });
		expect(inShort(await world.cancel(WHY))).toEqual(['attention cancelUnderWay']);
		await world.clock.pass(2 * MINUTE_MS);
		expect(inShort(await world.report())).toEqual(['done cancelled']);
		expect(await world.row()).toMatchObject({ state: 'synced' });
		expect((await world.row())?.reason).toBeUndefined();
		expect([handedIn(world), world.channel.now(BOUGHT)?.status]).toEqual([[[BOUGHT]], 'cancelled']);
		expect(inShort(await world.cancel(WHY))).toEqual(['done cancelled']);
		expect(inShort(await world.report())).toEqual(['done cancelled']);
	});

	it('needs a reason, unless the buyer asked for it', async () => {
		const world = await open();
		expect(inShort(await world.cancel())).toEqual(['attention cancelReasonMissing']);
		expect(inShort(await world.cancel({ dryRun: true }))).toEqual(['attention cancelReasonMissing']);
		const asked = jest.spyOn(world.shipments, 'cancel');
		world.atChannel({ cancelRequested: { reason: 'no longer needed' } });
		expect(inShort(await world.cancel())).toEqual(['attention cancelUnderWay']);
		expect(asked.mock.calls[0]?.[0]).toMatchObject([
			{ orderId: BOUGHT, reason: 'buyerCancelled', lines: [{ lineId: 'line-1', quantity: 1 }] },
		]);
	});

	it('needs one as well where the buyer asked for some of its lines alone', async () => {
		const world = await open();
		await world.buy('902-2', '72', { lines: [{ sku: 'TEE' }, { sku: 'CAP' }] });
		const lines = world.channel.now('902-2')?.lines ?? [];
		world.atChannel({ cancelRequested: {}, lines: lines.map((line, at) => (at === 0 ? { ...line, cancelRequested: {} } : line)) }, '902-2');
		expect(inShort(await world.cancel({}, ['902-2']))).toEqual(['attention cancelReasonMissing']);
	});

	it('of which a part has left loses only what is open', async () => {
		const world = await open();
		await world.buy('902-2', '72', { lines: [{ sku: 'TEE' }, { sku: 'CAP', quantity: 3 }] });
		const lines = world.channel.now('902-2')?.lines ?? [];
		world.atChannel(
			{ status: 'partiallyShipped', lines: lines.map((line, at) => (at === 0 ? { ...line, quantityShipped: 1 } : line)) },
			'902-2',
		);
		const asked = jest.spyOn(world.shipments, 'cancel');
		await world.cancel(WHY, ['902-2']);
		expect(asked.mock.calls[0]?.[0]).toMatchObject([{ lines: [{ lineId: 'line-2', quantity: 3 }] }]);
		await world.clock.pass(2 * MINUTE_MS);
		expect(inShort(await world.cancel(WHY, ['902-2']))).toEqual(['done cancelled']);
	});

	it.each([
		['is cancelled already', { status: 'cancelled' }, 'done cancelled'],
		['has left', { status: 'shipped' }, 'attention cancelTooLate'],
		['is shipped by the channel', { fulfilledBy: 'amazon' }, 'attention cancelChannelShips'],
	] as const)('that %s is not handed in', async (_what, change, told) => {
		const world = await open();
		world.atChannel(change);
		expect(inShort(await world.cancel(WHY))).toEqual([told]);
		expect(handedIn(world)).toEqual([]);
	});

	it.each(['taken', 'submitted'] as const)(
		'of which a parcel was told a moment ago (%s) is not handed in, whatever is shown',
		async (state) => {
			const world = await open();
			await world.buy('902-2', '72', { lines: [{ sku: 'TEE' }, { sku: 'CAP', quantity: 3 }] });
			const row = { reference: 1, parcel: 'a', marketplace: 'M', shippedAt: iso(world.clock.now()), toldAt: iso(world.clock.now()) };
			const told = { ...row, state, attempts: 1, ...(state === 'submitted' ? { submission: 's', place: 0 } : {}) };
			await world.database.shipments.noteParcels(
				AT_CHANNEL,
				[
					{ ...told, orderId: orderId(BOUGHT), lines: [{ lineId: 'line-1', quantity: 1 }] },
					{ ...told, orderId: orderId('902-2'), lines: [{ lineId: 'line-2', quantity: 2 }] },
				],
				world.clock.now(),
			);
			expect(inShort(await world.cancel({ ...WHY, dryRun: true }))).toEqual(['attention cancelTooLate']);
			const asked = jest.spyOn(world.shipments, 'cancel');
			// What no parcel holds is.
			expect(inShort(await world.cancel(WHY, [BOUGHT, '902-2']))).toEqual(['attention cancelTooLate', 'attention cancelUnderWay']);
			expect(asked.mock.calls.flatMap(([given]) => given)).toMatchObject([
				{
					orderId: '902-2',
					lines: [
						{ lineId: 'line-1', quantity: 1 },
						{ lineId: 'line-2', quantity: 1 },
					],
				},
			]);
			// Not shown by then, it was dropped.
			await world.clock.pass(6 * 60 * MINUTE_MS);
			expect(inShort(await world.cancel(WHY))).toEqual(['attention cancelUnderWay']);
		},
	);

	it('of a number that nobody knows is told so, beside others that are cancelled together', async () => {
		const world = await open();
		await world.buy('902-2', '72');
		const told = await world.cancel(WHY, [BOUGHT, '902-9', '902-2', BOUGHT]);
		expect(inShort(told)).toEqual(
			['cancelUnderWay', 'cancelUnknownOrder', 'cancelUnderWay', 'cancelUnderWay'].map((code) => `attention ${code}`),
		);
		expect(handedIn(world)).toEqual([[BOUGHT, '902-2']]);
		// Each of both is found at its place of the report.
		world.shipments.refusing.set('902-2', 'other');
		await world.clock.pass(2 * MINUTE_MS);
		expect(inShort(await world.cancel(WHY, ['902-2', BOUGHT]))).toEqual(['attention cancelRefused', 'done cancelled']);
	});

	it('without a copy in the store is followed too', async () => {
		const world = await open();
		world.channel.put(order({ id: '902-7' }));
		expect(inShort(await world.cancel(WHY, ['902-7']))).toEqual(['attention cancelUnderWay']);
		await world.clock.pass(2 * MINUTE_MS);
		expect(inShort(await world.cancel(WHY, ['902-7']))).toEqual(['done cancelled']);
		expect(await world.database.sales.list({ account: AT_CHANNEL, orderIds: [orderId('902-7')], limit: 9 })).toEqual([]);
	});

	it('known by its number alone is told of at its copy, and never at what has its id by now', async () => {
		const world = await open();
		const named = { id: orderId(BOUGHT), number: BOUGHT };
		expect(await withCopies(world.deps(), [named])).toEqual([{ id: BOUGHT, number: `#${COPY}`, copy: { account: IN_STORE, id: COPY } }]);
		// A store that does not answer keeps nobody from cancelling.
		world.shop.faults.next('standings', 'unavailable');
		expect(await withCopies(world.deps(), [named])).toEqual([named]);
		world.shop.faults.next('standings', 'credential');
		await expect(withCopies(world.deps(), [named])).rejects.toThrow('credential');
		// The store was restored from a backup, and gave the id to a customer.
		world.shop.put({ id: COPY, key: 'another' });
		expect(await withCopies(world.deps(), [named])).toEqual([named]);
	});

	it('by a number alone takes its row from the trigger of its parcels, which does not follow cancellations', async () => {
		const world = await open();
		const [named] = await withCopies(world.deps(), [{ id: orderId(BOUGHT), number: BOUGHT }]);
		if (named === undefined) throw new Error('It has a copy');
		const row = { source: IN_STORE, target: AT_CHANNEL, orderId: orderId(COPY), orderNumber: `#${COPY}`, targetOrderId: BOUGHT };
		const waits = { state: 'pending', subscription: subscriptionId('workflow', 'parcels') } as const;
		await world.database.sales.change([{ ...row, ...waits, nextAttemptAt: iso(world.clock.now()) }], world.clock.now());
		await world.clock.run(cancelOrders(world.deps(), { ...WHY, dryRun: false }, [named]));
		expect(await world.row()).toMatchObject({ state: 'pending', reason: { code: 'cancelUnderWay' } });
		expect((await world.row())?.subscription).toBeUndefined();
	});

	it('is only looked at in a dry run', async () => {
		const world = await open();
		expect(inShort(await world.cancel({ ...WHY, dryRun: true }))).toEqual(['done planned']);
		expect([handedIn(world), await world.row()]).toEqual([[], undefined]);
	});

	it('is handed in once by two runs at once', async () => {
		const world = await open();
		const both = await world.clock.run(Promise.all([world.cancelNow(WHY), world.cancelNow(WHY)]));
		expect(both.map(inShort)).toEqual([['attention cancelUnderWay'], ['attention cancelUnderWay']]);
		expect(handedIn(world)).toEqual([[BOUGHT]]);
	});
});

describe('what the channel makes of it', () => {
	it("a refusal is a person's, who may have it handed in anew", async () => {
		const world = await open();
		world.shop.cancel(COPY);
		world.shipments.refusing.set(BOUGHT, 'other');
		await world.cancel(WHY);
		await world.clock.pass(2 * MINUTE_MS);
		expect(inShort(await world.report())).toEqual(['attention cancelRefused']);
		expect(await world.row()).toMatchObject({ state: 'error', reason: { code: 'cancelRefused' } });
		expect(world.notes()).toHaveLength(1);
		world.shipments.refusing.clear();
		await world.cancel(WHY);
		await world.untilSettled();
		expect([handedIn(world).length, world.channel.now(BOUGHT)?.status, (await world.row())?.state]).toEqual([2, 'cancelled', 'synced']);
	});

	it('one that did nothing is a refusal, too', async () => {
		const world = await open();
		world.shop.cancel(COPY);
		world.shipments.faults.next('cancel', 'refusedElement');
		await world.cancel(WHY);
		await world.clock.pass(2 * MINUTE_MS);
		expect(inShort(await world.report())).toEqual(['attention cancelRefused']);
	});

	it('one that was taken and never shows is told after a while', async () => {
		const world = await open();
		world.shop.cancel(COPY);
		const { source } = world.channel;
		const asItWas = await source.get(BOUGHT, { personalData: false });
		jest.spyOn(world.channel, 'source', 'get').mockReturnValue({ ...source, get: async () => await Promise.resolve(asItWas) });
		await world.cancel(WHY);
		await world.clock.pass(10 * MINUTE_MS);
		expect(inShort(await world.report())).toEqual(['attention cancelUnderWay']);
		await world.untilSettled();
		expect((await world.row())?.reason?.code).toBe('cancelNotTaken');
	});

	it('one that the channel never ends is told after a while, and may be handed in anew', async () => {
		const world = await open();
		world.shop.cancel(COPY);
		world.shipments.handedInMs = 100 * 24 * 60 * MINUTE_MS;
		await world.cancel(WHY);
		await world.clock.pass(60 * MINUTE_MS);
		expect(inShort(await world.report())).toEqual(['attention cancelUnderWay']);
		await world.clock.pass(5 * 60 * MINUTE_MS);
		expect(inShort(await world.report())).toEqual(['attention cancelNotTaken']);
		expect(await world.row()).toMatchObject({ state: 'error', reason: { code: 'cancelNotTaken' } });
		world.shipments.handedInMs = MINUTE_MS;
		await world.cancel(WHY);
		await world.untilSettled();
		expect([handedIn(world).length, (await world.row())?.state]).toEqual([2, 'synced']);
	});

	it('one that is under way when the order leaves is too late', async () => {
		const world = await open();
		world.shipments.handedInMs = 100 * 24 * 60 * MINUTE_MS;
		await world.cancel(WHY);
		world.atChannel({ status: 'shipped' });
		await world.clock.pass(10 * MINUTE_MS);
		expect(inShort(await world.cancel(WHY))).toEqual(['attention cancelTooLate']);
		expect(await world.row()).toMatchObject({ state: 'error', reason: { code: 'cancelTooLate' } });
	});

	it('a channel that cannot be asked is asked later', async () => {
		const world = await open();
		world.shop.cancel(COPY);
		await world.cancel(WHY);
		world.shipments.faults.next('check', 'unavailable');
		expect(inShort(await world.report())).toEqual(['attention cancelUnderWay']);
		await world.untilSettled();
		expect((await world.row())?.state).toBe('synced');
	});

	it('a lost answer settles; then the order itself says what became of it', async () => {
		for (const fault of ['lostBefore', 'lostAfter'] as const) {
			const world = await open();
			world.shop.cancel(COPY);
			world.shipments.faults.next('cancel', fault);
			expect(inShort(await world.cancel(WHY))).toEqual(['attention cancelUnknown']);
			expect(inShort(await world.cancel(WHY))).toEqual(['attention cancelUnknown']);
			await world.untilSettled();
			expect((await world.row())?.reason?.code).toBe(fault === 'lostBefore' ? 'cancelNotTaken' : undefined);
			await world.cancel(WHY);
			await world.untilSettled();
			expect([world.channel.now(BOUGHT)?.status, (await world.row())?.state, handedIn(world).length]).toEqual(['cancelled', 'synced', 1]);
		}
	});

	it('what was surely not sent is not taken for sent', async () => {
		const world = await open();
		world.shipments.faults.next('cancel', 'unavailable');
		expect(inShort(await world.cancel(WHY))).toEqual(['attention amazonUnreachable']);
		expect(inShort(await world.cancel(WHY))).toEqual(['attention cancelUnderWay']);
		world.shipments.faults.next('cancel', 'credential');
		await world.buy('902-2', '72');
		await expect(world.cancel(WHY, ['902-2'])).rejects.toThrow('credential');
		expect(inShort(await world.cancel(WHY, ['902-2']))).toEqual(['attention cancelUnderWay']);
	});

	it('it happens wherever the process dies, and the log ends with it', async () => {
		for (let step = 1; ; step += 1) {
			const world = await CancelWorld.open();
			try {
				world.shop.cancel(COPY);
				await world.report();
				const process = world.process(step);
				await world.cancel(WHY, [BOUGHT], process).catch((error: unknown) => {
					if (!(error instanceof ProcessDied)) throw error;
				});
				// Whoever gave the word gives it again.
				for (let again = 0; again < 3; again += 1) {
					await world.clock.pass(5 * MINUTE_MS);
					await world.cancel(WHY);
				}
				const { state, reason } = (await world.row()) ?? {};
				expect([process.died, world.channel.now(BOUGHT)?.status, state, reason]).toEqual([process.died, 'cancelled', 'synced', undefined]);
				expect([process.died, handedIn(world).length <= 2]).toEqual([process.died, true]);
				if (!process.isDead) break;
			} finally {
				await world.close();
			}
		}
	});
});
