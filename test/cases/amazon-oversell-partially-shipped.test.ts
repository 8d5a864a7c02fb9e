import { AmazonToStore } from './amazon-to-store';
import { item, order } from '../platforms/amazon/orders/wire-orders';
import wish from '../fixtures/cases/amazon-oversell-partially-shipped.json';

describe(wish.right, () => {
	let world: AmazonToStore;
	beforeEach(async () => {
		world = await AmazonToStore.open(['TEE-1'], {}, wish.stock);
	});
	afterEach(async () => await world.close());

	const sale = (fulfillmentStatus: string, quantityOrdered: number, quantityFulfilled: number) =>
		order({
			fulfillment: { fulfillmentStatus, fulfilledBy: 'MERCHANT' },
			orderItems: [item({ quantityOrdered, fulfillment: { quantityFulfilled, quantityUnfulfilled: quantityOrdered - quantityFulfilled } })],
		});

	it.each([
		['PARTIALLY_SHIPPED', wish.quantityOrdered, wish.quantityFulfilled],
		['SHIPPED', 5, 5],
	])('the store takes all pieces of what it meets for the first time: %s', async (status, ordered, fulfilled) => {
		const outcome = await world.save(sale(status, ordered, fulfilled));
		expect(outcome).toMatchObject({
			kind: 'attention',
			reason: { code: 'stockShort', text: expect.stringContaining(`${ordered} needed, 2 there`) },
		});
		expect([world.stored.length, await world.left('TEE-1')]).toEqual([0, 2]);
	});

	it('what is there for all of them is taken', async () => {
		expect(await world.save(sale('PARTIALLY_SHIPPED', 2, 1))).toMatchObject({ kind: 'saved' });
		expect(await world.left('TEE-1')).toBe(0);
	});
});
