import type { CatalogParent, CatalogProduct } from '../../seed/catalog';
import type { ProductSeed } from '../options';

function goods(product: CatalogProduct): Record<string, unknown> {
	return {
		sku: product.sku,
		regular_price: product.price,
		manage_stock: true,
		stock_quantity: product.stock,
		...(product.taxClass === undefined ? {} : { tax_class: product.taxClass }),
	};
}

/** The demo's goods as the store's products: variations under their variable product. */
export function productsFromCatalog(products: readonly CatalogProduct[], parents: readonly CatalogParent[]): readonly ProductSeed[] {
	const simple = products.filter((product) => product.kind === 'simple').map((product) => ({ name: product.name, ...goods(product) }));
	const variable = parents.map((parent) => {
		const children = products.filter((product) => product.parent === parent.sku);
		return {
			name: parent.name,
			type: 'variable',
			sku: parent.sku,
			attributes: [{ name: parent.attribute, variation: true, visible: true, options: children.map((child) => child.option ?? '') }],
			variations: children.map((child) => ({ ...goods(child), attributes: [{ name: parent.attribute, option: child.option ?? '' }] })),
		};
	});
	return [...simple, ...variable];
}
