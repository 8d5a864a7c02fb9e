import type { LineProduct, Order, OrderLine } from '../../domain/order';
import type { StoreProduct } from '../../domain/product';
import { reason, type Reason } from '../../domain/reasons';
import type { Catalog } from '../../ports/catalog';

interface Need {
	readonly productId: string;
	readonly pieces: number;
}

/** Store pieces that a line takes: multipacks and bundles multiply. */
export function needs(product: LineProduct, quantity: number): readonly Need[] {
	const { content } = product;
	if ('unitsPerListing' in content) return [{ productId: product.productId, pieces: quantity * content.unitsPerListing }];
	return content.components.map(({ productId, units }) => ({ productId, pieces: quantity * units }));
}

const open = (line: OrderLine): number => line.quantity - line.quantityShipped;

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
		for (const { productId } of needs(product, 1)) {
			if (found.has(productId)) continue;
			const ours = productId === product.productId && product.parentId !== undefined;
			rest.set(productId, { id: productId, ...(ours ? { parentId: product.parentId } : {}) });
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
	const allNeeds = (order: Order) => order.lines.flatMap((line) => (line.product ? needs(line.product, open(line)) : []));
	return {
		missing: (order) =>
			order.lines.filter(
				(line) => line.product && needs(line.product, 1).some(({ productId }) => products.get(productId)?.sellable !== true),
			),
		short(order) {
			const wanted = new Map<string, number>();
			for (const { productId, pieces } of allNeeds(order)) wanted.set(productId, (wanted.get(productId) ?? 0) + pieces);
			const short = [...wanted].flatMap(([productId, pieces]) => {
				const product = products.get(productId);
				if (product === undefined || !product.stock.counted || product.stock.backorders) return [];
				const left = (product.stock.quantity ?? 0) - (taken.get(productId) ?? 0);
				return left >= pieces ? [] : [`SKU "${product.sku}": ${pieces} needed, ${Math.max(left, 0)} there`];
			});
			return short.length === 0 ? undefined : reason('stockShort', order.number, short.join('; '));
		},
		take(order) {
			for (const { productId, pieces } of allNeeds(order)) taken.set(productId, (taken.get(productId) ?? 0) + pieces);
		},
	};
}
