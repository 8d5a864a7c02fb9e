import type { AccountMemory, Kept } from '../account-memory';
import type { WooCommerceClient } from '../client';
import { PAGE_SIZE } from '../constants';
import { inHalves } from '../in-halves';
import { probe } from '../probe';
import { isOfRecord } from '../whose-failure';
import type { Query } from '../sdk';
import { readable, readList } from '../wire/fields';
import { isRecord } from '../wire/php';
import { PRODUCT_FIELDS, readProduct, type WireProduct } from '../wire/product';

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

/** As much of a product as somebody needs. */
interface Extent<Product extends WireProduct> {
	readonly query: Readonly<Record<string, string>>;
	readonly read: (value: unknown) => Product;
}

/** Is told of each that is left out because it cannot be read. */
export interface OddOnes {
	readonly record: (record: unknown, error: unknown) => void;
	readonly sku: (sku: string, error: unknown) => void;
	readonly id: (id: number, error: unknown) => void;
}

/** What an order's line needs. */
export const FOR_LINES: Extent<WireProduct> = { query: { _fields: PRODUCT_FIELDS }, read: readProduct };

/** Reads products and variations, and remembers them. */
export class Products<Product extends WireProduct = WireProduct> {
	constructor(
		private readonly client: WooCommerceClient,
		private readonly memory: AccountMemory,
		private readonly extent: Extent<Product>,
		private readonly odd?: OddOnes,
	) {}

	/** Whose SKU is one of `skus` to the letter. */
	async bySkus(skus: readonly string[]): Promise<readonly Product[]> {
		const wanted = new Set(skus);
		return (await this.likeSkus(skus)).filter(({ sku }) => wanted.has(sku));
	}

	/** The same in whichever case: the server itself does not tell upper from lower. `more`: further filters of the list. */
	async likeSkus(skus: readonly string[], more: Readonly<Record<string, string>> = {}): Promise<readonly Product[]> {
		const wanted = new Set(skus.filter((sku) => sku.trim() !== ''));
		const folded = new Set([...wanted].map((sku) => sku.toLowerCase()));
		const found = new Map<number, Product>();
		const note = (products: readonly Product[]): void => {
			for (const product of products) if (folded.has(product.sku.toLowerCase())) found.set(product.id, product);
		};
		const plain = [...wanted].filter((sku) => !sku.includes(','));
		for (const group of skuGroups(plain, this.client.queryBytes)) {
			note(
				await inHalves(this.client, group, async (some) => await this.listed('products', { ...more, sku: skuQuery(some) }), this.odd?.sku),
			);
		}
		for (const sku of [...wanted].filter((one) => one.includes(','))) {
			// WooCommerce cuts a list and also looks for the uncut text; where it does not, the search by part finds it.
			note(await this.listed('products', { ...more, sku }));
			if (![...found.values()].some((product) => product.sku === sku)) note(await this.listed('products', { ...more, search_sku: sku }));
		}
		return [...found.values()];
	}

	/**
	 * Unknown ids are left out. A list of products leaves variations out, so those go by their parent or singly. One at which
	 * the store breaks is left out, too, where its absence says only that nobody knows it.
	 */
	async byIds(ids: readonly ProductId[], atOddOnes: 'fail' | 'leaveOut' = 'fail'): Promise<readonly Product[]> {
		const found = new Map<number, Product>();
		const note = (products: readonly Product[]): void => {
			for (const product of products) found.set(product.id, product);
		};
		const leaveOut = atOddOnes === 'leaveOut';
		const list = async (some: readonly number[], read: (some: readonly number[]) => Promise<readonly Product[]>) =>
			leaveOut ? await inHalves(this.client, some, read, this.odd?.id) : await read(some);
		const own = async (some: readonly number[], read: () => Promise<readonly Product[]>) =>
			leaveOut ? await this.orNone(some, read) : await read();
		const singly = ids.filter(({ parentId }) => parentId === undefined);
		for (const some of hundreds(singly)) note(await list(some, async (part) => await this.listed('products', { include: part.join(',') })));
		const parents = Map.groupBy(
			ids.filter(({ parentId }) => parentId !== undefined),
			({ parentId }) => parentId ?? 0,
		);
		for (const [parentId, variations] of parents) {
			for (const some of hundreds(variations))
				note(await own(some, async () => await list(some, async (part) => await this.variations(parentId, part))));
		}
		for (const { id } of singly.filter((one) => !found.has(one.id))) note(await own([id], async () => await this.single(id)));
		return [...found.values()];
	}

	/** The first page of a list, no larger than asked for. */
	async first(path: string, query: Query): Promise<readonly Product[]> {
		const began = this.client.clock.now();
		const { body } = await this.client.get(path, { ...query, ...this.extent.query });
		const found = readable(
			this.extent.read,
			this.client.read(path, () => readList(body)),
		);
		for (const product of found) this.memory.rememberProduct(product, began);
		return found;
	}

	/** What was read of these some minutes ago at most. */
	lately(ids: readonly number[]): readonly Kept<WireProduct>[] {
		return ids.flatMap((id) => this.memory.product(id, this.client.clock) ?? []);
	}

	private async orNone(ids: readonly number[], read: () => Promise<readonly Product[]>): Promise<readonly Product[]> {
		try {
			return await read();
		} catch (error) {
			if (!(await isOfRecord(error, probe(this.client)))) throw error;
			for (const id of ids) this.odd?.id(id, error);
			return [];
		}
	}

	private async variations(parentId: number, ids: readonly number[]): Promise<readonly Product[]> {
		return await this.listed(`products/${parentId}/variations`, { include: ids.join(',') }, parentId);
	}

	async listed(path: string, query: Query, parentId?: number): Promise<readonly Product[]> {
		const began = this.client.clock.now();
		const found: Product[] = [];
		for await (const page of this.client.pages(path, { ...query, ...this.extent.query })) found.push(...this.readable(page, parentId));
		for (const product of found) this.memory.rememberProduct(product, began);
		return found;
	}

	/** Older versions do not say of the variations in a parent's list what they are. */
	private readable(records: readonly unknown[], parentId?: number): readonly Product[] {
		const whole =
			parentId === undefined ? records : records.filter(isRecord).map((one) => ({ ...one, parent_id: parentId, type: 'variation' }));
		return readable(this.extent.read, whole, this.odd?.record);
	}

	private async single(id: number): Promise<readonly Product[]> {
		const path = `products/${id}`;
		const began = this.client.clock.now();
		const answer = await this.client.find(path, this.extent.query);
		if (answer === undefined) return [];
		const product = this.client.read(path, () => this.extent.read(answer.body));
		this.memory.rememberProduct(product, began);
		return [product];
	}
}
