import { AmazonToStore } from './amazon-to-store';
import { readInvalid } from '../platforms/amazon/orders/reading';
import wish from '../fixtures/cases/amazon-replacement-with-amounts.json';

describe(wish.right, () => {
	let world: AmazonToStore;
	beforeEach(async () => {
		world = await AmazonToStore.open(['ECHO-DOT-4-CHARCOAL', 'FIRE-TV-4K-2021'], { settings: { currency: 'USD' } });
	});
	afterEach(async () => await world.close());

	it('is written with its amounts, on hold, and says why', async () => {
		const outcome = await world.save(wish.order);
		expect(outcome).toMatchObject({
			kind: 'attention',
			reason: { code: 'replacementPriced', text: expect.stringContaining('149.99 USD, in place of order 123-4567890-1234566') },
		});
		expect(world.stored).toMatchObject([{ status: 'on-hold', total: '149.99' }]);
	});

	it('is written as nothing, to be shipped, where its total says so', async () => {
		const free = { ...wish.order, proceeds: { grandTotal: { amount: '0.00', currencyCode: 'USD' } } };
		expect(readInvalid(free).totals.computed.amount).toBe('0.00');
		expect(await world.save({ ...free, fulfillment: { ...wish.order.fulfillment, fulfillmentStatus: 'UNSHIPPED' } })).toMatchObject({
			kind: 'saved',
		});
		expect(world.stored).toMatchObject([{ status: 'processing', total: '0.00' }]);
	});
});
