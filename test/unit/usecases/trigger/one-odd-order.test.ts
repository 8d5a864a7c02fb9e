import { PlatformError, type FailureKind } from '../../../../src/domain/platform-error';
import { ALL, StoreWorld } from './store-world';
import { A, eventsOf, HOUR, MINUTE } from './trigger-world';

const fault = (kind: FailureKind): PlatformError =>
	new PlatformError(`It said ${kind}`, { platform: 'memory', kind, operation: 'GET orders/7' });

/** Orders of a page are read one by one where a webhook may have told of them a moment before. */
describe('an order of a store that fails by itself', () => {
	let world: StoreWorld;
	beforeEach(async () => {
		world = await new StoreWorld().open();
		await world.pollAndRun(A, ALL);
		await world.clock.pass(5 * MINUTE);
		for (const id of ['1', '7', '9']) world.buy(id);
		// Each is known, of this very second: the next page has to ask for it by itself.
		await world.pollAndRun(A, ALL);
		for (const id of ['1', '7', '9']) world.change(id);
	});
	afterEach(async () => {
		await world.close();
	});

	it.each(['contract', 'rejected', 'unavailable', 'unreachable'] as const)(
		'stops no poll (%s), stands in the log, and comes later',
		async (kind) => {
			world.shop.failing.set('7', fault(kind));
			const { deliveries, stopped } = await world.poll(A, ALL);
			expect([eventsOf(deliveries).toSorted(), stopped]).toEqual([['1 changed', '9 changed'], undefined]);
			await world.execute(A, deliveries);
			expect(await world.logged('7')).toMatchObject({
				state: 'error',
				reason: { code: 'unreadable', text: expect.stringContaining(`It said ${kind}`) },
			});
			world.shop.failing.clear();
			expect(eventsOf(await world.live(A, HOUR, ALL))).toEqual(['7 changed']);
		},
	);

	it.each(['credential', 'permission', 'rateLimited', 'configuration'] as const)('stops it where all are concerned (%s)', async (kind) => {
		world.shop.failing.set('7', fault(kind));
		expect((await world.poll(A, ALL)).stopped?.details.kind).toBe(kind);
		expect(await world.logged('7')).toBeUndefined();
		world.shop.failing.clear();
		expect(eventsOf(await world.live(A, HOUR, ALL)).toSorted()).toEqual(['1 changed', '7 changed', '9 changed']);
	});

	it('stops it where one after the other is not shown', async () => {
		for (const id of ['1', '7', '9']) world.shop.failing.set(id, fault('unavailable'));
		expect((await world.poll(A, ALL)).stopped?.details.kind).toBe('unavailable');
		world.shop.failing.clear();
		expect(eventsOf(await world.live(A, HOUR, ALL)).toSorted()).toEqual(['1 changed', '7 changed', '9 changed']);
	});

	it('is asked for again when it is in the inbox, and the ones behind it are given out', async () => {
		world.shop.failing.set('7', fault('unreachable'));
		await world.execute(A, (await world.poll(A, ALL)).deliveries, 'failed');
		await world.clock.pass(10 * MINUTE);
		expect(eventsOf(await world.pollAndRun(A, ALL)).toSorted()).toEqual(['1 changed', '9 changed']);
	});
});
