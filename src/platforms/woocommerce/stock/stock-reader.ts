import { PlatformError } from '../../../domain/platform-error';
import type { StockPage } from '../../../ports/stock-source';
import type { AccountMemory } from '../account-memory';
import { everyLanguage } from '../catalog/languages';
import { Products } from '../catalog/products';
import { idOf } from '../catalog/steady-pages';
import { hasNoRoute } from '../catalog/variation-pages';
import type { WooCommerceClient } from '../client';
import { PAGE_SIZE } from '../constants';
import { inHalves } from '../in-halves';
import { oddityOf } from '../orders/read-orders';
import { readList } from '../wire/fields';
import { isRecord, textOf } from '../wire/php';
import { forStock, type WireStockProduct } from '../wire/stock-product';

export interface ProductId {
	readonly id: number;
	readonly parentId?: number;
}

export type Unreadable = StockPage['unreadable'][number];

/** What was read at once. */
export interface ReadProducts {
	readonly products: readonly WireStockProduct[];
	readonly unreadable: readonly Unreadable[];
	/** When it was asked for. */
	readonly at: number;
}

/** What cannot be read, by as much as it still tells of itself. */
export function namedOddOne(record: unknown, error: unknown): Unreadable {
	const id = idOf(record);
	const sku = isRecord(record) ? textOf(record['sku']) : '';
	return { ...(sku === '' ? {} : { sku }), ...(id === undefined ? {} : { productId: String(id) }), why: oddityOf(error) };
}

const hundreds = <T>(all: readonly T[]): readonly (readonly T[])[] =>
	Array.from({ length: Math.ceil(all.length / PAGE_SIZE) }, (_, at) => all.slice(at * PAGE_SIZE, (at + 1) * PAGE_SIZE));

/** Products and variations as far as their stock goes, a hundred a request. What cannot be read is named. */
export class StockReader {
	constructor(
		private readonly client: WooCommerceClient,
		private readonly memory: AccountMemory,
		private readonly ownPartIn?: string,
	) {}

	/** Whose SKU is one of these to the letter; a shop in several languages has it once in each. */
	async *bySkus(skus: readonly string[]): AsyncGenerator<ReadProducts> {
		for (const some of hundreds([...new Set(skus)]))
			yield await this.read(async (products) => {
				const found = await products.bySkus(some);
				const skusFound = new Set(found.map(({ sku }) => sku));
				const missing = some.filter((sku) => !skusFound.has(sku));
				if (missing.length === 0 || !found.some(({ language }) => language !== undefined)) return found;
				const language = await everyLanguage(this.client, this.memory);
				if (!('lang' in language)) return found;
				const others = await products.likeSkus(missing, { lang: String(language['lang']) });
				return [...found, ...others.filter(({ sku }) => missing.includes(sku))];
			});
	}

	/** Unknown ids are left out. */
	async *byIds(ids: readonly ProductId[]): AsyncGenerator<ReadProducts> {
		const each = [...new Map(ids.map((one) => [one.id, one])).values()];
		const single = each.filter(({ parentId }) => parentId === undefined);
		// Older stores are asked parent by parent.
		const ofParents = each.filter(({ parentId }) => parentId !== undefined).sort((a, b) => (a.parentId ?? 0) - (b.parentId ?? 0));
		for (const some of hundreds(single)) yield await this.some(some, ['products', 'variations']);
		for (const some of hundreds(ofParents)) yield await this.some(some, ['variations']);
	}

	/** What the lists leave out is asked for one by one: a list may hide what is there (another language, another type). */
	private async some(ids: readonly ProductId[], lists: readonly ('products' | 'variations')[]): Promise<ReadProducts> {
		return await this.read(async (products, named) => {
			const found = new Map<number, WireStockProduct>();
			const missing = (): readonly ProductId[] => ids.filter(({ id }) => !found.has(id) && !named.has(String(id)));
			for (const list of lists) {
				const left = missing().map(({ id }) => id);
				if (left.length === 0 || (list === 'variations' && !(await this.hasListOfVariations()))) continue;
				const read = async (some: readonly number[]) => await products.listed(list, { include: some.join(',') });
				for (const product of await inHalves(this.client, left, read, (id, error) => named.set(String(id), oddityOf(error))))
					found.set(product.id, product);
			}
			for (const product of await products.byIds(missing(), 'leaveOut')) found.set(product.id, product);
			return [...found.values()];
		});
	}

	/** `named`: why, by id. */
	private async read(
		look: (products: Products<WireStockProduct>, named: Map<string, string>) => Promise<readonly WireStockProduct[]>,
	): Promise<ReadProducts> {
		const at = this.client.clock.now();
		const named = new Map<string, string>();
		const others: Unreadable[] = [];
		const skus = new Map<string, string>();
		const products = new Products(this.client, this.memory, forStock(this.ownPartIn), {
			record: (record, error) => {
				const one = namedOddOne(record, error);
				if (one.productId === undefined) others.push(one);
				else named.set(one.productId, one.why);
				if (one.productId !== undefined && one.sku !== undefined) skus.set(one.productId, one.sku);
			},
			sku: (sku, error) => others.push({ sku, why: oddityOf(error) }),
			id: (id, error) => named.set(String(id), oddityOf(error)),
		});
		const found = await look(products, named);
		for (const { id } of found) named.delete(String(id));
		const byId = [...named].map(([productId, why]): Unreadable => {
			const sku = skus.get(productId);
			return { productId, ...(sku === undefined ? {} : { sku }), why };
		});
		return { products: found, unreadable: [...byId, ...others], at };
	}

	/** Since WooCommerce 11 at the latest; asked for some minutes only. */
	private async hasListOfVariations(): Promise<boolean> {
		return await this.memory.fact('listOfVariations', this.client.clock, async () => {
			try {
				const { body } = await this.client.get('variations', { per_page: 1, _fields: 'id' });
				this.client.read('variations', () => readList(body));
				return true;
			} catch (error) {
				// Whatever else is wrong with it: the lists of the parents are there.
				if (hasNoRoute(error) || (error instanceof PlatformError && !error.concernsAll)) return false;
				throw error;
			}
		});
	}
}
