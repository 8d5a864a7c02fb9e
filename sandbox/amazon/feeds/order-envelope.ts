import { TextDecoder } from 'node:util';
import { IllFormedXml, readXml, type XmlElement } from './xml-document';
import { childOf, maybe, one, oneOf, positive, someText, textIn, violationOf, type XmlField, type XmlViolation } from './xml-schema';

/** One message of an envelope. */
export interface OrderMessage {
	readonly messageId: string;
	/** The element that carries the order; undefined with a violation of its schema. */
	readonly content: XmlElement | undefined;
	readonly violation: XmlViolation | undefined;
}

export interface OrderEnvelope {
	readonly merchantId: string;
	readonly messages: readonly OrderMessage[];
}

/** The whole file is refused. */
export class RefusedEnvelope extends Error {
	readonly number: number;

	constructor(number: number, message: string) {
		super(message);
		this.name = 'RefusedEnvelope';
		this.number = number;
	}
}

/** https://images-na.ssl-images-amazon.com/images/G/01/rainier/help/xsd/release_1_9/amzn-envelope.xsd, without what it says of messages. */
const envelopeFields: readonly XmlField[] = [
	one('Header', [one('DocumentVersion', someText), one('MerchantIdentifier', someText)]),
	one('MessageType', someText),
	maybe('MarketplaceName', someText),
	maybe('PurgeAndReplace', oneOf(['true', 'false'])),
	maybe('EffectiveDate', someText),
];

const messageHead: readonly XmlField[] = [one('MessageID', positive), maybe('OperationType', oneOf(['Update', 'Delete', 'PartialUpdate']))];

/** Recorded: meertensm/amazon-mws#90, amzn/selling-partner-api-models#853. */
const illFormed = ({ line, column }: { readonly line: number; readonly column: number }): RefusedEnvelope =>
	new RefusedEnvelope(
		50_001,
		`The XML you submitted is ill-formed at the Amazon Envelope XML level at (or near) line ${line}, column ${column}.`,
	);

const decode = (bytes: Buffer): string => {
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		throw illFormed({ line: 1, column: 1 });
	}
};

/** The document without its messages, for the schema of the rest. */
const withoutMessages = (root: XmlElement): XmlElement => ({ ...root, children: root.children.filter(({ name }) => name !== 'Message') });

const readMessage = (message: XmlElement, type: string, fields: readonly XmlField[]): OrderMessage => {
	const violation = violationOf(message, [...messageHead, one(type, fields)]);
	const messageId = textIn(message, 'MessageID')?.trim() ?? '0';
	return violation === undefined ? { messageId, content: childOf(message, type), violation } : { messageId, content: undefined, violation };
};

/**
 * Reads an order feed's envelope.
 * @param type its MessageType, and the element in each message
 * @throws RefusedEnvelope
 */
export function readEnvelope(bytes: Buffer, type: string, fields: readonly XmlField[]): OrderEnvelope {
	let root: XmlElement;
	try {
		root = readXml(decode(bytes));
	} catch (error) {
		if (error instanceof IllFormedXml) throw illFormed(error);
		throw error;
	}
	if (root.name !== 'AmazonEnvelope') throw illFormed(root);
	const messages = root.children.filter(({ name }) => name === 'Message');
	const first = root.children.findIndex(({ name }) => name === 'Message');
	const isAtEnd = first >= 0 && root.children.slice(first).every(({ name }) => name === 'Message');
	const violation = violationOf(withoutMessages(root), envelopeFields);
	if (violation !== undefined) throw illFormed(violation);
	if (!isAtEnd) throw illFormed(root);
	// Recorded for a feed that was handed in as one of another type (amzn/selling-partner-api-models#1813), its number was not.
	if (textIn(root, 'MessageType') !== type)
		throw new RefusedEnvelope(
			25,
			'We are unable to process the XML feed because one or more items are invalid. Please re-submit the feed.',
		);
	return {
		merchantId: textIn(childOf(root, 'Header'), 'MerchantIdentifier')?.trim() ?? '',
		messages: messages.map((message) => readMessage(message, type, fields)),
	};
}
