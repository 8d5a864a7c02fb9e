import { StandInGap } from '../graphql/stand-in-gap';
import { pageOf } from '../graphql/connections';
import { type AdminContext, adminType, dateTime, dateTimeOrNull, payloadType } from '../graphql/context';
import type { Args } from '../graphql/resolver-types';
import { totalAvailable } from '../inventory/levels';
import { metafieldFields } from '../metafields/metafield-types';
import { ownerByUniqueValue } from '../metafields/metafields';
import { uniqueOwner } from '../metafields/unique-owner';
import { searched } from '../search/searched-list';
import { legacyId } from '../store/gid';
import { moneyText } from '../store/money';
import type { MediaRecord, OptionRecord, ProductRecord, VariantRecord } from '../store/records';
import type { Shop } from '../store/shop';
import { itemOf, mediaStatus, productByHandle, variantsOf, variantTitle } from './product-records';

const byId = { idOf: ({ id }: { readonly id: string }) => id };

function priceRange(shop: Shop, product: ProductRecord): unknown {
	const prices = variantsOf(shop, product).map(({ price }) => Number(price));
	const money = (amount: number): unknown => ({ amount: amount.toFixed(2), currencyCode: shop.settings.currencyCode });
	return { minVariantPrice: money(Math.min(...prices)), maxVariantPrice: money(Math.max(...prices)) };
}

const productKeys: Readonly<Record<string, (product: ProductRecord) => string | number>> = {
	ID: ({ id }) => Number(legacyId(id)),
	TITLE: ({ title }) => title.toLowerCase(),
	CREATED_AT: ({ createdAt }) => createdAt,
	UPDATED_AT: ({ updatedAt }) => updatedAt,
	RELEVANCE: ({ id }) => Number(legacyId(id)),
};

const variantKeys: Readonly<Record<string, (variant: VariantRecord) => string | number>> = {
	ID: ({ id }) => Number(legacyId(id)),
	SKU: ({ sku }) => (sku ?? '').toLowerCase(),
	RELEVANCE: ({ id }) => Number(legacyId(id)),
};

function productByIdentifier(args: Args, { shop }: AdminContext): unknown {
	const { id, handle, customId } = (
		args as { identifier: { id?: string; handle?: string; customId?: Parameters<typeof ownerByUniqueValue>[2] } }
	).identifier;
	if (typeof id === 'string') return shop.state.products.get(id) ?? null;
	if (typeof handle === 'string') return productByHandle(shop, handle) ?? null;
	if (customId === undefined) return null;
	return shop.state.products.get(uniqueOwner(shop, 'PRODUCT', customId) ?? '') ?? null;
}

function variantByIdentifier(args: Args, { shop }: AdminContext): unknown {
	const { id, customId } = (args as { identifier: { id?: string; customId?: Parameters<typeof ownerByUniqueValue>[2] } }).identifier;
	if (typeof id === 'string') return shop.state.variants.get(id) ?? null;
	if (customId === undefined) return null;
	return shop.state.variants.get(uniqueOwner(shop, 'PRODUCTVARIANT', customId) ?? '') ?? null;
}

