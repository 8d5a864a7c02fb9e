import type { StockRow, StoreFact } from './facts';
import { inputsOf } from './plan-book';
import type { ProductRows } from './store-rows';

/** A product that has a count, and all that share it. */
export interface Holder {
	readonly productId: string;
	/** Undefined: the store has no such product. */
	readonly fact: StoreFact | undefined;
	/** Variations that have no count of their own but this one. */
	readonly sharers: readonly StoreFact[];
	/** Those that items speak of, the holder or sharers, each with its items. */
	readonly members: ReadonlyMap<string, ProductRows>;
	/** The SKU as the first of the items names it. */
	readonly named: string;
	readonly inputs: readonly number[];
}

interface HoldersGiven {
	readonly facts: ReadonlyMap<string, StoreFact>;
	readonly siblings: readonly StoreFact[];
	/** What no item speaks of, and has to be decided all the same. */
	readonly orphans: readonly string[];
	/** A value shown beside a product is its own, whoever has its count. */
	readonly shownOnly: boolean;
}

const NO_ROWS: ProductRows = { own: [], warehouse: new Map() };

export function countHolders(given: HoldersGiven, products: ReadonlyMap<string, ProductRows>): readonly Holder[] {
	const known = new Map([...given.siblings.map((fact) => [fact.productId, fact] as const), ...given.facts]);
	const sharers = new Map<string, StoreFact[]>();
	for (const fact of given.shownOnly ? [] : known.values()) {
		const { sharedFrom, productId } = fact;
		if (sharedFrom !== undefined && sharedFrom !== productId) sharers.set(sharedFrom, [...(sharers.get(sharedFrom) ?? []), fact]);
	}
	const members = new Map<string, Map<string, ProductRows>>();
	for (const productId of [...products.keys(), ...given.orphans].toSorted()) {
		const holder = given.shownOnly ? productId : (known.get(productId)?.sharedFrom ?? productId);
		const all = members.get(holder) ?? new Map<string, ProductRows>();
		members.set(holder, all.set(productId, products.get(productId) ?? NO_ROWS));
	}
	return [...members].map(([productId, all]) => {
		const rows = byInput([...all.values()].flatMap(rowsOf));
		const sharing = sharers.get(productId) ?? NOBODY;
		return {
			productId,
			fact: known.get(productId) ?? parentOf(productId, sharing),
			sharers: sharing,
			members: all,
			named: rows[0]?.sku ?? '',
			inputs: inputsOf(rows),
		};
	});
}

const NOBODY: readonly StoreFact[] = [];

const byInput = (rows: readonly StockRow[]): readonly StockRow[] =>
	rows.length <= 1 ? rows : rows.toSorted((one, other) => one.input - other.input);

const rowsOf = ({ own, warehouse }: ProductRows): readonly StockRow[] => [...own, ...[...warehouse.values()].flat()];

/** A parent that was not read has the count that its variations show. */
function parentOf(productId: string, sharers: readonly StoreFact[]): StoreFact | undefined {
	const [first] = sharers.toSorted((one, other) => (one.productId < other.productId ? -1 : 1));
	if (first === undefined) return undefined;
	const { sku, counted, quantity } = first;
	return { productId, sku, counted, ...(quantity === undefined ? {} : { quantity }) };
}
