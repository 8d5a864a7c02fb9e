import { eachInBreaths } from '../breathe';
import { piecesOf, sumPieces } from '../packs';
import type { StockLink } from './facts';

/** So many pieces of a product of the store. */
export interface Part {
	readonly productId: string;
	readonly units: number;
}

/** A link, and what one unit of its listing is made of, each product once. */
export interface IndexedLink {
	readonly link: StockLink;
	readonly parts: readonly Part[];
	/** Not a set: its only part. */
	readonly pack?: Part;
}

/** The links of a channel and a store, by listing and by each product that is in it. */
export class LinkIndex {
	private readonly skus = new Map<string, IndexedLink>();
	private readonly products = new Map<string, IndexedLink[]>();

	private constructor() {}

	static async of(links: readonly StockLink[]): Promise<LinkIndex> {
		const index = new LinkIndex();
		await eachInBreaths(links, (link) => {
			index.add(link);
		});
		return index;
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
		if (this.skus.has(link.sku)) return;
		const parts = partsOf(link);
		const [pack, ...others] = parts;
		const indexed = { link, parts, ...(pack === undefined || others.length > 0 ? {} : { pack }) };
		this.skus.set(link.sku, indexed);
		for (const { productId } of parts) {
			const holding = this.products.get(productId);
			if (holding === undefined) this.products.set(productId, [indexed]);
			else holding.push(indexed);
		}
	}
}

const NONE: readonly IndexedLink[] = [];

function partsOf(link: StockLink): readonly Part[] {
	const { content, productId } = link;
	if ('unitsPerListing' in content) return [{ productId, units: content.unitsPerListing }];
	return [...sumPieces(piecesOf(link, 1))].map(([id, units]) => ({ productId: id, units }));
}
