import type { CatalogProduct } from '../../../domain/product';
import type { SoughtProduct } from '../../../ports/product-sink';
import type { AccountMemory } from '../account-memory';
import { catalogProduct } from '../catalog/catalog-product';
import { Products, skuGroups } from '../catalog/products';
import type { WooCommerceClient } from '../client';
import { STATUS } from '../constants';
import { inHalves } from '../in-halves';
import { storeMeasures } from '../settings';
import { FOR_CATALOG, type WireCatalogProduct } from '../wire/catalog-product';

/** A UPC is an EAN with a zero before, and the store looks for the letter. */
function spellings(gtin: string): readonly string[] {
	if (gtin.length === 12) return [gtin, `0${gtin}`];
	return gtin.length === 13 && gtin.startsWith('0') ? [gtin, gtin.slice(1)] : [gtin];
}

/** Which products of the store may be the one that is to be made. */
export class LookUp {
	private readonly products: Products<WireCatalogProduct>;

	constructor(
		private readonly client: WooCommerceClient,
		private readonly memory: AccountMemory,
	) {
		this.products = new Products(client, memory, FOR_CATALOG);
	}

	/** The store looks for no marks: they are found by the SKU, in whichever case. */
	async alike(sought: readonly SoughtProduct[]): Promise<readonly CatalogProduct[]> {
		const found = new Map<number, WireCatalogProduct>();
		for (const product of await this.products.likeSkus(sought.map(({ sku }) => sku))) found.set(product.id, product);
		const gtins = sought.flatMap(({ gtin }) => (gtin === undefined || !/^\d+$/.test(gtin) ? [] : spellings(gtin)));
		for (const group of skuGroups(gtins, this.client.queryBytes)) {
			const list = async (some: readonly string[]) => await this.products.listed('products', { global_unique_id: some.join(',') });
			for (const product of await inHalves(this.client, group, list)) found.set(product.id, product);
		}
		const measures = await storeMeasures(this.client, this.memory);
		return [...found.values()].map((wire) => catalogProduct(wire, measures));
	}

	/** Who has the SKU: one of the store, or one in its trash. */
	async holder(sku: string, known: readonly CatalogProduct[] = []): Promise<CatalogProduct | undefined> {
		const holds = (product: { readonly sku: string }): boolean => product.sku.toLowerCase() === sku.toLowerCase();
		const found = known.find(holds) ?? (await this.alike([{ origin: '', sku }])).find(holds);
		if (found !== undefined) return found;
		const [trashed] = await this.products.likeSkus([sku], { status: STATUS.trash });
		return trashed === undefined ? undefined : catalogProduct(trashed, await storeMeasures(this.client, this.memory));
	}
}
