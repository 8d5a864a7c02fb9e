import type { SellerAccount } from '../access/accounts';
import type { AmazonRegion } from '../access/marketplaces';
import type { FbaStockBook } from '../inventory/fba-stock';
import { AmazonError } from '../rest/answers';
import type { McfAddress, McfRequest, McfRequestItem } from './mcf-wire';

type Fields = Readonly<Record<string, unknown>>;

/** Amazon's older services name the parameter in the message itself. */
export const refusal = (message: string): AmazonError => new AmazonError(400, 'InvalidInput', message);
const invalidValue = (name: string): AmazonError => refusal(`Value for parameter ${name} is invalid. Reason: InvalidValue.`);

const maximumLines = 100;
const maximumUnits = 250;

/** Lengths of the model; those of the address from the service's older documentation, which the model leaves out. */
const addressLengths = {
	name: 50,
	addressLine1: 180,
	addressLine2: 60,
	addressLine3: 60,
	city: 50,
	districtOrCounty: 150,
	stateOrRegion: 150,
	postalCode: 20,
	phone: 20,
} as const;

/** Where the warehouses of a region ship to. */
const destinations: Readonly<Record<AmazonRegion, ReadonlySet<string>>> = {
	eu: new Set('AT BE BG CY CZ DE DK EE ES FI FR GB GR HR HU IE IT LT LU LV MC MT NL PL PT RO SE SI SK'.split(' ')),
	na: new Set(['US', 'PR', 'CA', 'MX', 'BR']),
	fe: new Set(['JP', 'AU', 'SG']),
};

const defaultCountries: Readonly<Record<AmazonRegion, string>> = { eu: 'DE', na: 'US', fe: 'JP' };

export const asFields = (value: unknown): Fields => {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) throw refusal('Invalid Input');
	return value as Fields;
};

const checkText = (fields: Fields, name: string, maximum: number, isRequired: boolean): void => {
	const value = fields[name];
	if (value === undefined || value === null) {
		if (isRequired) throw refusal(`Value null at '${name}' failed to satisfy constraint: Member must not be null`);
		return;
	}
	if (typeof value !== 'string' || (isRequired && value.trim() === '') || value.length > maximum) throw invalidValue(name);
};

const checkChoice = (fields: Fields, name: string, choices: readonly string[], isRequired: boolean): void => {
	const value = fields[name];
	if (value === undefined && !isRequired) return;
	if (typeof value !== 'string' || !choices.includes(value)) throw invalidValue(name);
};

/** @throws AmazonError InvalidInput */
export function checkAddress(value: unknown, region: AmazonRegion): McfAddress {
	const fields = asFields(value);
	for (const [name, maximum] of Object.entries(addressLengths)) {
		checkText(fields, name, maximum, name === 'name' || name === 'addressLine1' || name === 'postalCode');
	}
	const country = fields['countryCode'];
	if (typeof country !== 'string' || !destinations[region].has(country)) throw invalidValue('countryCode');
	const city = fields['city'];
	if (country !== 'JP' && (typeof city !== 'string' || city.trim() === '')) throw invalidValue('city');
	return value as McfAddress;
}

/** @throws AmazonError InvalidInput, for a SKU that FBA does not know in exactly this case among others */
export function checkItems(value: unknown, sellerId: string, stock: FbaStockBook): readonly McfRequestItem[] {
	if (!Array.isArray(value) || value.length === 0 || value.length > maximumLines) throw invalidValue('items');
	const seen = new Set<string>();
	let units = 0;
	for (const entry of value as readonly unknown[]) {
		const fields = asFields(entry);
		checkText(fields, 'sellerSku', 50, true);
		checkText(fields, 'sellerFulfillmentOrderItemId', 50, true);
		checkText(fields, 'giftMessage', 512, false);
		checkText(fields, 'displayableComment', 250, false);
		const { sellerSku, sellerFulfillmentOrderItemId: id, quantity } = entry as McfRequestItem;
		if (typeof quantity !== 'number' || !Number.isInteger(quantity) || quantity < 1) throw invalidValue('quantity');
		if (seen.has(id)) throw refusal(`The SellerFulfillmentOrderItemId ${id} is used more than once.`);
		// The text is Amazon's own: https://github.com/amzn/selling-partner-api-models/issues/2979
		if (stock.find(sellerId, sellerSku) === undefined) throw refusal(`the SellerSKU for Item Id: ${id} is invalid.`);
		seen.add(id);
		units += quantity;
	}
	if (units > maximumUnits) throw invalidValue('quantity');
	return value as readonly McfRequestItem[];
}

/** The marketplace whose stock ships. @throws AmazonError InvalidInput for one that is not the seller's */
export function marketplaceOf(seller: SellerAccount, given: unknown): string {
	const wanted = given ?? seller.marketplaces.find(({ countryCode }) => countryCode === defaultCountries[seller.region])?.id;
	const found = seller.marketplaces.find(({ id }) => id === wanted);
	if (found === undefined) throw invalidValue('marketplaceId');
	return found.id;
}

/**
 * The body of createFulfillmentOrder, held against the model's rules.
 * @throws AmazonError InvalidInput
 */
export function checkMcfRequest(body: unknown, seller: SellerAccount, stock: FbaStockBook): McfRequest {
	const fields = asFields(body);
	checkText(fields, 'sellerFulfillmentOrderId', 40, true);
	checkText(fields, 'displayableOrderId', 40, true);
	checkText(fields, 'displayableOrderComment', 750, true);
	const date = fields['displayableOrderDate'];
	if (typeof date !== 'string' || !/^\d{4}-\d{2}-\d{2}T/.test(date) || Number.isNaN(Date.parse(date)))
		throw invalidValue('displayableOrderDate');
	checkChoice(fields, 'shippingSpeedCategory', ['Standard', 'Expedited', 'Priority', 'ScheduledDelivery'], true);
	checkChoice(fields, 'fulfillmentAction', ['Ship', 'Hold'], false);
	checkChoice(fields, 'fulfillmentPolicy', ['FillOrKill', 'FillAll', 'FillAllAvailable'], false);
	if (fields['shippingSpeedCategory'] === 'ScheduledDelivery' && seller.region !== 'fe') throw invalidValue('shippingSpeedCategory');
	const emails = fields['notificationEmails'];
	if (
		emails !== undefined &&
		!(Array.isArray(emails) && emails.every((email) => typeof email === 'string' && email.length <= 64 && email.includes('@')))
	) {
		throw invalidValue('notificationEmails');
	}
	marketplaceOf(seller, fields['marketplaceId']);
	checkAddress(fields['destinationAddress'], seller.region);
	checkItems(fields['items'], seller.sellerId, stock);
	return body as McfRequest;
}
