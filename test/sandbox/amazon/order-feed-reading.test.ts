import { readAmazonText } from '../../fixtures/amazon-samples';
import {
	acknowledgements,
	countsOf,
	data,
	envelope,
	formOf,
	fulfillment,
	fulfillments,
	item,
	resultsOf,
	sendFulfillments,
	withOrder,
} from './shipment-caller';

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
		const report = await sendFulfillments(amazon, message, fulfillment('902-2', data('JD2')));
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
