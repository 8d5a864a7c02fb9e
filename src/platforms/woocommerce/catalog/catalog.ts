import type { Account } from '../../../domain/account';
import type { StoreProduct } from '../../../domain/product';
import type { Catalog, ReadProduct } from '../../../ports/catalog';
import type { AccountMemory } from '../account-memory';
import type { WooCommerceClient } from '../client';
import { weightUnit } from '../settings';
import { kindOf, WITH_VARIATIONS } from './kinds';
import type { Products } from './products';
import type { WireProduct } from '../wire/product';

/** Parents of variations and collections of other products; an external product is bought elsewhere. */
const NOT_ON_A_LINE = new Set([...WITH_VARIATIONS, 'grouped', 'external']);
const LIVE = new Set(['publish', 'private']);

/** `unit`: of its weight, where it has one. */
export const storeProduct = (product: WireProduct, unit: string | undefined): StoreProduct => ({
	id: String(product.id),
	...(product.parentId === 0 ? {} : { parentId: String(product.parentId) }),
	sku: product.sku,
	title: product.name,
	...(WITH_VARIATIONS.has(product.type) ? { hasVariations: true } : {}),
	...(product.status === 'draft' ? { draft: true } : {}),
	...(kindOf(product.type) === 'container' ? { container: true } : {}),
	...(product.weight === undefined || unit === undefined ? {} : { weight: { value: product.weight, unit } }),
	sellable: LIVE.has(product.status) && !NOT_ON_A_LINE.has(product.type),
	stock: {
		// 'parent': the quantity is the parent's, shared by its variations.
		counted: product.manageStock !== false,
		...(product.manageStock !== false && product.stockQuantity !== undefined ? { quantity: product.stockQuantity } : {}),
		...(product.manageStock === 'parent' && product.parentId !== 0 ? { sharedFrom: String(product.parentId) } : {}),
		backorders: product.backorders,
	},
});

const idNumber = (id: string): number | undefined => (/^[1-9]\d{0,15}$/.test(id) ? Number(id) : undefined);

/** What is no ID of a store's is left out. */
export const idNumbers = (
	ids: readonly { readonly id: string; readonly parentId?: string }[],
): readonly { readonly id: number; readonly parentId?: number }[] =>
	ids.flatMap(({ id, parentId }) => {
		const number = idNumber(id);
		const parent = parentId === undefined ? undefined : idNumber(parentId);
		return number === undefined ? [] : [{ id: number, ...(parent === undefined ? {} : { parentId: parent }) }];
	});

/** The products of a WooCommerce store. Trashed ones are not there. */
export class WooCommerceCatalog implements Catalog {
	constructor(
		readonly account: Account,
		private readonly client: WooCommerceClient,
		private readonly memory: AccountMemory,
		private readonly products: Products,
	) {}

	async findBySkus(skus: readonly string[]): Promise<readonly StoreProduct[]> {
		return await this.weighed(await this.products.bySkus(skus));
	}

	async findByIds(ids: readonly { readonly id: string; readonly parentId?: string }[]): Promise<readonly StoreProduct[]> {
		return await this.weighed(await this.products.byIds(idNumbers(ids), 'leaveOut'));
	}

	async lately(ids: readonly string[], ageMs: number): Promise<readonly ReadProduct[]> {
		const since = this.client.clock.now() - ageMs;
		const known = this.products.lately(ids.flatMap((id) => idNumber(id) ?? []));
		const { weightUnit: unit } = this.memory;
		const isKnown = ({ at, value }: (typeof known)[number]): boolean => at > since && (value.weight === undefined || unit !== undefined);
		return await Promise.resolve(known.filter(isKnown).map(({ at, value }) => ({ product: storeProduct(value, unit), readAt: at })));
	}

	private async weighed(products: readonly WireProduct[]): Promise<readonly StoreProduct[]> {
		const unit = products.some(({ weight }) => weight !== undefined) ? await weightUnit(this.client, this.memory) : undefined;
		return products.map((product) => storeProduct(product, unit));
	}
}
