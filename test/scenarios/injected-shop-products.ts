import { PlatformError } from '../../src/domain/platform-error';
import type { ProductDraft } from '../../src/ports/product-sink';
import { draft } from '../platforms/woocommerce/products/drafts';
import type { InjectedShops, ShopName } from './injected-shops';
import { one, second, type InjectedRead, type Outcome, type ShopRead } from './injection';

/** Every read of a WooCommerce store that is of its whole catalog, or of a product that is made or filled. */
export function shopProductReads(shops: InjectedShops): readonly InjectedRead[] {
	const idIn = (name: ShopName, sku: string): string => String(shops.standIn(name).productBySku(sku)?.id);
	const products = shops.skus.map((sku) => idIn('shop', sku));
	const variations = shops.skus.map((sku) => idIn('shop', `SHIRT-${sku}`));
	const parentId = idIn('shop', 'SHIRT');

	/** Of the whole catalog, those that are looked for; what cannot be read is named. */
	const all = async (name: ShopName, of: readonly string[], impatient: boolean): Promise<Outcome> => {
		const came: string[] = [];
		const named: string[] = [];
		for await (const page of shops.connect(name, impatient).products.all()) {
			came.push(...page.products.map(({ id }) => id));
			named.push(...page.unreadable.map(({ id, why }) => id ?? why));
		}
		const known = new Set([...shops.skus.flatMap((sku) => [idIn(name, sku), idIn(name, `SHIRT-${sku}`)]), idIn(name, 'SHIRT')]);
		return { came: came.filter((id) => of.includes(id) || !known.has(id)), named };
	};
	const update = async (id: string, sku: string, impatient: boolean, more: Partial<ProductDraft> = {}, parent?: string) =>
		await shops
			.connect('shop', impatient)
			.productSink.update({ id, sure: true, ...(parent === undefined ? {} : { parentId: parent }) }, draft(sku, more), [
				'categories',
				'brand',
				'attributes',
			]);
	const family = async (impatient: boolean): Promise<Outcome> => {
		const drafts = shops.skus.map((sku) => draft(`SHIRT-${sku}`, { axes: [{ name: 'Size', value: sku }] }));
		const saved = await update(parentId, 'SHIRT', impatient, { variations: drafts });
		if (saved === 'gone') return { came: [], named: variations };
		const told = saved.variations.map((result, at) => ({ id: variations[at] ?? '', isThere: !(result instanceof PlatformError) }));
		return {
			came: told.filter(({ isThere }) => isThere).map(({ id }) => id),
			named: told.filter(({ isThere }) => !isThere).map(({ id }) => id),
		};
	};
	const terms = async (impatient: boolean): Promise<Outcome> => {
		const wish = { categories: ['Uncategorized'], brand: 'Own', attributes: [{ name: 'Form', values: ['round'] }] };
		await update(products[0] ?? '', shops.skus[0] ?? '', impatient, wish);
		return { came: [], named: [] };
	};
	const file = 'catalog/steady-pages.ts';
	const reads: readonly ShopRead[] = [
		{
			operation: 'listProducts',
			file,
			records: products,
			record: second(products),
			read: async (impatient) => await all('shop', products, impatient),
		},
		{
			operation: 'listAllVariations',
			file,
			records: variations,
			record: second(variations),
			read: async (impatient) => await all('shop', variations, impatient),
		},
		{
			operation: 'listVariations',
			file,
			standIn: 'plugin',
			records: shops.skus.map((sku) => idIn('plugin', `SHIRT-${sku}`)),
			record: idIn('plugin', `SHIRT-${second(shops.skus)}`),
			read: async (impatient) =>
				await all(
					'plugin',
					shops.skus.map((sku) => idIn('plugin', `SHIRT-${sku}`)),
					impatient,
				),
		},
		{
			operation: 'listProducts',
			file: 'catalog/languages.ts',
			standIn: 'details',
			records: [],
			read: async (impatient) => {
				await all('details', [], impatient);
				return { came: [], named: [] };
			},
		},
		{
			operation: 'getProduct',
			file: 'products/read-stored.ts',
			records: products,
			about: { pathPattern: `products/${second(products)}$` },
			read: async (impatient) => await one(products, async (id) => await update(id, shops.skus[products.indexOf(id)] ?? '', impatient)),
		},
		{
			operation: 'getVariation',
			file: 'products/read-stored.ts',
			records: variations,
			about: { pathPattern: `variations/${second(variations)}$` },
			read: async (impatient) =>
				await one(variations, async (id) => await update(id, `SHIRT-${shops.skus[variations.indexOf(id)] ?? ''}`, impatient, {}, parentId)),
		},
		{ operation: 'listVariations', file: 'products/variations.ts', records: variations, record: second(variations), read: family },
		{ operation: 'listCategories', file: 'products/terms.ts', records: [], read: terms },
		{ operation: 'listBrands', file: 'products/terms.ts', records: [], read: terms },
		{ operation: 'listAttributes', file: 'products/terms.ts', records: [], read: terms },
	];
	return reads.map((read) => ({ standIn: 'shop', ...read }));
}
