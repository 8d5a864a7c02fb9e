import { AmazonToStore } from './amazon-to-store';
import { readInvalid } from '../platforms/amazon/orders/reading';
import { eur, item, order } from '../platforms/amazon/orders/wire-orders';
import wish from '../fixtures/cases/amazon-partly-cancelled-line.json';

const gbp = (amount: string) => ({ amount, currencyCode: 'GBP' });

describe(wish.right, () => {
	let world: AmazonToStore;
	beforeEach(async () => {
		world = await AmazonToStore.open(['TEE-1', 'CAP-1'], {}, 5);
	});
	afterEach(async () => await world.close());

	it('in money, pieces and stock', async () => {
		const wire = order({
			proceeds: { grandTotal: gbp('20.00') },
			orderItems: [{ ...item({ product: { sellerSku: 'TEE-1' } }), ...wish.item }],
		});
		const outcome = await world.save(wire, { otherCurrency: 'saveInOwn' });
		expect(outcome).toMatchObject({ kind: 'saved' });
		expect(world.stored).toMatchObject([{ total: '20.00', line_items: [{ quantity: 2, total: '20.00' }] }]);
		expect(await world.left('TEE-1')).toBe(3);
	});

	const cancelled = (given: object) => ({
		...item({ quantityOrdered: 3, fulfillment: { quantityFulfilled: 0, quantityUnfulfilled: 2 }, ...given }),
		cancellation: { cancellationExecution: { cancelledBy: 'MERCHANT' } },
	});
	const sold = (total: string) => ({ proceedsTotal: eur(total), breakdowns: [{ type: 'ITEM', subtotal: eur(total) }] });

	it.each([
		['amounts of the pieces that are left', { proceeds: sold('20.00') }],
		['amounts of all pieces', { proceeds: sold('30.00') }],
		['a price of one piece alone', { proceeds: undefined, product: { sellerSku: 'TEE-1', price: { unitPrice: eur('10.00') } } }],
	])('reads %s', (_what, given) => {
		const { lines, totals } = readInvalid(order({ proceeds: { grandTotal: eur('20.00') }, orderItems: [cancelled(given)] }));
		expect(totals).toEqual({ grand: { amount: '20.00', currency: 'EUR' }, computed: { amount: '20.00', currency: 'EUR' } });
		expect(lines).toMatchObject([{ quantity: 3, quantityCancelled: 1, total: { amount: '20.00' }, discount: { amount: '0.00' } }]);
	});

	it('leaves a line out that is cancelled wholly, whether its price is still told or not', async () => {
		const gone = {
			...cancelled({ orderItemId: '2', product: { sellerSku: 'CAP-1' }, fulfillment: { quantityFulfilled: 0, quantityUnfulfilled: 0 } }),
			proceeds: sold('15.00'),
		};
		const wire = order({ proceeds: { grandTotal: eur('20.00') }, orderItems: [item(), gone] });
		expect(await world.save(wire)).toMatchObject({ kind: 'saved' });
		expect(world.stored).toMatchObject([{ status: 'processing', total: '20.00', line_items: [{ quantity: 1 }] }]);
		expect([await world.left('TEE-1'), await world.left('CAP-1')]).toEqual([4, 5]);
	});
});
