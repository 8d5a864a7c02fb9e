import type { UserError } from '../graphql/context';
import { onlyKnown } from '../graphql/read-arguments';
import { changeLevel, levelAt } from '../inventory/levels';
import { type MetafieldInput, metafieldProblems, metafieldsOf, writeMetafields } from '../metafields/metafields';
import { uniqueOwner } from '../metafields/unique-owner';
import type { ProductRecord, VariantRecord } from '../store/records';
import type { Shop } from '../store/shop';
import {
	defaultOption,
	makeMedia,
	makeOption,
	makeProduct,
	makeVariant,
	productByHandle,
	productSaved,
	removeVariant,
	renameHandle,
	variantsOf,
	variantTitle,
} from './product-records';
import { type FileInput, filesProblems } from './media-inputs';
import { duplicateProblems, mostVariants, optionProblems } from './variant-rules';
import { applyVariant, selectedOptions, stockVariant, type VariantInput, variantProblems } from './variant-inputs';

interface OptionInput {
	readonly name?: string | null;
	readonly values?: readonly { readonly name?: string | null }[] | null;
}

export interface ProductFields {
	readonly title?: string | null;
	readonly handle?: string | null;
	readonly descriptionHtml?: string | null;
	readonly vendor?: string | null;
	readonly productType?: string | null;
	readonly status?: string | null;
	readonly tags?: readonly string[] | null;
	readonly category?: string | null;
	readonly templateSuffix?: string | null;
	readonly seo?: { readonly title?: string | null; readonly description?: string | null } | null;
	readonly metafields?: readonly MetafieldInput[] | null;
}

type SetVariantInput = VariantInput & { readonly file?: FileInput | null };

export interface ProductSetInput extends ProductFields {
	readonly id?: string | null;
	readonly productOptions?: readonly OptionInput[] | null;
	readonly variants?: readonly SetVariantInput[] | null;
	readonly files?: readonly FileInput[] | null;
}

export interface ProductSetIdentifier {
	readonly id?: string | null;
	readonly handle?: string | null;
	readonly customId?: { readonly namespace?: string | null; readonly key: string; readonly value: string } | null;
}

const mostOptions = 3;

export interface ProductResult {
	readonly product: ProductRecord | null;
	readonly userErrors: readonly UserError[];
}

export function applyFields(shop: Shop, product: ProductRecord, fields: ProductFields): void {
	if (typeof fields.title === 'string') product.title = fields.title;
	if (typeof fields.handle === 'string') renameHandle(shop, product, fields.handle);
	if (typeof fields.descriptionHtml === 'string') product.descriptionHtml = fields.descriptionHtml;
	if (typeof fields.vendor === 'string') product.vendor = fields.vendor;
	if (typeof fields.productType === 'string') product.productType = fields.productType;
	if (typeof fields.status === 'string') product.status = fields.status;
	// Recorded: tags come back sorted.
	if (fields.tags !== undefined && fields.tags !== null) product.tags = [...new Set(fields.tags)].sort();
	if (fields.category !== undefined) product.categoryId = fields.category;
	if (fields.templateSuffix !== undefined) product.templateSuffix = fields.templateSuffix;
	if (fields.seo !== undefined && fields.seo !== null)
		product.seo = { title: fields.seo.title ?? product.seo.title, description: fields.seo.description ?? product.seo.description };
}

export function fieldProblems(shop: Shop, fields: ProductFields, path: string, product?: ProductRecord): readonly UserError[] {
	onlyKnown(fields, 'a product', [
		'id',
		'title',
		'handle',
		'descriptionHtml',
		'vendor',
		'productType',
		'status',
		'tags',
		'category',
		'templateSuffix',
		'seo',
		'metafields',
		'productOptions',
		'variants',
		'files',
		'deleteConflictingConstrainedMetafields',
	]);
	const problems: UserError[] = [];
	if (typeof fields.title === 'string' && fields.title.length > 255)
		problems.push({ field: [path, 'title'], message: 'is too long (maximum is 255 characters)', code: 'INVALID_INPUT' });
	const holder = typeof fields.handle === 'string' ? productByHandle(shop, fields.handle) : undefined;
	if (holder !== undefined && holder !== product)
		problems.push({
			field: [path, 'handle'],
			message: `Handle '${fields.handle ?? ''}' already in use. Please provide a new handle.`,
			code: 'HANDLE_NOT_UNIQUE',
		});
	const owner = { type: 'PRODUCT', ...(product === undefined ? {} : { id: product.id }) };
	return [...problems, ...metafieldProblems(shop, owner, fields.metafields ?? [], [path, 'metafields'])];
}

