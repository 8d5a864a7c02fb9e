import type { PlatformError } from '../../../domain/platform-error';
import { failure, safeCode, type Call } from '../errors';
import { refusalText } from '../refusal';
import type { UserError } from '../wire/fields';
import type { WireStored } from '../wire/product';

/** As much as is told of who has the SKU. */
export interface Holder {
	readonly id: string;
	readonly sku: string;
	readonly productId: string;
	readonly title: string;
	readonly status: string;
}

const MADE: Call = { operation: 'ProductSet', write: true };
const READ: Call = { operation: 'ProductWithVariants', write: false };

export const skuTaken = (sku: string, { id, title, status }: Holder): PlatformError =>
	failure(MADE, {
		kind: 'conflict',
		code: 'skuTaken',
		message: `SKU "${sku}" belongs to product ${id} ("${title}", ${status.toLowerCase()}) of the shop`,
		advice: 'If it is the same goods, link the two. Otherwise give that product another SKU, or delete it, then run it again.',
	});

export const skuAmbiguous = (sku: string, ids: readonly string[]): PlatformError =>
	failure(READ, {
		kind: 'conflict',
		code: 'skuAmbiguous',
		message: `SKU "${sku}" stands on several variants of the product (${ids.join(', ')})`,
		advice: 'Give each variant a SKU of its own in Shopify, or link the listing with one of them, then run it again.',
	});

export const productRefused = (sku: string, errors: readonly UserError[]): PlatformError => {
	const code = safeCode(errors[0]?.code);
	return failure(MADE, {
		kind: 'rejected',
		...(code === undefined ? {} : { code }),
		message: `Shopify refused "${sku}" (${refusalText(errors)})`,
		advice: 'Look at that field of the listing, change it, and run it again.',
	});
};

export const notVariable = (sku: string): PlatformError =>
	failure(MADE, {
		kind: 'rejected',
		code: 'notVariable',
		message: `Variation "${sku}" was not made: in the shop its product is one without variants`,
		advice: 'Give the product options in Shopify, or link the variation to a product of its own, then run it again.',
	});

export const optionMissing = (sku: string, option: string): PlatformError =>
	failure(MADE, {
		kind: 'rejected',
		code: 'optionMissing',
		message: `Variation "${sku}" was not made: it and its product do not both have the option "${option}"`,
		advice: 'Give the listing a value for it, or the product that option in Shopify, or link the variation by hand, then run it again.',
	});

/** One that is linked, and was removed or is another one by now: whoever took it away is asked. */
export const variantGone = (productId: string, sku: string, id: string): PlatformError =>
	failure(READ, {
		kind: 'notFound',
		code: 'variationGone',
		message: `Product ${productId} has no variant ${id} of "${sku}" any more`,
		advice: 'If it was removed by mistake, unlink the listing and run it again.',
	});

export const variantUnreadable = (sku: string): PlatformError =>
	failure(READ, {
		kind: 'contract',
		code: 'unreadable',
		message: `The variant of "${sku}" cannot be read: it is not what Shopify promises`,
		advice: 'Please report this.',
	});

export const combinationTaken = (sku: string, holder: WireStored): PlatformError =>
	failure(MADE, {
		kind: 'rejected',
		code: 'combinationTaken',
		message: `Variation "${sku}" was not made: variant ${holder.id}${holder.sku === '' ? '' : ` (SKU "${holder.sku}")`} of its product has the same values`,
		advice: 'If it is the same goods, link the two. Otherwise give one of them other values, then run it again.',
	});

/** Which element of a list an error is about: `input.variants.3.price`. Undefined where it is about the list, or something else. */
export function elementOf({ field }: UserError, list: string): number | undefined {
	const at = (field ?? []).indexOf(list);
	const index = at < 0 ? undefined : Number(field?.[at + 1]);
	return index !== undefined && Number.isInteger(index) ? index : undefined;
}

export const isAbout = ({ field }: UserError, part: string): boolean => field?.includes(part) === true;
