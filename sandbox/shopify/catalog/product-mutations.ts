import { StandInGap } from '../graphql/stand-in-gap';
import { adminType, payloadType, type UserError } from '../graphql/context';
import { writeMetafields } from '../metafields/metafields';
import type { ProductRecord, VariantRecord } from '../store/records';
import type { Shop } from '../store/shop';
import { defaultOption, makeMedia, makeOption, makeProduct, makeVariant, productSaved, removeProduct } from './product-records';
import { applyFields, fieldProblems, type ProductFields, type ProductSetIdentifier, type ProductSetInput, setProduct } from './product-set';
import { applyVariant, selectedOptions, stockVariant, type VariantInput, variantProblems } from './variant-inputs';

interface MediaInput {
	readonly originalSource: string;
	readonly alt?: string | null;
}

interface CreateInput extends ProductFields {
	readonly productOptions?:
		readonly { readonly name?: string | null; readonly values?: readonly { readonly name?: string | null }[] | null }[] | null;
}

const missingProduct: UserError = { field: ['productId'], message: 'Product does not exist', code: 'PRODUCT_DOES_NOT_EXIST' };

/** Of the options only the first value of each gets a variant; the others are to be made afterwards. */
function createProduct(shop: Shop, input: CreateInput, media: readonly MediaInput[]): unknown {
	const blank = (input.title ?? '').trim() === '' ? [{ field: ['product', 'title'], message: "Title can't be blank" }] : [];
	const userErrors = [...blank, ...fieldProblems(shop, input, 'product')];
	if (userErrors.length > 0) return { product: null, userErrors };
	const product = makeProduct(shop, input.title ?? '', {
		isOfClient: true,
		...(typeof input.handle === 'string' ? { handle: input.handle } : {}),
	});
	applyFields(shop, product, input);
	const options = input.productOptions ?? [];
	product.options =
		options.length === 0
			? [makeOption(shop, defaultOption.name, [defaultOption.value])]
			: options.map(({ name, values }) =>
					makeOption(
						shop,
						name ?? '',
						(values ?? []).map((value) => value.name ?? ''),
					),
				);
	const variant = makeVariant(shop, product, {
		selectedOptions: product.options.map(({ name, values }) => ({ name, value: values[0]?.name ?? '' })),
	});
	stockVariant(shop, variant, {});
	product.media = media.map(({ originalSource, alt }) => makeMedia(shop, originalSource, alt ?? null));
	writeMetafields(shop, product.id, input.metafields ?? []);
	productSaved(shop, product, 'PRODUCTS_CREATE');
	return { product, userErrors: [] };
}

function updateProduct(shop: Shop, input: ProductFields & { readonly id?: string | null }, media: readonly MediaInput[]): unknown {
	const product = shop.state.products.get(input.id ?? '');
	if (product === undefined) return { product: null, userErrors: [{ field: ['id'], message: 'Product does not exist' }] };
	const userErrors = fieldProblems(shop, input, 'product', product);
	if (userErrors.length > 0) return { product: null, userErrors };
	applyFields(shop, product, input);
	product.media.push(...media.map(({ originalSource, alt }) => makeMedia(shop, originalSource, alt ?? null)));
	writeMetafields(shop, product.id, input.metafields ?? []);
	productSaved(shop, product, 'PRODUCTS_UPDATE');
	return { product, userErrors: [] };
}

/** One wrong variant keeps all from being changed, unless `allowPartialUpdates` is set. */
function updateVariants(shop: Shop, product: ProductRecord, inputs: readonly VariantInput[], isPartial: boolean): unknown {
	const userErrors: UserError[] = [];
	const right: (readonly [VariantRecord, VariantInput])[] = [];
	for (const [at, input] of inputs.entries()) {
		const path = ['variants', String(at)];
		const variant = product.variantIds.includes(input.id ?? '') ? shop.state.variants.get(input.id ?? '') : undefined;
		if (variant === undefined) {
			const code = typeof input.id === 'string' ? 'PRODUCT_VARIANT_DOES_NOT_EXIST' : 'PRODUCT_VARIANT_ID_MISSING';
			const message = typeof input.id === 'string' ? 'Product variant does not exist' : 'Product variant is missing ID attribute';
			userErrors.push({ field: [...path, 'id'], message, code });
			continue;
		}
		const problems = [...variantProblems(shop, input, path)];
		if ((input.inventoryQuantities ?? []).length > 0)
			problems.push({
				field: [...path, 'inventoryQuantities'],
				message:
					'Inventory quantities can only be provided during create. To update inventory for existing variants, use inventoryAdjustQuantities.',
				code: 'NO_INVENTORY_QUANTITIES_ON_VARIANTS_UPDATE',
			});
		userErrors.push(...problems);
		if (problems.length === 0) right.push([variant, input]);
	}
	if (userErrors.length > 0 && !isPartial) return { product, productVariants: null, userErrors };
	for (const [variant, input] of right) applyVariant(shop, variant, input);
	productSaved(shop, product, 'PRODUCTS_UPDATE');
	return { product, productVariants: right.map(([variant]) => variant), userErrors };
}

