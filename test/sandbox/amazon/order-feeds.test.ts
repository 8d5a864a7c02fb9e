import { readAmazonText } from '../../fixtures/amazon-samples';
import { allData, minute } from './caller';
import {
	callShipments,
	codesOf,
	countsOf,
	data,
	envelope,
	formOf,
	fulfillment,
	fulfillments,
	item,
	resultsOf,
	sendFulfillments,
	type ShipmentCaller,
	withOrder,
} from './shipment-caller';

describe('feeds of fulfillments', () => {
	it('are processed after their time; the report of success is the recorded one', async () => {
		const amazon = await withOrder();
		const { feedId = '' } = await amazon.hand(fulfillments, envelope('OrderFulfillment', [fulfillment('902-1', data('JD1'))]));
		expect(amazon.truth('902-1').status).toBe('UNSHIPPED');
		expect(await amazon.feed(feedId)).toMatchObject({ processingStatus: 'IN_QUEUE', feedType: fulfillments });
		amazon.sandbox.clock.advance(6 * minute);
		expect(await amazon.feed(feedId)).toMatchObject({ processingStatus: 'DONE' });
		expect(formOf(await amazon.report(feedId))).toBe(formOf(readAmazonText('feed-xml-report-success-1.xml')));
		const { packages, status, byFeed } = amazon.truth('902-1');
		expect({ status, byFeed }).toEqual({ status: 'SHIPPED', byFeed: 1 });
		expect(packages).toMatchObject([{ carrier: 'DHL', trackingNumber: 'JD1', status: 'SHIPPED' }]);
		expect(packages[0]?.reference).toMatch(/^\d{6,}$/);
		expect(amazon.damageKinds()).toEqual([]);
	});

	it('take the recorded message, with its codes that start with 0', async () => {
		const amazon = await callShipments();
		const order = amazon.place('112-0000000-0000001');
		const wire = { ...order, orderItems: [{ ...order.orderItems[0], orderItemId: '07311545772442', quantityOrdered: 1 }] };
		amazon.sandbox.amazon.orders.change('112-0000000-0000001', {
			orderItems: wire.orderItems,
			createdTime: '2021-11-01T00:00:00Z',
		});
		const text = readAmazonText('feed-xml-order-fulfillment-1.xml').replace('A1EXAMPLESELLR', 'A1SANDBOXEU');
		expect(countsOf(await amazon.processed(fulfillments, text))).toEqual([1, 1, 0, 0]);
		expect(amazon.order('112-0000000-0000001').packages).toMatchObject([
			{ shipTime: '2021-11-01T13:28:29.000Z', carrier: 'UPS', packageItems: [{ orderItemId: '07311545772442', quantity: 1 }] },
		]);
	});

	it('give references of words where Amazon has such', async () => {
		const amazon = await withOrder();
		await amazon.control('shipments/settings', { namesOwnPackages: true });
		await sendFulfillments(amazon, fulfillment('902-1', data('JD1')));
		expect(amazon.truth('902-1').packages[0]?.reference).toMatch(/^PKG-/);
	});

	it('say of each message what is against it, in recorded numbers and words, and go on', async () => {
		const amazon = await withOrder();
		amazon.place('902-2');
		amazon.place('902-3');
		amazon.sandbox.amazon.orders.cancel('902-3');
		const [first = ''] = codesOf(amazon);
		const report = await sendFulfillments(
			amazon,
			fulfillment('902-1', data('JD1') + item(first, 3)),
			fulfillment('902-9', data('JD9')),
			fulfillment('902-2', data('JD2')),
			fulfillment('902-3', data('JD3')),
			fulfillment('902-1', data('JD4') + item('7', 1)),
		);
		expect(countsOf(report)).toEqual([5, 1, 4, 0]);
		expect(resultsOf(report)).toEqual(['1 Error 18021', '2 Error 18028', '4 Error 18021', '5 Error 18028']);
		expect(report).toContain('The quantities you provided for order id (902-1) were larger than the quantities that could be fulfilled.');
		expect(report).toContain('<AmazonOrderID>902-9</AmazonOrderID>');
		expect(amazon.truth('902-2').status).toBe('SHIPPED');
		expect(amazon.truth('902-1').status).toBe('UNSHIPPED');
	});

	it('take what goes untracked, without any data of a carrier', async () => {
		const amazon = await withOrder();
		expect(countsOf(await sendFulfillments(amazon, fulfillment('902-1')))).toEqual([1, 1, 0, 0]);
		const [made] = amazon.order('902-1').packages ?? [];
		expect(Object.keys(made ?? {})).not.toEqual(expect.arrayContaining(['trackingNumber']));
		expect((await amazon.getOrder('902-1', { includedData: allData })).status).toBe(200);
		expect(amazon.sandbox.amazon.shipments.figures()).toMatchObject({ tracked: 0, untracked: 1 });
	});

	it('cover what is left where no items are named, and only these items where they are', async () => {
		const amazon = await withOrder();
		const [first = '', second = ''] = codesOf(amazon);
		await sendFulfillments(amazon, fulfillment('902-1', data('JD1') + item(first, 1)));
		expect(amazon.truth('902-1')).toMatchObject({ status: 'PARTIALLY_SHIPPED', packages: [{ units: { [first]: 1 } }] });
		await sendFulfillments(amazon, fulfillment('902-1', data('JD2')));
		expect(amazon.truth('902-1')).toMatchObject({ status: 'SHIPPED', packages: [{}, { units: { [first]: 1, [second]: 1 } }] });
		expect(amazon.damageKinds()).toEqual([]);
	});

	it('happen one after the other: two messages for the same units, and one that names too many of the rest', async () => {
		const amazon = await withOrder();
		const [first = ''] = codesOf(amazon);
		const report = await sendFulfillments(
			amazon,
			fulfillment('902-1', data('JD1') + item(first, 2)),
			fulfillment('902-1', data('JD2') + item(first, 1)),
		);
		expect(resultsOf(report)).toEqual(['2 Error 18021']);
		expect(amazon.truth('902-1').packages).toHaveLength(1);
	});

	it('make a second package when they come twice without items, and are refused with them', async () => {
		const amazon = await withOrder();
		amazon.place('902-2');
		const [first = '', second = ''] = codesOf(amazon, '902-2');
		const messages = [fulfillment('902-1', data('JD1')), fulfillment('902-2', data('JD2') + item(first, 2) + item(second, 1))];
		await sendFulfillments(amazon, ...messages);
		expect(amazon.damageKinds()).toEqual([]);
		const again = await sendFulfillments(amazon, ...messages);
		expect(resultsOf(again)).toEqual(['2 Error 18021']);
		expect(amazon.truth('902-1')).toMatchObject({ status: 'SHIPPED', packages: [{}, {}], confirmed: { taken: 1, repeated: 1 }, byFeed: 2 });
		expect(amazon.order('902-1').orderItems[0]?.fulfillment?.quantityFulfilled).toBe(2);
		expect(new Set(amazon.damageKinds())).toEqual(new Set(['confirmedTwice']));
		expect(amazon.sandbox.amazon.stock.feeds.told()[1]).toHaveProperty('repeats');
	});

	it('may drop what they count as successful', async () => {
		const amazon = await withOrder();
		await amazon.control('shipments/drop', { orderId: '902-1' });
		expect(countsOf(await sendFulfillments(amazon, fulfillment('902-1', data('JD1'))))).toEqual([1, 1, 0, 0]);
		expect(amazon.truth('902-1')).toMatchObject({ status: 'UNSHIPPED', confirmed: { dropped: 1 } });
	});

	it('refuse orders that Amazon ships or confirms by itself', async () => {
		const amazon = await withOrder({ programs: ['FBM_SHIP_PLUS'] });
		amazon.place('902-2', { fulfilledBy: 'AMAZON' });
		expect(countsOf(await sendFulfillments(amazon, fulfillment('902-1', data('1')), fulfillment('902-2', data('2'))))).toEqual([
			2, 0, 2, 0,
		]);
	});
});

