import { createAmazon } from '../../src/platforms/amazon';
import { connectionTo, surroundings } from '../platforms/amazon/connections';
import { answering, RawServer } from '../platforms/amazon/raw-server';
import wish from '../fixtures/cases/amazon-status-constructor.json';

const WORDS = ['constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf'];

type Wire = Record<string, unknown> & { orderItems: Record<string, unknown>[] };

/** The order with a word in one place; it is as Amazon sends it everywhere else. */
const withWord = (place: (order: Wire) => void): unknown => {
	const order = structuredClone(wish.order) as unknown as Wire;
	(order['fulfillment'] as Record<string, unknown>)['fulfillmentStatus'] = 'UNSHIPPED';
	place(order);
	return order;
};

describe('a word that every object knows, where Amazon has words of its own', () => {
	let server: RawServer;
	beforeEach(async () => {
		server = await new RawServer().start();
	});
	afterEach(() => server.stop());

	const read = async (order: unknown) => {
		server.answers = [answering(200, { orders: [order], lastUpdatedBefore: '2026-11-21T11:58:00Z' })];
		const { orderSource } = createAmazon(connectionTo(server.url), surroundings());
		return await orderSource.search({ by: 'updated', from: '2024-12-24T00:00:00.000Z', personalData: true });
	};

	it('is no status: the order is refused', async () => {
		const { orders, unreadable } = await read(wish.order);
		expect(orders).toEqual([]);
		expect(unreadable).toMatchObject([{ orderId: wish.order.orderId, text: expect.stringContaining('fulfillmentStatus') }]);
	});

	it.each(WORDS)('is no status, and nobody who fulfills: %s', async (word) => {
		for (const field of ['fulfillmentStatus', 'fulfilledBy']) {
			const { orders, unreadable } = await read(
				withWord((order) => {
					(order['fulfillment'] as Record<string, unknown>)[field] = word;
				}),
			);
			expect([orders, unreadable[0]?.text]).toEqual([[], expect.stringContaining(field)]);
		}
	});

	it.each(WORDS)('is no kind of address, party, canceller, program or charge: %s', async (word) => {
		const { orders } = await read(
			withWord((order) => {
				const [item] = order.orderItems;
				const { deliveryAddress } = order['recipient'] as { deliveryAddress: Record<string, unknown> };
				deliveryAddress['addressType'] = word;
				order['programs'] = [word];
				order['tax'] = { taxRegistrations: [{ entityType: word, taxRegistrationNumber: 'X' }] };
				if (item === undefined) throw new Error('The order has no item');
				item['cancellation'] = { cancellationExecution: { cancelledBy: word } };
				const eur = { amount: '34.99', currencyCode: 'GBP' };
				item['proceeds'] = { proceedsTotal: eur, breakdowns: [{ type: word, subtotal: eur }] };
			}),
		);
		expect(orders).toHaveLength(1);
		const [order] = orders;
		expect(order?.shipping).not.toHaveProperty('kind');
		expect([order?.programs, order?.taxIds, order?.cancelledBy]).toEqual([[word], [], undefined]);
		expect(order?.charges).toMatchObject([{ kind: 'other' }]);
	});
});
