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

/** Ids that are numbers in the order of the numbers. */
const byId = (one: { readonly id: string }, other: { readonly id: string }): number => {
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

const onNone: readonly Shelf[] = [];

/** Products by a key, those of one key on a shelf for each pack size. */
export class Shelves {
	/** Most keys have one product, which needs no shelf until it is asked for. */
	private readonly byKey = new Map<string, CatalogProduct | GrowingShelf[]>();

	constructor(private readonly packSizeOf: (product: CatalogProduct) => number) {}

	add(key: string, product: CatalogProduct): void {
		const there = this.byKey.get(key);
		if (there === undefined) this.byKey.set(key, product);
		else if (Array.isArray(there)) this.put(there, product);
		else {
			const shelves = [this.shelfOf(there)];
			this.put(shelves, product);
			this.byKey.set(key, shelves);
		}
	}

	get(key: string): readonly Shelf[] {
		const there = this.byKey.get(key);
		if (there === undefined) return onNone;
		return Array.isArray(there) ? there : [this.shelfOf(there)];
	}

	private shelfOf(product: CatalogProduct): GrowingShelf {
		return { packSize: this.packSizeOf(product), open: canBeLinked(product), found: [product], more: false };
	}

	private put(shelves: GrowingShelf[], product: CatalogProduct): void {
		const own = this.shelfOf(product);
		const shelf = shelves.find(({ packSize, open }) => packSize === own.packSize && open === own.open);
		if (shelf === undefined) shelves.push(own);
		else put(shelf, product);
	}
}
