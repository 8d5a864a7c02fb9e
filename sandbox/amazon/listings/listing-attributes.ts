import { marketplaceById, type Marketplace } from '../access/marketplaces';
import { isParent, type Listing, type ListingPlace } from './listing';
import type { ItemAttributes } from './listing-wire';

const amazonNetworks: Readonly<Record<string, string>> = { JP: 'AMAZON_JP', AU: 'AMAZON_AU', SG: 'AMAZON_SG' };

/** Amazon's network in a marketplace, as listings and reports name it. */
export const amazonChannel = ({ region, countryCode }: Marketplace): string =>
	amazonNetworks[countryCode] ?? (region === 'eu' ? 'AMAZON_EU' : 'AMAZON_NA');

/** One entry of what is available, as it stands or as it was submitted. */
export interface Available {
	readonly channel: string;
	readonly quantity?: number;
	/** As in `Listing`; the listing's own when left out. */
	readonly leadTimeDays?: number | null;
}

/** What both channels say they have; FBA's own quantity is not the listing's business. */
export function availability(listing: Listing, place: ListingPlace): readonly Available[] {
	if (isParent(listing) || listing.hidesAvailability === true) return [];
	if (place.fulfilledBy === 'MERCHANT') {
		return listing.locations === undefined
			? [{ channel: 'DEFAULT', quantity: place.quantity ?? 0 }]
			: Object.entries(listing.locations).map(([channel, quantity]) => ({ channel, quantity }));
	}
	const amazon = { channel: amazonChannel(marketplaceById(place.marketplaceId)) };
	return place.leftMerchantQuantity === undefined ? [amazon] : [{ channel: 'DEFAULT', quantity: place.leftMerchantQuantity }, amazon];
}

/** UPC, EAN or the 14 digits, by its length. */
export const identifierType = (gtin: string): 'upc' | 'ean' | 'gtin' => (gtin.length === 12 ? 'upc' : gtin.length === 14 ? 'gtin' : 'ean');

const imageAttributes = (images: readonly string[]): readonly (readonly [string, string])[] =>
	images.map((link, position) => [position === 0 ? 'main_product_image_locator' : `other_product_image_locator_${position}`, link]);

/** How attributes are shown. */
export interface AttributesView {
	readonly showsFamily: boolean;
	/** What a seller submitted last of what is available: attributes show it at once, long before it is live. */
	readonly submitted?: readonly Available[];
}

/**
 * One listing's attributes in one marketplace. Names and shapes are those of Amazon's product types
 * (https://developer-docs.amazon.com/sp-api/docs/product-type-definitions-api); which of them a product type has differs.
 */
function attributesIn(listing: Listing, place: ListingPlace, { showsFamily, submitted }: AttributesView): ItemAttributes {
	const { currency, language } = marketplaceById(place.marketplaceId);
	const here = { marketplace_id: place.marketplaceId };
	const words = (value: string): object => ({ value, language_tag: language, ...here });
	const parent = isParent(listing);
	const { leadTimeDays = 3 } = listing;
	const attributes: ItemAttributes = {};
	const put = (name: string, ...entries: readonly object[]): void => {
		if (entries.length > 0) attributes[name] = entries;
	};

	if (place.title !== undefined) put('item_name', words(place.title));
	if (listing.brand !== undefined) put('brand', words(listing.brand));
	put('bullet_point', ...(place.bullets ?? []).map(words));
	if (place.description !== undefined) put('product_description', words(place.description));
	if (listing.condition !== undefined) put('condition_type', { value: listing.condition, ...here });
	if (listing.gtin !== undefined) {
		put('externally_assigned_product_identifier', { type: identifierType(listing.gtin), value: listing.gtin, ...here });
	}
	if (listing.asin !== undefined) put('merchant_suggested_asin', { value: listing.asin, ...here });
	for (const [name, link] of imageAttributes(listing.images)) put(name, { media_location: link, ...here });
	put(
		'fulfillment_availability',
		...(submitted ?? availability(listing, place)).map(({ channel, quantity, leadTimeDays: leadTime = leadTimeDays }) => ({
			fulfillment_channel_code: channel,
			// Amazon's own entry says 0, whatever lies in its warehouses.
			...(quantity === undefined ? { quantity: 0 } : { quantity, ...(leadTime === null ? {} : { lead_time_to_ship_max_days: leadTime }) }),
			...here,
		})),
	);
	if (place.price !== undefined && !parent) {
		const ourPrice = [{ schedule: [{ value_with_tax: Number(place.price) }] }];
		// How a closed offer looks was not recorded: its end is the one thing of an offer that says so.
		const end = place.closed === true ? { end_at: { value: new Date(place.updatedMs).toISOString() } } : {};
		put('purchasable_offer', { currency, audience: 'ALL', our_price: ourPrice, ...end, ...here });
		put('merchant_shipping_group', { value: 'legacy-template-id', ...here });
	}
	if (listing.packageQuantity !== undefined) put('item_package_quantity', { value: listing.packageQuantity, ...here });
	if (listing.package !== undefined) {
		const { length, width, height, weight } = listing.package;
		const centimetres = (value: number): object => ({ value, unit: 'centimeters' });
		put('item_package_dimensions', { length: centimetres(length), width: centimetres(width), height: centimetres(height), ...here });
		put('item_package_weight', { value: weight, unit: 'kilograms', ...here });
	}
	for (const [axis, value] of Object.entries(listing.variation?.values ?? {})) put(axis, words(value));
	if (listing.variation !== undefined && showsFamily) {
		put('variation_theme', { name: listing.variation.theme, ...here });
		put('parentage_level', { value: parent ? 'parent' : 'child', ...here });
		const { parentSku } = listing.variation;
		if (parentSku !== undefined)
			put('child_parent_sku_relationship', { child_relationship_type: 'variation', parent_sku: parentSku, ...here });
	}
	for (const [name, value] of Object.entries(listing.attributes ?? {})) {
		if (value === null) Reflect.deleteProperty(attributes, name);
		else attributes[name] = value;
	}
	return attributes;
}

/** The attributes of several marketplaces stand in the same lists. */
export function attributesOf(listing: Listing, places: readonly ListingPlace[], view: AttributesView): ItemAttributes {
	const together: ItemAttributes = {};
	for (const place of places) {
		for (const [name, value] of Object.entries(attributesIn(listing, place, view))) {
			const known = together[name];
			together[name] =
				Array.isArray(known) && Array.isArray(value) && listing.attributes?.[name] === undefined ? [...known, ...value] : value;
		}
	}
	return together;
}
