import type { AccountMemory } from '../account-memory';
import type { WooCommerceClient } from '../client';
import { PAGE_SIZE } from '../constants';
import { readProduct, type WireProduct } from '../wire/product';

const FIELDS = 'id,parent_id,type,status,sku,name,virtual,manage_stock,stock_quantity,backorders,tax_status,tax_class';

/**
 * SKUs without a comma in as few look-ups as the server takes: `sku=` is a list cut at commas. PHP takes "0" for empty
 * and would then list all products; said twice it is a list.
 */
export function skuQueries(skus: readonly string[], maxBytes: number): readonly string[] {
	const queries: string[] = [];
	let group: string[] = [];
	let bytes = 0;
	const close = (): void => {
		const joined = group.join(',');
		if (group.length > 0) queries.push(joined === '0' ? '0,0' : joined);
		group = [];
		bytes = 0;
	};
	for (const sku of new Set(skus)) {
		const size = encodeURIComponent(sku).length + 3;
		if (group.length === PAGE_SIZE || bytes + size > maxBytes) close();
		group.push(sku);
		bytes += size;
	}
	close();
	return queries;
}

/** Reads products and variations; remembers how they are taxed. */
export class Products {
	constructor(
		private readonly client: WooCommerceClient,
		private readonly memory: AccountMemory,
	) {}

	/** Whose SKU is one of `skus` to the letter; the server itself does not tell upper from lower case. */
	async bySkus(skus: readonly string[]): Promise<readonly WireProduct[]> {
		const wanted = new Set(skus.filter((sku) => sku.trim() !== ''));
		const found = new Map<number, WireProduct>();
		const look = async (query: Readonly<Record<string, string>>): Promise<void> => {
			for (const product of await this.listed('products', query)) {
				if (wanted.has(product.sku)) found.set(product.id, product);
			}
		};
		for (const sku of skuQueries(
			[...wanted].filter((one) => !one.includes(',')),
			this.client.queryBytes,
		))
			await look({ sku });
		for (const sku of [...wanted].filter((one) => one.includes(','))) {
			// WooCommerce cuts a list and also looks for the uncut text; where it does not, the search by part finds it.
			await look({ sku });
			if (![...found.values()].some((product) => product.sku === sku)) await look({ search_sku: sku });
		}
		return [...found.values()];
	}

	/** Unknown ids are left out. A list of products leaves variations out, so those go by their parent or singly. */
	async byIds(ids: readonly { readonly id: number; readonly parentId?: number }[]): Promise<readonly WireProduct[]> {
		const found = new Map<number, WireProduct>();
		const parents = Map.groupBy(ids, ({ parentId }) => parentId ?? 0);
		for (const [parentId, group] of parents) {
			const path = parentId === 0 ? 'products' : `products/${parentId}/variations`;
			const wanted = [...new Set(group.map(({ id }) => id))];
			for (let at = 0; at < wanted.length; at += PAGE_SIZE) {
				const include = wanted.slice(at, at + PAGE_SIZE).join(',');
				for (const product of await this.listed(path, { include })) {
					found.set(product.id, parentId === 0 ? product : { ...product, parentId, type: 'variation' });
				}
			}
		}
		for (const { id } of ids.filter((one) => one.parentId === undefined && !found.has(one.id))) {
			const product = await this.single(id);
			if (product !== undefined) found.set(id, product);
		}
		return [...found.values()];
	}

	private async listed(path: string, query: Readonly<Record<string, string>>): Promise<readonly WireProduct[]> {
		const found: WireProduct[] = [];
		for await (const page of this.client.pages(path, { ...query, _fields: FIELDS })) {
			found.push(...this.client.read(path, () => page.map(readProduct)));
		}
		found.forEach((product) => this.remember(product));
		return found;
	}

	private async single(id: number): Promise<WireProduct | undefined> {
		const path = `products/${id}`;
		const answer = await this.client.find(path, { _fields: FIELDS });
		if (answer === undefined) return undefined;
		const product = this.client.read(path, () => readProduct(answer.body));
		this.remember(product);
		return product;
	}

	private remember(product: WireProduct): void {
		const { parentId, taxStatus, taxClass } = product;
		this.memory.rememberProduct(product.id, { parentId, taxStatus, taxClass }, this.client.clock);
	}
}