export const productTypes = [
	adminType<ProductRecord>('Product', {
		own: ['id', 'title', 'handle', 'descriptionHtml', 'vendor', 'productType', 'status', 'tags', 'templateSuffix', 'seo'],
		fields: {
			...metafieldFields,
			legacyResourceId: ({ id }) => legacyId(id),
			createdAt: ({ createdAt }) => dateTime(createdAt),
			updatedAt: ({ updatedAt }) => dateTime(updatedAt),
			publishedAt: ({ publishedAt }) => dateTimeOrNull(publishedAt),
			description: ({ descriptionHtml }) => descriptionHtml.replace(/<[^>]*>/g, ' ').trim(),
			category: ({ categoryId }) =>
				categoryId === null ? null : { id: categoryId, name: legacyId(categoryId), fullName: legacyId(categoryId) },
			options: ({ options }, { first }) => options.slice(0, typeof first === 'number' ? first : undefined),
			variants: (product, args, { shop }) => pageOf(variantsOf(shop, product), args, byId),
			variantsCount: ({ variantIds }) => ({ count: variantIds.length, precision: 'EXACT' }),
			media: ({ media }, args) => pageOf(media, args, byId),
			mediaCount: ({ media }) => ({ count: media.length, precision: 'EXACT' }),
			featuredMedia: ({ media }) => media[0] ?? null,
			hasOnlyDefaultVariant: ({ options }) => options.length === 1 && options[0]?.name === 'Title',
			hasVariantsThatRequiresComponents: (product, _, { shop }) =>
				variantsOf(shop, product).some(({ requiresComponents }) => requiresComponents),
			isGiftCard: () => false,
			onlineStoreUrl: ({ status, handle }, _, { shop }) =>
				status === 'ACTIVE' ? `https://${shop.settings.myshopifyDomain}/products/${handle}` : null,
			totalInventory: (product, _, { shop }) =>
				variantsOf(shop, product).reduce((sum, { inventoryItemId }) => sum + totalAvailable(shop, inventoryItemId), 0),
			tracksInventory: (product, _, { shop }) => variantsOf(shop, product).some((variant) => itemOf(shop, variant).tracked),
			priceRangeV2: (product, _, { shop }) => priceRange(shop, product),
		},
	}),
	payloadType('ProductPriceRangeV2', 'minVariantPrice', 'maxVariantPrice'),
	payloadType('SEO', 'title', 'description'),
	payloadType('TaxonomyCategory', 'id', 'name', 'fullName'),
	adminType<OptionRecord>('ProductOption', {
		own: ['id', 'name'],
		fields: {
			values: ({ values }) => values.map(({ name }) => name),
			optionValues: ({ values }) => values,
			position: ({ id }, _, { shop }) => {
				const options = [...shop.state.products.values()].find((product) => product.options.some((one) => one.id === id))?.options ?? [];
				return options.findIndex((one) => one.id === id) + 1;
			},
		},
	}),
	adminType<OptionRecord['values'][number]>('ProductOptionValue', { own: ['id', 'name'], fields: { hasVariants: () => true } }),
	payloadType('SelectedOption', 'name', 'value'),
	adminType<VariantRecord>('ProductVariant', {
		own: ['id', 'sku', 'barcode', 'price', 'compareAtPrice', 'taxable', 'inventoryPolicy', 'selectedOptions', 'requiresComponents'],
		fields: {
			...metafieldFields,
			legacyResourceId: ({ id }) => legacyId(id),
			createdAt: ({ createdAt }) => dateTime(createdAt),
			updatedAt: ({ updatedAt }) => dateTime(updatedAt),
			title: (variant) => variantTitle(variant),
			price: ({ price }, _, { shop }) => moneyText({ amount: price, currencyCode: shop.settings.currencyCode }),
			displayName: (variant, _, { shop }) => `${shop.state.products.get(variant.productId)?.title ?? ''} - ${variantTitle(variant)}`,
			position: ({ id, productId }, _, { shop }) => (shop.state.products.get(productId)?.variantIds.indexOf(id) ?? 0) + 1,
			product: ({ productId }, _, { shop }) => shop.state.products.get(productId),
			inventoryItem: (variant, _, { shop }) => itemOf(shop, variant),
			inventoryQuantity: ({ inventoryItemId }, _, { shop }) => totalAvailable(shop, inventoryItemId),
			sellableOnlineQuantity: ({ inventoryItemId }, _, { shop }) => Math.max(0, totalAvailable(shop, inventoryItemId)),
			availableForSale: (variant, _, { shop }) =>
				!itemOf(shop, variant).tracked || variant.inventoryPolicy === 'CONTINUE' || totalAvailable(shop, variant.inventoryItemId) > 0,
			media: ({ productId, mediaId }, args, { shop }) =>
				pageOf(
					(shop.state.products.get(productId)?.media ?? []).filter(({ id }) => id === mediaId),
					args,
					byId,
				),
			image: ({ productId, mediaId }, _, { shop }) =>
				shop.state.products
					.get(productId)
					?.media.find(({ id, readyAt, isBroken }) => id === mediaId && readyAt <= shop.now() && !isBroken) ?? null,
		},
	}),
	adminType<MediaRecord>('MediaImage', {
		own: ['id', 'alt'],
		fields: {
			createdAt: ({ createdAt }) => dateTime(createdAt),
			updatedAt: ({ updatedAt }) => dateTime(updatedAt),
			mediaContentType: () => 'IMAGE',
			status: (media, _, { shop }) => mediaStatus(shop, media),
			fileStatus: (media, _, { shop }) => mediaStatus(shop, media),
			mediaErrors: (media, _, { shop }) =>
				mediaStatus(shop, media) === 'FAILED'
					? [{ code: 'IMAGE_DOWNLOAD_FAILURE', message: 'Image could not be downloaded', details: media.originalSource }]
					: [],
			image: (media, _, { shop }) => (mediaStatus(shop, media) === 'READY' ? media : null),
			// Not where it came from: Shopify's own, for a short time.
			originalSource: ({ id }) => ({ url: `https://shopify-staged.example/original/${legacyId(id)}` }),
		},
	}),
	payloadType('MediaError', 'code', 'message', 'details'),
	payloadType('MediaImageOriginalSource', 'url'),
	adminType<MediaRecord>('Image', {
		fields: {
			id: ({ id }) => id.replace('MediaImage', 'ImageSource'),
			altText: ({ alt }) => alt,
			// Shopify's copy, which has an address of its own.
			url: ({ id }) => `https://cdn.shopify.com/s/files/${legacyId(id)}.jpg`,
			width: () => 1000,
			height: () => 1000,
		},
	}),
	adminType<unknown>('QueryRoot', {
		fields: {
			product: (_, { id }, { shop }) => shop.state.products.get(String(id)) ?? null,
			productByIdentifier: (_, args, context) => productByIdentifier(args, context),
			productVariant: (_, { id }, { shop }) => shop.state.variants.get(String(id)) ?? null,
			productVariantByIdentifier: (_, args, context) => variantByIdentifier(args, context),
			products: (_, args, { shop }, info) =>
				pageOf(searched(shop.indexes.products, shop.state.products, args, info), args, {
					...byId,
					keyOf: keyFor(productKeys, args, 'ID'),
				}),
			productVariants: (_, args, { shop }, info) =>
				pageOf(searched(shop.indexes.variants, shop.state.variants, args, info), args, {
					...byId,
					keyOf: keyFor(variantKeys, args, 'ID'),
				}),
			productsCount: (_, args, { shop }, info) => ({
				count: searched(shop.indexes.products, shop.state.products, args, info).length,
				precision: 'EXACT',
			}),
			// It has no search field that Shopify supports.
			productVariantsCount: (_, { limit, query }, { shop }) => {
				if (query !== undefined && query !== null) throw new StandInGap('a count of variants by a search');
				const { size } = shop.state.variants;
				const most = limit === null ? size : Number(limit ?? 10_000);
				return size > most ? { count: most, precision: 'AT_LEAST' } : { count: size, precision: 'EXACT' };
			},
		},
	}),
];

function keyFor<Node>(
	keys: Readonly<Record<string, (node: Node) => string | number>>,
	{ sortKey }: Args,
	otherwise: string,
): (node: Node) => string | number {
	const name = typeof sortKey === 'string' ? sortKey : otherwise;
	const key = keys[name];
	if (key === undefined) throw new StandInGap(`order by ${name}`);
	return key;
}
