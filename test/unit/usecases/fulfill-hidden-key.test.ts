import { accountKey } from '../../../src/domain/account';
import { keyOfTime } from '../../../src/domain/order-keys';
import { PlatformError } from '../../../src/domain/platform-error';
import { settledAfter } from '../../../src/usecases/once';
import { SHOP } from '../../fixtures/memory-platform/memory-shop';
import { FulfillWorld } from './fulfill-world';

let world: FulfillWorld;
beforeEach(async () => {
	world = await FulfillWorld.open();
});
afterEach(async () => {
	await world.close();
});

const createdAt = '2026-11-21T07:00:00.000Z';
const SHOWN = { id: '12', key: '1a2b3c4d', createdAt };
/** The adapter puts the order's time in the place of a key that it is not shown. */
const HIDDEN = { ...SHOWN, key: keyOfTime(createdAt) };

describe('an order whose key a plugin of the shop hides now and then', () => {
	it.each([
		['hidden after it was sent', SHOWN, HIDDEN],
		['shown after it was sent', HIDDEN, SHOWN],
	])('is not sent a second time: %s', async (_, before, after) => {
		await world.send([before]);
		world.shop.put(after);
		expect(await world.send([after])).toMatchObject([{ kind: 'done', action: 'unchanged', fulfillment: { id: world.amazon.made[0] } }]);
		expect(world.amazon.made).toHaveLength(1);
		expect(await world.database.sales.list({ account: accountKey(SHOP), limit: 9 })).toHaveLength(1);
	});

	it('goes under the id whose outcome is not known', async () => {
		const lost = {
			kind: 'unknown',
			error: new PlatformError('No answer', { platform: 'memory', kind: 'unknownOutcome', operation: 'create' }),
		} as const;
		const create = jest.spyOn(world.amazon.service, 'create').mockResolvedValueOnce(lost);
		expect(await world.send([SHOWN])).toMatchObject([{ kind: 'attention', reason: { code: 'mcfOutcomeUnknown' } }]);
		await world.clock.pass(settledAfter(world.amazon.service.settleMs));
		world.shop.put(HIDDEN);
		expect(await world.send([HIDDEN])).toMatchObject([{ kind: 'done', action: 'sent' }]);
		expect(create.mock.calls.map(([{ id }]) => id)).toEqual([world.amazon.made[0], world.amazon.made[0]]);
	});

	it('is still the one that an item of before is about', async () => {
		world.shop.put(SHOWN);
		const late = world.work([SHOWN]);
		world.shop.put(HIDDEN);
		expect(await world.clock.run(late)).toMatchObject([{ kind: 'done', action: 'sent' }]);
	});
});
