import { refuse } from '../../../domain/stock/written';
import type { StockWrite, StockWritten } from '../../../ports/stock-sink';
import { MOST_PIECES } from '../constants';
import type { WireProduct } from '../wire/product';
import { holdsOthers, sharedFrom } from './level';

/** One element of a batch, and what it is written for: several variations that share one count are one element. */
export interface Target {
	readonly id: number;
	/** Its batch is that of this parent; 0 for products. */
	readonly parentId: number;
	readonly fields: Readonly<Record<string, unknown>>;
	readonly levels: readonly StockWrite[];
	/** That it shall still have; left out where it is another's count that is written. */
	readonly sku?: string;
	/** That stood there and shall stand there; left out of what is only shown. */
	readonly was?: number;
	readonly quantity?: number;
}

export interface Sorted {
	readonly targets: readonly Target[];
	readonly refused: readonly StockWritten[];
}

/** The server takes "abc" for a zero in a batch. */
const isPieces = (quantity: unknown): quantity is number =>
	typeof quantity === 'number' && Number.isInteger(quantity) && quantity >= 0 && quantity <= MOST_PIECES;

/** Fields of the store's own that it would take for more than a text to show. */
const isOwnField = (key: string): boolean =>
	key.trim() === '' || /^_(stock|manage_stock|backorders|sku|price|regular_price|sale_price)/i.test(key);

/** What can be told of one without asking the store; undefined where it may be written. */
export function faultOf(level: StockWrite): StockWritten | undefined {
	if (!isPieces(level.quantity)) return refuse(level, 'stockInput', String(level.quantity));
	if (level.shownOnly !== undefined && isOwnField(level.shownOnly)) return refuse(level, 'stockInput', level.shownOnly);
	return undefined;
}

/** Why the product takes none. A product without a count stays so: nobody asked to have it counted. */
function refusalOf(level: StockWrite, product: WireProduct): StockWritten | undefined {
	if (product.sku !== level.sku) return refuse(level, 'stockSkuUnknown', `${product.id}: "${product.sku}"`);
	if (level.shownOnly !== undefined) return undefined;
	if (product.type === 'external') return refuse(level, 'stockNotManaged', product.type);
	if (holdsOthers(product)) return refuse(level, 'stockOfParent', product.type);
	return product.manageStock === false ? refuse(level, 'stockNotManaged') : undefined;
}

function targetOf(level: StockWrite, product: WireProduct): Target {
	const { id, parentId, stockQuantity } = product;
	const { quantity, shownOnly, sku } = level;
	if (shownOnly !== undefined)
		return { id, parentId, sku, levels: [level], fields: { meta_data: [{ key: shownOnly, value: String(quantity) }] } };
	// Without `manage_stock` the store may switch it off and clear the quantity.
	const counted = { quantity, levels: [level], fields: { manage_stock: true, stock_quantity: quantity } };
	const was = stockQuantity === undefined ? {} : { was: stockQuantity };
	// Its own quantity would be ignored, or make it stop sharing.
	const shared = sharedFrom(product);
	return shared === undefined ? { id, parentId, sku, ...counted, ...was } : { id: shared, parentId: 0, ...counted, ...was };
}

/** `known`: as they stand in the store, by id; one that is not there is gone. */
export function targetsOf(levels: readonly StockWrite[], known: ReadonlyMap<string, WireProduct>): Sorted {
	const refused: StockWritten[] = [];
	const all: Target[] = [];
	for (const level of levels) {
		const product = known.get(level.productId ?? '');
		const refusal = product === undefined ? refuse(level, 'stockGone') : refusalOf(level, product);
		if (refusal !== undefined) refused.push(refusal);
		else if (product !== undefined) all.push(targetOf(level, product));
	}
	const targets = [...Map.groupBy(all, ({ id, levels: [level] }) => `${id} ${level?.shownOnly ?? ''}`).values()].flatMap((same) => {
		const [first] = same;
		if (first === undefined) return [];
		const own = same.flatMap((target) => target.levels);
		if (own.every(({ quantity }) => quantity === own[0]?.quantity)) return [{ ...first, levels: own }];
		const code = new Set(own.map(({ productId }) => productId)).size > 1 ? 'stockShared' : 'stockTwice';
		refused.push(...own.map((level) => refuse(level, code)));
		return [];
	});
	return { targets, refused };
}
