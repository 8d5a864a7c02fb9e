import type { Account } from '../../../domain/account';
import type { Listing } from '../../../domain/listing';
import { money, type Money } from '../../../domain/money';
import { iso } from '../../../domain/time';
import { filled, trimmed } from '../fields';
import { Attributes, type Entry } from './attributes';
import { familyOf } from './family';
import { conditionOf, fulfilledBy, usableCode } from './meanings';
import type { WireItem } from './wire';

export interface Place {
	readonly channel: Account;
	readonly marketplace: string;
}

export const attributesOf = (item: WireItem, { marketplace }: Place): Attributes => new Attributes(item.attributes ?? {}, marketplace);

const isFields = (value: unknown): value is Entry => typeof value === 'object' && value !== null && !Array.isArray(value);
const first = (value: unknown): Entry => {
	const entry: unknown = Array.isArray(value) ? value[0] : undefined;
	return isFields(entry) ? entry : {};
};

/** For everybody: business prices and those of clubs are other offers. */
const forAll = (audience: unknown): boolean => audience === undefined || audience === null || audience === 'ALL';

function ownPrice(attributes: Attributes): Money | undefined {
	const offer = attributes.entries('purchasable_offer').find(({ audience }) => forAll(audience));
	const price = first(first(offer?.our_price).schedule).value_with_tax;
	const currency = offer?.currency;
	if (typeof price !== 'number' || price < 0 || typeof currency !== 'string' || !/^[A-Z]{3}$/.test(currency)) return undefined;
	return money(price, currency);
}

/** What Amazon shows, else what the seller asked for. */
function priceOf(item: WireItem, attributes: Attributes, marketplace: string): Money | undefined {
	const shown = item.offers.find(
		({ marketplaceId, offerType, audience }) => marketplaceId === marketplace && offerType === 'B2C' && forAll(audience?.value),
	);
	return shown === undefined ? ownPrice(attributes) : money(shown.price.amount, shown.price.currencyCode);
}

interface Shelf {
	readonly code: string;
	readonly quantity: number | undefined;
}

/** The seller's attribute is of the marketplace; the item's own list is of all of them. */
function shelvesOf(item: WireItem, attributes: Attributes): readonly Shelf[] {
	const own = attributes.entries('fulfillment_availability').flatMap(({ fulfillment_channel_code: code, quantity }): Shelf[] => {
		const count = typeof quantity === 'number' && Number.isInteger(quantity) && quantity >= 0 ? quantity : undefined;
		return typeof code === 'string' ? [{ code, quantity: count }] : [];
	});
	const told = item.fulfillmentAvailability.map(({ fulfillmentChannelCode, quantity }) => ({ code: fulfillmentChannelCode, quantity }));
	return [...told, ...own];
}

/** Amazon has two fields for it; where they differ, the one that was left at 1 says nothing. */
function packSizeOf(attributes: Attributes): number | undefined {
	const told = ['item_package_quantity', 'number_of_items'].map((name) => Number(attributes.text(name) ?? Number.NaN));
	const sizes = told.filter((size) => Number.isInteger(size) && size > 0 && size < 100_000);
	return sizes.length === 0 ? undefined : Math.max(...sizes);
}

const gtinOf = (attributes: Attributes): string | undefined =>
	attributes
		.entries('externally_assigned_product_identifier')
		.flatMap(({ value }) => usableCode(typeof value === 'number' ? String(value) : typeof value === 'string' ? value : undefined) ?? [])[0];

/** Amazon may tell of a SKU what it is elsewhere. One that has just been made is told nothing of yet. */
export const isIn = ({ summaries }: WireItem, { marketplace }: Place): boolean =>
	summaries.length === 0 || summaries.some(({ marketplaceId }) => marketplaceId === marketplace);

/** A listing as one marketplace has it. */
export function toListing(item: WireItem, place: Place): Listing {
	const { channel, marketplace } = place;
	const attributes = attributesOf(item, place);
	const summary = item.summaries.find(({ marketplaceId }) => marketplaceId === marketplace);
	const { kind, parentSku } = familyOf(item, attributes, marketplace);
	const shelves = shelvesOf(item, attributes);
	const fulfiller = fulfilledBy(shelves.map(({ code }) => code));
	const quantity = shelves.find((shelf) => shelf.code === 'DEFAULT' && shelf.quantity !== undefined)?.quantity;
	return {
		channel,
		marketplace,
		sku: item.sku,
		title: trimmed(attributes.text('item_name')) ?? trimmed(summary?.itemName) ?? '',
		kind,
		fulfilledBy: fulfiller,
		condition: conditionOf(summary?.conditionType ?? attributes.text('condition_type')),
		active: summary?.status.includes('BUYABLE') === true,
		...filled<Pick<Listing, 'code' | 'parentSku' | 'gtin' | 'packSize' | 'price' | 'quantity' | 'updatedAt'>>({
			code: trimmed(summary?.asin),
			parentSku,
			gtin: gtinOf(attributes),
			packSize: packSizeOf(attributes),
			price: priceOf(item, attributes, marketplace),
			quantity: fulfiller === 'merchant' ? quantity : undefined,
			updatedAt: summary?.lastUpdatedDate === undefined ? undefined : iso(Date.parse(summary.lastUpdatedDate)),
		}),
	};
}
