import type { FulfillmentPolicy, FulfillmentRequest, ShippingSpeed } from '../../../domain/fulfillment';
import { toOutboundAddress } from './addresses';

export const SPEEDS_2020: Readonly<Record<ShippingSpeed, string>> = { standard: 'Standard', expedited: 'Expedited', priority: 'Priority' };

const POLICIES: Readonly<Record<FulfillmentPolicy, string>> = {
	fillOrKill: 'FillOrKill',
	fillAll: 'FillAll',
	fillAllAvailable: 'FillAllAvailable',
};

const features = ({ blankBox, blockAmazonLogistics }: FulfillmentRequest): object => {
	const names = [...(blankBox ? ['BLANK_BOX'] : []), ...(blockAmazonLogistics ? ['BLOCK_AMZL'] : [])];
	const featureConstraints = names.map((featureName) => ({ featureName, featureFulfillmentPolicy: 'Required' }));
	return names.length === 0 ? {} : { featureConstraints };
};

const marketplace = (request: FulfillmentRequest): object =>
	request.marketplace === undefined ? {} : { marketplaceId: request.marketplace };

/** The body of createFulfillmentOrder. The comment is a required field: without one it repeats the order number. */
export function toCreate2020(request: FulfillmentRequest): object {
	return {
		...marketplace(request),
		sellerFulfillmentOrderId: request.id,
		displayableOrderId: request.displayId,
		displayableOrderDate: new Date(request.displayAt).toISOString(),
		displayableOrderComment: request.comment?.trim() ? request.comment : request.displayId,
		shippingSpeedCategory: SPEEDS_2020[request.speed],
		destinationAddress: toOutboundAddress(request.address),
		fulfillmentAction: request.hold ? 'Hold' : 'Ship',
		fulfillmentPolicy: POLICIES[request.policy],
		...(request.notify.length === 0 ? {} : { notificationEmails: request.notify }),
		...features(request),
		items: request.lines.map(({ id, sku, quantity, giftMessage }) => ({
			sellerSku: sku,
			sellerFulfillmentOrderItemId: id,
			quantity,
			...(giftMessage === undefined ? {} : { giftMessage }),
		})),
	};
}

/** The body of getFulfillmentPreview. */
export const toPreview2020 = (request: FulfillmentRequest): object => ({
	...marketplace(request),
	address: toOutboundAddress(request.address),
	items: request.lines.map(({ id, sku, quantity }) => ({ sellerSku: sku, sellerFulfillmentOrderItemId: id, quantity })),
	shippingSpeedCategories: [SPEEDS_2020[request.speed]],
	...features(request),
});
