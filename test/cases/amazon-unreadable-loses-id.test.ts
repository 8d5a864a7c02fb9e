import { createAmazon } from '../../src/platforms/amazon';
import { connectionTo, surroundings } from '../platforms/amazon/connections';
import { answering, RawServer } from '../platforms/amazon/raw-server';
import wish from '../fixtures/cases/amazon-unreadable-loses-id.json';

describe('an order that cannot be read', () => {
	let server: RawServer;
	beforeEach(async () => {
		server = await new RawServer().start();
	});
	afterEach(() => server.stop());

	const unreadable = async (...orders: readonly unknown[]) => {
		server.answers = [answering(200, { orders, lastUpdatedBefore: '2026-11-21T11:58:00Z' })];
		const { orderSource } = createAmazon(connectionTo(server.url), surroundings());
		return (await orderSource.search({ by: 'updated', from: '2024-12-24T00:00:00.000Z', personalData: true })).unreadable;
	};

	it('is named by its number, whatever else of it is odd', async () => {
		expect(await unreadable(wish.order)).toEqual([{ orderId: wish.order.orderId, text: expect.stringContaining('lastUpdatedTime') }]);
	});

	it.each([null, 17, {}, [], 'x'.repeat(100_000)])('is named without a time that is none (%#)', async (lastUpdatedTime) => {
		expect(await unreadable({ ...wish.order, lastUpdatedTime })).toMatchObject([{ orderId: wish.order.orderId }]);
	});

	it('is named by a number that is no text', async () => {
		expect(await unreadable({ ...wish.order, orderId: 17 })).toEqual([{ orderId: '17', text: expect.stringContaining('lastUpdatedTime') }]);
	});

	it.each([undefined, null, '', {}, 'x'.repeat(100_000)])(
		'has no name only where Amazon gives none that can be one (%#)',
		async (orderId) => {
			expect(await unreadable({ ...wish.order, orderId })).toMatchObject([{ orderId: '(without id)', nameless: true }]);
		},
	);
});
