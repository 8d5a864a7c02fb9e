import { orderUnknown, type MessageError, type OrderFeedKind } from '../feeds/order-feed-player';
import type { XmlElement } from '../feeds/xml-document';
import { anyText, childOf, dateTime, many, maybe, one, oneOf, positive, someText, textIn, type XmlField } from '../feeds/xml-schema';
import { carrierCodes } from './carrier-codes';
import { ParcelRefused, type Parcel } from './parcel';
import type { ShipmentDesk } from './shipment-desk';

/** feed-xml-schema-facts.json: what the XSD says, in its order. */
const fields: readonly XmlField[] = [
	one(['AmazonOrderID', 'MerchantOrderID'], someText),
	maybe('MerchantFulfillmentID', positive),
	one('FulfillmentDate', dateTime),
	maybe('FulfillmentData', [
		maybe('CarrierCode', oneOf(carrierCodes)),
		maybe('CarrierName', someText),
		maybe('ShippingMethod', someText),
		maybe('ShipperTrackingNumber', someText),
	]),
	maybe('CODCollectionMethod', oneOf(['DirectPayment'])),
	many('Item', [
		one(['AmazonOrderItemCode', 'MerchantOrderItemID'], someText),
		maybe('MerchantFulfillmentItemID', anyText),
		maybe('Quantity', positive),
		many('TransparencyCode', someText, 10),
	]),
	maybe('ShipFromAddress', 'anything'),
];

/** Recorded. */
const tooMany = (orderId: string): MessageError => ({
	number: 18_021,
	description: `The quantities you provided for order id (${orderId}) were larger than the quantities that could be fulfilled. Please review the quantity from the order report and take into account any items that have been cancelled or already fulfilled.`,
});

const parcelOf = (content: XmlElement): Parcel => {
	const data = childOf(content, 'FulfillmentData');
	const carrierCode = textIn(data, 'CarrierCode');
	const carrierName = textIn(data, 'CarrierName');
	const service = textIn(data, 'ShippingMethod');
	const trackingNumber = textIn(data, 'ShipperTrackingNumber');
	const items = content.children.filter(({ name }) => name === 'Item');
	return {
		orderId: textIn(content, 'AmazonOrderID') ?? '',
		shippedMs: Date.parse(zoned(textIn(content, 'FulfillmentDate') ?? '')),
		...(carrierCode === undefined ? {} : { carrierCode }),
		...(carrierName === undefined ? {} : { carrierName }),
		...(service === undefined ? {} : { service }),
		...(trackingNumber === undefined ? {} : { trackingNumber }),
		...(items.length === 0 ? {} : { items: items.map(itemOf) }),
	};
};

/** A time without its zone is read as UTC; what Amazon does was not recorded. */
const zoned = (date: string): string => (/(?:Z|[+-]\d{2}:\d{2})\s*$/.test(date) ? date.trim() : `${date.trim()}Z`);

const itemOf = (item: XmlElement): NonNullable<Parcel['items']>[number] => {
	const codes = item.children.filter(({ name }) => name === 'TransparencyCode').map(({ text }) => text);
	return {
		orderItemId: textIn(item, 'AmazonOrderItemCode') ?? '',
		// Without a quantity: one, as in the XSD's own words for a line of one. Nothing was recorded.
		quantity: Number(textIn(item, 'Quantity') ?? '1'),
		...(codes.length === 0 ? {} : { transparencyCodes: codes }),
	};
};

/** POST_ORDER_FULFILLMENT_DATA. It asks for no package reference, and a date that cannot be is taken. */
export function fulfillmentFeedKind(desk: ShipmentDesk): OrderFeedKind {
	return {
		messageType: 'OrderFulfillment',
		fields,
		act(sellerId, content) {
			const parcel = parcelOf(content);
			try {
				desk.confirm(sellerId, parcel, 'feed');
				return undefined;
			} catch (error) {
				if (!(error instanceof ParcelRefused)) throw error;
				// Recorded were these two only: 18021 for units that are not open, 18028 for what is not there. Others are put to the nearer.
				return error.kind === 'tooMany' || error.kind === 'cancelled' || error.kind === 'fulfilled'
					? tooMany(parcel.orderId)
					: orderUnknown(sellerId, parcel.orderId);
			}
		},
	};
}
