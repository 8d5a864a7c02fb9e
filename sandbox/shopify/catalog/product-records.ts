import { legacyId } from '../store/gid';
import type { InventoryItemRecord, MediaRecord, OptionRecord, ProductRecord, VariantRecord } from '../store/records';
import type { Shop } from '../store/shop';
import { productPayload } from './product-payload';

/** Shopify's names for the one variant of a product without options. */
export const defaultOption = { name: 'Title', value: 'Default Title' } as const;

function handleOf(title: string): string {
	return title
		.toLowerCase()
		.normalize('NFKD')
		.replace(/[^\p{L}\p{N}]+/gu, '-')
		.replace(/^-|-$/g, '');
}

function freeHandle(shop: Shop, wanted: string): string {
	for (let number = 0; ; number += 1) {
		const handle = number === 0 ? wanted : `${wanted}-${number}`;
		if (!shop.state.handles.has(handle)) return handle;
	}
}

export function variantTitle({ selectedOptions }: VariantRecord): string {
	return selectedOptions.map(({ value }) => value).join(' / ');
}

export function variantsOf(shop: Shop, product: ProductRecord): readonly VariantRecord[] {
	return product.variantIds.flatMap((id) => shop.state.variants.get(id) ?? []);
}

export function itemOf(shop: Shop, variant: VariantRecord): InventoryItemRecord {
	const item = shop.state.inventoryItems.get(variant.inventoryItemId);
	if (item === undefined) throw new Error(`${variant.id} has no inventory item`);
	return item;
}

export function makeProduct(shop: Shop, title: string, parts: Partial<ProductRecord> & { readonly isOfClient: boolean }): ProductRecord {
	const product: ProductRecord = {
		descriptionHtml: '',
		vendor: shop.settings.name,
		productType: '',
		status: 'ACTIVE',
		tags: [],
		categoryId: null,
		templateSuffix: null,
		seo: { title: null, description: null },
		options: [],
		variantIds: [],
		media: [],
		publishedAt: null,
		createdAt: shop.now(),
		updatedAt: shop.now(),
		...parts,
		id: shop.nextId('Product'),
		title,
		handle: parts.handle ?? freeHandle(shop, handleOf(title)),
	};
	shop.state.products.set(product.id, product);
	shop.state.handles.set(product.handle, product.id);
	return product;
}

export function productByHandle(shop: Shop, handle: string): ProductRecord | undefined {
	return shop.state.products.get(shop.state.handles.get(handle) ?? '');
}

export function renameHandle(shop: Shop, product: ProductRecord, handle: string): void {
	shop.state.handles.delete(product.handle);
	product.handle = handle;
	shop.state.handles.set(handle, product.id);
}

export function makeOption(shop: Shop, name: string, values: readonly string[]): OptionRecord {
	return {
		id: shop.nextId('ProductOption'),
		name,
		values: values.map((value) => ({ id: shop.nextId('ProductOptionValue'), name: value })),
	};
}

export function makeVariant(
	shop: Shop,
	product: ProductRecord,
	parts: Partial<VariantRecord> & { readonly selectedOptions: VariantRecord['selectedOptions'] },
	itemParts: Partial<InventoryItemRecord> = {},
): VariantRecord {
	const id = shop.nextId('ProductVariant');
	const inventoryItemId = shop.nextId('InventoryItem');
	const variant: VariantRecord = {
		sku: null,
		barcode: null,
		price: '0.00',
		compareAtPrice: null,
		taxable: true,
		inventoryPolicy: 'DENY',
		mediaId: null,
		requiresComponents: false,
		components: [],
		createdAt: shop.now(),
		updatedAt: shop.now(),
		...parts,
		id,
		productId: product.id,
		inventoryItemId,
	};
	shop.state.variants.set(id, variant);
	shop.state.inventoryItems.set(inventoryItemId, {
		tracked: false,
		requiresShipping: true,
		cost: null,
		weight: null,
		countryCodeOfOrigin: null,
		harmonizedSystemCode: null,
		createdAt: shop.now(),
		updatedAt: shop.now(),
		...itemParts,
		id: inventoryItemId,
		variantId: id,
	});
	product.variantIds.push(id);
	return variant;
}

export function removeVariant(shop: Shop, product: ProductRecord, variant: VariantRecord): void {
	product.variantIds = product.variantIds.filter((id) => id !== variant.id);
	shop.state.variants.delete(variant.id);
	shop.state.inventoryItems.delete(variant.inventoryItemId);
	for (const [id, level] of shop.state.levels) if (level.inventoryItemId === variant.inventoryItemId) shop.state.levels.delete(id);
	shop.indexes.variants.put(variant.id, undefined);
}

export function removeProduct(shop: Shop, product: ProductRecord): void {
	for (const variant of variantsOf(shop, product)) removeVariant(shop, product, variant);
	shop.state.products.delete(product.id);
	shop.state.handles.delete(product.handle);
	shop.indexes.products.put(product.id, undefined);
	shop.webhooks.fire({ topic: 'PRODUCTS_DELETE', payload: { id: Number(legacyId(product.id)) } });
}

export function makeMedia(shop: Shop, source: string, alt: string | null): MediaRecord {
	return {
		id: shop.nextId('MediaImage'),
		alt,
		originalSource: source,
		readyAt: shop.now() + shop.mediaDelayMs,
		isBroken: shop.options.hasImage?.(source) === false,
		createdAt: shop.now(),
		updatedAt: shop.now(),
	};
}

export function mediaStatus(shop: Shop, { readyAt, isBroken }: MediaRecord): string {
	if (shop.now() < readyAt) return 'PROCESSING';
	return isBroken ? 'FAILED' : 'READY';
}

export function indexProduct(shop: Shop, product: ProductRecord): void {
	const variants = variantsOf(shop, product);
	shop.indexes.products.put(product.id, {
		fields: {
			id: legacyId(product.id),
			title: product.title,
			handle: product.handle,
			status: product.status,
			vendor: product.vendor,
			product_type: product.productType,
			tag: product.tags,
			sku: variants.flatMap(({ sku }) => sku ?? []),
			barcode: variants.flatMap(({ barcode }) => barcode ?? []),
			created_at: product.createdAt,
			updated_at: product.updatedAt,
		},
	});
	for (const variant of variants) {
		shop.indexes.variants.put(variant.id, {
			fields: {
				id: legacyId(variant.id),
				sku: variant.sku,
				barcode: variant.barcode,
				title: `${product.title} ${variantTitle(variant)}`,
				product_id: legacyId(product.id),
				product_status: product.status,
				updated_at: variant.updatedAt,
			},
		});
	}
}

/** Search learns of it, and whoever listens. */
export function productSaved(shop: Shop, product: ProductRecord, topic: 'PRODUCTS_CREATE' | 'PRODUCTS_UPDATE'): void {
	product.updatedAt = shop.now();
	indexProduct(shop, product);
	shop.webhooks.fire({ topic, payload: productPayload(shop.state, product) });
}
