import { eachInBreaths } from '../breathe';
import type { CatalogProduct } from '../product';
import { MOST_CANDIDATES } from './types';

/**
 * Products that are alike by a key, are of one pack size and can be linked or cannot. Of very many only the first by id are kept:
 * a thousand listings and a thousand products of one name are not a million comparisons.
 */
export interface Shelf {
	readonly packSize: number;
	/** Whether they can stand on an order line: no parents, no drafts. */
	readonly open: boolean;
	readonly found: readonly CatalogProduct[];
	/** There are more of them. */
	readonly more: boolean;
}

interface GrowingShelf extends Shelf {
	readonly found: CatalogProduct[];
	more: boolean;
}

/** By a key: a shelf for each pack size. */
export type Shelves = ReadonlyMap<string, readonly Shelf[]>;

/** Ids that are numbers in the order of the numbers. */
export const byId = (one: { readonly id: string }, other: { readonly id: string }): number => {
	if (one.id === other.id) return 0;
	return one.id.length < other.id.length || (one.id.length === other.id.length && one.id < other.id) ? -1 : 1;
};

/** A container is linked by the builder's choice, whether or not it can be bought itself. */
const canBeLinked = ({ kind, sellable }: CatalogProduct): boolean => kind === 'container' || (kind !== 'parent' && sellable);

function put(shelf: GrowingShelf, product: CatalogProduct): void {
	const { found } = shelf;
	const last = found.at(-1);
	if (last === undefined || byId(last, product) < 0) found.push(product);
	else
		found.splice(
			found.findIndex((other) => byId(product, other) < 0),
			0,
			product,
		);
	if (found.length <= MOST_CANDIDATES) return;
	found.pop();
	shelf.more = true;
}

/** @param keyOf empty for a product that has none */
export async function shelve(
	products: Iterable<CatalogProduct>,
	keyOf: (product: CatalogProduct) => string,
	packSizeOf: (product: CatalogProduct) => number = () => 1,
): Promise<Shelves> {
	const shelves = new Map<string, GrowingShelf[]>();
	await eachInBreaths(products, (product) => {
		const key = keyOf(product);
		if (key === '') return;
		const packSize = packSizeOf(product);
		const open = canBeLinked(product);
		const alike = shelves.get(key);
		const shelf = alike?.find((other) => other.packSize === packSize && other.open === open);
		if (shelf !== undefined) {
			put(shelf, product);
			return;
		}
		const begun = { packSize, open, found: [product], more: false };
		if (alike === undefined) shelves.set(key, [begun]);
		else alike.push(begun);
	});
	return shelves;
}
