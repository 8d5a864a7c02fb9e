import { breathe } from '../../../domain/breathe';
import { PlatformError } from '../../../domain/platform-error';
import { itemsBySku, readItem, type Asked, type ItemPage } from '../listings/asking';
import { firstPage } from '../listings/reading';
import type { Place } from '../listings/to-listing';
import { wireItemName } from '../listings/wire';
import { seenInItem, tellsChannels, type Seen } from './seen';

/** What was read of one marketplace. */
export interface Reading {
	readonly place: Place;
	readonly seen: Map<string, Seen>;
	/** They may be there, and nobody can tell what they are. */
	readonly untold: Set<string>;
}

export const nothingRead = (place: Place): Reading => ({ place, seen: new Map(), untold: new Set() });

/** Takes what search told of an item, in the place of whatever was known of it. Answers which it is. */
function takeItem(reading: Reading, wire: unknown, asOf: number): string | undefined {
	const sku = wireItemName.safeParse(wire).data?.sku;
	if (sku === undefined) return undefined;
	reading.seen.delete(sku);
	reading.untold.delete(sku);
	const item = readItem('searchListingsItems', wire);
	const seen = item instanceof PlatformError ? undefined : seenInItem(item, reading.place, asOf);
	if (item instanceof PlatformError) reading.untold.add(sku);
	else if (seen !== undefined && !tellsChannels(wire)) reading.untold.add(sku);
	else if (seen !== undefined) reading.seen.set(sku, seen);
	return sku;
}

/** These SKUs, by search: nothing tells more of them, and nothing is fresher. */
export async function lookAt(asked: Asked, reading: Reading, skus: readonly string[], now: number): Promise<void> {
	if (skus.length === 0) return;
	const untold = (these: Iterable<string>): void => {
		for (const sku of these) {
			reading.seen.delete(sku);
			reading.untold.add(sku);
		}
	};
	try {
		const { items, refused } = await itemsBySku(asked, reading.place.marketplace, skus);
		for (const sku of skus) {
			await breathe();
			reading.seen.delete(sku);
			reading.untold.delete(sku);
			if (items.has(sku)) takeItem(reading, items.get(sku), now);
		}
		untold(refused.keys());
	} catch (error) {
		// A single SKU that is refused is no reason to think that the others would be.
		if (!(error instanceof PlatformError) || error.details.kind !== 'rejected') throw error;
		untold(skus);
	}
}

/** A page of search and all behind it, as they came. Answers whether all was given that Amazon counted. */
export async function takePages(
	asked: Asked,
	reading: Reading,
	first: ItemPage,
	query: Parameters<typeof firstPage>[2],
	now: () => number,
): Promise<boolean> {
	// A page that moved while they were turned gives one twice, and passes over another.
	const skus = new Set<string>();
	let asOf = now();
	for (let page = first; ;) {
		for (const wire of page.items) {
			await breathe();
			const sku = takeItem(reading, wire, asOf);
			if (sku !== undefined) skus.add(sku);
		}
		if (page.next === undefined) return skus.size >= first.total;
		asOf = now();
		page = await firstPage(asked, reading.place.marketplace, { ...query, pageToken: page.next });
	}
}
