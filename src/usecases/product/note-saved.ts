import { accountKey } from '../../domain/account';
import type { Listing } from '../../domain/listing';
import type { ProductLink } from '../../domain/product';
import { reasonOf, type Reason } from '../../domain/reasons';
import { complete } from '../once';
import type { ProductRun } from './deps';
import { productKey } from './make-once';
import { listingNamed } from './read-details';

export interface Saved {
	readonly listing: Listing;
	readonly productId: string;
	readonly parentId?: string;
	readonly rule: string;
}

/**
 * The links first: once they say where a product is, nobody makes it again, claim or not. Sales that waited for a SKU are due with them. Answers
 * why some are not linked: another listing has that product, or a person linked it otherwise meanwhile.
 */
export async function noteSaved(
	run: ProductRun,
	saved: readonly Saved[],
	made: { readonly sku: string; readonly id: string },
): Promise<ReadonlyMap<string, Reason>> {
	const now = run.database.now();
	const [channel, store] = [run.listings.account, run.sink.account];
	const links = saved.map(({ listing, productId, parentId, rule }): ProductLink => ({
		channel,
		store,
		sku: listing.sku,
		productId,
		...(parentId === undefined ? {} : { parentId }),
		content: { unitsPerListing: 1 },
		rule,
		places: [{ marketplace: listing.marketplace, fulfilledBy: listing.fulfilledBy }],
	}));
	const between = { channel: accountKey(channel), store: accountKey(store) };
	const { refused } = await run.database.links.saveMatch(between, { links, open: [], closed: [], gone: [] }, now);
	await complete(run, [{ key: productKey(run.sink, made.sku), result: made.id }]);
	return new Map(refused.map(({ sku }) => [sku, reasonOf('productTaken', listingNamed(sku))]));
}