function findProduct(
	shop: Shop,
	identifier: ProductSetIdentifier | null | undefined,
	id: string | null | undefined,
): ProductRecord | undefined {
	const wanted = identifier?.id ?? id;
	if (typeof wanted === 'string') return shop.state.products.get(wanted);
	if (typeof identifier?.handle === 'string') return productByHandle(shop, identifier.handle);
	if (identifier?.customId === undefined || identifier.customId === null) return undefined;
	return shop.state.products.get(uniqueOwner(shop, 'PRODUCT', identifier.customId) ?? '');
}

/** In the mutation's own codes. That a unique value is taken was not recorded: the code is the one that the schema has for it. */
function asSetError(problem: UserError): UserError {
	if (problem.field?.includes('metafields') !== true) return problem;
	return { ...problem, code: problem.message.includes('taken') ? 'CAPABILITY_VIOLATION' : 'INVALID_METAFIELD' };
}

function inputProblems(shop: Shop, input: ProductSetInput, product: ProductRecord | undefined): readonly UserError[] {
	const problems: UserError[] = fieldProblems(shop, input, 'input', product).map(asSetError);
	const say = (field: readonly string[], message: string, code: string): void => {
		problems.push({ field: ['input', ...field], message, code });
	};
	const options = input.productOptions ?? [];
	const variants = input.variants ?? [];
	if (product === undefined && (input.title ?? '').trim() === '') say(['title'], "Title can't be blank", 'INVALID_INPUT');
	if (options.length > mostOptions) say(['productOptions'], `Can only specify a maximum of ${mostOptions} options`, 'OPTIONS_OVER_LIMIT');
	if (variants.length > mostVariants) say(['variants'], `Exceeded the maximum of ${mostVariants} variants`, 'VARIANTS_OVER_LIMIT');
	if (options.length > 0 && input.variants === undefined)
		say(['variants'], 'Variants input is required when updating product options', 'VARIANTS_INPUT_MISSING');
	if (variants.length > 0 && options.length === 0 && product === undefined)
		say(['productOptions'], 'Product options input is required when updating variants', 'PRODUCT_OPTIONS_INPUT_MISSING');
	const given = options.map(({ name, values }) => ({ name: name ?? '', values: (values ?? []).map((value) => value.name ?? '') }));
	for (const { field, message, code } of optionProblems(given, variants)) say(field, message, code);
	for (const [at, variant] of variants.entries())
		problems.push(...variantProblems(shop, variant, ['input', 'variants', String(at)]).map(asSetError));
	for (const { field, message } of duplicateProblems(undefined, [], variants)) say(field ?? [], message, 'INVALID_VARIANT');
	for (const { field, message, code } of filesProblems(input.files ?? [], variants)) say(field ?? [], message, code ?? 'INVALID_INPUT');
	return problems;
}

/** The list as it is given takes the place of what was there: whatever it does not name is deleted. */
function setVariants(shop: Shop, product: ProductRecord, inputs: readonly SetVariantInput[]): readonly UserError[] {
	const known = variantsOf(shop, product);
	const kept: VariantRecord[] = [];
	for (const [at, input] of inputs.entries()) {
		const options = selectedOptions(product, input.optionValues ?? []);
		if (options === undefined)
			return [{ field: ['input', 'variants', String(at)], message: 'Option does not exist', code: 'OPTION_DOES_NOT_EXIST' }];
		const name = options.map(({ value }) => value).join(' / ');
		const existing = known.find((variant) => variant.id === input.id) ?? known.find((variant) => variantTitle(variant) === name);
		const variant = existing ?? makeVariant(shop, product, { selectedOptions: options });
		variant.selectedOptions = options;
		applyVariant(shop, variant, input);
		if (existing === undefined) stockVariant(shop, variant, input);
		else restock(shop, variant, input);
		if (typeof input.file?.originalSource === 'string') variant.mediaId = addFile(shop, product, input.file).id;
		kept.push(variant);
	}
	for (const variant of variantsOf(shop, product)) if (!kept.includes(variant)) removeVariant(shop, product, variant);
	product.variantIds = kept.map(({ id }) => id);
	return [];
}

