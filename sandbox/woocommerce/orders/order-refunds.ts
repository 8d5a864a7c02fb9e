import { mailPartialRefund } from '../mails/order-mails';
import { stockHolder } from '../products/product-stock';
import { RestError } from '../rest/rest-error';
import { oddAnswer } from '../store/odd-answers';
import type { OrderRecord, RefundLine, RefundRecord } from '../store/records';
import type { Store } from '../store/store';
import { type Input, isRecord, toBoolean, toInteger, toList, toText } from '../wordpress/php-values';
import { decimalNumber, money } from '../wordpress/rounding';
import { datePair } from '../wordpress/site-time';
import { restock } from './order-stock';
import { lineProduct, roundPrice } from './order-totals';

function refundedAmount(store: Store, order: OrderRecord): number {
	return roundPrice(
		store.state,
		order.refunds.reduce((sum, refund) => sum + refund.amount, 0),
	);
}

function addRefund(store: Store, order: OrderRecord, amount: number, reason: string, lines: readonly RefundLine[]): RefundRecord {
	const full = roundPrice(store.state, refundedAmount(store, order) + amount) >= order.total;
	const refund: RefundRecord = {
		id: store.state.sequences.next('post'),
		amount,
		reason,
		createdAt: store.now(),
		lines,
		meta: full ? [store.state.newMeta('_refund_type', 'full')] : [],
	};
	order.refunds.push(refund);
	order.modifiedAt = store.now();
	return refund;
}

/** Setting the status "refunded" by hand makes a refund of whatever is left. Nothing goes back on the shelf. */
export function refundRemainder(store: Store, order: OrderRecord): void {
	const left = roundPrice(store.state, order.total - refundedAmount(store, order));
	if (left > 0) addRefund(store, order, left, 'Order fully refunded.', []);
}

/** A failed refund answers HTTP 500, and its `data` is the number 500. */
function cannotRefund(message: string): RestError {
	return new RestError(500, 'woocommerce_rest_cannot_create_order_refund', message, 500);
}

function readLines(store: Store, order: OrderRecord, given: unknown): readonly RefundLine[] {
	return toList(given)
		.filter(isRecord)
		.flatMap((entry) => {
			const line = order.lines.find((candidate) => candidate.id === toInteger(entry['id']));
			if (line === undefined) return [];
			return [
				{
					id: store.state.sequences.next('orderItem'),
					lineId: line.id,
					name: line.name,
					quantity: toInteger(entry['quantity']),
					total: decimalNumber(entry['refund_total']),
				},
			];
		});
}

/** `setStatus` is handed in, since a full refund changes the order's status. */
export function createRefund(store: Store, order: OrderRecord, input: Input, setStatus: (status: string) => void): RefundRecord {
	const lines = readLines(store, order, input['line_items']);
	const given = decimalNumber(input['amount']);
	const amount = roundPrice(store.state, given > 0 ? given : lines.reduce((sum, line) => sum + line.total, 0));
	const left = roundPrice(store.state, order.total - refundedAmount(store, order));
	if (amount <= 0 || amount > left) throw cannotRefund('Invalid refund amount.');
	if (input['api_refund'] === undefined || toBoolean(input['api_refund'])) {
		throw cannotRefund('The payment gateway for this order does not support automatic refunds.');
	}
	const refund = addRefund(store, order, amount, toText(input['reason']), lines);
	if (input['api_restock'] === undefined || toBoolean(input['api_restock'])) {
		for (const refunded of lines) {
			const line = order.lines.find((candidate) => candidate.id === refunded.lineId);
			const product = line === undefined ? undefined : lineProduct(store.state, line);
			if (line !== undefined && product !== undefined && stockHolder(store.state, product) !== undefined)
				restock(store, order, line, refunded.quantity);
		}
	}
	if (amount === left) setStatus('refunded');
	else mailPartialRefund(store, order);
	store.webhooks.fire('woocommerce_order_refunded', 'order', order.id);
	return refund;
}

export function renderRefund(store: Store, order: OrderRecord, refund: RefundRecord): Record<string, unknown> {
	const collection = `orders/${order.id}/refunds`;
	const { decimals } = store.state.settings;
	return oddAnswer(store.state, `${collection}/${refund.id}`, {
		id: refund.id,
		...datePair('date_created', refund.createdAt, store.state.settings.timezone),
		amount: money(refund.amount, decimals),
		reason: refund.reason,
		refunded_by: 1,
		refunded_payment: false,
		meta_data: refund.meta.map(({ id, key, value }) => ({ id, key, value })),
		line_items: refund.lines.map((line) => {
			const original = order.lines.find((candidate) => candidate.id === line.lineId);
			return {
				id: line.id,
				name: line.name,
				product_id: original?.productId ?? 0,
				variation_id: original?.variationId ?? 0,
				quantity: -line.quantity,
				subtotal: money(-line.total, decimals),
				total: money(-line.total, decimals),
				meta_data: [{ id: 0, key: '_refunded_item_id', value: String(line.lineId) }],
			};
		}),
		shipping_lines: [],
		tax_lines: [],
		fee_lines: [],
		_links: store.urls.links(`${collection}/${refund.id}`, collection, ['GET', 'DELETE'], `orders/${order.id}`),
	});
}
