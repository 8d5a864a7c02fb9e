import type { Listing, ListingPlace } from '../listings/listing';
import type { AvailabilityChange } from './availability-change';

const isAmazons = (channel: string): boolean => channel.startsWith('AMAZON_');

const without = <Name extends keyof ListingPlace>(place: ListingPlace, name: Name): ListingPlace =>
	Object.fromEntries(Object.entries(place).filter(([key]) => key !== name)) as unknown as ListingPlace;

/** Amazon ships it from now on. The merchant's entry stays beside Amazon's: amzn/selling-partner-api-models#2061, #2633. */
const toAmazon = (place: ListingPlace): ListingPlace =>
	place.fulfilledBy === 'AMAZON'
		? place
		: {
				...without(place, 'quantity'),
				fulfilledBy: 'AMAZON',
				...(place.quantity === undefined ? {} : { leftMerchantQuantity: place.quantity }),
			};

const toMerchant = (place: ListingPlace): ListingPlace => {
	if (place.fulfilledBy === 'MERCHANT') return place;
	const { leftMerchantQuantity = 0 } = place;
	return { ...without(place, 'leftMerchantQuantity'), fulfilledBy: 'MERCHANT', quantity: leftMerchantQuantity };
};

/** The merchant's entry, in every marketplace of the account: its quantity belongs to the SKU, not to a marketplace. */
const withQuantity = (place: ListingPlace, quantity: number): ListingPlace => {
	if (place.fulfilledBy === 'AMAZON') return { ...place, leftMerchantQuantity: quantity };
	// Who sends a quantity to an ended offer starts it again; nothing was recorded of this.
	const { closed: _closed, ...offered } = place;
	return { ...(quantity > 0 ? offered : place), quantity };
};

const inPlace = (place: ListingPlace, { op, channel, quantity }: AvailabilityChange): ListingPlace => {
	if (isAmazons(channel)) return op === 'delete' ? toMerchant(place) : toAmazon(place);
	if (op !== 'delete') return quantity === undefined ? place : withQuantity(place, quantity);
	return place.fulfilledBy === 'AMAZON' ? without(place, 'leftMerchantQuantity') : { ...place, quantity: 0 };
};

const leadTimeAfter = (listing: Listing, { op, leadTimeDays }: AvailabilityChange): Pick<Listing, 'leadTimeDays'> => {
	if (leadTimeDays !== undefined) return { leadTimeDays };
	// The documentation of "merge": "replace" drops what is not named with it.
	return op === 'replace' || op === 'add'
		? { leadTimeDays: null }
		: { ...(listing.leadTimeDays === undefined ? {} : { leadTimeDays: listing.leadTimeDays }) };
};

const atLocation = (listing: Listing, { op, channel, quantity }: AvailabilityChange): Listing => {
	const others = Object.fromEntries(Object.entries(listing.locations ?? {}).filter(([code]) => code !== channel));
	const locations = op === 'delete' ? others : { ...others, [channel]: quantity ?? listing.locations?.[channel] ?? 0 };
	const { locations: _locations, ...rest } = listing;
	return Object.keys(locations).length === 0 ? rest : { ...rest, locations };
};

/** A listing after one change of what is available. */
export function applyChange(listing: Listing, change: AvailabilityChange, now: number): Listing {
	if (change.channel !== 'DEFAULT' && !isAmazons(change.channel)) return atLocation(listing, change);
	// Under DEFAULT stands nothing while units are at locations.
	if (change.channel === 'DEFAULT' && listing.locations !== undefined) return listing;
	// Whoever names a channel says by it who ships what nothing said of before.
	const { hidesAvailability: _hides, ...known } = listing;
	return {
		...known,
		...leadTimeAfter(listing, change),
		places: listing.places.map((place) => ({ ...inPlace(place, change), updatedMs: now })),
	};
}

/** Buyers took so many units, or gave them back when negative. That moves no date of the listing: nothing of it was recorded. */
export function applySale(listing: Listing, units: number): Listing {
	const left = (quantity: number): number => Math.max(0, quantity - units);
	if (listing.locations !== undefined) {
		let open = units;
		const locations = Object.fromEntries(
			Object.entries(listing.locations).map(([code, quantity]) => {
				const taken = Math.min(quantity, open);
				open -= taken;
				return [code, quantity - taken];
			}),
		);
		return { ...listing, locations };
	}
	return {
		...listing,
		places: listing.places.map((place) => {
			if (place.fulfilledBy === 'MERCHANT') return { ...place, quantity: left(place.quantity ?? 0) };
			return place.leftMerchantQuantity === undefined ? place : { ...place, leftMerchantQuantity: left(place.leftMerchantQuantity) };
		}),
	};
}
