import { totalWeight, type Measure } from '../../domain/measures';
import type { LineProduct, Order, OrderLine } from '../../domain/order';
import { piecesOf } from '../../domain/packs';
import type { StoreProduct } from '../../domain/product';
import { reason, type Reason } from '../../domain/reasons';
import { joined } from '../../domain/texts/language';
import { say } from '../../domain/texts/say';
import { isWanted, wantedPieces } from '../../domain/wanted-pieces';
import { CREATED_RULE } from '../product/target';
import { countOf, wantedBy } from './counts';
import { knownProducts, type ShelfRun } from './known-products';

/**
 * Reads the products of many orders, 100 a request, but for those that are known well enough, and then serves the orders one
 * after the other from what the store has: two orders for the last piece do not both fit.
 */
export async function readShelf(run: ShelfRun, orders: readonly Order[]): Promise<Shelf> {
	const { catalog, clock, lately, settings } = run;
	const found = new Map(await knownProducts(run, orders));
	const products = orders.flatMap((order) => order.lines.flatMap((line) => line.product ?? []));
	const unread = products.filter(({ productId, content }) => 'unitsPerListing' in content && !found.has(productId));
	const skus = [...new Set(unread.map(({ sku }) => sku))].filter((sku) => sku !== '');
	if (skus.length > 0) for (const product of await catalog.findBySkus(skus)) found.set(product.id, product);
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
	return createShelf(found, settings.linesWithoutProduct === 'create', (count, pieces) => {
		if (!settings.dryRun) lately.took(count, pieces, clock.now());
	});
}

export interface Shelf {
	/** SKUs of lines whose product the store does not sell (any more). */
	missing(order: Order): readonly OrderLine[];
	/** Why a line of it is a product that is not whole by itself, or undefined. */
	containers(order: Order): Reason | undefined;
	/** Its pieces together, and SKUs of lines that have no weight. */
	weigh(order: Order): { readonly weight?: Measure; readonly missing: readonly string[] };
	/** Why the order does not fit, or undefined. Takes nothing. */
	short(order: Order): Reason | undefined;
	/** Takes the order's pieces off the shelf. */
	take(order: Order): void;
}

type WeightOf = Parameters<typeof totalWeight>[0][number];

/** A draft that we made waits for a person; an order's line takes it all the same. */
const isOnLine = (product: StoreProduct | undefined, { rule }: LineProduct, drafts: boolean): boolean =>
	product?.sellable === true || (product?.draft === true && product.hasVariations !== true && (drafts || rule === CREATED_RULE));

/** `took`: pieces of a count were given to an order. `drafts`: also products that are drafts are taken. */
function createShelf(products: ReadonlyMap<string, StoreProduct>, drafts: boolean, took: (count: string, pieces: number) => void): Shelf {
	const taken = new Map<string, number>();
	/** Any of those that share a count knows it; the one that was read last knows best. */
	const counts = new Map([...products.values()].map((product) => [countOf(product), product]));
	return {
		missing: (order) =>
			order.lines.filter(
				({ product, ...line }) =>
					isWanted(line) && product && piecesOf(product, 1).some(({ productId }) => !isOnLine(products.get(productId), product, drafts)),
			),
		containers(order) {
			const made = order.lines.filter(isWanted).flatMap(({ sku, product }) => {
				if (product === undefined || 'components' in product.content) return [];
				return products.get(product.productId)?.container === true ? [`SKU "${sku}"`] : [];
			});
			return made.length === 0 ? undefined : reason('lineContainer', order.number, [...new Set(made)].join(', '));
		},
		weigh(order) {
			const wanted = order.lines.filter(isWanted);
			const weights: WeightOf[] = [];
			const missing = new Set<string>();
			for (const line of wanted) {
				const pieces = line.product === undefined ? [] : piecesOf(line.product, wantedPieces(line));
				if (pieces.length === 0) missing.add(line.sku);
				for (const { productId, pieces: count } of pieces) {
					const weight = products.get(productId)?.weight;
					if (weight === undefined) missing.add(line.sku);
					else weights.push({ ...weight, pieces: count });
				}
			}
			const unit = weights[0]?.unit;
			return { ...(unit === undefined ? {} : { weight: totalWeight(weights, unit) }), missing: [...missing] };
		},
		short(order) {
			const short = [...wantedBy([order], products)].flatMap(([productId, pieces]) => {
				const product = counts.get(productId);
				if (product === undefined || !product.stock.counted || product.stock.backorders) return [];
				const left = (product.stock.quantity ?? 0) - (taken.get(productId) ?? 0);
				return left >= pieces ? [] : [say('tooFew', { sku: product.sku, needed: pieces, there: Math.max(left, 0) })];
			});
			return short.length === 0 ? undefined : reason('stockShort', order.number, joined(short, '; '));
		},
		take(order) {
			for (const [productId, pieces] of wantedBy([order], products)) {
				taken.set(productId, (taken.get(productId) ?? 0) + pieces);
				took(productId, pieces);
			}
		},
	};
}
