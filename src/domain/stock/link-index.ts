import { piecesOf, sumPieces } from '../packs';
import type { StockLink } from './facts';

/** A link, and the pieces of each product that one unit of its listing is. */
export interface IndexedLink {
	readonly link: StockLink;
	readonly pieces: ReadonlyMap<string, number>;
	/** Not a set: the one product and how many of it. */
	readonly pack?: { readonly productId: string; readonly units: number };
}

/** The links of a channel and a store, by listing and by each product that is in it. */
export class LinkIndex {
	private readonly skus = new Map<string, IndexedLink>();
	private readonly products = new Map<string, IndexedLink[]>();

	constructor(links: readonly StockLink[]) {
		for (const link of links) {
			if (!this.skus.has(link.sku)) this.add(link);
		}
	}

	bySku(sku: string): IndexedLink | undefined {
		return this.skus.get(sku);
	}

	/** Packs and sets that hold it. */
	holding(productId: string): readonly IndexedLink[] {
		return this.products.get(productId) ?? NONE;
	}

	all(): Iterable<IndexedLink> {
		return this.skus.values();
	}

	private add(link: StockLink): void {
		const pieces = sumPieces(piecesOf(link, 1));
		const [alone, ...others] = pieces;
		const pack = alone !== undefined && others.length === 0 ? { pack: { productId: alone[0], units: alone[1] } } : {};
		const indexed = { link, pieces, ...pack };
		this.skus.set(link.sku, indexed);
		for (const productId of pieces.keys()) {
			const holding = this.products.get(productId);
			if (holding === undefined) this.products.set(productId, [indexed]);
			else holding.push(indexed);
		}
	}
}

const NONE: readonly IndexedLink[] = [];
