import { effectiveTaxClass, netCatalogAmount } from '../products/product-pricing';
import { choiceByKey, productName } from '../products/product-attributes';
import { RestError } from '../rest/rest-error';
import { writeMeta, setMeta } from '../store/meta';
import type { ProductRecord } from '../store/product-records';
import type { FeeLine, OrderLine, OrderRecord, ShippingLine } from '../store/records';
import type { Store } from '../store/store';
import { type Input, isEmpty, isGiven, isRecord, toInteger, toList, toText } from '../wordpress/php-values';
import { decimalNumber } from '../wordpress/rounding';
import { adjustLineStock, giveLineBack } from './order-stock';
import { lineProduct } from './order-totals';

function unknownItem(): RestError {
	return new RestError(400, 'woocommerce_rest_invalid_item_id', 'Order item ID provided is not associated with order.');
}

function missingMethod(): RestError {
	return new RestError(400, 'woocommerce_rest_invalid_shipping_item', 'Shipping method ID is required.');
}

function missingFeeName(): RestError {
	return new RestError(400, 'woocommerce_rest_invalid_fee_item', 'Fee name is required.');
}

function referencedProduct(store: Store, input: Input, creating: boolean): ProductRecord | undefined {
	if (!isEmpty(input['sku'])) return store.state.productBySku(toText(input['sku']));
	const id = isEmpty(input['variation_id']) ? input['product_id'] : input['variation_id'];
	if (!isEmpty(id)) return store.state.products.get(toInteger(id));
	if (creating) throw new RestError(400, 'woocommerce_rest_required_product_reference', 'Product ID or SKU is required.');
	return undefined;
}

/** The order line of a product: its name, its class and, for a variation, its choices as meta. */
function pointAt(store: Store, line: OrderLine, product: ProductRecord): void {
	line.productId = product.isVariation ? product.parentId : product.id;
	line.variationId = product.isVariation ? product.id : 0;
	line.name = productName(store.state, product);
	line.taxClass = effectiveTaxClass(store.state, product);
	for (const [key, value] of choiceByKey(store.state, product)) setMeta(store.state, line.meta, key, value);
}

function setAmounts(line: OrderLine, input: Input): void {
	if (isGiven(input, 'total')) {
		line.total = decimalNumber(input['total']);
		line.subtotal = Math.max(line.subtotal, line.total);
	}
	if (isGiven(input, 'subtotal')) line.subtotal = decimalNumber(input['subtotal']);
}

/** `wc_stock_amount`: whole, unless a plugin filters it. */
function pieces(store: Store, given: unknown): number {
	return store.state.settings.decimalQuantities ? decimalNumber(given) : toInteger(given);
}

function writeLine(store: Store, line: OrderLine, input: Input, creating: boolean): void {
	const product = referencedProduct(store, input, creating);
	if (product !== undefined && product !== lineProduct(store.state, line)) {
		pointAt(store, line, product);
		if (creating) {
			line.total = netCatalogAmount(store.state, product, isGiven(input, 'quantity') ? pieces(store, input['quantity']) : 1);
			line.subtotal = line.total;
		}
	}
	if (isGiven(input, 'name')) line.name = toText(input['name']);
	if (isGiven(input, 'quantity')) line.quantity = pieces(store, input['quantity']);
	setAmounts(line, input);
	if (isGiven(input, 'tax_class')) line.taxClass = toText(input['tax_class']) === 'standard' ? '' : toText(input['tax_class']);
	writeMeta(store.state, line.meta, input['meta_data']);
}

function newLine(store: Store): OrderLine {
	return {
		id: store.state.sequences.next('orderItem'),
		name: '',
		productId: 0,
		variationId: 0,
		quantity: 1,
		taxClass: '',
		subtotal: 0,
		total: 0,
		subtotalTaxes: [],
		totalTaxes: [],
		meta: [],
	};
}

function writeShipping(store: Store, line: ShippingLine, input: Input, creating: boolean): void {
	if (creating && isEmpty(input['method_id'])) throw missingMethod();
	if (isGiven(input, 'method_id')) line.methodId = toText(input['method_id']);
	if (isGiven(input, 'method_title')) line.methodTitle = toText(input['method_title']).replace(/<[^>]*>/g, '');
	if (isGiven(input, 'instance_id')) line.instanceId = toText(input['instance_id']);
	if (isGiven(input, 'tax_status')) line.taxStatus = toText(input['tax_status']);
	if (isGiven(input, 'total')) line.total = decimalNumber(input['total']);
	writeMeta(store.state, line.meta, input['meta_data']);
}