function createVariants(shop: Shop, product: ProductRecord, inputs: readonly VariantInput[]): unknown {
	const userErrors = inputs.flatMap((input, at) => {
		const path = ['variants', String(at)];
		const options = selectedOptions(product, input.optionValues ?? []);
		const missing = { field: [...path, 'optionValues', '0'], message: 'Option does not exist', code: 'OPTION_DOES_NOT_EXIST' };
		return [...(options === undefined ? [missing] : []), ...variantProblems(shop, input, path)];
	});
	if (userErrors.length > 0) return { product, productVariants: null, userErrors };
	const made = inputs.map((input) => {
		const options = selectedOptions(product, input.optionValues ?? []) ?? [];
		for (const { name, value } of options) {
			const option = product.options.find((one) => one.name === name);
			if (option !== undefined && !option.values.some((one) => one.name === value))
				option.values.push({ id: shop.nextId('ProductOptionValue'), name: value });
		}
		const variant = makeVariant(shop, product, { selectedOptions: options });
		applyVariant(shop, variant, input);
		stockVariant(shop, variant, input);
		return variant;
	});
	productSaved(shop, product, 'PRODUCTS_UPDATE');
	return { product, productVariants: made, userErrors: [] };
}

export const productMutations = [
	adminType<unknown>('Mutation', {
		fields: {
			productSet: (_, args, { shop }) => {
				const { input, identifier, synchronous } = args as unknown as {
					input: ProductSetInput;
					identifier?: ProductSetIdentifier | null;
					synchronous: boolean;
				};
				if (!synchronous) throw new StandInGap('asynchronous productSet');
				return { ...setProduct(shop, input, identifier), productSetOperation: null };
			},
			productCreate: (_, args, { shop }) => {
				const { product, media } = args as { product?: CreateInput; media?: readonly MediaInput[] };
				if (product === undefined) throw new StandInGap('productCreate without the argument product');
				return createProduct(shop, product, media ?? []);
			},
			productUpdate: (_, args, { shop }) => {
				const { product, media } = args as { product?: ProductFields & { id?: string }; media?: readonly MediaInput[] };
				if (product === undefined) throw new StandInGap('productUpdate without the argument product');
				return updateProduct(shop, product, media ?? []);
			},
			productDelete: (_, args, { shop }) => {
				const { id } = (args as unknown as { input: { id: string } }).input;
				const product = shop.state.products.get(id);
				if (product === undefined) return { deletedProductId: null, userErrors: [{ field: ['id'], message: 'Product does not exist' }] };
				removeProduct(shop, product);
				return { deletedProductId: id, userErrors: [] };
			},
			productVariantsBulkUpdate: (_, args, { shop }) => {
				const { productId, variants, allowPartialUpdates } = args as unknown as {
					productId: string;
					variants: readonly VariantInput[];
					allowPartialUpdates: boolean;
				};
				const product = shop.state.products.get(productId);
				if (product === undefined) return { product: null, productVariants: null, userErrors: [missingProduct] };
				return updateVariants(shop, product, variants, allowPartialUpdates);
			},
			productVariantsBulkCreate: (_, args, { shop }) => {
				const { productId, variants } = args as unknown as { productId: string; variants: readonly VariantInput[] };
				const product = shop.state.products.get(productId);
				if (product === undefined) return { product: null, productVariants: null, userErrors: [missingProduct] };
				return createVariants(shop, product, variants);
			},
		},
	}),
	payloadType('ProductSetPayload', 'product', 'productSetOperation', 'userErrors'),
	payloadType('ProductCreatePayload', 'product', 'userErrors'),
	payloadType('ProductUpdatePayload', 'product', 'userErrors'),
	payloadType('ProductDeletePayload', 'deletedProductId', 'userErrors'),
	payloadType('ProductVariantsBulkUpdatePayload', 'product', 'productVariants', 'userErrors'),
	payloadType('ProductVariantsBulkCreatePayload', 'product', 'productVariants', 'userErrors'),
];
