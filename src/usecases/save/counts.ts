import type { Order } from '../../domain/order';
import { piecesOf, sumPieces, type Pieces } from '../../domain/packs';
import type { StoreProduct } from '../../domain/product';
import { wantedPieces } from '../../domain/wanted-pieces';

type Products = ReadonlyMap<string, StoreProduct>;

/** The product whose count it is. */
export const countOf = ({ id, stock }: StoreProduct): string => stock.sharedFrom ?? id;

/**
 * What the store will take for these orders, by whose count it is: it takes the pieces that have left already, too, when it
 * meets an order for the first time.
 */
export const wantedBy = (orders: readonly Order[], products: Products): ReadonlyMap<string, number> =>
	sumPieces(
		orders
			.flatMap(({ lines }) => lines.flatMap((line): readonly Pieces[] => (line.product ? piecesOf(line.product, wantedPieces(line)) : [])))
			.map(({ productId, pieces }) => ({ productId: wholeOf(products, productId), pieces })),
	);

function wholeOf(products: Products, productId: string): string {
	const product = products.get(productId);
	return product === undefined ? productId : countOf(product);
}
