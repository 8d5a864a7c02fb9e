import { createHash } from 'node:crypto';
import { accountKey, type Account } from '../../domain/account';

/** Amazon takes 40 characters. */
const STORE_CHARACTERS = 8;

/** Who a fulfilment order at Amazon is: the same for ever, in every database, so that one id can never ship twice. */
export interface FulfillmentName {
	readonly orderId: string;
	/** 1 for the first sending. */
	readonly attempt: number;
}

const storeMark = (store: Account): string => createHash('sha256').update(accountKey(store)).digest('hex').slice(0, STORE_CHARACTERS);

/** `3f9a01cd-1042-1`. */
export const fulfillmentId = (store: Account, { orderId, attempt }: FulfillmentName): string => `${storeMark(store)}-${orderId}-${attempt}`;

/** Undefined for orders of other shops and programs. */
export function parseFulfillmentId(store: Account, id: string): FulfillmentName | undefined {
	const [, mark, orderId, attempt] = /^([0-9a-f]{8})-([A-Za-z0-9-]+)-([1-9]\d{0,3})$/.exec(id) ?? [];
	if (orderId === undefined || mark !== storeMark(store)) return undefined;
	return { orderId, attempt: Number(attempt) };
}

/** A line at Amazon: the store's line, and how many of its units one unit of the listing is (`17x2`). */
export const fulfillmentLineId = (lineId: string, unitsPerListing: number): string =>
	unitsPerListing === 1 ? lineId : `${lineId}x${unitsPerListing}`;

export function parseFulfillmentLineId(id: string): { readonly lineId: string; readonly unitsPerListing: number } {
	const [, lineId, units] = /^(.+)x([1-9]\d*)$/.exec(id) ?? [];
	return lineId === undefined ? { lineId: id, unitsPerListing: 1 } : { lineId, unitsPerListing: Number(units) };
}
