import { order } from '../platforms/amazon/orders/wire-orders';
import { AmazonInbox } from './amazon-inbox';
import wish from '../fixtures/cases/amazon-read-again-400.json';

const failing = (status: number) => ({ status, body: { errors: [{ code: 'InternalFailure', message: 'Jürgen Groß' }] } });

describe('three orders that are read again, the first of which Amazon refuses to show', () => {
	let inbox: AmazonInbox;
	beforeEach(async () => {
		inbox = await AmazonInbox.open();
		for (const id of ['B', 'C']) inbox.told.set(id, { status: 200, body: { order: order({ orderId: id }) } });
		await inbox.collected('A', 'B', 'C');
	});
	afterEach(async () => {
		await inbox.close();
	});

	it.each([
		['a 400', wish.getOrder_A, '400'],
		['a lasting 500', failing(500), '500'],
		['a lasting 503', failing(503), '503'],
		['something that is no order', { status: 200, body: { order: { orderId: 'A' } } }, 'cannot be read'],
		['another order than the one asked for', { status: 200, body: { order: order({ orderId: 'D' }) } }, 'another order'],
	])('by %s: it goes to the log as unreadable, and the others are given out', async (_what, told, text) => {
		inbox.told.set('A', told);
		const { deliveries, stopped } = await inbox.handOut();
		expect([deliveries.map(({ order: { id } }) => id), stopped]).toEqual([['B', 'C'], undefined]);
		const logged = await inbox.logged();
		expect(logged).toMatchObject([{ orderId: 'A', state: 'error', reason: { code: 'unreadable', text: expect.stringContaining(text) } }]);
		expect(JSON.stringify(logged)).not.toContain('Jürgen');
		// It is tried again by itself.
		inbox.told.set('A', { status: 200, body: { order: order({ orderId: 'A' }) } });
		inbox.pass(15);
		expect((await inbox.handOut()).deliveries.map(({ order: { id } }) => id)).toContain('A');
	});

	it.each([
		[403, 'permission'],
		[429, 'rateLimited'],
	])('by a %i: that concerns all of them, which wait', async (status, kind) => {
		inbox.told.set('A', { status, body: { errors: [{ code: 'Denied' }] } });
		const { deliveries, stopped } = await inbox.handOut();
		expect([deliveries, stopped?.details.kind]).toEqual([[], kind]);
		expect(await inbox.logged()).toEqual([]);
	});

	it('waits without a word while Amazon shows none of them', async () => {
		for (const id of ['A', 'B', 'C']) inbox.told.set(id, failing(503));
		const { deliveries, stopped } = await inbox.handOut();
		expect([deliveries, stopped?.details.kind]).toEqual([[], 'unavailable']);
		expect(await inbox.logged()).toEqual([]);
	});
});
