import type { StockWrite, StockWritten } from '../../../ports/stock-sink';
import type { AmazonRegion } from '../constants';

/** What is written together: Amazon wants marketplaces named, and refuses a SKU where it is not listed. */
export interface PlaceGroup {
	readonly marketplace: string;
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
		groups.push({ marketplace: best, writes: here });
		const done = new Set(here);
		left = left.filter((write) => !done.has(write));
	}
	return groups;
}

/** Elsewhere each marketplace has a quantity of its own, and is told it by itself: of several Amazon was seen to heed the first. */
function inEach(writes: readonly StockWrite[], places: ReadonlyMap<string, readonly string[]>): readonly PlaceGroup[] {
	const all = [...new Set(writes.flatMap(({ sku }) => places.get(sku) ?? []))];
	return all.map((place) => ({ marketplace: place, writes: writes.filter(({ sku }) => places.get(sku)?.includes(place) === true) }));
}

/** A SKU may be in several of them. */
export const groupedByPlace = (
	region: AmazonRegion,
	writes: readonly StockWrite[],
	places: ReadonlyMap<string, readonly string[]>,
): readonly PlaceGroup[] => (region === 'eu' ? inOneEach(writes, places) : inEach(writes, places));

/** What has to be told of a SKU that was written in several marketplaces: that where it went worst. */
const WORST_FIRST: readonly StockWritten['outcome'][] = ['refused', 'unknown', 'submitted', 'notSent', 'taken'];
/** Between submissions of one SKU. */
const AND = ' ';

/** Written in one marketplace and not in another, or on its way in one and refused in another: what stands where is not one answer. */
const isHalfDone = (one: StockWritten, other: StockWritten): boolean => {
	const outcomes = [one.outcome, other.outcome];
	return (
		(outcomes.includes('notSent') && (outcomes.includes('taken') || outcomes.includes('submitted'))) ||
		(outcomes.includes('refused') && outcomes.includes('submitted'))
	);
};

export function together(all: readonly StockWritten[]): readonly StockWritten[] {
	const bySku = new Map<string, StockWritten>();
	for (const one of all) {
		const other = bySku.get(one.sku);
		if (other?.outcome === 'submitted' && one.outcome === 'submitted') {
			bySku.set(one.sku, { ...one, submission: `${other.submission}${AND}${one.submission}` });
		} else if (other !== undefined && isHalfDone(one, other)) bySku.set(one.sku, { sku: one.sku, outcome: 'unknown' });
		else if (other === undefined || WORST_FIRST.indexOf(one.outcome) < WORST_FIRST.indexOf(other.outcome)) bySku.set(one.sku, one);
	}
	return [...bySku.values()];
}

export const submissionsIn = (submission: string): readonly string[] => submission.split(AND);
