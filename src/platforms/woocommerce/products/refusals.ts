import { PlatformError } from '../../../domain/platform-error';
import type { CatalogProduct } from '../../../domain/product';
import type { ProductDraft } from '../../../ports/product-sink';
import { WITH_VARIATIONS } from '../catalog/kinds';
import { failure, safeCode, type Call } from '../errors';
import { PRODUCT_REFUSAL } from '../constants';
import type { refusalOf } from '../wire/refusal';
import type { WireStored } from '../wire/stored-product';
import { unknownAxis } from './attributes';

type Refusal = NonNullable<ReturnType<typeof refusalOf>>;
/** As much as is known of who has the SKU. */
type Holder = { readonly id: string } & Partial<Pick<CatalogProduct, 'title' | 'status'>>;

const ADVICE =
	'If it is the same goods, link the two. Otherwise give that product another SKU, or delete it for good where it lies in the trash, then run it again.';

function spelt({ id, title, status }: Holder): string {
	const more = [title === undefined ? undefined : `"${title}"`, status === 'trash' ? 'in the trash' : status].filter(
		(part) => part !== undefined,
	);
	return more.length === 0 ? `product ${id}` : `product ${id} (${more.join(', ')})`;
}

export const skuTaken = (call: Call, sku: string, holder: Holder | undefined): PlatformError =>
	failure(call, {
		kind: 'conflict',
		code: 'skuTaken',
		message: `SKU "${sku}" belongs to ${holder === undefined ? 'another product' : spelt(holder)} of the store`,
		advice: ADVICE,
	});

const notVariable = (call: Call, sku: string): PlatformError =>
	failure(call, {
		kind: 'rejected',
		code: 'notVariable',
		message: `Variation "${sku}" was not made: in the store its product is one without variations`,
		advice: 'Make it a variable product in the store, or link the variation to a product of its own, then run it again.',
	});

const axisMissing = (call: Call, sku: string, axis: string): PlatformError =>
	failure(call, {
		kind: 'rejected',
		code: 'axisMissing',
		message: `Variation "${sku}" was not made: its product, which somebody made by hand, has no variations by "${axis}"`,
		advice: `Give the product the attribute "${axis}", used for variations, in the store, or link the variation by hand, then run it again.`,
	});

/** One that is linked, and was removed or is another one by now: whoever took it away is asked. */
export const variationGone = (parentId: number, sku: string, id: string): PlatformError =>
	failure(
		{ operation: `GET products/${parentId}/variations`, write: false },
		{
			kind: 'notFound',
			code: 'variationGone',
			message: `Product ${parentId} has no variation ${id} of "${sku}" any more`,
			advice: 'If it was removed by mistake, unlink the listing and run it again.',
		},
	);

export const combinationTaken = (call: Call, sku: string, holder: WireStored): PlatformError =>
	failure(call, {
		kind: 'rejected',
		code: 'combinationTaken',
		message: `Variation "${sku}" was not made: variation ${holder.id}${holder.sku === '' ? '' : ` (SKU "${holder.sku}")`} of its product has the same values`,
		advice: 'If it is the same goods, link the two. Otherwise give one of them other values, then run it again.',
	});

/** Of one element of a batch. */
export function elementRefused(call: Call, sku: string, refusal: Refusal): PlatformError {
	const code = safeCode(refusal.code);
	const holder = refusal.data?.resource_id;
	if (code === PRODUCT_REFUSAL.sku || code === PRODUCT_REFUSAL.notMade)
		return skuTaken(call, sku, holder === undefined ? undefined : { id: String(holder) });
	return failure(call, {
		kind: 'rejected',
		...(code === undefined ? {} : { code }),
		message: `The store refused "${sku}" (${code ?? 'no reason given'})`,
		advice: 'Look at the error log of the store, or report this.',
	});
}

export const hasCode = (error: unknown, ...codes: readonly string[]): error is PlatformError =>
	error instanceof PlatformError && error.details.kind === 'rejected' && codes.includes(error.details.code ?? '');

/** Why a variation cannot be one of a product that is there. */
export function misplaced(stored: WireStored, draft: ProductDraft, variation: ProductDraft): PlatformError | undefined {
	const call = { operation: `POST products/${stored.id}/variations/batch`, write: true };
	if (!WITH_VARIATIONS.has(stored.type)) return notVariable(call, variation.sku);
	const axis = stored.origin === draft.origin ? undefined : unknownAxis(variation, stored.attributes);
	return axis === undefined ? undefined : axisMissing(call, variation.sku, axis);
}
