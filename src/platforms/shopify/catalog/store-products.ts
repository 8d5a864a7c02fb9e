import type { Account } from '../../../domain/account';
import type { CatalogProduct } from '../../../domain/product';
import { iso } from '../../../domain/time';
import type { CatalogPage, StoreProducts } from '../../../ports/store-products';
import type { ShopifyClient } from '../client';
import { quoted } from '../search';
import { countedLocations, shopFacts } from '../shop';
import { catalogProduct } from './store-product';
import { Variants, type ReadVariants } from './variants';

const MOST_FOUND = 20;

/** The whole catalog of a Shopify shop: its variants. A product without them there is none. */
export class ShopifyStoreProducts implements StoreProducts {
	private readonly variants: Variants;

	constructor(
		readonly account: Account,
		private readonly client: ShopifyClient,
		private readonly locations: readonly string[],
	) {
		this.variants = new Variants(client);
	}

	async *all({ changedSince }: { readonly changedSince?: number } = {}): AsyncGenerator<CatalogPage> {
		const query = changedSince === undefined ? null : `updated_at:>=${quoted(iso(changedSince))}`;
		for await (const page of this.variants.listed(query)) yield await this.page(page);
	}

	async find(ids: Parameters<StoreProducts['find']>[0]): Promise<readonly (CatalogProduct | undefined)[]> {
		const found = await this.collected(this.variants.byIds(ids.map(({ id }) => id)));
		return ids.map(({ id }) => found.get(id));
	}

	async search(words: string): Promise<readonly CatalogProduct[]> {
		const wanted = words.trim();
		const queries = wanted === '' ? [null] : [`sku:${quoted(wanted)}`, quoted(wanted)];
		const found = new Map<string, CatalogProduct>();
		for (const query of queries) {
			const products = await this.collected(this.variants.listed(query, undefined, MOST_FOUND));
			for (const [id, product] of products) if (found.size < MOST_FOUND) found.set(id, product);
		}
		return [...found.values()];
	}

	private async collected(pages: AsyncIterable<ReadVariants>): Promise<ReadonlyMap<string, CatalogProduct>> {
		const found = new Map<string, CatalogProduct>();
		for await (const page of pages) for (const product of (await this.page(page)).products) found.set(product.id, product);
		return found;
	}

	private async page({ variants, odd }: ReadVariants): Promise<CatalogPage> {
		const [counted, facts] = [await countedLocations(this.client, this.locations), await shopFacts(this.client)];
		return {
			products: variants.map((variant) => catalogProduct(variant, counted, facts)),
			unreadable: odd.map(({ id, why }) => ({ ...(id === undefined ? {} : { id }), why })),
		};
	}
}
