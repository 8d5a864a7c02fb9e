import type { SeededProduct } from '../../sandbox/seed/listings-seed';
import type { ShopifyStandIn } from '../../sandbox/shopify/index';
import { changeLevel, levelsOf } from '../../sandbox/shopify/inventory/levels';
import { metafieldsOf } from '../../sandbox/shopify/metafields/metafields';
import { gid, legacyId } from '../../sandbox/shopify/store/gid';
import type { LevelRecord, VariantRecord } from '../../sandbox/shopify/store/records';
import type { StoredProduct } from '../product-tally';
import type { Shelf } from './demo-store';

type ShopProduct = Parameters<ShopifyStandIn['addProduct']>[0];
type Body = Readonly<Record<string, unknown>>;

const textOf = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');
const listOf = (value: unknown): readonly Body[] => (Array.isArray(value) ? (value as readonly Body[]) : []);

/** Goods as the seed tells them, in a WooCommerce store's words: the same on a Shopify shelf. */
export class ShopifyShelf implements Shelf {
	constructor(
		private readonly shop: ShopifyStandIn,
		private readonly location: string,
	) {}

	add(product: SeededProduct): void {
		const axes = listOf(product['attributes']).map(({ name }) => textOf(name));
		this.shop.addProduct({
			title: textOf(product['name']),
			...(product.variations === undefined
				? this.goods(product)
				: {
						options: axes,
						variants: product.variations.map((variation) => ({
							...this.goods(variation),
							optionValues: axes.map((axis) => textOf(listOf(variation['attributes']).find(({ name }) => name === axis)?.['option'])),
						})),
					}),
		});
	}

	/** Each variant; and the product around those that differ. */
	products(): readonly StoredProduct[] {
		const { state } = this.shop.shop;
		return [...state.products.values()].flatMap((product): readonly StoredProduct[] => {
			const variants = product.variantIds.flatMap((id) => state.variants.get(id) ?? []);
			const isAlone = variants.every(({ selectedOptions }) => axesOf(selectedOptions) === 0);
			const images = product.media.length;
			const id = legacyId(product.id);
			const around = { id, sku: '', images, axes: 0, ...this.originOf(product.id) };
			return [
				...(isAlone ? [] : [around]),
				...variants.map((variant) => ({
					id: legacyId(variant.id),
					...(isAlone ? {} : { parentId: id }),
					sku: variant.sku ?? '',
					images: isAlone ? images : variant.mediaId === null ? 0 : 1,
					axes: axesOf(variant.selectedOptions),
					...this.originOf(variant.id),
				})),
			];
		});
	}

	quantity(productId: string): number | undefined {
		const levels = this.levels(this.variant(productId));
		return levels.length === 0 ? undefined : levels.reduce((sum, { available }) => sum + available, 0);
	}

	setQuantity(productId: string, quantity: number): void {
		const [level] = this.levels(this.variant(productId));
		if (level !== undefined) changeLevel(this.shop.shop, level, { available: quantity });
	}

	pieces(): ReadonlyMap<string, number> {
		const pieces = [...this.shop.shop.state.variants.values()].map((variant): readonly [string, number] => [
			variant.sku ?? '',
			this.levels(variant).reduce((sum, { available }) => sum + available, 0),
		]);
		return new Map(pieces);
	}

	private goods(body: Body): Omit<ShopProduct, 'title'> {
		const { sku, regular_price: price, weight, global_unique_id: barcode } = body;
		const isBundle = body['type'] === 'bundle';
		return {
			sku: textOf(sku),
			price: textOf(price),
			...(barcode === undefined ? {} : { barcode: textOf(barcode) }),
			...(weight === undefined ? {} : { weight: { value: Number(weight), unit: 'KILOGRAMS' } }),
			...(body['manage_stock'] === true && !isBundle ? { stock: { [this.location]: Number(body['stock_quantity']) } } : {}),
			...(isBundle ? { requiresComponents: true } : {}),
		};
	}

	private originOf(ownerId: string): { readonly origin?: string } {
		const origin = metafieldsOf(this.shop.shop, ownerId).find(({ namespace, key }) => namespace === 'storebridge' && key === 'origin');
		return origin === undefined ? {} : { origin: origin.value };
	}

	private variant(productId: string): VariantRecord | undefined {
		return this.shop.shop.state.variants.get(gid('ProductVariant', productId));
	}

	private levels(variant: VariantRecord | undefined): readonly LevelRecord[] {
		if (variant === undefined) return [];
		const { shop } = this.shop;
		const isTracked = shop.state.inventoryItems.get(variant.inventoryItemId)?.tracked === true;
		return isTracked ? levelsOf(shop, variant.inventoryItemId).filter(({ isActive }) => isActive) : [];
	}
}

const axesOf = (options: VariantRecord['selectedOptions']): number => options.filter(({ value }) => value !== 'Default Title').length;
