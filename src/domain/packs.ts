import type { LineProduct, LinkContent } from './order';

/** Pieces of one product of the store. */
export interface Pieces {
	readonly productId: string;
	/** The parent of a variation, where it is known. */
	readonly parentId?: string;
	readonly pieces: number;
}

/** What a listing is in the store: a product link, or the product of an order's line. */
export type Pack = Pick<LineProduct, 'productId' | 'parentId' | 'content'>;

/** How many pieces of its one product a listing is; undefined for a bundle. */
export const piecesPerListing = (content: LinkContent): number | undefined =>
	'unitsPerListing' in content ? content.unitsPerListing : undefined;

/** The store's pieces that so many units of a listing are: multipacks multiply, bundles fall apart. */
export function piecesOf({ productId, parentId, content }: Pack, listings: number): readonly Pieces[] {
	if ('components' in content) return content.components.map(({ productId: id, units }) => ({ productId: id, pieces: listings * units }));
	return [{ productId, ...(parentId === undefined ? {} : { parentId }), pieces: listings * content.unitsPerListing }];
}

/** All pieces of a product together, by product. */
export function sumPieces(all: readonly Pieces[]): ReadonlyMap<string, number> {
	const sums = new Map<string, number>();
	for (const { productId, pieces } of all) sums.set(productId, (sums.get(productId) ?? 0) + pieces);
	return sums;
}

/** How many units of a listing the store's pieces are; undefined when they are no whole number of them, or have other pieces among them. */
export function listingsOf(pack: Pack, pieces: readonly Pieces[]): number | undefined {
	const wanted = sumPieces(piecesOf(pack, 1));
	const there = sumPieces(pieces);
	const [first] = wanted;
	if (first === undefined) return undefined;
	const listings = (there.get(first[0]) ?? 0) / first[1];
	if (!Number.isSafeInteger(listings)) return undefined;
	const same = [...wanted].every(([productId, each]) => (there.get(productId) ?? 0) === listings * each);
	return same && [...there].every(([productId, count]) => count === 0 || wanted.has(productId)) ? listings : undefined;
}

/** A number of units of a line: of a listing, or of the store's pieces. */
interface LineUnits {
	readonly lineId: string;
	readonly quantity: number;
}

/** Lines of a shipment, counted in listings, by the store's own lines and in its pieces. */
export const linesInPieces = (
	lines: readonly LineUnits[],
	packOf: (lineId: string) => { readonly lineId: string; readonly piecesPerListing: number },
): readonly LineUnits[] =>
	lines.map((line) => {
		const { lineId, piecesPerListing: each } = packOf(line.lineId);
		return { lineId, quantity: line.quantity * each };
	});
