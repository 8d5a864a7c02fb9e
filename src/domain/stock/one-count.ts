import type { ReasonCode } from '../reasons';
import { joined, type Words } from '../texts/language';
import { say } from '../texts/say';
import type { StockRow } from './facts';

/** A quantity, or why there is none. */
export type Count =
	{ readonly kind: 'count'; readonly quantity: number } | { readonly kind: 'refused'; readonly code: ReasonCode; readonly detail?: Words };

export const counted = (quantity: number): Count => ({ kind: 'count', quantity });
export const uncounted = (code: ReasonCode, detail?: Words): Count => ({
	kind: 'refused',
	code,
	...(detail === undefined ? {} : { detail }),
});

/**
 * What items that count the same thing say together. Never added: counts of two marketplaces, which show the same units.
 * @param sumRows items are parts of it (several shelves) and are added up
 */
export function oneCount(rows: readonly StockRow[], quantityOf: (row: StockRow) => number, sumRows: boolean): Count {
	const [only, ...more] = rows;
	if (only !== undefined && more.length === 0) return counted(quantityOf(only));
	const anywhere = rows.filter(({ marketplace }) => marketplace === undefined);
	const places = new Map<string, StockRow[]>();
	for (const row of rows) {
		if (row.marketplace !== undefined) places.set(row.marketplace, [...(places.get(row.marketplace) ?? []), row]);
	}
	if (sumRows) {
		const sum = (parts: readonly StockRow[]): number => parts.reduce((all, row) => all + quantityOf(row), 0);
		const sums = places.size === 0 ? [sum(anywhere)] : [...places.values()].map((one) => sum(one) + sum(anywhere));
		return allTheSame(sums) ?? uncounted('sharedQuantity', marketplaceDetail(places, sum));
	}
	const alike = [...places.values(), ...(anywhere.length === 0 ? [] : [anywhere])].map((one) => allTheSame(one.map(quantityOf)));
	if (alike.includes(undefined)) return uncounted('stockTwice', quantitiesIn(rows, quantityOf));
	const all = allTheSame(rows.map(quantityOf));
	if (all !== undefined) return all;
	const inPlaces = allTheSame([...places.values()].flatMap((one) => one.map(quantityOf)));
	return inPlaces === undefined
		? uncounted(
				'sharedQuantity',
				marketplaceDetail(places, (one) => quantityOf(one[0] ?? NO_ROW)),
			)
		: uncounted('stockTwice', quantitiesIn(rows, quantityOf));
}

const NO_ROW: StockRow = { input: 0, sku: '', quantity: 0 };

function allTheSame(quantities: readonly number[]): Count | undefined {
	const [first, ...others] = new Set(quantities);
	return first === undefined || others.length > 0 ? undefined : counted(first);
}

/** "5, 7", whatever the order of the items. */
const quantitiesIn = (rows: readonly StockRow[], quantityOf: (row: StockRow) => number): Words =>
	[...new Set(rows.map(quantityOf))].toSorted((one, other) => one - other).join(', ');

const marketplaceDetail = (places: ReadonlyMap<string, readonly StockRow[]>, quantityIn: (rows: readonly StockRow[]) => number): Words =>
	joined(
		[...places]
			.toSorted(([one], [other]) => (one < other ? -1 : 1))
			.map(([marketplace, rows]) => say('quantityThere', { marketplace, quantity: quantityIn(rows) })),
		', ',
	);
