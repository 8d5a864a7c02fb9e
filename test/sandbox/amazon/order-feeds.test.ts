import { readAmazonText } from '../../fixtures/amazon-samples';
import { minute } from './caller';
import { acknowledgements, callShipments, data, envelope, fulfillment, fulfillments, item, type ShipmentCaller } from './shipment-caller';

const withOrder = async (more: object = {}): Promise<ShipmentCaller> => {
	const amazon = await callShipments();
	amazon.place('902-1', more);
	return amazon;
};

const codesOf = (amazon: ShipmentCaller, orderId = '902-1'): readonly string[] =>
	amazon.order(orderId).orderItems.map(({ orderItemId }) => orderItemId);

/** Each result in one line: message, kind, number. */
const resultsOf = (report: string): readonly string[] =>
	[...report.matchAll(/<Result>([\s\S]*?)<\/Result>/g)].map(([, result = '']) =>
		['MessageID', 'ResultCode', 'ResultMessageCode'].map((name) => new RegExp(`<${name}>(.*?)</${name}>`).exec(result)?.[1]).join(' '),
	);

const countsOf = (report: string): readonly number[] =>
	['MessagesProcessed', 'MessagesSuccessful', 'MessagesWithError', 'MessagesWithWarning'].map((name) =>
		Number(new RegExp(`<${name}>(\\d+)</${name}>`).exec(report)?.[1]),
	);

/** A report without what differs from one to the next. */
const formOf = (report: string): string =>
	report
		.replace(/<(DocumentTransactionID|MerchantIdentifier)>[^<]*</g, '<$1><')
		.replace(/line \d+, column \d+/, 'line 0, column 0')
		.trim();

const send = async (amazon: ShipmentCaller, ...messages: readonly string[]): Promise<string> =>
	await amazon.processed(fulfillments, envelope('OrderFulfillment', messages));

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
		await send(amazon, fulfillment('902-1', data('JD1')));
		expect(amazon.truth('902-1').packages[0]?.reference).toMatch(/^PKG-/);
	});

	it('say of each message what is against it, in recorded numbers and words, and go on', async () => {
		const amazon = await withOrder();
		amazon.place('902-2');
		amazon.place('902-3');
		amazon.sandbox.amazon.orders.cancel('902-3');
		const [first = ''] = codesOf(amazon);
		const report = await send(
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
		expect(countsOf(await send(amazon, fulfillment('902-1')))).toEqual([1, 1, 0, 0]);
		const [made] = amazon.order('902-1').packages ?? [];
		expect(Object.keys(made ?? {})).not.toEqual(expect.arrayContaining(['trackingNumber']));
		expect(amazon.sandbox.amazon.shipments.figures()).toMatchObject({ tracked: 0, untracked: 1 });
	});

	it('cover what is left where no items are named, and only these items where they are', async () => {
		const amazon = await withOrder();
		const [first = '', second = ''] = codesOf(amazon);
		await send(amazon, fulfillment('902-1', data('JD1') + item(first, 1)));
		expect(amazon.truth('902-1')).toMatchObject({ status: 'PARTIALLY_SHIPPED', packages: [{ units: { [first]: 1 } }] });
		await send(amazon, fulfillment('902-1', data('JD2')));
		expect(amazon.truth('902-1')).toMatchObject({ status: 'SHIPPED', packages: [{}, { units: { [first]: 1, [second]: 1 } }] });
		expect(amazon.damageKinds()).toEqual([]);
	});

	it('happen one after the other: two messages for the same units, and one that names too many of the rest', async () => {
		const amazon = await withOrder();
		const [first = ''] = codesOf(amazon);
		const report = await send(
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
		await send(amazon, ...messages);
		expect(amazon.damageKinds()).toEqual([]);
		const again = await send(amazon, ...messages);
		expect(resultsOf(again)).toEqual(['2 Error 18021']);
		expect(amazon.truth('902-1')).toMatchObject({ status: 'SHIPPED', packages: [{}, {}], confirmed: { taken: 1, repeated: 1 }, byFeed: 2 });
		expect(amazon.order('902-1').orderItems[0]?.fulfillment?.quantityFulfilled).toBe(2);
		expect(new Set(amazon.damageKinds())).toEqual(new Set(['confirmedTwice']));
		expect(amazon.sandbox.amazon.stock.feeds.told()[1]).toHaveProperty('repeats');
	});

	it('may drop what they count as successful', async () => {
		const amazon = await withOrder();
		await amazon.control('shipments/drop', { orderId: '902-1' });
		expect(countsOf(await send(amazon, fulfillment('902-1', data('JD1'))))).toEqual([1, 1, 0, 0]);
		expect(amazon.truth('902-1')).toMatchObject({ status: 'UNSHIPPED', confirmed: { dropped: 1 } });
	});

	it('refuse orders that Amazon ships or confirms by itself', async () => {
		const amazon = await withOrder({ programs: ['FBM_SHIP_PLUS'] });
		amazon.place('902-2', { fulfilledBy: 'AMAZON' });
		expect(countsOf(await send(amazon, fulfillment('902-1', data('1')), fulfillment('902-2', data('2'))))).toEqual([2, 0, 2, 0]);
	});
});

