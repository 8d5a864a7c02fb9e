import { productName } from '../products/product-attributes';
import { stockHolder, takeStock } from '../products/product-stock';
import { metaValue, setMeta } from '../store/meta';
import type { ProductRecord } from '../store/product-records';
import type { OrderLine, OrderRecord } from '../store/records';
import type { Store } from '../store/store';
import { toInteger } from '../wordpress/php-values';
import { addNote } from './order-notes';
import { lineProduct } from './order-totals';

/**
 * Stock by order, as wc-stock-functions.php does it: taken once per order, remembered per line in `_reduced_stock`, given
 * back by what is remembered there.
 */

function take(store: Store, order: OrderRecord, holder: ProductRecord, pieces: number): number {
	const left = takeStock(store.state, holder, pieces, store.now());
	store.productSaved(holder);
	if (pieces > 0 && left < 0 && holder.backorders === 'no' && order.createdVia === 'storebridge') {
		store.oversold.push({ orderId: order.id, productId: holder.id });
	}
	return left;
}

/** A line of which the store counts the pieces. */
interface StockedLine {
	readonly line: OrderLine;
	readonly product: ProductRecord;
	/** Whose stock it is: the product's own, or its parent's. */
	readonly holder: ProductRecord;
	/** Pieces that the line took. */
	readonly taken: number;
}

function stockedLine(store: Store, line: OrderLine): StockedLine | undefined {
	const product = lineProduct(store.state, line);
	const holder = product === undefined ? undefined : stockHolder(store.state, product);
	if (product === undefined || holder === undefined) return undefined;
	return { line, product, holder, taken: toInteger(metaValue(line.meta, '_reduced_stock')) };
}

function stockedLines(store: Store, order: OrderRecord): readonly StockedLine[] {
	if (!store.state.settings.manageStock) return [];
	return order.lines.flatMap((line) => stockedLine(store, line) ?? []);
}

/** Takes so many pieces of each line, remembers on the line what it holds then, and tells the order's reader. */
function moveStock(store: Store, order: OrderRecord, moves: readonly (StockedLine & { readonly pieces: number })[], what: string): void {
	const changes = moves.map(({ line, product, holder, pieces }) => {
		const left = take(store, order, holder, pieces);
		setMeta(store.state, line.meta, '_reduced_stock', pieces > 0 ? String(pieces) : undefined);
		return `${productName(store.state, product)} (${left + pieces}&rarr;${left})`;
	});
	if (changes.length > 0) addNote(store, order, `Stock levels ${what}: ${changes.join(', ')}`);
}

export function reduceStock(store: Store, order: OrderRecord): void {
	if (order.stockReduced) return;
	order.stockReduced = true;
	const open = stockedLines(store, order).filter(({ taken }) => taken === 0);
	moveStock(
		store,
		order,
		open.map((stocked) => ({ ...stocked, pieces: stocked.line.quantity })),
		'reduced',
	);
}

export function giveStockBack(store: Store, order: OrderRecord): void {
	if (!order.stockReduced) return;
	order.stockReduced = false;
	const holding = stockedLines(store, order).filter(({ taken }) => taken !== 0);
	moveStock(
		store,
		order,
		holding.map((stocked) => ({ ...stocked, pieces: -stocked.taken })),
		'increased',
	);
}

/**
 * A line that is new, or of another quantity, on an order that holds stock moves the difference, and holds what was not refunded
 * (WC_REST_Orders_V2_Controller::set_item, wc_maybe_adjust_line_item_product_stock).
 */
export function adjustLineStock(store: Store, order: OrderRecord, line: OrderLine): void {
	if (!['processing', 'completed', 'on-hold'].includes(order.status)) return;
	const { holder, taken = 0 } = stockedLine(store, line) ?? {};
	if (holder === undefined) return;
	const held = line.quantity - toInteger(metaValue(line.meta, '_restock_refunded_items'));
	if (held === taken) return;
	take(store, order, holder, held - taken);
	setMeta(store.state, line.meta, '_reduced_stock', String(held));
	order.stockReduced = true;
}

/** A line that is removed gives back what it took, in whatever status (WC_REST_Orders_Controller::remove_item). */
export function giveLineBack(store: Store, order: OrderRecord, line: OrderLine): void {
	const { holder, taken = 0 } = stockedLine(store, line) ?? {};
	if (holder !== undefined && taken !== 0) take(store, order, holder, -taken);
}

/** Refunded pieces go back on the shelf and the line remembers them. */
export function restock(store: Store, order: OrderRecord, line: OrderLine, pieces: number): void {
	const product = lineProduct(store.state, line);
	const holder = product === undefined ? undefined : stockHolder(store.state, product);
	if (holder === undefined || pieces <= 0) return;
	take(store, order, holder, -pieces);
	const left = toInteger(metaValue(line.meta, '_reduced_stock')) - pieces;
	setMeta(store.state, line.meta, '_reduced_stock', left === 0 ? undefined : String(left));
	setMeta(store.state, line.meta, '_restock_refunded_items', String(toInteger(metaValue(line.meta, '_restock_refunded_items')) + pieces));
}

/** `total_sales` counts an order once, and takes it back when the order is cancelled. */
export function recordSales(store: Store, order: OrderRecord, direction: 1 | -1): void {
	if (order.salesRecorded === (direction === 1)) return;
	order.salesRecorded = direction === 1;
	for (const line of order.lines) {
		const product = store.state.products.get(line.productId);
		if (product !== undefined) product.totalSales += direction * line.quantity;
	}
}