describe('the fate of an order feed', () => {
	const twoOrders = async (): Promise<ShipmentCaller> => {
		const amazon = await withOrder();
		amazon.place('902-2');
		return amazon;
	};
	const text = envelope('OrderFulfillment', [fulfillment('902-1', data('JD1')), fulfillment('902-2', data('JD2'))]);

	it('is fatal, and some of it happened', async () => {
		const amazon = await twoOrders();
		await amazon.control('feeds/decide', { ends: 'FATAL', applied: 1 });
		const { feedId = '' } = await amazon.hand(fulfillments, text);
		amazon.sandbox.clock.advance(6 * minute);
		expect(await amazon.feed(feedId)).not.toHaveProperty('resultFeedDocumentId');
		expect(await amazon.feed(feedId)).toMatchObject({ processingStatus: 'FATAL' });
		expect([amazon.truth('902-1').status, amazon.truth('902-2').status]).toEqual(['SHIPPED', 'UNSHIPPED']);
	});

	it('is to be stuck, and nothing of it happens', async () => {
		const amazon = await twoOrders();
		await amazon.control('feeds/decide', { ends: 'stuck' });
		const { feedId = '' } = await amazon.hand(fulfillments, text);
		amazon.sandbox.clock.advance(600 * minute);
		expect(await amazon.feed(feedId)).toMatchObject({ processingStatus: 'IN_PROGRESS' });
		expect(amazon.truth('902-1').status).toBe('UNSHIPPED');
	});

	it('is a report that is missing, or cut', async () => {
		const amazon = await twoOrders();
		await amazon.control('feeds/decide', { report: 'none' });
		const { feedId = '' } = await amazon.hand(fulfillments, text);
		amazon.sandbox.clock.advance(6 * minute);
		expect(await amazon.feed(feedId)).not.toHaveProperty('resultFeedDocumentId');
		await amazon.control('feeds/decide', { report: 'spoilt' });
		expect(await amazon.processed(fulfillments, text)).not.toContain('</AmazonEnvelope>');
	});

	it('is to refuse some orders and to warn of others; a warning counts as successful too', async () => {
		const amazon = await twoOrders();
		await amazon.control('feeds/decide', { refusedOrders: ['902-1'], warnedOrders: ['902-2'] });
		const report = await amazon.processed(fulfillments, text);
		expect(countsOf(report)).toEqual([2, 1, 1, 1]);
		expect(resultsOf(report)).toEqual(['1 Error 18028', '2 Warning 5000']);
		expect(report).toContain('The tracking ID JD2 for DHL does not match the expected format for the carrier.');
		await amazon.control('feeds/decide', { refusedEvery: 2, report: 'withoutSkus' });
		const again = await amazon.processed(fulfillments, text);
		expect(resultsOf(again)).toEqual(['2 Error 18028']);
		expect(again).not.toContain('AdditionalInfo');
	});

	it('is refused for an application without a role, and for a type that nobody knows', async () => {
		const amazon = await twoOrders();
		const { clientId } = amazon.sandbox.amazonCredentials()[0] ?? { clientId: '' };
		expect((await amazon.hand('POST_FLAT_FILE_FULFILLMENT_DATA', text)).status).toBe(400);
		await amazon.control('roles', { clientId, roles: ['Product Listing'] });
		expect((await amazon.hand(fulfillments, text)).status).toBe(403);
		await amazon.control('roles', { clientId, roles: ['Direct-to-Consumer Shipping'] });
		expect((await amazon.hand(fulfillments, text)).status).toBe(202);
	});
});
