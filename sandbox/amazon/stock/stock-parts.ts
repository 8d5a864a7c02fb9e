import type { Clock, EventFeed } from '../../kernel/contract';
import { createFeedDesk, defaultFeedSettings, type FeedDesk, type FeedSettings } from '../feeds/feed-desk';
import { listingsFeed } from '../feeds/feed';
import { createListingsPlayer } from '../feeds/listings-player';
import { createFeedStorage, type FeedStorage } from '../feeds/feed-storage';
import { createAwdBook, type AwdBook } from '../inventory/awd';
import type { ListingBook } from '../listings/listing-book';
import { createStockDesk, defaultStockSettings, type StockDesk, type StockSettings } from './stock-desk';
import { createSupplySourceBook, type SupplySourceBook } from './supply-sources';

/** All that a merchant's quantities at Amazon hang on. */
export interface StockParts {
	readonly book: ListingBook;
	readonly desk: StockDesk;
	readonly sources: SupplySourceBook;
	readonly awd: AwdBook;
	readonly feeds: FeedDesk;
	readonly storage: FeedStorage;
	readonly clock: Clock;
	clear(): void;
}

export interface StockOptions {
	readonly stock?: Partial<StockSettings>;
	readonly feeds?: Partial<FeedSettings>;
}

export function createStockParts(
	book: ListingBook,
	{ clock, events }: { readonly clock: Clock; readonly events: EventFeed },
	options: StockOptions,
): StockParts {
	const sources = createSupplySourceBook();
	const awd = createAwdBook();
	const desk = createStockDesk({ clock, events, book, settings: { ...defaultStockSettings, ...options.stock } });
	const settings = { ...defaultFeedSettings, ...options.feeds };
	const storage = createFeedStorage(clock, settings);
	const feeds = createFeedDesk({ clock, events, storage, settings });
	feeds.add(listingsFeed, createListingsPlayer({ book, stock: desk, sources }));
	return {
		book,
		desk,
		sources,
		awd,
		feeds,
		storage,
		clock,
		clear() {
			desk.clear();
			feeds.clear();
			storage.clear();
			sources.clear();
			awd.clear();
		},
	};
}
