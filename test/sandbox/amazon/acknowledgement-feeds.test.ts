import { readAmazonText } from '../../fixtures/amazon-samples';
import { allData } from './caller';
import {
	acknowledgements,
	callShipments,
	codesOf,
	countsOf,
	data,
	envelope,
	fulfillment,
	item,
	sendFulfillments,
	type ShipmentCaller,
	withOrder,
} from './shipment-caller';

describe('feeds of acknowledgements', () => {
	const cancelled = (orderId: string, items = '', status = 'Failure'): string =>
		`<OrderAcknowledgement><AmazonOrderID>${orderId}</AmazonOrderID><StatusCode>${status}</StatusCode>${items}</OrderAcknowledgement>`;
	const line = (code: string, more = ''): string => `<Item><AmazonOrderItemCode>${code}</AmazonOrderItemCode>${more}</Item>`;
	const reason = '<CancelReason>NoInventory</CancelReason>';
	const cancel = async (amazon: ShipmentCaller, ...messages: readonly string[]): Promise<string> => {
		await amazon.control('shipments/expect-cancel', { orderId: '902-1', who: 'Maria' });
		return await amazon.processed(acknowledgements, envelope('OrderAcknowledgement', messages));
	};

	it('cancel a whole order by Failure, as in the recorded message', async () => {
		const amazon = await callShipments();
		amazon.place('123-1234567-1234567');
		await amazon.control('shipments/expect-cancel', { orderId: '123-1234567-1234567', who: 'Maria' });
		const text = readAmazonText('feed-xml-order-acknowledgement-cancel-2.xml').replace('A1EXAMPLESELLR', 'A1SANDBOXEU');
		expect(countsOf(await amazon.processed(acknowledgements, text))).toEqual([1, 1, 0, 0]);
		expect(amazon.truth('123-1234567-1234567')).toMatchObject({
			status: 'CANCELLED',
			cancelledBy: 'MERCHANT',
			cancelWantedBy: 'Maria',
			cancellations: 1,
		});
		expect(amazon.damageKinds()).toEqual([]);
	});

	it('do nothing by Success', async () => {
		const amazon = await withOrder();
		const before = amazon.order('902-1');
		expect(countsOf(await cancel(amazon, cancelled('902-1', '', 'Success'), cancelled('902-9', '', 'Success')))).toEqual([2, 1, 1, 0]);
		expect(amazon.order('902-1')).toEqual(before);
	});

	it('cancel a line, or some of its units, and the order is what is left of it', async () => {
		const amazon = await withOrder();
		const [first = '', second = ''] = codesOf(amazon);
		await cancel(amazon, cancelled('902-1', line(second, reason)));
		expect(amazon.order('902-1').orderItems[1]).toMatchObject({
			quantityOrdered: 0,
			cancellation: { cancellationExecution: { cancelledBy: 'MERCHANT', cancelReason: 'NoInventory' } },
		});
		expect(amazon.order('902-1').proceeds?.grandTotal?.amount).toBe('20.00');
		await cancel(amazon, cancelled('902-1', line(first, `${reason}<Quantity>1</Quantity>`)));
		expect(amazon.order('902-1')).toMatchObject({
			proceeds: { grandTotal: { amount: '10.00' } },
			fulfillment: { fulfillmentStatus: 'UNSHIPPED' },
			orderItems: [{ quantityOrdered: 1, fulfillment: { quantityUnfulfilled: 1 } }, {}],
		});
		await cancel(amazon, cancelled('902-1', line(first, reason)));
		expect(amazon.truth('902-1').status).toBe('CANCELLED');
		expect((await amazon.getOrder('902-1', { includedData: allData })).status).toBe(200);
	});

	it('leave an order shipped when all that had not left is cancelled', async () => {
		const amazon = await withOrder();
		const [first = '', second = ''] = codesOf(amazon);
		await sendFulfillments(amazon, fulfillment('902-1', data('JD1') + item(first, 2)));
		await cancel(amazon, cancelled('902-1', line(second, reason)));
		expect(amazon.truth('902-1').status).toBe('SHIPPED');
	});

	it('cancel nothing that has left: neither the order, nor a whole order of which a part has, nor its line', async () => {
		const amazon = await withOrder();
		const [first = ''] = codesOf(amazon);
		await sendFulfillments(amazon, fulfillment('902-1', data('JD1') + item(first, 1)));
		const report = await cancel(amazon, cancelled('902-1'), cancelled('902-1', line(first, reason)));
		expect(countsOf(report)).toEqual([2, 0, 2, 0]);
		expect(amazon.truth('902-1')).toMatchObject({ status: 'PARTIALLY_SHIPPED', cancellations: 0 });
		await sendFulfillments(amazon, fulfillment('902-1', data('JD2')));
		expect(countsOf(await cancel(amazon, cancelled('902-1')))).toEqual([1, 0, 1, 0]);
		expect(amazon.truth('902-1').status).toBe('SHIPPED');
	});

	it.each<[string, (codes: readonly string[]) => string]>([
		['a line without a reason', ([first = '']) => cancelled('902-1', line(first))],
		['an order that is not there', () => cancelled('902-9')],
		['a line that is not there', () => cancelled('902-1', line('7', reason))],
		['more units than there are', ([first = '']) => cancelled('902-1', line(first, `${reason}<Quantity>3</Quantity>`))],
		['a reason that is none', ([first = '']) => cancelled('902-1', line(first, '<CancelReason>Buyer</CancelReason>'))],
		['a status that is none', () => cancelled('902-1', '', 'Cancelled')],
	])('refuse %s', async (_name, messageOf) => {
		const amazon = await withOrder();
		expect(countsOf(await cancel(amazon, messageOf(codesOf(amazon))))).toEqual([1, 0, 1, 0]);
		expect(amazon.truth('902-1')).toMatchObject({ status: 'UNSHIPPED', cancellations: 0 });
	});

	it('refuse what is cancelled already, pending, or shipped by Amazon', async () => {
		const amazon = await withOrder({ status: 'PENDING' });
		amazon.place('902-2', { fulfilledBy: 'AMAZON' });
		amazon.place('902-3');
		amazon.sandbox.amazon.orders.cancel('902-3');
		const report = await cancel(amazon, cancelled('902-1'), cancelled('902-2'), cancelled('902-3'));
		expect(countsOf(report)).toEqual([3, 0, 3, 0]);
	});

	it('give the units of what they cancel back to what is offered', async () => {
		const amazon = await callShipments();
		const sku =
			amazon.sandbox.amazon.listings.all().find(({ places }) => (places[0]?.quantity ?? 0) > 5 && places[0]?.fulfilledBy === 'MERCHANT')
				?.sku ?? '';
		const left = () => amazon.sandbox.amazon.listings.get(sku).places[0]?.quantity;
		const before = left();
		amazon.place('902-1', { items: [{ sku, quantity: 3, unitPrice: '1.00' }] });
		expect(left()).toBe((before ?? 0) - 3);
		await cancel(amazon, cancelled('902-1'));
		expect(left()).toBe(before);
	});
});
