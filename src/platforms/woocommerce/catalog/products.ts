import type { AccountMemory, Kept } from '../account-memory';
import type { WooCommerceClient } from '../client';
import { PAGE_SIZE } from '../constants';
import { inHalves } from '../in-halves';
import { probe } from '../probe';
import { isOfRecord } from '../whose-failure';
import { readable } from '../wire/fields';
import { readProduct, type WireProduct } from '../wire/product';

const FIELDS = 'id,parent_id,type,status,sku,name,virtual,manage_stock,stock_quantity,backorders,tax_status,tax_class';

/** SKUs without a comma in as few look-ups as the server takes: `sku=` is a list cut at commas. */
export function skuGroups(skus: readonly string[], maxBytes: number): readonly (readonly string[])[] {
	const groups: string[][] = [];
	let bytes = 0;
	for (const sku of new Set(skus)) {
		const size = encodeURIComponent(sku).length + 3;
		const last = groups.at(-1);
		if (last === undefined || last.length === PAGE_SIZE || bytes + size > maxBytes) {
			groups.push([sku]);
			bytes = size;
		} else {
			last.push(sku);
			bytes += size;
		}
	}
	return groups;
}

/** PHP takes "0" for empty and would then list all products; said twice it is a list. */
export const skuQuery = (skus: readonly string[]): string => (skus.join(',') === '0' ? '0,0' : skus.join(','));

interface ProductId {
	readonly id: number;
	readonly parentId?: number;
}

/** As many as a request takes, each once. */
function hundreds(of: readonly ProductId[]): readonly (readonly number[])[] {
	const ids = [...new Set(of.map(({ id }) => id))];
	return Array.from({ length: Math.ceil(ids.length / PAGE_SIZE) }, (_, at) => ids.slice(at * PAGE_SIZE, (at + 1) * PAGE_SIZE));
}

/** Reads products and variations, and remembers them. */
export class Products {
	constructor(
		private readonly client: WooCommerceClient,
		private readonly memory: AccountMemory,
	) {}

	/** Whose SKU is one of `skus` to the letter; the server itself does not tell upper from lower case. */
	async bySkus(skus: readonly string[]): Promise<readonly WireProduct[]> {
		const wanted = new Set(skus.filter((sku) => sku.trim() !== ''));
		const found = new Map<number, WireProduct>();
		const note = (products: readonly WireProduct[]): void => {
			for (const product of products) if (wanted.has(product.sku)) found.set(product.id, product);
		};
		const plain = [...wanted].filter((sku) => !sku.includes(','));
		for (const group of skuGroups(plain, this.client.queryBytes)) {
			note(await inHalves(this.client, group, async (some) => await this.listed('products', { sku: skuQuery(some) })));
		}
		for (const sku of [...wanted].filter((one) => one.includes(','))) {
			// WooCommerce cuts a list and also looks for the uncut text; where it does not, the search by part finds it.
			note(await this.listed('products', { sku }));
			if (![...found.values()].some((product) => product.sku === sku)) note(await this.listed('products', { search_sku: sku }));
		}
		return [...found.values()];
	}

	/**
	 * Unknown ids are left out. A list of products leaves variations out, so those go by their parent or singly. One at which
	 * the store breaks is left out, too, where its absence says only that nobody knows it.
	 */
	async byIds(ids: readonly ProductId[], atOddOnes: 'fail' | 'leaveOut' = 'fail'): Promise<readonly WireProduct[]> {
		const found = new Map<number, WireProduct>();
		const note = (products: readonly WireProduct[]): void => {
			for (const product of products) found.set(product.id, product);
		};
		const leaveOut = atOddOnes === 'leaveOut';
		const list = async (some: readonly number[], read: (some: readonly number[]) => Promise<readonly WireProduct[]>) =>
			leaveOut ? await inHalves(this.client, some, read) : await read(some);
		const own = async (read: () => Promise<readonly WireProduct[]>) => (leaveOut ? await this.orNone(read) : await read());
		const singly = ids.filter(({ parentId }) => parentId === undefined);
		for (const some of hundreds(singly)) note(await list(some, async (part) => await this.listed('products', { include: part.join(',') })));
		const parents = Map.groupBy(
			ids.filter(({ parentId }) => parentId !== undefined),
			({ parentId }) => parentId ?? 0,
		);
		for (const [parentId, variations] of parents) {
			for (const some of hundreds(variations))
				note(await own(async () => await list(some, async (part) => await this.variations(parentId, part))));
		}
		for (const { id } of singly.filter((one) => !found.has(one.id))) note(await own(async () => await this.single(id)));
		return [...found.values()];
	}

	/** What was read of these some minutes ago at most. */
	lately(ids: readonly number[]): readonly Kept<WireProduct>[] {
		return ids.flatMap((id) => this.memory.product(id, this.client.clock) ?? []);
	}

	private async orNone(read: () => Promise<readonly WireProduct[]>): Promise<readonly WireProduct[]> {
		try {
			return await read();
		} catch (error) {
			if (await isOfRecord(error, probe(this.client))) return [];
			throw error;
		}
	}

	private async variations(parentId: number, ids: readonly number[]): Promise<readonly WireProduct[]> {
		const asVariation = (product: WireProduct): WireProduct => ({ ...product, parentId, type: 'variation' });
		return await this.listed(`products/${parentId}/variations`, { include: ids.join(',') }, asVariation);
	}

	private async listed(
		path: string,
		query: Readonly<Record<string, string>>,
		as: (product: WireProduct) => WireProduct = (product) => product,
	): Promise<readonly WireProduct[]> {
		const began = this.client.clock.now();
		const found: WireProduct[] = [];
		for await (const page of this.client.pages(path, { ...query, _fields: FIELDS })) found.push(...readable(readProduct, page).map(as));
		for (const product of found) this.memory.rememberProduct(product, began);
		return found;
	}

	private async single(id: number): Promise<readonly WireProduct[]> {
		const path = `products/${id}`;
		const began = this.client.clock.now();
		const answer = await this.client.find(path, { _fields: FIELDS });
		if (answer === undefined) return [];
		const product = this.client.read(path, () => readProduct(answer.body));
		this.memory.rememberProduct(product, began);
		return [product];
	}
}
