import type { Order } from '../../../domain/order';
import type { AccountMemory, ProductTax } from '../account-memory';
import type { WooCommerceClient } from '../client';
import type { Products } from '../catalog/products';
import type { StoreFacts } from '../settings';

interface Wanted {
	readonly id: number;
	readonly parentId?: number;
	readonly sku?: string;
	/** A component, whose parent only the store knows. */
	readonly component: boolean;
}

const productsOf = (orders: readonly Order[]): readonly Wanted[] =>
	orders.flatMap(({ lines }) =>
		lines.flatMap(({ product }): readonly Wanted[] => {
			if (product === undefined) return [];
			if ('components' in product.content) {
				return product.content.components.map(({ productId }) => ({ id: Number(productId), component: true }));
			}
			const { productId, parentId, sku } = product;
			return [{ id: Number(productId), sku, component: false, ...(parentId === undefined ? {} : { parentId: Number(parentId) }) }];
		}),
	);

/**
 * How the products of these orders are taxed in the store. Nothing is read for what is remembered, and nothing at all
 * where the store computes no taxes and no bundle asks for the parents of its components.
 */
export async function productTaxes(
	client: WooCommerceClient,
	memory: AccountMemory,
	products: Products,
	orders: readonly Order[],
	facts: StoreFacts,
): Promise<(id: number) => ProductTax | undefined> {
	const known = (id: number): ProductTax | undefined => memory.product(id, client.clock)?.value;
	const wanted = productsOf(orders).filter(({ id, component }) => Number.isSafeInteger(id) && (component || facts.taxes !== undefined));
	const missing = (): readonly Wanted[] => wanted.filter(({ id }) => known(id) === undefined);
	const skus = missing().flatMap(({ sku }) => (sku === undefined || sku === '' ? [] : [sku]));
	if (skus.length > 0) await products.bySkus(skus);
	if (missing().length > 0) await products.byIds(missing(), 'leaveOut');
	const parents = wanted.flatMap(({ id }) => {
		const tax = known(id);
		return tax?.taxClass === 'parent' && known(tax.parentId) === undefined ? [{ id: tax.parentId }] : [];
	});
	if (parents.length > 0) await products.byIds(parents, 'leaveOut');
	return (id) => {
		const tax = known(id);
		if (tax?.taxClass !== 'parent') return tax;
		const parent = known(tax.parentId);
		return parent && { ...tax, taxClass: parent.taxClass };
	};
}
