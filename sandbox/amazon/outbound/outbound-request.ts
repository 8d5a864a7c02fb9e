import type { SellerAccount } from '../access/accounts';
import { asFields, refusal } from '../mcf/mcf-request';
import type { McfAction, McfPolicy, McfRequest, McfRequestItem, McfSpeed } from '../mcf/mcf-wire';
import type { OutboundAmount, OutboundConfiguration, OutboundLineItem, OutboundOrderRequest } from './outbound-wire';

const speeds: Readonly<Record<string, McfSpeed>> = {
	STANDARD: 'Standard',
	EXPEDITED: 'Expedited',
	PRIORITY: 'Priority',
	SCHEDULED: 'ScheduledDelivery',
};
const actions: Readonly<Record<string, McfAction>> = { SHIP: 'Ship', HOLD: 'Hold' };
const policies: Readonly<Record<string, McfPolicy>> = {
	FILL_OR_KILL: 'FillOrKill',
	FILL_ALL: 'FillAll',
	FILL_ALL_AVAILABLE: 'FillAllAvailable',
};
/** The model: PRIORITY is only available in Canada, India and Mexico, SCHEDULED only in Japan. */
const tierCountries: Readonly<Record<string, readonly string[]>> = { PRIORITY: ['CA', 'IN', 'MX'], SCHEDULED: ['JP'] };

const invalid = (name: string): Error => refusal(`Value for parameter ${name} is invalid. Reason: InvalidValue.`);

const chosen = <T>(choices: Readonly<Record<string, T>>, given: string | undefined, fallback: T, name: string): T => {
	if (given === undefined) return fallback;
	const found = choices[given];
	if (found === undefined) throw invalid(name);
	return found;
};

/** @throws AmazonError InvalidInput for a tier that does not exist, or not from this country */
export function speedOf(configuration: OutboundConfiguration | undefined, originCountry: string): McfSpeed {
	const tier = configuration?.serviceLevel?.serviceTiers?.[0];
	const speed = chosen(speeds, tier, 'Standard', 'serviceTiers');
	if (tier !== undefined && tierCountries[tier]?.includes(originCountry) === false) throw invalid('serviceTiers');
	return speed;
}

/** Whole units of a decimal such as "2.0". @throws AmazonError InvalidInput */
export function unitsOf(amount: OutboundAmount | undefined): number {
	const units = Number(amount?.value);
	if ((amount?.unit ?? 'EACHES') !== 'EACHES' || !Number.isInteger(units) || units < 1) throw invalid('amount');
	return units;
}

/** The marketplace in the country where the items ship from. @throws AmazonError InvalidInput */
export function originMarketplace(origin: { readonly countryCode: string } | undefined, seller: SellerAccount): string | undefined {
	if (origin === undefined) return undefined;
	const found = seller.marketplaces.find(({ countryCode }) => countryCode === origin.countryCode);
	if (found === undefined) throw invalid('origin');
	return found.id;
}

const itemOf = (line: OutboundLineItem): McfRequestItem => {
	const slip = line.fulfillmentConfiguration?.services?.packaging?.packingSlip?.templateAttributes;
	const value = line.product.perUnitDeclaredValue;
	return {
		sellerSku: line.product.productIdentifier.amazonSku,
		sellerFulfillmentOrderItemId: line.lineItemId,
		quantity: unitsOf(line.amount),
		...(slip?.['giftMessage'] === undefined ? {} : { giftMessage: slip['giftMessage'] }),
		...(slip?.['lineItemText'] === undefined ? {} : { displayableComment: slip['lineItemText'] }),
		...(value === undefined ? {} : { perUnitDeclaredValue: { currencyCode: value.currencyCode, value: value.amount } }),
	};
};

/**
 * What 2020-07-01 would have been asked for the same order, by Amazon's own mapping of the two.
 * @param now stands in for the order's date where the packing slip names none, milliseconds since the epoch
 * @throws AmazonError InvalidInput
 */
export function toMcfRequest(body: unknown, seller: SellerAccount, now: number): McfRequest {
	const given = asFields(body) as unknown as OutboundOrderRequest;
	if (typeof given.orderId !== 'string' || !Array.isArray(given.lineItems)) throw refusal('Invalid Input');
	const { email, ...address } = asFields(
		asFields(given.destination)['deliveryAddress'],
	) as unknown as OutboundOrderRequest['destination']['deliveryAddress'];
	const configuration = given.fulfillmentConfiguration;
	const slip = configuration?.services?.packaging?.packingSlip?.templateAttributes ?? {};
	const marketplaceId = originMarketplace(given.origin, seller);
	const originCountry = seller.marketplaces.find(({ id }) => id === marketplaceId)?.countryCode ?? '';
	for (const line of given.lineItems) asFields(asFields(asFields(line)['product'])['productIdentifier']);
	return {
		...(marketplaceId === undefined ? {} : { marketplaceId }),
		sellerFulfillmentOrderId: given.orderId,
		displayableOrderId: slip['orderId'] ?? given.orderId,
		displayableOrderDate: slip['orderTime'] ?? new Date(now).toISOString(),
		displayableOrderComment: slip['orderText'] ?? given.orderId,
		shippingSpeedCategory: speedOf(configuration, originCountry),
		destinationAddress: address,
		fulfillmentAction: chosen(actions, configuration?.action, 'Ship', 'action'),
		fulfillmentPolicy: chosen(policies, configuration?.policy, 'FillOrKill', 'policy'),
		...(email === undefined ? {} : { notificationEmails: [email] }),
		featureConstraints: [
			...(configuration?.services?.packaging?.packagingOption === 'UNBRANDED'
				? [{ featureName: 'BLANK_BOX', featureFulfillmentPolicy: 'Required' as const }]
				: []),
			...(configuration?.services?.additional?.['blockAMZL'] === 'REQUIRED'
				? [{ featureName: 'BLOCK_AMZL', featureFulfillmentPolicy: 'Required' as const }]
				: []),
		],
		items: given.lineItems.map(itemOf),
	};
}
