import { isShippedByAmazon, type Listing } from '../listings/listing';
import type { Damage } from '../../kernel/contract';
import type { AvailabilityChange } from './availability-change';

const isAmazons = (channel: string): boolean => channel.startsWith('AMAZON_');

/**
 * What a submission breaks, by how the listing stood when it was sent: `fbaToFbm` (a merchant's offer where Amazon ships,
 * or Amazon's own entry taken away), `fbmToFba`, `listingReopened` (a person had ended it), `unknownChannel` (nothing said
 * who ships it), `ghostListing` (half a
 * listing under a SKU that is not there).
 */
export function submissionDamage(sku: string, listing: Listing | undefined, changes: readonly AvailabilityChange[]): readonly Damage[] {
	if (changes.length === 0) return [];
	// Amazon accepts it: amzn/selling-partner-api-models#2797 and #4402.
	if (listing === undefined) return [{ kind: 'ghostListing', detail: `${sku} is not listed and was sent a quantity` }];
	if (listing.hidesAvailability === true) return [{ kind: 'unknownChannel', detail: `${sku}: nothing says who ships it` }];
	const fba = isShippedByAmazon(listing);
	return changes.flatMap(({ op, channel, quantity }): readonly Damage[] => {
		const sent = `${op} ${channel}${quantity === undefined ? '' : ` ${quantity}`}`;
		if (isAmazons(channel)) {
			if (op === 'delete') return fba ? [{ kind: 'fbaToFbm', detail: `${sku}: ${sent}` }] : [];
			return listing.places.some(({ fulfilledBy }) => fulfilledBy === 'MERCHANT') ? [{ kind: 'fbmToFba', detail: `${sku}: ${sent}` }] : [];
		}
		if (op === 'delete') return [];
		if (fba) return [{ kind: 'fbaToFbm', detail: `${sku}: ${sent} beside Amazon's own` }];
		const reopens = (quantity ?? 0) > 0 && listing.places.some(({ closed }) => closed === true);
		return reopens ? [{ kind: 'listingReopened', detail: `${sku}: ${sent}` }] : [];
	});
}
