import type { FulfillmentPolicy, FulfillmentRequest, ShippingSpeed } from '../../../domain/fulfillment';
import { findMarketplace } from '../constants';
import { toOutboundAddress } from './addresses';

export const TIERS_2026: Readonly<Record<ShippingSpeed, string>> = { standard: 'STANDARD', expedited: 'EXPEDITED', priority: 'PRIORITY' };

const POLICIES: Readonly<Record<FulfillmentPolicy, string>> = {
	fillOrKill: 'FILL_OR_KILL',
	fillAll: 'FILL_ALL',
	fillAllAvailable: 'FILL_ALL_AVAILABLE',
};

/** This version speaks of the country that is shipped from, where the older one had the marketplace. */
function origin({ marketplace }: FulfillmentRequest): object {
	const country = findMarketplace(marketplace ?? '')?.country;
	return country === undefined ? {} : { origin: { countryCode: country } };
}

const amount = (quantity: number): object => ({ unit: 'EACHES', value: String(quantity) });

/** Any setting of the packing slip demands a printed one; without a comment none is asked for. */
function packingSlip({ displayId, displayAt, comment }: FulfillmentRequest): object {
	if (comment === undefined || comment.trim() === '') return {};
	return { packingSlip: { templateAttributes: { orderId: displayId, orderTime: new Date(displayAt).toISOString(), orderText: comment } } };
}

const additional = ({ blockAmazonLogistics }: FulfillmentRequest): object =>
	blockAmazonLogistics ? { additional: { blockAMZL: 'REQUIRED' } } : {};

const box = ({ blankBox }: FulfillmentRequest): object => (blankBox ? { packagingOption: 'UNBRANDED' } : {});

const packaging = (settings: object): object => (Object.keys(settings).length === 0 ? {} : { packaging: settings });

const services = (settings: object): object => (Object.keys(settings).length === 0 ? {} : { services: settings });

const giftMessage = (text: string | undefined): object =>
	text === undefined
		? {}
		: { fulfillmentConfiguration: { services: { packaging: { packingSlip: { templateAttributes: { giftMessage: text } } } } } };

/** The body of createOrder. */
export function toCreate2026(request: FulfillmentRequest): object {
	const [email] = request.notify;
	return {
		orderId: request.id,
		...origin(request),
		destination: { deliveryAddress: { ...toOutboundAddress(request.address), ...(email === undefined ? {} : { email }) } },
		fulfillmentConfiguration: {
			serviceLevel: { serviceTiers: [TIERS_2026[request.speed]] },
			action: request.hold ? 'HOLD' : 'SHIP',
			policy: POLICIES[request.policy],
			...services({ ...packaging({ ...box(request), ...packingSlip(request) }), ...additional(request) }),
		},
		lineItems: request.lines.map((line) => ({
			lineItemId: line.id,
			product: { productIdentifier: { amazonSku: line.sku } },
			amount: amount(line.quantity),
			...giftMessage(line.giftMessage),
		})),
	};
}

/** The body of getOrderPreview. */
export const toPreview2026 = (request: FulfillmentRequest): object => ({
	...origin(request),
	destination: { deliveryAddress: toOutboundAddress(request.address) },
	fulfillmentConfiguration: {
		serviceLevel: { serviceTiers: [TIERS_2026[request.speed]] },
		...services({ ...packaging(box(request)), ...additional(request) }),
	},
	lineItems: request.lines.map((line) => ({ product: { productIdentifier: { amazonSku: line.sku } }, amount: amount(line.quantity) })),
});
