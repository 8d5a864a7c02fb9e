import { createHash } from 'node:crypto';
import { accountKey, type Account } from '../../domain/account';
import { orderId, type OrderId } from '../../domain/ids';

/** Amazon's limit, the narrowest that we know: 40 letters, digits and `-`. */
const MOST_CHARACTERS = 40;
const SHOP_CHARACTERS = 8;
const HASH_CHARACTERS = 20;

const WRITABLE = /^[A-Za-z0-9-]+$/;
/** What stands in the place of an order's id that a warehouse would not take. An id that looks so is hashed as well. */
const HASHED = /^h[0-9a-f]{20}$/;

/** Which sending of which order: the same for ever, in every database, so that one id can never ship twice. */
export interface FulfillmentName {
	readonly orderId: OrderId;
	/** 1 for the first sending. */
	readonly attempt: number;
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');
const shopMark = (shop: Account): string => hashOf(accountKey(shop)).slice(0, SHOP_CHARACTERS);

/** `3f9a01cd-1042-1`; `3f9a01cd-h5c0…-1` for an id that has other characters, or too many. */
export function fulfillmentId(shop: Account, { orderId: order, attempt }: FulfillmentName): string {
	const idWith = (text: string): string => `${shopMark(shop)}-${text}-${attempt}`;
	const plain = idWith(order);
	const fits = WRITABLE.test(order) && plain.length <= MOST_CHARACTERS && !HASHED.test(order);
	return fits ? plain : idWith(`h${hashOf(order).slice(0, HASH_CHARACTERS)}`);
}

/** What an id tells by itself; undefined for orders of other shops and programs, and where it holds a hash. */
export function parseFulfillmentId(shop: Account, id: string): FulfillmentName | undefined {
	const [, mark, order, attempt] = /^([0-9a-f]{8})-([A-Za-z0-9-]+)-([1-9]\d{0,3})$/.exec(id) ?? [];
	if (order === undefined || mark !== shopMark(shop) || HASHED.test(order)) return undefined;
	return { orderId: orderId(order), attempt: Number(attempt) };
}

const ENDS_IN_UNITS = /x[1-9]\d*$/;

/** A line at the warehouse: the shop's line, and how many of its pieces one unit of the listing is (`17x2`). */
export const fulfillmentLineId = (lineId: string, piecesPerListing: number): string =>
	piecesPerListing === 1 && !ENDS_IN_UNITS.test(lineId) ? lineId : `${lineId}x${piecesPerListing}`;

export function parseFulfillmentLineId(id: string): { readonly lineId: string; readonly piecesPerListing: number } {
	const [, lineId, pieces] = /^(.+)x([1-9]\d*)$/s.exec(id) ?? [];
	return lineId === undefined ? { lineId: id, piecesPerListing: 1 } : { lineId, piecesPerListing: Number(pieces) };
}
