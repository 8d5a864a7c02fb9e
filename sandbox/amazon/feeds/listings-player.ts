import type { ListingBook } from '../listings/listing-book';
import type { StockDesk } from '../stock/stock-desk';
import type { SupplySourceBook } from '../stock/supply-sources';
import type { Feed } from './feed';
import { readFeed } from './feed-messages';
import type { FeedPlayer } from './feed-player';

export interface ListingsPlayerParts {
	readonly book: ListingBook;
	readonly stock: StockDesk;
	readonly sources: SupplySourceBook;
}

/** JSON_LISTINGS_FEED, as far as it is about availability. */
export function createListingsPlayer({ book, stock, sources }: ListingsPlayerParts): FeedPlayer {
	const read = (feed: Feed, bytes: Buffer): ReturnType<typeof readFeed> =>
		readFeed(feed, bytes, {
			find: (sku) => book.find(feed.sellerId, sku),
			isLocation: (code) => sources.has(feed.sellerId, code),
			isRefused: (sku) => stock.refusalOf(feed.sellerId, sku) !== undefined,
		});
	return {
		contentType: 'application/json',
		judge(feed, bytes) {
			for (const { sku, changes, isDelete } of read(feed, bytes).accepted) stock.judge(feed.sellerId, sku, changes, isDelete);
		},
		play(feed, bytes, most) {
			const { report, accepted } = read(feed, bytes);
			const taken = accepted.slice(0, most);
			for (const { sku, changes, isDelete } of taken) {
				if (isDelete) book.remove(feed.sellerId, sku);
				else stock.accept(feed.sellerId, sku, changes, feed.createdMs + feed.processingMs);
			}
			return { report: JSON.stringify(report), accepted: taken.length };
		},
		catchUp: () => stock.catchUp(),
	};
}
