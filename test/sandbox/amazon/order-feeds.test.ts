import { acknowledgements, callShipments, data, envelope, fulfillment, fulfillments, item } from './shipment-caller';

const cancelled = (orderId: string, items = ''): string =>
	`<OrderAcknowledgement><AmazonOrderID>${orderId}</AmazonOrderID><StatusCode>Failure</StatusCode>${items}</OrderAcknowledgement>`;

describe('feeds of fulfillments', () => {
	it('are processed after their time, and succeed without any result', async () => {
		const amazon = await callShipments();
		amazon.place('902-1');
		const { feedId = '' } = await amazon.hand(fulfillments, envelope('OrderFulfillment', [fulfillment('902-1', data('JD1'))]));
		expect(amazon.order('902-1').fulfillment?.fulfillmentStatus).toBe('UNSHIPPED');
		amazon.sandbox.clock.advance(6 * 60_000);
		expect(await amazon.feed(feedId)).toMatchObject({ processingStatus: 'DONE', feedType: fulfillments });
		const report = await amazon.report(feedId);
		expect(report).toContain('<MessagesSuccessful>1</MessagesSuccessful>');
		expect(report).not.toContain('<Result>');
		const { packages, status, byFeed } = amazon.truth('902-1');
		expect({ status, byFeed }).toEqual({ status: 'SHIPPED', byFeed: 1 });
		expect(packages).toMatchObject([{ carrier: 'DHL', trackingNumber: 'JD1' }]);
		expect(packages[0]?.reference).toMatch(/^\d{6,}$/);
		expect(amazon.damageKinds()).toEqual([]);
	});

	it('say of each message what is against it, and go on', async () => {
		const amazon = await callShipments();
		const { orderItems } = amazon.place('902-1');
		amazon.place('902-2');
		const report = await amazon.processed(
			fulfillments,
			envelope('OrderFulfillment', [
				fulfillment('902-1', data('JD1') + item(orderItems[0]?.orderItemId ?? '', 3)),
				fulfillment('902-9', data('JD9')),
				fulfillment('902-2', data('JD2')),
			]),
		);
		expect(report).toContain('<MessagesProcessed>3</MessagesProcessed>');
		expect(report).toContain('<MessagesSuccessful>1</MessagesSuccessful>');
		expect(report).toContain('<MessagesWithError>2</MessagesWithError>');
		expect(report).toMatch(/<MessageID>1<\/MessageID>\s*<ResultCode>Error<\/ResultCode>\s*<ResultMessageCode>18021</);
		expect(report).toMatch(/<MessageID>2<\/MessageID>\s*<ResultCode>Error<\/ResultCode>\s*<ResultMessageCode>18028</);
		expect(amazon.truth('902-2').status).toBe('SHIPPED');
		expect(amazon.truth('902-1').status).toBe('UNSHIPPED');
	});
});

describe('feeds of acknowledgements', () => {
	it('cancel a whole order by Failure', async () => {
		const amazon = await callShipments();
		amazon.place('902-1');
		await amazon.control('shipments/expect-cancel', { orderId: '902-1', who: 'Maria' });
		const report = await amazon.processed(acknowledgements, envelope('OrderAcknowledgement', [cancelled('902-1')]));
		expect(report).toContain('<MessagesSuccessful>1</MessagesSuccessful>');
		expect(amazon.truth('902-1')).toMatchObject({
			status: 'CANCELLED',
			cancelledBy: 'MERCHANT',
			cancelWantedBy: 'Maria',
			cancellations: 1,
		});
		expect(amazon.damageKinds()).toEqual([]);
	});

	it('cancel nothing of an order that was shipped', async () => {
		const amazon = await callShipments();
		amazon.place('902-1');
		await amazon.confirm('902-1');
		const report = await amazon.processed(acknowledgements, envelope('OrderAcknowledgement', [cancelled('902-1')]));
		expect(report).toContain('<MessagesWithError>1</MessagesWithError>');
		expect(amazon.truth('902-1').status).toBe('SHIPPED');
	});
});
