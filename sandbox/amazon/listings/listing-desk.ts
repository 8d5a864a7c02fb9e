import type { Clock, EventFeed } from '../../kernel/contract';
import { ControlError } from '../../kernel/contract';
import type { AccountBook } from '../access/accounts';
import { marketplaces } from '../access/marketplaces';
import type { Listing, ListingPlace } from './listing';
import type { ListingBook } from './listing-book';
import type { ListingSettings } from './listing-answers';

/** A place as a test writes it: what is left out is a plain offer of the merchant, made now. */
export type PlaceDraft = Pick<ListingPlace, 'marketplaceId'> & Partial<ListingPlace>;

/** A listing as a test writes it. */
export type ListingDraft = Pick<Listing, 'sku'> & Partial<Omit<Listing, 'places'>> & { readonly places?: readonly PlaceDraft[] };

/** What sellers do to their listings, as the sandbox's users trigger it. */
export interface ListingDesk {
	readonly settings: ListingSettings;
	/** One with that SKU is there already: it is changed, field by field; named places take the place of those they had. */
	put(draft: ListingDraft, sellerId?: string): Listing;
	remove(sku: string, sellerId?: string): void;
	/** Takes over the listings of a seed. */
	load(listings: Iterable<Listing>, sellerId?: string): number;
	get(sku: string, sellerId?: string): Listing;
	all(sellerId?: string): readonly Listing[];
}

const germany = 'A1PA6795UKMFR9';

export function createListingDesk(
	book: ListingBook,
	accounts: AccountBook,
	settings: ListingSettings,
	{ clock, events }: { readonly clock: Clock; readonly events: EventFeed },
): ListingDesk {
	let made = 0;
	const sellerOf = (sellerId: string | undefined): string =>
		sellerId === undefined ? accounts.defaultSeller().sellerId : accounts.seller(sellerId).sellerId;

	const tell = (text: string, sku: string): void =>
		events.emit({ at: clock.now(), standIn: 'amazon', text: `${text} ${sku}`, ids: { sku } });

	const placeOf = (draft: PlaceDraft, known: ListingPlace | undefined, sku: string): ListingPlace => {
		if (!marketplaces.some(({ id }) => id === draft.marketplaceId))
			throw new ControlError(`Amazon has no marketplace ${draft.marketplaceId}`);
		return {
			title: sku,
			price: '19.90',
			fulfilledBy: 'MERCHANT',
			status: 'Active',
			createdMs: clock.now(),
			...(draft.fulfilledBy === 'AMAZON' ? {} : { quantity: 10 }),
			...known,
			updatedMs: clock.now(),
			...draft,
		};
	};

	const must = (sellerId: string, sku: string): Listing => {
		const listing = book.find(sellerId, sku);
		if (listing === undefined) throw new ControlError(`The account has no listing ${sku}`, 404);
		return listing;
	};

	return {
		settings,
		put(draft, sellerId) {
			if (typeof draft.sku !== 'string' || draft.sku === '') throw new ControlError('sku is missing');
			const seller = sellerOf(sellerId);
			const known = book.find(seller, draft.sku);
			made += 1;
			const kept = known?.places.map(({ updatedMs: _updatedMs, ...place }) => place);
			const drafts: readonly PlaceDraft[] = draft.places ?? kept ?? [{ marketplaceId: germany }];
			const listing: Listing = {
				asin: `B0SN${String(made).padStart(6, '0')}`,
				productType: 'HOME',
				images: [],
				...(draft.variation !== undefined && draft.variation.parentSku === undefined ? {} : { condition: 'new_new' }),
				...known,
				...draft,
				places: drafts.map((place) =>
					placeOf(
						place,
						known?.places.find(({ marketplaceId }) => marketplaceId === place.marketplaceId),
						draft.sku,
					),
				),
			};
			book.put(seller, listing);
			tell(known === undefined ? 'Listing made' : 'Listing changed', draft.sku);
			return listing;
		},
		remove(sku, sellerId) {
			must(sellerOf(sellerId), sku);
			book.remove(sellerOf(sellerId), sku);
			tell('Listing removed', sku);
		},
		load(listings, sellerId) {
			let count = 0;
			for (const listing of listings) {
				book.put(sellerOf(sellerId), listing);
				count += 1;
			}
			return count;
		},
		get: (sku, sellerId) => must(sellerOf(sellerId), sku),
		all: (sellerId) => book.all(sellerOf(sellerId)),
	};
}
