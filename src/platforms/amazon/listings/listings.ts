import type { ContentSource, Listing, ListingDetails } from '../../../domain/listing';
import { PlatformError } from '../../../domain/platform-error';
import type { ListingPage, Listings, ListingsWish } from '../../../ports/listings';
import type { AmazonClient } from '../client';
import { accountOf, type AmazonConnection } from '../connection';
import { amazonError } from '../errors';
import { catalogItems, itemsBySku, readItem, variationsOf, type Asked } from './asking';
import { lookFor } from './look-for';
import { mendSkus } from './lost-letters';
import { changes, firstPage, PAGEABLE, pagesFrom, TooManyAtOnce } from './reading';
import { readListingsFile } from './report-file';
import { ReportOrders } from './report-order';
import { toDetails } from './to-details';
import { isIn, toListing, type Place } from './to-listing';
import type { WireItem } from './wire';
import type { WireCatalogItem } from './wire-catalog';

export interface AmazonListingsOptions {
	readonly connection: AmazonConnection;
	readonly client: () => AmazonClient;
	readonly now: () => number;
}

const unexpected = (fault: unknown): PlatformError =>
	fault instanceof PlatformError
		? fault
		: amazonError(
				'contract',
				'searchListingsItems',
				`the listing cannot be read: unexpected ${fault instanceof Error ? fault.name : 'fault'}`,
			);

/** The listings of one seller account, each marketplace's own. */
export function createAmazonListings({ connection, client, now }: AmazonListingsOptions): Listings {
	const channel = accountOf(connection);
	const asked: Asked = { connection, client };
	const placeOf = (marketplace: string): Place => ({ channel, marketplace });

	/** By the report; those of all marketplaces are made at the same time. */
	async function* byReport(marketplaces: readonly string[]): AsyncGenerator<ListingPage> {
		if (marketplaces.length === 0) return;
		const orders = new ReportOrders({ client, now });
		await orders.order(marketplaces);
		for (const marketplace of marketplaces) {
			const reportDocumentId = await orders.ready(marketplace);
			yield* mendSkus(asked, placeOf(marketplace), readListingsFile({ client: client(), reportDocumentId, channel, marketplace }));
		}
	}

	/** Small catalogs at once, by search: it tells more of each listing and is as fresh as can be. */
	async function* whole(marketplaces: readonly string[], atMost: number): AsyncGenerator<ListingPage> {
		const large: string[] = [];
		for (const marketplace of marketplaces) {
			const first = await firstPage(asked, marketplace);
			if (first.total >= PAGEABLE && atMost > PAGEABLE) large.push(marketplace);
			else yield* pagesFrom(asked, placeOf(marketplace), first);
		}
		yield* byReport(large);
	}

	async function* changed(marketplaces: readonly string[], since: number): AsyncGenerator<ListingPage> {
		for (const marketplace of marketplaces) {
			try {
				yield* changes(asked, placeOf(marketplace), since, Math.max(now(), since));
			} catch (fault) {
				if (!(fault instanceof TooManyAtOnce)) throw fault;
				yield* byReport([marketplace]);
			}
		}
	}

	/** Where a listing stands in Amazon's order is worth a call and not worth a failure that waiting does not mend. */
	const catalogOf = async (
		items: readonly WireItem[],
		marketplace: string,
		content: ContentSource,
	): Promise<ReadonlyMap<string, WireCatalogItem>> => {
		const asins = items.flatMap((item) => toListing(item, placeOf(marketplace)).code ?? []);
		try {
			return await catalogItems(asked, marketplace, asins, content === 'catalog' ? 'all' : 'classifications');
		} catch (error) {
			if (content === 'catalog' || !(error instanceof PlatformError) || error.passing || error.details.code === 'aborted') throw error;
			return new Map();
		}
	};

	/** As `itemsBySku`; a single SKU that is refused is no reason to think that all would be. */
	const itemsOrRefusal: typeof itemsBySku = async (all, marketplace, skus) => {
		try {
			return await itemsBySku(all, marketplace, skus);
		} catch (error) {
			const [sku = '', ...others] = new Set(skus);
			if (others.length > 0 || !(error instanceof PlatformError) || error.details.kind !== 'rejected') throw error;
			return { items: new Map(), refused: new Map([[sku, error]]) };
		}
	};

	const detail = async (item: WireItem, catalog: WireCatalogItem | undefined, content: ContentSource, place: Place) => {
		const details = toDetails(item, catalog, content, place);
		if (details.listing.kind !== 'parent' || details.children.length > 0) return details;
		return { ...details, children: await variationsOf(asked, place.marketplace, item.sku) };
	};

	return {
		account: channel,

		all({ marketplaces, changedSince, atMost = Number.POSITIVE_INFINITY }: ListingsWish) {
			const each = [...new Set(marketplaces)];
			return changedSince === undefined ? whole(each, atMost) : changed(each, changedSince);
		},

		async find(skus, marketplace): Promise<readonly (Listing | PlatformError | undefined)[]> {
			const { items, refused } = await itemsOrRefusal(asked, marketplace, skus);
			return skus.map((sku) => {
				const item = items.has(sku) ? readItem('searchListingsItems', items.get(sku)) : refused.get(sku);
				if (item === undefined || item instanceof PlatformError) return item;
				return isIn(item, placeOf(marketplace)) ? toListing(item, placeOf(marketplace)) : undefined;
			});
		},

		async details(skus, { marketplace, content }): Promise<readonly (ListingDetails | PlatformError | undefined)[]> {
			const { items, refused } = await itemsOrRefusal(asked, marketplace, skus);
			const read = new Map([...items].map(([sku, item]) => [sku, readItem('searchListingsItems', item)]));
			const good = [...read.values()].filter((item): item is WireItem => !(item instanceof PlatformError));
			const catalog = await catalogOf(good, marketplace, content);
			const made = new Map<string, ListingDetails | PlatformError>(refused);
			for (const [sku, item] of read) {
				try {
					if (item instanceof PlatformError) throw item;
					if (!isIn(item, placeOf(marketplace))) continue;
					const { code } = toListing(item, placeOf(marketplace));
					made.set(sku, await detail(item, code === undefined ? undefined : catalog.get(code), content, placeOf(marketplace)));
				} catch (fault) {
					const error = unexpected(fault);
					if (error.concernsAll) throw error;
					made.set(sku, error);
				}
			}
			return skus.map((sku) => made.get(sku));
		},

		search: (words, marketplace) => lookFor(asked, placeOf(marketplace), words),
	};
}
