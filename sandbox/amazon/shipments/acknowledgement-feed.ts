import { orderUnknown, type MessageError, type OrderFeedKind } from '../feeds/order-feed-player';
import type { XmlElement } from '../feeds/xml-document';
import { many, maybe, one, oneOf, positive, someText, textIn, type XmlField } from '../feeds/xml-schema';
import type { UnitCancellation } from './cancel-units';
import { ParcelRefused } from './parcel';
import type { ShipmentDesk } from './shipment-desk';

const cancelReasons = [
	'NoInventory',
	'ShippingAddressUndeliverable',
	'CustomerExchange',
	'BuyerCanceled',
	'GeneralAdjustment',
	'CarrierCreditDecision',
	'RiskAssessmentInformationNotValid',
	'CarrierCoverageFailure',
	'CustomerReturn',
	'MerchandiseNotReceived',
	'CannotVerifyInformation',
	'PricingError',
	'RejectOrder',
	'WeatherDelay',
] as const;

/** feed-xml-schema-facts.json: what the XSD says, in its order. */
const fields: readonly XmlField[] = [
	one('AmazonOrderID', someText),
	maybe('MerchantOrderID', someText),
	one('StatusCode', oneOf(['Success', 'Failure'])),
	many('Item', [
		one('AmazonOrderItemCode', someText),
		maybe('MerchantOrderItemID', someText),
		maybe('CancelReason', oneOf(cancelReasons)),
		maybe('Quantity', positive),
	]),
];

/** Neither number nor words of a refused cancellation were recorded anywhere. */
const notCancelled = (orderId: string, why: string): MessageError => ({
	number: 18_007,
	description: `The order (${orderId}) cannot be cancelled: ${why}.`,
});

const cancellationOf = (content: XmlElement, orderId: string): UnitCancellation | undefined => {
	const items = content.children.filter(({ name }) => name === 'Item');
	if (items.length === 0) return { orderId };
	const lines = items.map((item) => {
		const quantity = textIn(item, 'Quantity');
		return {
			orderItemId: textIn(item, 'AmazonOrderItemCode') ?? '',
			reason: textIn(item, 'CancelReason') ?? '',
			...(quantity === undefined ? {} : { quantity: Number(quantity) }),
		};
	});
	return lines.some(({ reason }) => reason === '') ? undefined : { orderId, lines };
};

/** POST_ORDER_ACKNOWLEDGEMENT_DATA: `Failure` cancels the order, or those of its items that are named. No report of one was recorded. */
export function acknowledgementFeedKind(desk: ShipmentDesk): OrderFeedKind {
	return {
		messageType: 'OrderAcknowledgement',
		fields,
		act(sellerId, content) {
			const orderId = textIn(content, 'AmazonOrderID') ?? '';
			if (textIn(content, 'StatusCode') === 'Success') return desk.has(sellerId, orderId) ? undefined : orderUnknown(sellerId, orderId);
			const cancellation = cancellationOf(content, orderId);
			if (cancellation === undefined) return notCancelled(orderId, 'an item has no CancelReason');
			try {
				desk.cancel(sellerId, cancellation);
				return undefined;
			} catch (error) {
				if (!(error instanceof ParcelRefused)) throw error;
				if (error.kind === 'noOrder' || error.kind === 'noItem') return orderUnknown(sellerId, orderId);
				const shipped = error.kind === 'fulfilled';
				return notCancelled(
					orderId,
					shipped ? 'it was shipped, or a part of it' : error.kind === 'cancelled' ? 'it is cancelled' : `it ${error.about}`,
				);
			}
		},
	};
}
