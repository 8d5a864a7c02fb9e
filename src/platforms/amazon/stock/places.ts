import type { StockWrite } from '../../../ports/stock-sink';
import type { AmazonRegion } from '../constants';

/** What is written together: Amazon wants marketplaces named, and refuses a SKU where it is not listed. */
export interface PlaceGroup {
	readonly marketplaces: readonly string[];
	readonly writes: readonly StockWrite[];
}

/** European marketplaces have one quantity of a SKU: it is told in one of them, chosen so that the groups are few. */
function inOneEach(writes: readonly StockWrite[], places: ReadonlyMap<string, readonly string[]>): readonly PlaceGroup[] {
	const groups: PlaceGroup[] = [];
	let left = writes;
	while (left.length > 0) {
		const counts = new Map<string, number>();
		for (const { sku } of left) for (const place of places.get(sku) ?? []) counts.set(place, (counts.get(place) ?? 0) + 1);
		const [best] = [...counts].toSorted(([, one], [, other]) => other - one)[0] ?? [];
		if (best === undefined) break;
		const here = left.filter(({ sku }) => places.get(sku)?.includes(best) === true);
		groups.push({ marketplaces: [best], writes: here });
		const done = new Set(here);
		left = left.filter((write) => !done.has(write));
	}
	return groups;
}

/** Elsewhere each marketplace has a quantity of its own, and all of them are told the same. */
function inAllOfThem(writes: readonly StockWrite[], places: ReadonlyMap<string, readonly string[]>): readonly PlaceGroup[] {
	const groups = new Map<string, { marketplaces: readonly string[]; writes: StockWrite[] }>();
	for (const write of writes) {
		const marketplaces = (places.get(write.sku) ?? []).toSorted();
		const key = marketplaces.join(' ');
		const group = groups.get(key) ?? { marketplaces, writes: [] };
		group.writes.push(write);
		groups.set(key, group);
	}
	return [...groups.values()];
}

export const groupedByPlace = (
	region: AmazonRegion,
	writes: readonly StockWrite[],
	places: ReadonlyMap<string, readonly string[]>,
): readonly PlaceGroup[] => (region === 'eu' ? inOneEach(writes, places) : inAllOfThem(writes, places));
