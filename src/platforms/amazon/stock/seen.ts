import type { ChannelFact } from '../../../domain/stock/facts';
import type { Listing } from '../../../domain/listing';
import { iso } from '../../../domain/time';
import { id, trimmed } from '../fields';
import { Attributes, type Entry } from '../listings/attributes';
import { isIn, toListing, type Place } from '../listings/to-listing';
import type { WireItem } from '../listings/wire';

/** What one marketplace told of one SKU. */
export interface Seen {
	readonly sku: string;
	readonly marketplace: string;
	/** DEFAULT is the merchant's, AMAZON_EU and its like are FBA, anything else is a location of the merchant's; none: not told. */
	readonly codes: ReadonlySet<string>;
	/** What stands under DEFAULT. */
	readonly quantity?: number;
	/** See `ChannelFact.setTo`. */
	readonly setTo?: number;
	/** By location. */
	readonly atLocations: readonly { readonly code: string; readonly quantity?: number }[];
	readonly closed: boolean;
	/** Only holds its variations together. */
	readonly parent: boolean;
	/** Cannot be bought now, for whatever reason. */
	readonly inactive: boolean;
	readonly title?: string;
	/** ms since 1970 (UTC). */
	readonly asOf: number;
}

const MERCHANT = 'DEFAULT';
const isAmazons = (code: string): boolean => code.startsWith('AMAZON');
/** A merchant's location, by its supply source: https://developer-docs.amazon.com/sp-api/docs/multi-location-inventory */
const isLocation = (code: string): boolean => code !== MERCHANT && code !== '' && !isAmazons(code);

/** Written `{ value }` or plainly. */
const timeIn = (value: unknown): number => {
	const plain = typeof value === 'object' && value !== null && 'value' in value ? value.value : value;
	return typeof plain === 'string' ? Date.parse(plain) : Number.NaN;
};

/**
 * A listing is closed by giving its offer an end (https://github.com/amzn/selling-partner-api-models/issues/4561); what is sold out
 * has none. Where a business price or a club has an offer of its own that goes on, it is still open.
 */
function isClosed(attributes: Attributes, now: number): boolean {
	const offers = attributes.entries('purchasable_offer');
	return offers.length > 0 && offers.every(({ end_at: end }) => timeIn(end) <= now);
}

const countOf = (value: unknown): number | undefined =>
	typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;

/** What the seller handed in; it stands beside what is live, and is taken for it where it names Amazon. */
const handedIn = (attributes: Attributes): readonly Entry[] => attributes.entries('fulfillment_availability');

/** Whether each channel of an item can be read: among those that cannot, Amazon's may be. */
export function tellsChannels(wire: unknown): boolean {
	const live: unknown = isEntry(wire) ? wire['fulfillmentAvailability'] : undefined;
	if (live === undefined || live === null) return true;
	return Array.isArray(live) && live.every(isTold);
}

/** What is not told has no quantity. */
const isTold = (entry: unknown): boolean =>
	isEntry(entry) &&
	id.safeParse(entry['fulfillmentChannelCode']).success &&
	(entry['quantity'] === undefined || entry['quantity'] === null || countOf(entry['quantity']) !== undefined);

const isEntry = (value: unknown): value is Entry => typeof value === 'object' && value !== null && !Array.isArray(value);

/** By search, which tells most; undefined where the item is not in the marketplace. */
export function seenInItem(item: WireItem, place: Place, asOf: number): Seen | undefined {
	if (!isIn(item, place)) return undefined;
	const attributes = new Attributes(item.attributes ?? {}, place.marketplace);
	const live = item.fulfillmentAvailability;
	const asked = handedIn(attributes).flatMap(({ fulfillment_channel_code: code, quantity }) =>
		typeof code === 'string' ? [{ code, quantity: countOf(quantity) }] : [],
	);
	const codes = new Set([...live.map(({ fulfillmentChannelCode }) => fulfillmentChannelCode), ...asked.map(({ code }) => code)]);
	// Where nothing is live yet, what was handed in is all that there is.
	const shelves = live.length > 0 ? live.map(({ fulfillmentChannelCode: code, quantity }) => ({ code, quantity })) : asked;
	const own = shelves.find(({ code, quantity }) => code === MERCHANT && quantity !== undefined)?.quantity;
	const setTo = asked.find(({ code }) => code === MERCHANT)?.quantity;
	const { kind, active, title } = toListing(item, place);
	const named = trimmed(title);
	return {
		sku: item.sku,
		marketplace: place.marketplace,
		codes,
		...(own === undefined ? {} : { quantity: own }),
		...(setTo === undefined ? {} : { setTo }),
		atLocations: shelves
			.filter(({ code }) => isLocation(code))
			.map(({ code, quantity }) => ({ code, ...(quantity === undefined ? {} : { quantity }) })),
		closed: isClosed(attributes, asOf),
		parent: kind === 'parent',
		inactive: !active,
		...(named === undefined ? {} : { title: named }),
		asOf,
	};
}

