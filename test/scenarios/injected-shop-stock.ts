import type { InjectedShops } from './injected-shops';
import { OF_A_LIST, second, type InjectedRead, type Outcome, type ShopRead } from './injection';

/** Every read of a WooCommerce store that only whoever asks for its stock does. */
export function shopStockReads(shops: InjectedShops): readonly InjectedRead[] {
	const variations = shops.skus.map((sku) => shops.productId(`SHIRT-${sku}`));
	const parentId = shops.productId('SHIRT');

	const stock = async (impatient: boolean): Promise<Outcome> => {
		const came: string[] = [];
		const named: string[] = [];
		const ids = variations.map((id) => ({ id, parentId }));
		for await (const { levels, unreadable } of shops.connect('shop', impatient).storeStock.ofProducts(ids)) {
			came.push(...levels.map(({ productId }) => productId ?? ''));
			named.push(...unreadable.map(({ productId, sku, why }) => productId ?? sku ?? why));
		}
		return { came, named };
	};

	const reads: readonly ShopRead[] = [
		{
			operation: 'listAllVariations',
			file: 'catalog/products.ts',
			records: variations,
			about: { record: second(variations) },
			ofAll: OF_A_LIST,
			record: second(variations),
			read: stock,
		},
		{
			operation: 'listAllVariations',
			file: 'stock/stock-reader.ts',
			records: variations,
			// Whatever is wrong with the list of all variations, those of the parents are there.
			about: {},
			ofAll: ['status 403', 'status 500', 'status 502', 'a page with status 503', 'a cut connection', 'a time-out'],
			read: stock,
		},
	];
	return reads.map((read) => ({ standIn: 'shop', ...read }));
}
