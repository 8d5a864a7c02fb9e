import type { Account } from '../../../domain/account';
import { breathe } from '../../../domain/breathe';
import type { CatalogProduct } from '../../../domain/product';
import type { StoreMeasures } from '../../../ports/product-sink';
import type { CatalogPage, StoreProducts } from '../../../ports/store-products';
import type { AccountMemory } from '../account-memory';
import type { WooCommerceClient } from '../client';
import { oddityOf } from '../orders/read-orders';
import type { Query } from '../sdk';
import { storeMeasures } from '../settings';
import { FOR_CATALOG, readCatalogProduct, type WireCatalogProduct } from '../wire/catalog-product';
import { UnexpectedShape } from '../wire/fields';
import { naiveGmt } from '../wire/gmt';
import { isRecord } from '../wire/php';
import { idNumbers } from './catalog';
import { catalogProduct, type Family } from './catalog-product';
import { WITH_VARIATIONS } from './kinds';
import { oddPlace } from './odd-place';
import { pagesInEveryLanguage } from './pages-in-every-language';
import { Products, skuQuery } from './products';
import { idOf, type SteadyPage } from './steady-pages';
import { variationPages } from './variation-pages';

const MOST_FOUND = 20;

type Families = Map<number, Family>;

/** The whole catalog of a WooCommerce store. The store's lists leave the trash out. */
export class WooCommerceStoreProducts implements StoreProducts {
	private readonly products: Products<WireCatalogProduct>;

	constructor(
		readonly account: Account,
		private readonly client: WooCommerceClient,
		private readonly memory: AccountMemory,
	) {
		this.products = new Products(client, memory, FOR_CATALOG);
	}

	async *all({ changedSince }: { readonly changedSince?: number } = {}): AsyncGenerator<CatalogPage> {
		const measures = await storeMeasures(this.client, this.memory);
		const query: Query = {
			...FOR_CATALOG.query,
			// It leaves its own second out.
			...(changedSince === undefined ? {} : { modified_after: naiveGmt(changedSince - 1000), dates_are_gmt: 'true' }),
		};
		const families: Families = new Map();
		let language: Query = {};
		for await (const page of pagesInEveryLanguage(this.client, this.memory, query)) {
			language = page.language;
			yield await this.read('products', page, { ...query, ...language }, measures, families);
		}
		for await (const page of variationPages(this.client, [...families.keys()], { ...query, ...language })) {
			const path = page.parentId === undefined ? 'variations' : `products/${page.parentId}/variations`;
			yield await this.read(path, page, { ...query, ...language }, measures, families, page.parentId);
		}
	}

	async find(ids: Parameters<StoreProducts['find']>[0]): Promise<readonly (CatalogProduct | undefined)[]> {
		const found = await this.complete(await this.products.byIds(idNumbers(ids), 'leaveOut'));
		return ids.map(({ id }) => found.find((product) => product.id === id));
	}

	async search(words: string): Promise<readonly CatalogProduct[]> {
		const page = { per_page: MOST_FOUND };
		const wanted = words.trim();
		const found = new Map<number, WireCatalogProduct>();
		const queries: readonly Query[] = wanted === '' ? [{}] : [{ sku: skuQuery([wanted]) }, { search_sku: wanted }, { search: wanted }];
		const lists = await Promise.all(queries.map(async (query) => await this.products.first('products', { ...page, ...query })));
		for (const product of lists.flat()) if (found.size < MOST_FOUND) found.set(product.id, product);
		return await this.complete([...found.values()]);
	}

	/** What variations take from their parents is asked for in one list. */
	private async complete(wires: readonly WireCatalogProduct[]): Promise<readonly CatalogProduct[]> {
		const measures = await storeMeasures(this.client, this.memory);
		const parents = await this.products.byIds(
			wires.filter(({ parentId }) => parentId !== 0).map(({ parentId }) => ({ id: parentId })),
			'leaveOut',
		);
		const families = new Map(parents.map((parent) => [parent.id, familyOf(parent)]));
		return wires.map((wire) => catalogProduct(wire, measures, families.get(wire.parentId)));
	}

	private async read(
		path: string,
		page: SteadyPage,
		query: Query,
		measures: StoreMeasures,
		families: Families,
		parentId?: number,
	): Promise<CatalogPage> {
		if ('odd' in page) return { products: [], unreadable: [await oddPlace(this.client, path, query, page)] };
		const products: CatalogProduct[] = [];
		const unreadable: { id?: string; why: string }[] = [];
		for (const record of page.records) {
			await breathe();
			try {
				const wire = readCatalogProduct(
					parentId === undefined || !isRecord(record) ? record : { ...record, parent_id: parentId, type: 'variation' },
				);
				if (WITH_VARIATIONS.has(wire.type)) families.set(wire.id, familyOf(wire));
				products.push(catalogProduct(wire, measures, families.get(wire.parentId)));
			} catch (error) {
				if (!(error instanceof UnexpectedShape)) throw error;
				const id = idOf(record);
				unreadable.push({ ...(id === undefined ? {} : { id: String(id) }), why: oddityOf(error) });
			}
		}
		return { products, unreadable };
	}
}

const familyOf = ({ name, language }: WireCatalogProduct): Family => ({ title: name, ...(language === undefined ? {} : { language }) });
