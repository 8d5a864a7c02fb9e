import { AmazonToStore } from './amazon-to-store';
import { item, order } from '../platforms/amazon/orders/wire-orders';
import wish from '../fixtures/cases/shop-cancelled-units-of-an-amazon-line.json';

const [cancelled = {}] = wish.input.orderItems;

describe(wish.right, () => {
	let world: AmazonToStore;
	beforeEach(async () => {
		world = await AmazonToStore.open(['TEE-1'], {}, 2);
	});
	afterEach(async () => await world.close());

	it('are written and taken, and two on the shelf are enough for them', async () => {
		expect(await world.save(order({ orderItems: [{ ...item(), ...cancelled }] }))).toMatchObject({ kind: 'saved' });
		expect(world.stored).toMatchObject([{ total: '20.00', line_items: [{ quantity: 2 }] }]);
		expect(await world.left('TEE-1')).toBe(0);
	});

	it('are what an order is changed to whose pieces are cancelled later', async () => {
		const all = { quantityOrdered: 2, fulfillment: { quantityFulfilled: 0, quantityUnfulfilled: 2 } };
		await world.save(order({ orderItems: [{ ...item(), ...all }] }));
		const one = { ...all, fulfillment: { quantityFulfilled: 0, quantityUnfulfilled: 1 }, cancellation: { cancellationExecution: {} } };
		expect(await world.save(order({ lastUpdatedTime: '2026-11-21T09:00:00Z', orderItems: [{ ...item(), ...one }] }))).toMatchObject({
			kind: 'saved',
			action: 'updated',
		});
		expect(world.stored).toMatchObject([{ total: '20.00', line_items: [{ quantity: 1 }] }]);
		expect(await world.left('TEE-1')).toBe(1);
	});
});