/** By the report, which names one channel a row and does not tell closed from sold out. */
export function seenInRow({ sku, marketplace, fulfilledBy, quantity, kind, active, title }: Listing, asOf: number): Seen {
	const codes = fulfilledBy === 'unknown' ? [] : [fulfilledBy === 'amazon' ? 'AMAZON' : MERCHANT];
	return {
		sku,
		marketplace,
		codes: new Set(codes),
		...(quantity === undefined ? {} : { quantity }),
		atLocations: [],
		closed: false,
		parent: kind === 'parent',
		inactive: !active,
		...(title === '' ? {} : { title }),
		asOf,
	};
}

/** What the report of FBA stock says beside it. */
export const withFba = (seen: Seen, { merchantToo }: { readonly merchantToo: boolean }): Seen => ({
	...seen,
	codes: new Set([...seen.codes, 'AMAZON', ...(merchantToo ? [MERCHANT] : [])]),
});

export const byAmazon = ({ codes }: Seen): boolean => [...codes].some(isAmazons);
const byMerchant = ({ codes }: Seen): boolean => [...codes].some((code) => !isAmazons(code) && code !== '');
export const shipperOf = (seen: Seen): 'merchant' | 'amazon' | 'both' | 'unknown' =>
	byAmazon(seen) ? (byMerchant(seen) ? 'both' : 'amazon') : byMerchant(seen) ? 'merchant' : 'unknown';

/**
 * What is known of a SKU over all marketplaces that were read; `told`: all of them could be. What Amazon ships anywhere, it may ship
 * everywhere, so one entry of Amazon's decides, whatever the rest is.
 */
export function factOf(sku: string, all: readonly Seen[], told: boolean, now: number): ChannelFact {
	const asOf = iso(Math.min(now, ...all.map((seen) => seen.asOf)));
	const shippers = new Set(all.map(shipperOf));
	const amazons = shippers.has('amazon') || shippers.has('both');
	if (amazons) return { sku, fulfilledBy: shippers.size === 1 && shippers.has('amazon') ? 'amazon' : 'both', asOf, ...listedIn(all) };
	if (!told || shippers.has('unknown')) {
		const parents = all.length > 0 && all.every(({ parent }) => parent);
		return { sku, fulfilledBy: 'unknown', ...(parents ? { noQuantity: true as const } : {}), asOf };
	}
	if (all.length === 0) return { sku, fulfilledBy: 'none', asOf };
	const quantities = new Set(all.map(({ quantity }) => quantity));
	const [quantity] = quantities;
	const wishes = new Set(all.map(({ setTo }) => setTo));
	const [setTo] = wishes;
	return {
		sku,
		fulfilledBy: 'merchant',
		// Where marketplaces tell different ones, nobody knows what stands there.
		...(quantities.size === 1 && quantity !== undefined ? { quantity } : {}),
		...(wishes.size === 1 && setTo !== undefined ? { setTo } : {}),
		...(all.some(({ atLocations }) => atLocations.length > 0) ? { atLocations: true as const } : {}),
		...(all.every(({ closed }) => closed) ? { closed: true as const } : {}),
		...(all.every(({ parent }) => parent) ? { noQuantity: true as const } : {}),
		asOf,
		...listedIn(all),
	};
}

const listedIn = (all: readonly Seen[]): Pick<ChannelFact, 'listedIn'> => ({
	listedIn: [...new Set(all.map(({ marketplace }) => marketplace))],
});
