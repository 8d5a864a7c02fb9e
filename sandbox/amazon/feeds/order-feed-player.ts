import type { Damage } from '../../kernel/contract';
import type { Feed } from './feed';
import type { FeedPlayer } from './feed-player';
import { readEnvelope, RefusedEnvelope, type OrderEnvelope } from './order-envelope';
import { noMessageId, processingReport, type FeedResult } from './processing-report';
import type { XmlElement } from './xml-document';
import { textIn, type XmlField } from './xml-schema';

/** Why a message was not taken, in Amazon's number and words. */
export interface MessageError {
	readonly number: number;
	readonly description: string;
}

/** What the feeds of one type do to orders. */
export interface OrderFeedKind {
	/** Their MessageType, and the element in each message. */
	readonly messageType: string;
	readonly fields: readonly XmlField[];
	/** Lets a message happen. @returns why it does not */
	act(sellerId: string, content: XmlElement): MessageError | undefined;
}

/** Words that sellers met on feeds of shipments; code 5000 and "counted as successful too" on others. */
const warning = (content: XmlElement): string => {
	const data = content.children.find(({ name }) => name === 'FulfillmentData');
	const number = textIn(data, 'ShipperTrackingNumber') ?? '';
	const carrier = textIn(data, 'CarrierName') ?? textIn(data, 'CarrierCode') ?? '';
	return `The tracking ID ${number} for ${carrier} does not match the expected format for the carrier. Please verify that you have entered the tracking ID and carrier name correctly.`;
};

/** Recorded for an order that is not there (18028); for a test order of refusals the words stand as well as any. */
export const orderUnknown = (merchantId: string, orderId: string): MessageError => ({
	number: 18_028,
	description: `Your order cannot be found using Merchant ID ${merchantId} and Amazon Order ${orderId}. Enter the correct order ID and then resubmit your feed.`,
});

/** XML feeds of orders: an envelope, messages that happen one by one, and a report of those that did not. */
export function createOrderFeedPlayer(kind: OrderFeedKind, noteDamage: (damage: Damage) => void): FeedPlayer {
	const read = (bytes: Buffer): OrderEnvelope => readEnvelope(bytes, kind.messageType, kind.fields);

	const orderIdOf = (content: XmlElement): string => textIn(content, 'AmazonOrderID') ?? textIn(content, 'MerchantOrderID') ?? '';

	const happen = (feed: Feed, content: XmlElement, position: number, merchantId: string): MessageError | undefined => {
		const orderId = orderIdOf(content);
		const { refusedOrders = [], refusedEvery } = feed.fate;
		const isRefused = refusedOrders.includes(orderId) || (refusedEvery !== undefined && position % refusedEvery === 0);
		// Whose order it is follows from the envelope too.
		if (isRefused || merchantId !== feed.sellerId) return orderUnknown(merchantId, orderId);
		return kind.act(feed.sellerId, content);
	};

	const refused = (feed: Feed, { number, message }: RefusedEnvelope): string =>
		processingReport(feed, { processed: 0, successful: 0, errors: 1, warnings: 0 }, [
			{ messageId: noMessageId, code: 'Error', number, description: message },
		]);

	return {
		contentType: 'text/xml',
		judge(_feed, bytes) {
			try {
				const { messages } = read(bytes);
				for (const { messageId, violation } of messages) {
					if (violation !== undefined) noteDamage({ kind: 'modelViolation', detail: `feed: message ${messageId}: ${violation.message}` });
				}
				const ids = messages.map(({ messageId }) => messageId);
				if (new Set(ids).size < ids.length) noteDamage({ kind: 'modelViolation', detail: 'feed: a MessageID stands there twice' });
			} catch (error) {
				if (!(error instanceof RefusedEnvelope)) throw error;
				noteDamage({ kind: 'modelViolation', detail: `feed: ${error.message}` });
			}
		},
		play(feed, bytes, most) {
			let envelope: OrderEnvelope;
			try {
				envelope = read(bytes);
			} catch (error) {
				if (error instanceof RefusedEnvelope) return { report: refused(feed, error), accepted: 0 };
				throw error;
			}
			const results: FeedResult[] = [];
			let [accepted, errors, warnings] = [0, 0, 0];
			for (const [index, { messageId, content, violation }] of envelope.messages.entries()) {
				if (content === undefined) {
					errors += 1;
					// Number, words and the message's id of 0 were recorded.
					const place = `XML Parsing Error at Line ${violation?.line ?? 0}, Column ${violation?.column ?? 0}`;
					results.push({ messageId: '0', code: 'Error', number: 5000, description: `${place}: ${violation?.message ?? ''}` });
					continue;
				}
				if (accepted >= most) break;
				const error = happen(feed, content, index + 1, envelope.merchantId);
				const orderId = feed.fate.report === 'withoutSkus' ? undefined : orderIdOf(content);
				const about = orderId === undefined ? { messageId } : { messageId, orderId };
				if (error !== undefined) {
					errors += 1;
					results.push({ ...about, code: 'Error', ...error });
					continue;
				}
				accepted += 1;
				if (feed.fate.warnedOrders?.includes(orderIdOf(content)) !== true) continue;
				warnings += 1;
				results.push({ ...about, code: 'Warning', number: 5000, description: warning(content) });
			}
			const counts = { processed: envelope.messages.length, successful: accepted, errors, warnings };
			return { report: processingReport(feed, counts, results), accepted };
		},
	};
}
