import type { Account } from '../../../domain/account';
import { breathe } from '../../../domain/breathe';
import type { StockPage, StoreStock, StoreStockWish } from '../../../ports/stock-source';
import type { AccountMemory } from '../account-memory';
import { idNumbers } from '../catalog/catalog';
import { WITH_VARIATIONS } from '../catalog/kinds';
import { oddPlace } from '../catalog/odd-place';
import { pagesInEveryLanguage } from '../catalog/pages-in-every-language';
import type { SteadyPage } from '../catalog/steady-pages';
import { pagesOfParents, variationPages } from '../catalog/variation-pages';
import type { WooCommerceClient } from '../client';
import type { Query } from '../sdk';
import { UnexpectedShape } from '../wire/fields';
import { naiveGmt } from '../wire/gmt';
import { isRecord } from '../wire/php';
import { forStock, readStockProduct, type WireStockProduct } from '../wire/stock-product';
import { sharedFrom, stockLevel } from './level';
import { namedOddOne, StockReader, type ReadProducts, type Unreadable } from './stock-reader';

/** What is there of each product of a WooCommerce store. */
export class WooCommerceStoreStock implements StoreStock {
	constructor(
		readonly account: Account,
		private readonly client: WooCommerceClient,
		private readonly memory: AccountMemory,
	) {}

	async *ofSkus(skus: readonly string[], wish: StoreStockWish = {}): AsyncGenerator<StockPage> {
		const { ownPartIn } = wish;
		for await (const read of new StockReader(this.client, this.memory, ownPartIn).bySkus(skus)) yield this.page(read, ownPartIn);
	}

	async *ofProducts(
		ids: readonly { readonly id: string; readonly parentId?: string }[],
		wish: StoreStockWish = {},
	): AsyncGenerator<StockPage> {
		const { ownPartIn } = wish;
		const reader = new StockReader(this.client, this.memory, ownPartIn);
		for await (const read of reader.byIds(idNumbers(ids))) yield this.page(read, ownPartIn);
	}

	/** A variation moves the date of its parent, and one that shares the count of its parent has none of its own. */
	async *changedSince(since: number): AsyncGenerator<StockPage> {
		const { query } = forStock();
		// It leaves its own second out.
		const changed: Query = { ...query, modified_after: naiveGmt(since - 1000), dates_are_gmt: 'true' };
		const seen = { parents: new Set<number>(), counting: new Set<number>(), language: {} as Query };
		yield* this.walk(changed, seen);
		const lists = pagesOfParents(this.client, [...seen.counting], { ...query, ...seen.language });
		for await (const page of lists) {
			const read = await this.readPage(`products/${page.parentId ?? 0}/variations`, page, query, page.parentId);
			yield this.page({ ...read, products: read.products.filter((product) => sharedFrom(product) !== undefined) });
		}
	}

	async *all(): AsyncGenerator<StockPage> {
		const seen = { parents: new Set<number>(), counting: new Set<number>(), language: {} as Query };
		for await (const { levels, unreadable } of this.walk(forStock().query, seen))
			yield { levels: levels.filter(({ counted }) => counted), unreadable };
	}

	/** All products, then all variations. */
	private async *walk(
		query: Query,
		seen: { readonly parents: Set<number>; readonly counting: Set<number>; language: Query },
	): AsyncGenerator<StockPage> {
		for await (const page of pagesInEveryLanguage(this.client, this.memory, query)) {
			seen.language = page.language;
			const read = await this.readPage('products', page, { ...query, ...page.language });
			for (const { id, type, manageStock } of read.products) {
				if (!WITH_VARIATIONS.has(type)) continue;
				seen.parents.add(id);
				if (manageStock === true) seen.counting.add(id);
			}
			yield this.page(read);
		}
		const inEach = { ...query, ...seen.language };
		for await (const page of variationPages(this.client, [...seen.parents], inEach)) {
			const path = page.parentId === undefined ? 'variations' : `products/${page.parentId}/variations`;
			yield this.page(await this.readPage(path, page, inEach, page.parentId));
		}
	}

	private page({ products, unreadable, at }: ReadProducts, ownPartIn?: string): StockPage {
		return { levels: products.map((product) => stockLevel(this.account, product, at, ownPartIn)), unreadable };
	}

	private async readPage(path: string, page: SteadyPage, query: Query, parentId?: number): Promise<ReadProducts> {
		const at = this.client.clock.now();
		if ('odd' in page) {
			const { id, why } = await oddPlace(this.client, path, query, page);
			return { products: [], unreadable: [{ ...(id === undefined ? {} : { productId: id }), why }], at };
		}
		const products: WireStockProduct[] = [];
		const unreadable: Unreadable[] = [];
		for (const record of page.records) {
			await breathe();
			try {
				// Older versions do not say of the variations in a parent's list what they are.
				const isOfList = parentId === undefined || !isRecord(record);
				const product = readStockProduct(isOfList ? record : { ...record, parent_id: parentId, type: 'variation' });
				this.memory.rememberProduct(product, at);
				products.push(product);
			} catch (error) {
				if (!(error instanceof UnexpectedShape)) throw error;
				unreadable.push(namedOddOne(record, error));
			}
		}
		return { products, unreadable, at };
	}
}
