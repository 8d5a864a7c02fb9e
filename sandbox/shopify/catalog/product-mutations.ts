import { StandInGap } from '../graphql/stand-in-gap';
import { adminType, payloadType, type UserError } from '../graphql/context';
import { writeMetafields } from '../metafields/metafields';
import type { ProductRecord, VariantRecord } from '../store/records';
import type { Shop } from '../store/shop';
import {
	defaultOption,
	makeOption,
	makeProduct,
	makeVariant,
	productSaved,
	removeProduct,
	removeVariant,
	variantsOf,
} from './product-records';
import { applyFields, fieldProblems, type ProductFields, type ProductSetIdentifier, type ProductSetInput, setProduct } from './product-set';
import { addMedia, type MediaInput, mediaProblems, pictureProblems, wearPicture } from './media-inputs';
import { duplicateProblems, mostVariants } from './variant-rules';
import { applyVariant, selectedOptions, stockVariant, type VariantInput, variantProblems } from './variant-inputs';

interface CreateInput extends ProductFields {
	readonly productOptions?:
		readonly { readonly name?: string | null; readonly values?: readonly { readonly name?: string | null }[] | null }[] | null;
}

const missingProduct: UserError = { field: ['productId'], message: 'Product does not exist', code: 'PRODUCT_DOES_NOT_EXIST' };

/** Of the options only the first value of each gets a variant; the others are to be made afterwards. */
function createProduct(shop: Shop, input: CreateInput, media: readonly MediaInput[]): unknown {
	const blank = (input.title ?? '').trim() === '' ? [{ field: ['product', 'title'], message: "Title can't be blank" }] : [];
	const userErrors = [...blank, ...fieldProblems(shop, input, 'product'), ...mediaProblems(media)];
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
	addMedia(shop, product, media);
	writeMetafields(shop, product.id, input.metafields ?? []);
	productSaved(shop, product, 'PRODUCTS_CREATE');
	return { product, userErrors: [] };
}

function updateProduct(shop: Shop, input: ProductFields & { readonly id?: string | null }, media: readonly MediaInput[]): unknown {
	const product = shop.state.products.get(input.id ?? '');
	if (product === undefined) return { product: null, userErrors: [{ field: ['id'], message: 'Product does not exist' }] };
	const userErrors = [...fieldProblems(shop, input, 'product', product), ...mediaProblems(media)];
	if (userErrors.length > 0) return { product: null, userErrors };
	applyFields(shop, product, input);
	addMedia(shop, product, media);
	writeMetafields(shop, product.id, input.metafields ?? []);
	productSaved(shop, product, 'PRODUCTS_UPDATE');
	return { product, userErrors: [] };
}

/** In the codes of the bulk mutations. */
const asBulkError = (problem: UserError): UserError =>
	problem.code === 'INVALID' || problem.code === 'INVALID_VARIANT' ? { ...problem, code: 'INVALID_INPUT' } : problem;

/** One wrong variant keeps all from being changed, unless `allowPartialUpdates` is set. */
function updateVariants(
	shop: Shop,
	product: ProductRecord,
	inputs: readonly VariantInput[],
	{ media, isPartial }: { readonly media: readonly MediaInput[]; readonly isPartial: boolean },
): unknown {
	const badMedia = mediaProblems(media);
	if (badMedia.length > 0) return { product, productVariants: null, userErrors: badMedia };
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
		const problems = [...variantProblems(shop, input, path).map(asBulkError), ...pictureProblems(shop, product, input, media, path)];
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
	addMedia(shop, product, media);
	for (const [variant, input] of right) {
		applyVariant(shop, variant, input);
		wearPicture(product, variant, input);
	}
	productSaved(shop, product, 'PRODUCTS_UPDATE');
	return { product, productVariants: right.map(([variant]) => variant), userErrors };
}

function createVariants(
	shop: Shop,
	product: ProductRecord,
	inputs: readonly VariantInput[],
	{ media, strategy }: { readonly media: readonly MediaInput[]; readonly strategy: string },
): unknown {
	const known = variantsOf(shop, product);
	// A product without a choice is none any more once it has variants.
	const standalone = known.length === 1 ? known[0] : undefined;
	const isDefault = product.options.length === 1 && product.options[0]?.name === defaultOption.name;
	const goes =
		strategy !== 'PRESERVE_STANDALONE_VARIANT' && (isDefault || strategy === 'REMOVE_STANDALONE_VARIANT') ? standalone : undefined;
	const kept = known.filter((one) => one !== goes);
	const tooMany =
		kept.length + inputs.length > mostVariants
			? [{ field: ['variants'], message: `Exceeded the maximum of ${mostVariants} variants`, code: 'SUBSCRIPTION_VIOLATION' }]
			: [];
	const userErrors: UserError[] = [...tooMany, ...mediaProblems(media), ...duplicateProblems(product, kept, inputs)];
	const wrong = inputs.flatMap((input, at) => {
		const path = ['variants', String(at)];
		const options = selectedOptions(product, input.optionValues ?? []);
		const missing = { field: [...path, 'optionValues', '0'], message: 'You need to add option values', code: 'NEED_TO_ADD_OPTION_VALUES' };
		return [
			...(options === undefined ? [missing] : []),
			...variantProblems(shop, input, path).map(asBulkError),
			...pictureProblems(shop, product, input, media, path),
		];
	});
	userErrors.push(...wrong);
	if (userErrors.length > 0) return { product, productVariants: null, userErrors };
	if (goes !== undefined) removeVariant(shop, product, goes);
	addMedia(shop, product, media);
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
		wearPicture(product, variant, input);
		return variant;
	});
	productSaved(shop, product, 'PRODUCTS_UPDATE');
	// In which order they are answered was not published: whoever takes it for that of the input is told others.
	return { product, productVariants: made.toReversed(), userErrors: [] };
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
				const { product, media } = args as { product?: CreateInput; media?: readonly MediaInput[] | null };
				if (product === undefined) throw new StandInGap('productCreate without the argument product');
				return createProduct(shop, product, media ?? []);
			},
			productUpdate: (_, args, { shop }) => {
				const { product, media } = args as { product?: ProductFields & { id?: string }; media?: readonly MediaInput[] | null };
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
				const { productId, variants, allowPartialUpdates, media } = args as unknown as {
					productId: string;
					variants: readonly VariantInput[];
					allowPartialUpdates: boolean;
					media?: readonly MediaInput[] | null;
				};
				const product = shop.state.products.get(productId);
				if (product === undefined) return { product: null, productVariants: null, userErrors: [missingProduct] };
				return updateVariants(shop, product, variants, { media: media ?? [], isPartial: allowPartialUpdates });
			},
			productVariantsBulkCreate: (_, args, { shop }) => {
				const { productId, variants, media, strategy } = args as unknown as {
					productId: string;
					variants: readonly VariantInput[];
					media?: readonly MediaInput[] | null;
					strategy?: string | null;
				};
				const product = shop.state.products.get(productId);
				if (product === undefined) return { product: null, productVariants: null, userErrors: [missingProduct] };
				return createVariants(shop, product, variants, { media: media ?? [], strategy: strategy ?? 'DEFAULT' });
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
