import { order } from '../platforms/amazon/orders/wire-orders';
import { AmazonInbox } from './amazon-inbox';
import wish from '../fixtures/cases/amazon-read-again-404.json';

describe('an order that was collected, and that Amazon does not show when it is read again', () => {
	let inbox: AmazonInbox;
	beforeEach(async () => {
		inbox = await AmazonInbox.open();
		inbox.told.set('A', wish.getOrder_A);
		await inbox.collected('A');
	});
	afterEach(async () => {
		await inbox.close();
	});

	it('stands in the log with its number, what happened and what to do', async () => {
		expect(await inbox.handOut()).toEqual({ deliveries: [], more: false, full: false });
		expect(await inbox.logged()).toMatchObject([
			{
				orderId: 'A',
				state: 'error',
				reason: { code: 'orderVanished', text: expect.stringContaining('Order A'), advice: expect.stringContaining('credential') },
			},
		]);
	});

	it('is asked for again, and given out once Amazon shows it', async () => {
		await inbox.handOut();
		inbox.told.set('A', { status: 200, body: { order: order({ orderId: 'A' }) } });
		inbox.pass(6);
		expect((await inbox.handOut()).deliveries.map(({ order: { id } }) => id)).toEqual(['A']);
	});

	it('is asked for five times, and then stands in the log for a person, who may retry it', async () => {
		for (let poll = 0; poll < 100; poll += 1) {
			expect((await inbox.handOut()).deliveries).toEqual([]);
			inbox.pass(5);
		}
		expect(inbox.askedFor('A')).toBe(5);
		expect(await inbox.logged()).toMatchObject([{ state: 'error', reason: { code: 'orderVanished' } }]);
		await inbox.retry();
		inbox.told.set('A', { status: 200, body: { order: order({ orderId: 'A' }) } });
		expect((await inbox.handOut()).deliveries.map(({ order: { id }, event }) => [id, event])).toEqual([['A', 'retry']]);
	});
});
