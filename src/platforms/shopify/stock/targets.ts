import { refuse } from '../../../domain/stock/written';
import { say } from '../../../domain/texts/say';
import type { StockWrite, StockWritten } from '../../../ports/stock-sink';
import { metafieldName } from '../catalog/variants';
import { MOST_PIECES } from '../constants';
import type { ShopLocation } from '../shop';
import type { StockVariant } from './lately-read';

/** One quantity at one location, and what it is written for. */
export interface Target {
	readonly level: StockWrite;
	readonly variantId: string;
	readonly itemId: string;
	readonly locationId: string;
	/** What shall stand there, and what stood there when it was read. */
	readonly quantity: number;
	readonly was: number;
	/** Told in place of "taken": it is lowered as far as it can be, and still more than there shall be. */
	readonly tooMuch?: StockWritten;
}

/** What can be told of one without asking the shop; undefined where it may be written. */
export function faultOf(level: StockWrite): StockWritten | undefined {
	const { quantity, shownOnly } = level;
	if (!Number.isInteger(quantity) || quantity < 0 || quantity > MOST_PIECES) return refuse(level, 'stockInput', String(quantity));
	if (shownOnly === undefined) return undefined;
	const { namespace, key } = metafieldName(shownOnly);
	return /^[\w-]{2,255}$/.test(namespace) && /^[\w-]{2,64}$/.test(key) ? undefined : refuse(level, 'stockInput', shownOnly);
}

/** Why the variant takes none; undefined where it does. What nobody counts stays so: nobody asked to have it counted. */
function refusalOf(level: StockWrite, variant: StockVariant): StockWritten | undefined {
	if (variant.sku !== level.sku) return refuse(level, 'stockSkuUnknown', `${variant.id}: "${variant.sku}"`);
	if (level.shownOnly !== undefined) return undefined;
	if (variant.requiresComponents) return refuse(level, 'stockOfParent');
	return variant.inventoryItem.tracked ? undefined : refuse(level, 'stockNotManaged');
}

/**
 * Where it goes: to the first location, so that all that count hold the quantity together. A location takes what it never had
 * without a word, and then ships it: that is for a person to decide.
 */
export function targetOf(level: StockWrite, variant: StockVariant, locations: readonly ShopLocation[]): Target | StockWritten {
	const refusal = refusalOf(level, variant);
	if (refusal !== undefined) return refusal;
	const { inventoryLevels, id: itemId } = variant.inventoryItem;
	// A field of the variant has no place.
	if (level.shownOnly !== undefined) return { level, variantId: variant.id, itemId, locationId: '', quantity: level.quantity, was: 0 };
	const [first, ...others] = locations.map((location) => ({
		location,
		at: inventoryLevels.find(({ locationId }) => locationId === location.id),
	}));
	if (first?.at === undefined) return refuse(level, 'stockRefused', say('stockNoLevel', { location: first?.location.name ?? '' }));
	const elsewhere = others.reduce((sum, { at }) => sum + (at?.available ?? 0), 0);
	const target = { level, variantId: variant.id, itemId, locationId: first.location.id, was: first.at.available };
	if (elsewhere <= level.quantity) return { ...target, quantity: level.quantity - elsewhere };
	const tooMuch = refuse(level, 'stockRefused', say('stockElsewhere', { held: elsewhere }));
	return target.was > 0 ? { ...target, quantity: 0, tooMuch } : tooMuch;
}

export const isTarget = (found: Target | StockWritten): found is Target => 'itemId' in found;
