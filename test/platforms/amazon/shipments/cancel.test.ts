import type { ChannelCancellation } from '../../../../src/ports/channel-shipments';
import { item, order } from '../orders/wire-orders';
import { answering } from '../raw-server';
import { Desk, messagesIn } from './desk';
import { cancellation, FR } from './parcels';

let desk: Desk;
beforeEach(async () => {
	desk = await new Desk().start();
	desk.before = (request, response, socket) => {
		if (!request.path.startsWith('/orders/2026-01-01/orders/')) return false;
		const id = request.path.split('/').at(-1) ?? '';
		const [fulfillmentStatus] = id.split('-');
		const wire = order({
			orderId: id,
			fulfillment: { fulfillmentStatus, fulfilledBy: 'MERCHANT' },
			orderItems: [item({ orderItemId: '0101' }), item({ orderItemId: '0102' })],
		});
		answering(fulfillmentStatus === 'GONE' ? 404 : 200, fulfillmentStatus === 'GONE' ? { errors: [] } : { order: wire })(
			request,
			response,
			socket,
		);
		return true;
	};
});
afterEach(() => desk.stop());

const messages = () => messagesIn(desk.feeds[0]?.body ?? '').map((message) => message['OrderAcknowledgement']);

describe('a cancellation', () => {
	it('names the lines and units that it is for, each with the reason', async () => {
		const lines = [
			{ lineId: '0101', quantity: 1 },
			{ lineId: '0102', quantity: 2 },
		];
		const told = await desk.shipments().cancel([cancellation('UNSHIPPED-1', { lines, reason: 'buyerCancelled' })]);
		expect(told).toEqual([{ outcome: 'submitted', submission: '0' }]);
		expect(desk.feeds.map(({ feedType }) => feedType)).toEqual(['POST_ORDER_ACKNOWLEDGEMENT_DATA']);
		expect(messages()).toEqual([
			{
				AmazonOrderID: 'UNSHIPPED-1',
				StatusCode: 'Failure',
				Item: [
					{ AmazonOrderItemCode: '0101', CancelReason: 'BuyerCanceled', Quantity: '1' },
					{ AmazonOrderItemCode: '0102', CancelReason: 'BuyerCanceled', Quantity: '2' },
				],
			},
		]);
	});

	it('of a whole order names all its lines, because the reason stands nowhere else', async () => {
		await desk.shipments().cancel([cancellation('UNSHIPPED-1')]);
		expect(messages()).toEqual([
			{
				AmazonOrderID: 'UNSHIPPED-1',
				StatusCode: 'Failure',
				Item: [
					{ AmazonOrderItemCode: '0101', CancelReason: 'NoInventory' },
					{ AmazonOrderItemCode: '0102', CancelReason: 'NoInventory' },
				],
			},
		]);
	});

	it.each<readonly [ChannelCancellation['reason'], string]>([
		['buyerCancelled', 'BuyerCanceled'],
		['noInventory', 'NoInventory'],
		['undeliverableAddress', 'ShippingAddressUndeliverable'],
		['customerExchange', 'CustomerExchange'],
		['pricingError', 'PricingError'],
		['generalAdjustment', 'GeneralAdjustment'],
	])('for %s says %s', async (reason, word) => {
		await desk.shipments().cancel([cancellation('UNSHIPPED-1', { reason })]);
		expect(desk.feeds[0]?.body).toContain(`<CancelReason>${word}</CancelReason>`);
	});

	it('of an order that is cancelled, shipped or gone is not handed in, and the others are', async () => {
		const all = ['CANCELLED-1', 'UNSHIPPED-1', 'SHIPPED-1', 'GONE-1', 'UNSHIPPED-2'].map((id) => cancellation(id));
		const shipments = desk.shipments();
		const told = await shipments.cancel(all);
		expect(told).toMatchObject([
			{ outcome: 'taken' },
			{ outcome: 'submitted', submission: '0' },
			{ outcome: 'refused', why: 'shippedBefore' },
			{ outcome: 'refused', why: 'notOpen' },
			{ outcome: 'submitted', submission: '0' },
		]);
		desk.results.set('UNSHIPPED-2', { code: 18028, text: 'It cannot be found' });
		const handedIn = all.filter((_, at) => told[at]?.outcome === 'submitted');
		expect(await shipments.checkCancellations('0', handedIn)).toMatchObject({
			state: 'done',
			told: [{ outcome: 'taken' }, { outcome: 'refused', why: 'notOpen' }],
		});
	});

	it('whose order cannot be read is not sent', async () => {
		desk.before = (request, response, socket) => {
			if (!request.path.startsWith('/orders/2026-01-01/orders/')) return false;
			answering(200, { order: { orderId: 'x' } })(request, response, socket);
			return true;
		};
		expect(await desk.shipments().cancel([cancellation('UNSHIPPED-1', { marketplace: FR })])).toEqual([{ outcome: 'notSent' }]);
		expect(desk.feeds).toEqual([]);
		expect(await desk.shipments().cancel([])).toEqual([]);
	});
});