describe('an order feed that Amazon cannot read', () => {
	const good = envelope('OrderFulfillment', [fulfillment('902-1', data('JD1'))]);

	it('is refused as a whole, in the recorded form', async () => {
		const amazon = await withOrder();
		const report = await amazon.processed(fulfillments, good.replace('</Header>', '</Haeder>'));
		expect(formOf(report)).toBe(formOf(readAmazonText('feed-xml-report-ill-formed-50001.xml')));
		expect(amazon.truth('902-1').status).toBe('UNSHIPPED');
		expect(amazon.damageKinds()).toEqual(['modelViolation']);
	});

	it.each<[string, string]>([
		['is empty', ''],
		['is JSON', '{"header":{}}'],
		['has text in front', `x${good}`],
		['has text behind', `${good}x`],
		['has a second root', `${good}<a/>`],
		['has its declaration not at the start', `\n${good}`],
		['is cut', good.slice(0, good.length - 40)],
		['has a sign that must be written as an entity', good.replace('JD1', 'A & B')],
		['has an entity that nobody declared', good.replace('JD1', 'A&nbsp;B')],
		['has an opening bracket in a text', good.replace('JD1', 'A<B')],
		['has a character that XML does not have', good.replace('JD1', 'A\u0007')],
		['has a reference to such a character', good.replace('JD1', 'A&#7;')],
		['has a prefix that is not declared', good.replace(' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"', '')],
		['has an attribute without quotes', good.replace('"amzn-envelope.xsd"', 'amzn-envelope.xsd')],
		['has an attribute twice', good.replace(' xsi:no', ' xsi:noNamespaceSchemaLocation="a" xsi:no')],
		['has a document type', good.replace('<AmazonEnvelope', '<!DOCTYPE a [<!ENTITY b "c">]><AmazonEnvelope')],
		['has another root', good.replaceAll('AmazonEnvelope', 'Envelope')],
		['has no header', good.replace(/<Header>.*<\/Header>/, '')],
		['has its header behind', good.replace(/(<Header>.*<\/Header>)\n(<MessageType>.*<\/MessageType>)/, '$2$1')],
		['has no message', envelope('OrderFulfillment', [])],
		['has something behind its messages', good.replace('</Message>\n', '</Message><MarketplaceName>A</MarketplaceName>')],
	])('one that %s', async (_name, text) => {
		const amazon = await withOrder();
		const report = await amazon.processed(fulfillments, text);
		expect(resultsOf(report)).toEqual(['9223372036854775807 Error 50001']);
		expect(countsOf(report)).toEqual([0, 0, 1, 0]);
		expect(amazon.truth('902-1').status).toBe('UNSHIPPED');
	});

	it('says where it is ill-formed', async () => {
		const amazon = await withOrder();
		expect(await amazon.processed(fulfillments, good.replace('</MessageType>', '</Type>'))).toContain('line 4, column 36.');
	});

	it('is one of another type', async () => {
		const amazon = await withOrder();
		const report = await amazon.processed(acknowledgements, good);
		expect(report).toContain('one or more items are invalid');
		expect(amazon.truth('902-1').status).toBe('UNSHIPPED');
	});

	it.each<[string, string]>([
		['an element in the wrong place', fulfillment('902-1', item('1', 1) + data('JD1'))],
		['a carrier that is not listed', fulfillment('902-1', data('JD1', '<CarrierCode>dhl</CarrierCode>'))],
		['data of a carrier in another order', fulfillment('902-1', data('JD1', '<CarrierName>A</CarrierName><CarrierCode>DHL</CarrierCode>'))],
		['no date', '<OrderFulfillment><AmazonOrderID>902-1</AmazonOrderID></OrderFulfillment>'],
		['a date of another form', fulfillment('902-1', '', '2026-11-21 10:00:00')],
		['an id in other letters', fulfillment('902-1', data('JD1')).replaceAll('AmazonOrderID', 'AmazonOrderId')],
		['a quantity of 0', fulfillment('902-1', data('JD1') + item('1', 0))],
		['an empty number', fulfillment('902-1', data(''))],
		[
			'eleven codes',
			fulfillment(
				'902-1',
				`<Item><AmazonOrderItemCode>1</AmazonOrderItemCode>${'<TransparencyCode>1</TransparencyCode>'.repeat(11)}</Item>`,
			),
		],
		['two orders', fulfillment('902-1') + fulfillment('902-1')],
		['text between its elements', fulfillment('902-1', 'hello')],
		[
			'another kind of content',
			'<OrderAcknowledgement><AmazonOrderID>902-1</AmazonOrderID><StatusCode>Success</StatusCode></OrderAcknowledgement>',
		],
	])('has one message with %s: that one does not happen, and its result has no id', async (_name, message) => {
		const amazon = await withOrder();
		amazon.place('902-2');
		const report = await send(amazon, message, fulfillment('902-2', data('JD2')));
		expect(resultsOf(report)).toEqual(['0 Error 5000']);
		expect(report).toMatch(/XML Parsing Error at Line 5, Column \d+/);
		expect(countsOf(report)).toEqual([2, 1, 1, 0]);
		expect([amazon.truth('902-1').status, amazon.truth('902-2').status]).toEqual(['UNSHIPPED', 'SHIPPED']);
		expect(amazon.damageKinds()).toEqual(['modelViolation']);
	});

	it('takes what XML allows: comments, sections, entities, a mark at the start, another indent', async () => {
		const amazon = await withOrder();
		const text = `\ufeff${good}`
			.replace('<Header>', '<!-- of us --><Header >')
			.replaceAll('><', '>\r\n\t<')
			.replace('JD1', '<![CDATA[A&B ]]>&#x43;&amp;&quot;');
		expect(countsOf(await amazon.processed(fulfillments, text))).toEqual([1, 1, 0, 0]);
		expect(amazon.truth('902-1').packages[0]?.trackingNumber).toBe('A&B C&"');
	});

	it('takes no order for another merchant than the one who sends', async () => {
		const amazon = await withOrder();
		const report = await amazon.processed(fulfillments, envelope('OrderFulfillment', [fulfillment('902-1', data('1'))], 'A1SANDBOXNA'));
		expect(resultsOf(report)).toEqual(['1 Error 18028']);
		expect(report).toContain('Merchant ID A1SANDBOXNA');
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
	});

	it('leave an order shipped when all that had not left is cancelled', async () => {
		const amazon = await withOrder();
		const [first = '', second = ''] = codesOf(amazon);
		await send(amazon, fulfillment('902-1', data('JD1') + item(first, 2)));
		await cancel(amazon, cancelled('902-1', line(second, reason)));
		expect(amazon.truth('902-1').status).toBe('SHIPPED');
	});

	it('cancel nothing that has left: neither the order, nor a whole order of which a part has, nor its line', async () => {
		const amazon = await withOrder();
		const [first = ''] = codesOf(amazon);
		await send(amazon, fulfillment('902-1', data('JD1') + item(first, 1)));
		const report = await cancel(amazon, cancelled('902-1'), cancelled('902-1', line(first, reason)));
		expect(countsOf(report)).toEqual([2, 0, 2, 0]);
		expect(amazon.truth('902-1')).toMatchObject({ status: 'PARTIALLY_SHIPPED', cancellations: 0 });
		await send(amazon, fulfillment('902-1', data('JD2')));
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
