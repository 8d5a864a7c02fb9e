import { accountKey } from '../../domain/account';
import type { Listing } from '../../domain/listing';
import type { ProductLink } from '../../domain/product';
import { complete } from '../once';
import type { ProductRun } from './deps';
import { productKey } from './make-once';

export interface Saved {
	readonly listing: Listing;
	readonly productId: string;
	readonly parentId?: string;
	readonly rule: string;
}

/** The links first: once they say where a product is, nobody makes it again, claim or not. Sales that waited for a SKU are due. */
export async function noteSaved(
	run: ProductRun,
	saved: readonly Saved[],
	made: { readonly sku: string; readonly id: string },
): Promise<void> {
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
	if (links.length > 0) {
		await run.database.links.set(links, now);
		await run.database.sales.linked(
			accountKey(store),
			links.map(({ sku }) => sku),
			now,
		);
	}
	await complete(run, [{ key: productKey(run.sink, made.sku), result: made.id }]);
}
