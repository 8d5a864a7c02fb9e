import type { PlatformError } from '../../../domain/platform-error';
import type { Words } from '../../../domain/texts/language';
import type { ProductDraft, SavedProduct } from '../../../ports/product-sink';
import type { ShopFacts } from '../shop';
import { gid } from '../wire/fields';
import type { WireStored } from '../wire/product';
import { placeOfChosen, placeOfStored, type Chosen } from './axes';
import { asFile, picturesOf, type Picture } from './pictures';
import type { StoredVariants } from './read-stored';
import { skuAmbiguous, variantGone, variantUnreadable } from './refusals';
import { codeOf, marksOf, variantInput, variantValues, type Values } from './values';
import { isIt } from './whose';

/** A variant on its way into the shop: one of several, or the only one of its product. */
export interface Slot {
	readonly draft: ProductDraft;
	readonly leftOut: Words[];
	/** What its draft has; of one that is there, what is to be written. */
	values: Values;
	/** Of a variation; absent where it is there already. */
	chosen?: readonly Chosen[];
	/** Of a variation its first one. */
	picture?: Picture;
	did: SavedProduct['did'];
	/** As the shop has it. */
	stored?: WireStored;
	error?: PlatformError;
}

export function slotOf(draft: ProductDraft, isVariation: boolean): Slot {
	const leftOut: Words[] = [];
	const values = variantValues(draft, leftOut);
	const [picture] = isVariation ? picturesOf(draft, leftOut) : [];
	return { draft, leftOut, values, did: 'unchanged', ...(picture === undefined ? {} : { picture }) };
}

/** Of a variation that has to be made still. */
export const isOpen = ({ stored, error }: Slot): boolean => stored === undefined && error === undefined;

/**
 * By the id that its link tells, or else by our mark, its SKU; what nobody gave a SKU yet, by what it is among its siblings. A SKU on two
 * of them says nothing. Answers the others.
 */
export function findSlots(productId: string, { variants, odd }: StoredVariants, slots: readonly Slot[]): readonly WireStored[] {
	const taken = new Set<string>();
	const take = (slot: Slot, found: WireStored): void => {
		taken.add(found.id);
		slot.stored = found;
	};
	for (const slot of slots) {
		const { id, sku, sure } = slot.draft;
		if (id === undefined || slot.stored !== undefined) continue;
		const found = variants.find((one) => one.id === id);
		if (found === undefined || (sure !== true && !isIt(found, slot.draft))) slot.error = variantGone(productId, sku, id);
		else take(slot, found);
	}
	const unmarked = variants.filter(({ origin }) => origin === '');
	const ways: readonly ((slot: Slot) => readonly WireStored[])[] = [
		({ draft }) => variants.filter(({ origin }) => origin === draft.origin),
		({ draft }) => unmarked.filter(({ sku }) => sku !== '' && sku === draft.sku),
		({ chosen }) => (chosen === undefined ? [] : unmarked.filter((one) => one.sku === '' && placeOfStored(one) === placeOfChosen(chosen))),
	];
	for (const wayTo of ways) {
		for (const slot of slots.filter(isOpen)) {
			const [found, ...more] = wayTo(slot).filter(({ id }) => !taken.has(id));
			if (found === undefined) continue;
			if (more.length === 0) take(slot, found);
			else
				slot.error = skuAmbiguous(
					slot.draft.sku,
					[found, ...more].map(({ id }) => id),
				);
		}
	}
	for (const slot of slots) {
		const { id, origin, sku } = slot.draft;
		const isOdd = odd.some((one) => one.id === id || one.origin === origin || (one.sku !== '' && one.sku === sku));
		if (slot.stored === undefined && isOdd) slot.error = variantUnreadable(sku);
	}
	return variants.filter(({ id }) => !taken.has(id));
}

type Shop = Pick<ShopFacts, 'weightUnit'>;
const stockOf = ({ values: { stock } }: Slot): number | undefined => (stock === undefined ? undefined : Number(stock));

/** In `productSet`. */
export function asSetVariant(slot: Slot, facts: Shop, chosen: readonly Chosen[], locationId: string | undefined): object {
	const { draft, values, picture } = slot;
	const { input, item } = variantInput(values, facts, marksOf(draft));
	const quantity = stockOf(slot);
	return {
		...input,
		...(values.sku === undefined ? {} : { sku: values.sku }),
		optionValues: chosen,
		inventoryItem: { ...item, tracked: quantity !== undefined },
		...(quantity === undefined || locationId === undefined
			? {}
			: { inventoryQuantities: [{ locationId: gid('Location', locationId), name: 'available', quantity }] }),
		...(picture === undefined ? {} : { file: asFile(picture) }),
	};
}

/** In `productVariantsBulkCreate`. */
export function asNewVariant(slot: Slot, facts: Shop, locationId: string | undefined): object {
	const { draft, values, chosen = [] } = slot;
	const { input, item } = variantInput(values, facts, marksOf(draft));
	const quantity = stockOf(slot);
	return {
		...input,
		optionValues: chosen,
		inventoryItem: { ...item, ...(values.sku === undefined ? {} : { sku: values.sku }), tracked: quantity !== undefined },
		...(quantity === undefined || locationId === undefined
			? {}
			: { inventoryQuantities: [{ locationId: gid('Location', locationId), availableQuantity: quantity }] }),
	};
}

/** In `productVariantsBulkUpdate`; undefined where there is nothing to write. Stock goes another way, which counts it first. */
export function asChangedVariant({ draft, values, stored }: Slot, facts: Shop): object | undefined {
	const { input, item } = variantInput(values, facts, codeOf(draft, stored?.code));
	const inventoryItem = {
		...item,
		...(values.sku === undefined ? {} : { sku: values.sku }),
		...(values.stock === undefined || stored?.inventoryItem.tracked === true ? {} : { tracked: true }),
	};
	const whole = { ...input, ...(Object.keys(inventoryItem).length === 0 ? {} : { inventoryItem }) };
	return Object.keys(whole).length === 0 ? undefined : whole;
}
