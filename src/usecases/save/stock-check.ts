import type { Order, OrderLine } from '../../domain/order';
import { piecesOf, sumPieces, type Pieces } from '../../domain/packs';
import type { StoreProduct } from '../../domain/product';
import { reason, type Reason } from '../../domain/reasons';
import { joined } from '../../domain/texts/language';
import { say } from '../../domain/texts/say';
import { isWanted, wantedPieces } from '../../domain/wanted-pieces';
import type { Catalog } from '../../ports/catalog';

/**
 * Reads the products of many orders afresh, 100 a request, and then serves the orders one after the other from what
 * the store has: two orders for the last piece do not both fit.
 */
export async function readShelf(catalog: Catalog, orders: readonly Order[]): Promise<Shelf> {
	const products = orders.flatMap((order) => order.lines.flatMap((line) => line.product ?? []));
	const skus = [...new Set(products.filter((product) => 'unitsPerListing' in product.content).map((product) => product.sku))];
	const found = new Map((await catalog.findBySkus(skus.filter((sku) => sku !== ''))).map((product) => [product.id, product]));
	const rest = new Map<string, { id: string; parentId?: string }>();
	for (const product of products) {
		for (const { productId } of piecesOf(product, 1)) {
			if (found.has(productId)) continue;
			// A bundle names the parent of its own product only.
			const parentId = productId === product.productId ? product.parentId : undefined;
			rest.set(productId, { id: productId, ...(parentId === undefined ? {} : { parentId }) });
		}
	}
	if (rest.size > 0) for (const product of await catalog.findByIds([...rest.values()])) found.set(product.id, product);
	return createShelf(found);
}

export interface Shelf {
	/** SKUs of lines whose product the store does not sell (any more). */
	missing(order: Order): readonly OrderLine[];
	/** Why the order does not fit, or undefined. Takes nothing. */
	short(order: Order): Reason | undefined;
	/** Takes the order's pieces off the shelf. */
	take(order: Order): void;
}

function createShelf(products: ReadonlyMap<string, StoreProduct>): Shelf {
	const taken = new Map<string, number>();
	/**
	 * What the store will take, by whose count it is: it takes the pieces that have left already, too, when it meets the order
	 * for the first time.
	 */
	const wantedBy = (order: Order): ReadonlyMap<string, number> =>
		sumPieces(
			order.lines
				.flatMap((line): readonly Pieces[] => (line.product ? piecesOf(line.product, wantedPieces(line)) : []))
				.map(({ productId, pieces }) => ({ productId: products.get(productId)?.stock.sharedFrom ?? productId, pieces })),
		);
	/** Any of those that share a count knows it. */
	const counts = new Map([...products.values()].map((product) => [product.stock.sharedFrom ?? product.id, product]));
	return {
		missing: (order) =>
			order.lines.filter(
				(line) =>
					isWanted(line) && line.product && piecesOf(line.product, 1).some(({ productId }) => products.get(productId)?.sellable !== true),
			),
		short(order) {
			const short = [...wantedBy(order)].flatMap(([productId, pieces]) => {
				const product = counts.get(productId);
				if (product === undefined || !product.stock.counted || product.stock.backorders) return [];
				const left = (product.stock.quantity ?? 0) - (taken.get(productId) ?? 0);
				return left >= pieces ? [] : [say('tooFew', { sku: product.sku, needed: pieces, there: Math.max(left, 0) })];
			});
			return short.length === 0 ? undefined : reason('stockShort', order.number, joined(short, '; '));
		},
		take(order) {
			for (const [productId, pieces] of wantedBy(order)) taken.set(productId, (taken.get(productId) ?? 0) + pieces);
		},
	};
}