function writeFee(store: Store, fee: FeeLine, input: Input, creating: boolean): void {
	if (creating && isEmpty(input['name'])) throw missingFeeName();
	if (isGiven(input, 'name')) fee.name = toText(input['name']);
	if (isGiven(input, 'tax_class')) fee.taxClass = toText(input['tax_class']) === 'standard' ? '' : toText(input['tax_class']);
	if (isGiven(input, 'tax_status')) fee.taxStatus = toText(input['tax_status']) === 'none' ? 'none' : 'taxable';
	if (isGiven(input, 'total')) fee.total = decimalNumber(input['total']);
	writeMeta(store.state, fee.meta, input['meta_data']);
}

interface Kind<Item> {
	readonly items: Item[];
	make(): Item;
	write(item: Item, input: Input, creating: boolean): void;
	changed?(item: Item): void;
	removed?(item: Item): void;
}

/** Quantity 0, or null in a field that an item cannot be without, removes it. */
function isRemoval(input: Input): boolean {
	return input['quantity'] === 0 || ['product_id', 'method_id', 'method_title', 'name', 'code'].some((key) => input[key] === null);
}

/**
 * What WooCommerce 11.0.1 fails at in PHP: a new line of quantity 0, for it removes an item without an id; a new fee without
 * an amount.
 */
function criticalError(): RestError {
	const text =
		'<p>There has been a critical error on this website.</p><p><a href="https://wordpress.org/documentation/article/faq-troubleshooting/">Learn more about troubleshooting WordPress.</a></p>';
	return new RestError(500, 'internal_server_error', text);
}

function writeItems<Item extends { readonly id: number }>(kind: Kind<Item>, given: unknown): void {
	for (const input of toList(given)) {
		if (!isRecord(input)) continue;
		const removes = isRemoval(input);
		const id = toInteger(input['id']);
		if (removes && id === 0) throw criticalError();
		const at = kind.items.findIndex((item) => item.id === id);
		const known = kind.items[at];
		if (id !== 0 && known === undefined) {
			if (removes) continue;
			throw unknownItem();
		}
		if (known === undefined) {
			const made = kind.make();
			kind.write(made, input, true);
			kind.items.push(made);
			kind.changed?.(made);
		} else if (removes) {
			kind.items.splice(at, 1);
			kind.removed?.(known);
		} else {
			kind.write(known, input, false);
			kind.changed?.(known);
		}
	}
}

/** Refuses what cannot become part of an order before anything is written or an id used up. */
export function checkOrderItems(store: Store, input: Input, order?: OrderRecord): void {
	const known = [...(order?.lines ?? []), ...(order?.shippingLines ?? []), ...(order?.feeLines ?? [])].map((item) => item.id);
	const given = ['line_items', 'shipping_lines', 'fee_lines'].flatMap((name) => toList(input[name])).filter(isRecord);
	if (given.some((item) => !isEmpty(item['id']) && !isRemoval(item) && !known.includes(toInteger(item['id'])))) throw unknownItem();
	const fresh = (name: string): readonly Input[] =>
		toList(input[name])
			.filter(isRecord)
			.filter((item) => isEmpty(item['id']));
	const all = [...fresh('line_items'), ...fresh('shipping_lines'), ...fresh('fee_lines')];
	if (all.some(isRemoval)) throw criticalError();
	for (const line of fresh('line_items')) referencedProduct(store, line, true);
	if (fresh('shipping_lines').some((line) => isEmpty(line['method_id']))) throw missingMethod();
	if (fresh('fee_lines').some((fee) => isEmpty(fee['name']))) throw missingFeeName();
	if (fresh('fee_lines').some((fee) => !isGiven(fee, 'total'))) throw criticalError();
}

/** Adds, changes and removes the lines that a request names; lines it does not name stay. */
export function writeOrderItems(store: Store, order: OrderRecord, input: Input): void {
	const { sequences } = store.state;
	writeItems<OrderLine>(
		{
			items: order.lines,
			make: () => newLine(store),
			write: (line, given, creating) => writeLine(store, line, given, creating),
			changed: (line) => adjustLineStock(store, order, line),
			removed: (line) => giveLineBack(store, order, line),
		},
		input['line_items'],
	);
	writeItems<ShippingLine>(
		{
			items: order.shippingLines,
			make: () => ({
				id: sequences.next('orderItem'),
				methodTitle: 'Shipping',
				methodId: '',
				instanceId: '',
				taxStatus: 'taxable',
				total: 0,
				totalTaxes: [],
				meta: [],
			}),
			write: (line, given, creating) => writeShipping(store, line, given, creating),
		},
		input['shipping_lines'],
	);
	writeItems<FeeLine>(
		{
			items: order.feeLines,
			make: () => ({ id: sequences.next('orderItem'), name: '', taxClass: '', taxStatus: 'taxable', total: 0, totalTaxes: [], meta: [] }),
			write: (fee, given, creating) => writeFee(store, fee, given, creating),
		},
		input['fee_lines'],
	);
}
