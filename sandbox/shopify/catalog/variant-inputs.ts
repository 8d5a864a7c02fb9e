import type { UserError } from '../graphql/context';
import { onlyKnown } from '../graphql/read-arguments';
import { activateLevel, levelAt } from '../inventory/levels';
import { type MetafieldInput, metafieldProblems, writeMetafields } from '../metafields/metafields';
import type { InventoryItemRecord, ProductRecord, VariantRecord } from '../store/records';
import type { Shop } from '../store/shop';
import { itemOf } from './product-records';

export interface OptionValueInput {
	readonly name?: string | null;
	readonly optionName?: string | null;
	readonly optionId?: string | null;
	readonly id?: string | null;
}

/** Of `productSet` and of the bulk mutations, which name most things alike. */
export interface VariantInput {
	readonly id?: string | null;
	readonly sku?: string | null;
	readonly barcode?: string | null;
	readonly price?: string | null;
	readonly compareAtPrice?: string | null;
	readonly taxable?: boolean | null;
	readonly inventoryPolicy?: string | null;
	readonly optionValues?: readonly OptionValueInput[] | null;
	readonly mediaId?: string | null;
	/** Of the bulk mutations: addresses of their own `media`. */
	readonly mediaSrc?: readonly string[] | null;
	readonly inventoryItem?: {
		readonly sku?: string | null;
		readonly tracked?: boolean | null;
		readonly requiresShipping?: boolean | null;
		readonly cost?: string | null;
		readonly countryCodeOfOrigin?: string | null;
		readonly harmonizedSystemCode?: string | null;
		readonly measurement?: { readonly weight?: { readonly value: number; readonly unit: string } | null } | null;
	} | null;
	readonly inventoryQuantities?: readonly {
		readonly locationId: string;
		/** Of `productSet`. */
		readonly quantity?: number;
		/** Of the bulk mutations. */
		readonly availableQuantity?: number;
	}[];
	readonly metafields?: readonly MetafieldInput[] | null;
}

/** Options by name, each with the value that the variant has; undefined where one is missing. */
export function selectedOptions(product: ProductRecord, given: readonly OptionValueInput[]): VariantRecord['selectedOptions'] | undefined {
	const selected = product.options.flatMap((option) => {
		const value = given.find(({ optionName, optionId }) => optionName === option.name || optionId === option.id);
		const name = value?.name ?? option.values.find(({ id }) => id === value?.id)?.name;
		return name === undefined ? [] : [{ name: option.name, value: name }];
	});
	return selected.length === product.options.length ? selected : undefined;
}

export function variantProblems(shop: Shop, variant: VariantInput, path: readonly string[]): readonly UserError[] {
	onlyKnown(variant, 'a variant', [
		'id',
		'sku',
		'barcode',
		'price',
		'compareAtPrice',
		'taxable',
		'inventoryPolicy',
		'optionValues',
		'mediaId',
		'mediaSrc',
		'file',
		'inventoryItem',
		'inventoryQuantities',
		'metafields',
	]);
	const problems: UserError[] = [];
	const { price, inventoryItem } = variant;
	if (typeof price === 'string' && Number(price) < 0)
		problems.push({ field: [...path, 'price'], message: 'Price must be greater than or equal to 0', code: 'GREATER_THAN_OR_EQUAL_TO' });
	if (typeof inventoryItem?.cost === 'string' && Number(inventoryItem.cost) < 0)
		problems.push({
			field: [...path, 'inventoryItem', 'cost'],
			message: 'Cost per item must be greater than or equal to 0',
			code: 'INVALID_VARIANT',
		});
	const owner = { type: 'PRODUCTVARIANT', ...(typeof variant.id === 'string' ? { id: variant.id } : {}) };
	return [...problems, ...metafieldProblems(shop, owner, variant.metafields ?? [], [...path, 'metafields'])];
}

const has = <Value>(value: Value | null | undefined): value is Value => value !== undefined && value !== null;

export function applyVariant(shop: Shop, variant: VariantRecord, input: VariantInput): void {
	const { inventoryItem } = input;
	const sku = inventoryItem?.sku ?? input.sku;
	if (sku !== undefined) variant.sku = sku;
	if (input.barcode !== undefined) variant.barcode = input.barcode;
	if (has(input.price)) variant.price = Number(input.price).toFixed(2);
	if (input.compareAtPrice !== undefined) variant.compareAtPrice = input.compareAtPrice;
	if (has(input.taxable)) variant.taxable = input.taxable;
	if (has(input.inventoryPolicy)) variant.inventoryPolicy = input.inventoryPolicy;
	if (has(input.mediaId)) variant.mediaId = input.mediaId;
	variant.updatedAt = shop.now();
	if (has(inventoryItem)) applyItem(shop, itemOf(shop, variant), inventoryItem);
	writeMetafields(shop, variant.id, input.metafields ?? []);
}

function applyItem(shop: Shop, item: InventoryItemRecord, input: NonNullable<VariantInput['inventoryItem']>): void {
	if (has(input.tracked)) item.tracked = input.tracked;
	if (has(input.requiresShipping)) item.requiresShipping = input.requiresShipping;
	if (input.cost !== undefined) item.cost = input.cost;
	if (input.countryCodeOfOrigin !== undefined) item.countryCodeOfOrigin = input.countryCodeOfOrigin;
	if (input.harmonizedSystemCode !== undefined) item.harmonizedSystemCode = input.harmonizedSystemCode;
	if (has(input.measurement?.weight)) item.weight = input.measurement.weight;
	item.updatedAt = shop.now();
}

/** The first stock of a variant: at the locations that are named, or at the first one with none. */
export function stockVariant(shop: Shop, variant: VariantRecord, input: VariantInput): void {
	for (const { locationId, quantity, availableQuantity } of input.inventoryQuantities ?? [])
		activateLevel(shop, variant.inventoryItemId, locationId, quantity ?? availableQuantity ?? 0);
	const [first] = shop.state.locations.keys();
	if (first !== undefined && (input.inventoryQuantities ?? []).length === 0 && levelAt(shop, variant.inventoryItemId, first) === undefined)
		activateLevel(shop, variant.inventoryItemId, first, 0);
}
