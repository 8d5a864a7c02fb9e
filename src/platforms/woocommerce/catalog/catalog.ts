import type { Account } from '../../../domain/account';
import type { StoreProduct } from '../../../domain/product';
import type { Catalog, ReadProduct } from '../../../ports/catalog';
import type { Clock } from '../../../ports/clock';
import { WITH_VARIATIONS } from './kinds';
import type { Products } from './products';
import type { WireProduct } from '../wire/product';

/** Parents of variations and collections of other products; an external product is bought elsewhere. */
const NOT_ON_A_LINE = new Set([...WITH_VARIATIONS, 'grouped', 'external']);
const LIVE = new Set(['publish', 'private']);

export const storeProduct = (product: WireProduct): StoreProduct => ({
	id: String(product.id),
	...(product.parentId === 0 ? {} : { parentId: String(product.parentId) }),
	sku: product.sku,
	title: product.name,
	...(WITH_VARIATIONS.has(product.type) ? { hasVariations: true } : {}),
	sellable: LIVE.has(product.status) && !NOT_ON_A_LINE.has(product.type),
	stock: {
		// 'parent': the quantity is the parent's, shared by its variations.
		counted: product.manageStock !== false,
		...(product.manageStock !== false && product.stockQuantity !== undefined ? { quantity: product.stockQuantity } : {}),
		...(product.manageStock === 'parent' && product.parentId !== 0 ? { sharedFrom: String(product.parentId) } : {}),
		backorders: product.backorders,
	},
});

export const idNumber = (id: string): number | undefined => (/^[1-9]\d{0,15}$/.test(id) ? Number(id) : undefined);

/** The products of a WooCommerce store. Trashed ones are not there. */
export class WooCommerceCatalog implements Catalog {
	constructor(
		readonly account: Account,
		private readonly products: Products,
		private readonly clock: Clock,
	) {}

	async findBySkus(skus: readonly string[]): Promise<readonly StoreProduct[]> {
		return (await this.products.bySkus(skus)).map(storeProduct);
	}

	async findByIds(ids: readonly { readonly id: string; readonly parentId?: string }[]): Promise<readonly StoreProduct[]> {
		const numbers = ids.flatMap(({ id, parentId }) => {
			const number = idNumber(id);
			const parent = parentId === undefined ? undefined : idNumber(parentId);
			return number === undefined ? [] : [{ id: number, ...(parent === undefined ? {} : { parentId: parent }) }];
		});
		return (await this.products.byIds(numbers, 'leaveOut')).map(storeProduct);
	}

	async lately(ids: readonly string[], ageMs: number): Promise<readonly ReadProduct[]> {
		const since = this.clock.now() - ageMs;
		const known = this.products.lately(ids.flatMap((id) => idNumber(id) ?? []));
		return await Promise.resolve(
			known.filter(({ at }) => at > since).map(({ at, value }) => ({ product: storeProduct(value), readAt: at })),
		);
	}
}
