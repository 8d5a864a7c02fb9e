import { createHash } from 'node:crypto';
import { orderId, type OrderId, type OrderRef } from '../../domain/ids';

/** Amazon's limit, the narrowest that we know: 40 letters, digits and `-`. */
const MOST_CHARACTERS = 40;
const SHOP_CHARACTERS = 8;
const HASH_CHARACTERS = 20;

const WRITABLE = /^[A-Za-z0-9-]+$/;
/** What stands in the place of an order that a warehouse would not take by its own id and key. An id that looks so is hashed as well. */
const HASHED = /^h[0-9a-f]{20}$/;
/** The key of an order is written as it is where it is short and plain, so that the id tells it. */
const PLAIN_KEY = /^[0-9a-z]{8}$/;
/** In the place of the key of orders whose platform never uses an id again. */
const NO_KEY = '0';

/** Which sending of which order: the same for ever, in every database, so that one id can never ship twice. */
export interface FulfillmentName {
	readonly order: Pick<OrderRef, 'id' | 'key'>;
	/** 1 for the first sending. */
	readonly attempt: number;
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');
const shopMark = (shop: string): string => hashOf(shop).slice(0, SHOP_CHARACTERS);

const fits = (id: OrderId, key: string | undefined): boolean =>
	WRITABLE.test(id) && !HASHED.test(id) && (key === undefined || PLAIN_KEY.test(key));

/**
 * `3f9a01cd-1042-9b1c22e0-1`; `3f9a01cd-h5c0…-0-1` for an id or a key that has other characters, or too many. The key keeps
 * apart orders that got one id, one after the other.
 *
 * @param shop see `Accounts.names`: a shop that moves keeps its ids
 */
export function fulfillmentId(shop: string, { order: { id, key }, attempt }: FulfillmentName): string {
	const idWith = (order: string, mark: string): string => `${shopMark(shop)}-${order}-${mark}-${attempt}`;
	const plain = idWith(id, key ?? NO_KEY);
	if (plain.length <= MOST_CHARACTERS && fits(id, key)) return plain;
	const hash = hashOf(key === undefined ? id : JSON.stringify([id, key]));
	return idWith(`h${hash.slice(0, HASH_CHARACTERS)}`, NO_KEY);
}

/**
 * What an id tells by itself; undefined for orders of other shops and programs, and where it holds a hash.
 *
 * @param shop all names that the shop ever had
 */
export function parseFulfillmentId(shop: readonly string[], id: string): FulfillmentName | undefined {
	const [, mark, order, key, attempt] = /^([0-9a-f]{8})-([A-Za-z0-9-]+)-([0-9a-z]{8}|0)-([1-9]\d{0,3})$/.exec(id) ?? [];
	if (order === undefined || HASHED.test(order) || !shop.some((name) => shopMark(name) === mark)) return undefined;
	return { order: { id: orderId(order), ...(key === undefined || key === NO_KEY ? {} : { key }) }, attempt: Number(attempt) };
}

const ENDS_IN_UNITS = /x[1-9]\d*$/;

/** A line at the warehouse: the shop's line, and how many of its pieces one unit of the listing is (`17x2`). */
export const fulfillmentLineId = (lineId: string, piecesPerListing: number): string =>
	piecesPerListing === 1 && !ENDS_IN_UNITS.test(lineId) ? lineId : `${lineId}x${piecesPerListing}`;

export function parseFulfillmentLineId(id: string): { readonly lineId: string; readonly piecesPerListing: number } {
	const [, lineId, pieces] = /^(.+)x([1-9]\d*)$/s.exec(id) ?? [];
	return lineId === undefined ? { lineId: id, piecesPerListing: 1 } : { lineId, piecesPerListing: Number(pieces) };
}
