import { DE } from '../listings/fixtures';

export interface Place {
	readonly marketplace: string;
	/** Quantity by channel code; null where a code stands without one. */
	readonly shelves: Record<string, number | null>;
	readonly updated?: string;
	readonly attributes?: object;
	readonly inactive?: true;
}

export interface Shelf {
	readonly sku: string;
	readonly places: readonly Place[];
}

/** A merchant's listing, offered in these marketplaces. */
export const fbm = (sku: string, quantity = 5, marketplaces: readonly string[] = [DE], more: Partial<Place> = {}): Shelf => ({
	sku,
	places: marketplaces.map((marketplace) => ({ marketplace, shelves: { DEFAULT: quantity }, ...more })),
});
export const fba = (sku: string, marketplaces: readonly string[] = [DE]): Shelf => ({
	sku,
	places: marketplaces.map((marketplace) => ({ marketplace, shelves: { AMAZON_EU: null } })),
});
export const both = (sku: string, marketplaces: readonly string[] = [DE]): Shelf => ({
	sku,
	places: marketplaces.map((marketplace) => ({ marketplace, shelves: { DEFAULT: 3, AMAZON_EU: null } })),
});