/** Of a variant that was there: only where it is stocked already. */
function restock(shop: Shop, variant: VariantRecord, input: SetVariantInput): void {
	for (const { locationId, quantity } of input.inventoryQuantities ?? []) {
		const level = levelAt(shop, variant.inventoryItemId, locationId);
		if (level !== undefined) changeLevel(shop, level, { available: quantity ?? level.available });
	}
}

function addFile(shop: Shop, product: ProductRecord, file: FileInput): ProductRecord['media'][number] {
	const known = product.media.find(({ id, originalSource }) => id === file.id || originalSource === file.originalSource);
	if (known !== undefined) return known;
	const media = makeMedia(shop, file.originalSource ?? '', file.alt ?? null);
	product.media.push(media);
	return media;
}

function setFiles(shop: Shop, product: ProductRecord, files: readonly FileInput[]): void {
	const known = product.media;
	product.media = [];
	for (const file of files) {
		const kept = known.find(({ id }) => id === file.id);
		product.media.push(kept ?? makeMedia(shop, file.originalSource ?? '', file.alt ?? null));
	}
}

/** `productSet`: makes the product, or makes it what the input says. */
export function setProduct(shop: Shop, input: ProductSetInput, identifier?: ProductSetIdentifier | null): ProductResult {
	const found = findProduct(shop, identifier, input.id);
	const wantsExisting = typeof (identifier?.id ?? input.id) === 'string';
	if (wantsExisting && found === undefined)
		return { product: null, userErrors: [{ field: ['input', 'id'], message: 'Product does not exist', code: 'PRODUCT_DOES_NOT_EXIST' }] };
	const userErrors = inputProblems(shop, input, found);
	if (userErrors.length > 0) return { product: null, userErrors };

	const product = found ?? makeProduct(shop, input.title ?? '', { isOfClient: true, ...handleOf(input, identifier) });
	applyFields(shop, product, input);
	writeMetafields(shop, product.id, input.metafields ?? []);
	if (typeof identifier?.customId?.value === 'string' && found === undefined) writeCustomId(shop, product, identifier.customId);
	if (input.files !== undefined && input.files !== null) setFiles(shop, product, input.files);
	if (input.productOptions !== undefined && input.productOptions !== null)
		product.options = input.productOptions.map(({ name, values }) =>
			makeOption(
				shop,
				name ?? '',
				(values ?? []).map((value) => value.name ?? ''),
			),
		);
	else if (found === undefined) product.options = [makeOption(shop, defaultOption.name, [defaultOption.value])];
	const variants =
		input.variants ??
		(found === undefined ? [{ optionValues: [{ optionName: defaultOption.name, name: defaultOption.value }] }] : undefined);
	const wrong = variants === undefined ? [] : setVariants(shop, product, variants);
	productSaved(shop, product, found === undefined ? 'PRODUCTS_CREATE' : 'PRODUCTS_UPDATE');
	return { product, userErrors: wrong };
}

function handleOf({ handle }: ProductSetInput, identifier: ProductSetIdentifier | null | undefined): { readonly handle?: string } {
	const wanted = handle ?? identifier?.handle;
	return typeof wanted === 'string' ? { handle: wanted } : {};
}

function writeCustomId(shop: Shop, product: ProductRecord, customId: NonNullable<ProductSetIdentifier['customId']>): void {
	const isThere = metafieldsOf(shop, product.id).some(({ key, value }) => key === customId.key && value === customId.value);
	if (!isThere) writeMetafields(shop, product.id, [customId]);
}
