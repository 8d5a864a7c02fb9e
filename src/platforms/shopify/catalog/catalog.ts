import type { Account } from '../../../domain/account';
import type { StoreProduct } from '../../../domain/product';
import type { Catalog } from '../../../ports/catalog';
import type { ShopifyClient } from '../client';
import { countedLocations } from '../shop';
import { storeProduct } from './store-product';
import { Variants, type ReadVariants } from './variants';

/** The products of a Shopify shop. */
export class ShopifyCatalog implements Catalog {
	private readonly variants: Variants;

	constructor(
		readonly account: Account,
		private readonly client: ShopifyClient,
		private readonly locations: readonly string[],
	) {
		this.variants = new Variants(client);
	}

	async findBySkus(skus: readonly string[]): Promise<readonly StoreProduct[]> {
		return await this.collected(this.variants.bySkus(skus));
	}

	async findByIds(ids: readonly { readonly id: string }[]): Promise<readonly StoreProduct[]> {
		return await this.collected(this.variants.byIds(ids.map(({ id }) => id)));
	}

	/** What cannot be read is not there for an order either. */
	private async collected(pages: AsyncIterable<ReadVariants>): Promise<readonly StoreProduct[]> {
		const found = new Map<string, StoreProduct>();
		for await (const { variants } of pages) {
			const counted = await countedLocations(this.client, this.locations);
			for (const variant of variants) found.set(variant.id, storeProduct(variant, counted));
		}
		return [...found.values()];
	}
}
