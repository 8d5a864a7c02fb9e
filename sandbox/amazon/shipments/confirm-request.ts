import type { SandboxRequest } from '../../kernel/contract';
import { AmazonError } from '../rest/answers';
import { readJson } from '../rest/read-json';
import { carrierCodes, otherCarrier } from './carrier-codes';
import type { Parcel } from './parcel';

type Fields = Readonly<Record<string, unknown>>;
type Items = NonNullable<Parcel['items']>;

const refusal = (message: string): AmazonError => new AmazonError(400, 'InvalidInput', message);

/** Recorded for packageReferenceId, amzn/selling-partner-api-models#5094. */
const wrongType = (name: string): AmazonError =>
	refusal(`The input you have submitted is not valid. Please check the fields with invalid type [${name}].`);
/** Not recorded for any field but packageReferenceId. */
const missing = (name: string): AmazonError =>
	refusal(`The input you have submitted is not valid. Please check the mandatory fields [${name}].`);
/** Recorded, jlevers/selling-partner-api#489. */
const wrongReference = (): AmazonError => refusal('PackageReferenceId: is invalid, must be a positive numeric value.');
/** Recorded, jlevers/selling-partner-api#528: two spaces where the id was empty. */
export const wrongItem = (id: string): AmazonError =>
	refusal(`OrderItemId ${id} is invalid, please obtain the value through the getOrderItems API or Manage Orders page`);

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

const textOf = (fields: Fields, name: string, path = `packageDetail.${name}`): string | undefined => {
	const value = fields[name];
	if (value === undefined || value === null) return undefined;
	if (typeof value !== 'string') throw wrongType(path);
	return value;
};

const neededText = (fields: Fields, name: string, path = `packageDetail.${name}`): string => {
	const text = textOf(fields, name, path);
	if (text === undefined || text.trim() === '') throw missing(path);
	return text;
};

const readReference = (detail: Fields): string => {
	const reference = textOf(detail, 'packageReferenceId');
	if (reference === undefined || !/^\d+$/.test(reference) || /^0+$/.test(reference)) throw wrongReference();
	return reference;
};

/** The words that Amazon's own sandbox has for a date of another form. */
const readDate = (detail: Fields): number => {
	const given = neededText(detail, 'shipDate');
	const isDate = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})$/.test(given) && !Number.isNaN(Date.parse(given));
	if (!isDate) throw new AmazonError(400, 'Invalid Input', 'Invalid Input', null);
	return Date.parse(given);
};

const readItems = (detail: Fields): Items => {
	const items = detail['orderItems'];
	if (items === undefined || items === null) throw missing('packageDetail.orderItems');
	// An object in place of the list was answered like an empty id.
	if (!Array.isArray(items) || items.length === 0) throw wrongItem('');
	return (items as readonly unknown[]).map((item) => {
		if (!isFields(item)) throw wrongType('packageDetail.orderItems');
		const { quantity, transparencyCodes } = item;
		const orderItemId = textOf(item, 'orderItemId', 'packageDetail.orderItems.orderItemId') ?? '';
		if (orderItemId === '') throw wrongItem('');
		if (quantity === undefined || quantity === null) throw missing('packageDetail.orderItems.quantity');
		if (typeof quantity !== 'number' || !Number.isInteger(quantity)) throw wrongType('packageDetail.orderItems.quantity');
		if (quantity < 1) throw refusal('Quantity: is invalid, must be a positive numeric value.');
		const codes = Array.isArray(transparencyCodes) ? { transparencyCodes: transparencyCodes.map(String) } : {};
		return { orderItemId, quantity, ...codes };
	});
};

/** Of these words only the part from "ErrorCode" on was recorded. */
const carrierRefusal = (code: string, description: string): AmazonError =>
	refusal(`Failed to create package. ErrorCode: ${code} Description: ${description}`);

const readCarrier = (detail: Fields, correctsNames: boolean): Pick<Parcel, 'carrierCode' | 'carrierName'> => {
	const carrierCode = neededText(detail, 'carrierCode');
	const carrierName = textOf(detail, 'carrierName');
	if (!carrierCodes.has(carrierCode)) throw carrierRefusal('InvalidCarrier', 'Selected carrier is not supported');
	if (carrierCode !== otherCarrier) return { carrierCode, ...(carrierName === undefined ? {} : { carrierName }) };
	if (carrierName === undefined || carrierName.trim() === '') throw missing('packageDetail.carrierName');
	const listed = [...carrierCodes].find((code) => code.toLowerCase() === carrierName.trim().toLowerCase());
	if (correctsNames && listed !== undefined) throw carrierRefusal('CarrierNameCorrection', `${carrierName} should be ${listed}`);
	return { carrierCode, carrierName };
};

export interface ConfirmRequest {
	readonly marketplaceId: string;
	readonly parcel: Parcel;
}

/**
 * The body of confirmShipment by the model's rules.
 * @throws AmazonError InvalidInput
 */
export function readConfirmRequest(request: SandboxRequest, orderId: string, correctsNames: boolean): ConfirmRequest {
	const body = readJson(request);
	if (!isFields(body)) throw wrongType('payload');
	const marketplaceId = neededText(body, 'marketplaceId', 'marketplaceId');
	const method = textOf(body, 'codCollectionMethod', 'codCollectionMethod');
	if (method !== undefined && method !== 'DirectPayment') throw wrongType('codCollectionMethod');
	const detail = body['packageDetail'];
	if (detail === undefined || detail === null) throw missing('packageDetail');
	if (!isFields(detail)) throw wrongType('packageDetail');
	const reference = readReference(detail);
	const service = textOf(detail, 'shippingMethod');
	textOf(detail, 'shipFromSupplySourceId');
	return {
		marketplaceId,
		parcel: {
			orderId,
			reference,
			...readCarrier(detail, correctsNames),
			...(service === undefined ? {} : { service }),
			trackingNumber: neededText(detail, 'trackingNumber'),
			shippedMs: readDate(detail),
			items: readItems(detail),
		},
	};
}
