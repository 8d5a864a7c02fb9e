import { activateLevel } from '../inventory/levels';
import type { LocationSeed, ProductSeed, VariantSeed } from '../options';
import type { LocationRecord, ProductRecord, VariantRecord } from '../store/records';
import type { Shop } from '../store/shop';
import { defaultOption, makeOption, makeProduct, makeVariant, productSaved } from './product-records';

export function addLocation(shop: Shop, seed: LocationSeed): LocationRecord {
	const location: LocationRecord = {
		id: shop.nextId('Location'),
		name: seed.name,
		isActive: seed.isActive ?? true,
		fulfillsOnlineOrders: seed.fulfillsOnlineOrders ?? true,
		isFulfillmentService: seed.isFulfillmentService ?? false,
		address: { address1: null, city: null, zip: null, countryCode: seed.countryCode ?? shop.settings.countryCode },
		createdAt: shop.now(),
		updatedAt: shop.now(),
	};
	shop.state.locations.set(location.id, location);
	return location;
}

export function locationByName(shop: Shop, name: string): LocationRecord | undefined {
	return [...shop.state.locations.values()].find((location) => location.name === name);
}

function componentOf(
	shop: Shop,
	{ sku, quantity }: { readonly sku: string; readonly quantity: number },
): VariantRecord['components'][number] {
	const variant = [...shop.state.variants.values()].find((one) => one.sku === sku);
	if (variant === undefined) throw new Error(`The shop has no variant ${sku} for a bundle`);
	return { id: shop.nextId('ProductVariantComponent'), variantId: variant.id, quantity };
}

function addVariant(shop: Shop, product: ProductRecord, seed: VariantSeed, options: readonly string[]): void {
	const selectedOptions =
		options.length === 0 ? [defaultOption] : options.map((name, at) => ({ name, value: seed.optionValues?.[at] ?? `${name} ${at + 1}` }));
	const variant = makeVariant(
		shop,
		product,
		{
			sku: seed.sku ?? null,
			barcode: seed.barcode ?? null,
			price: seed.price ?? '10.00',
			taxable: seed.taxable ?? true,
			inventoryPolicy: seed.inventoryPolicy ?? 'DENY',
			requiresComponents: seed.requiresComponents ?? seed.components !== undefined,
			components: (seed.components ?? []).map((component) => componentOf(shop, component)),
			selectedOptions,
		},
		{
			tracked: seed.tracked ?? seed.stock !== undefined,
			requiresShipping: seed.requiresShipping ?? true,
			weight: seed.weight ?? null,
		},
	);
	for (const [name, available] of Object.entries(seed.stock ?? {})) {
		const location = locationByName(shop, name);
		if (location === undefined) throw new Error(`The shop has no location ${name}`);
		activateLevel(shop, variant.inventoryItemId, location.id, available);
	}
}

/** A product that was there before anybody looked. */
export function addProduct(shop: Shop, seed: ProductSeed): ProductRecord {
	const options = seed.options ?? [];
	const variants = seed.variants ?? [seed];
	const product = makeProduct(shop, seed.title, {
		status: seed.status ?? 'ACTIVE',
		vendor: seed.vendor ?? shop.settings.name,
		productType: seed.productType ?? '',
		tags: [...(seed.tags ?? [])],
		isOfClient: false,
	});
	for (const variant of variants) addVariant(shop, product, variant, options);
	const all = product.variantIds.flatMap((id) => shop.state.variants.get(id) ?? []);
	const names = options.length === 0 ? [defaultOption.name] : options;
	product.options = names.map((name, at) => {
		const values = all.flatMap(({ selectedOptions }) => selectedOptions[at]?.value ?? []);
		return makeOption(shop, name, [...new Set(values)]);
	});
	shop.withoutLag(() => productSaved(shop, product, 'PRODUCTS_CREATE'));
	return product;
}
