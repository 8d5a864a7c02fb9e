import type { CatalogParent, CatalogProduct } from '../../seed/catalog';
import type { ProductSeed } from '../options';

/** The demo's goods as the shop's products, all at one location: variations as variants of one product. */
export function shopProductsFromCatalog(
	products: readonly CatalogProduct[],
	parents: readonly CatalogParent[],
	location = 'Shop location',
): readonly ProductSeed[] {
	const goods = ({ sku, price, stock }: CatalogProduct) => ({ sku, price, stock: { [location]: stock } });
	const simple = products.filter(({ kind }) => kind === 'simple').map((product) => ({ title: product.name, ...goods(product) }));
	const withVariants = parents.map(({ sku, name, attribute }) => ({
		title: name,
		options: [attribute],
		variants: products
			.filter(({ parent }) => parent === sku)
			.map((product) => ({ ...goods(product), optionValues: [product.option ?? product.name] })),
	}));
	return [...simple, ...withVariants];
}
