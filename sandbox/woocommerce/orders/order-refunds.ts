import { mailPartialRefund } from '../mails/order-mails';
import { stockHolder } from '../products/product-stock';
import { RestError } from '../rest/rest-error';
import type { OrderRecord, RefundLine, RefundRecord } from '../store/records';
import type { Store } from '../store/store';
import { sumOf } from '../taxes/tax-calculation';
import { type Input, isRecord, toBoolean, toInteger, toList, toText } from '../wordpress/php-values';
import { decimalNumber } from '../wordpress/rounding';
import { restock } from './order-stock';
import { lineProduct, roundPrice } from './order-totals';

function refundedAmount(store: Store, order: OrderRecord): number {
	return roundPrice(
		store.state,
		order.refunds.reduce((sum, refund) => sum + (refund.amount ?? 0), 0),
	);
}

function addRefund(store: Store, order: OrderRecord, amount: number | null, reason: string, lines: readonly RefundLine[]): RefundRecord {
	const full = roundPrice(store.state, refundedAmount(store, order) + (amount ?? 0)) >= order.total;
	const refund: RefundRecord = {
		id: store.state.sequences.next('post'),
		amount,
		reason,
		createdAt: store.now(),
		lines,
		meta: [store.state.newMeta('_refund_type', full ? 'full' : 'partial')],
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
					taxClass: line.taxClass,
					total: decimalNumber(entry['refund_total']),
					totalTaxes: toList(entry['refund_tax'])
						.filter(isRecord)
						.map((tax) => [toInteger(tax['id']), decimalNumber(tax['refund_total'])] as const),
					meta: [store.state.newMeta('_refunded_item_id', String(line.id))],
				},
			];
		});
}

/** What is given counts, even where the lines add up to something else; nothing at all is taken for a refund of nothing. */
function refundAmount(store: Store, input: Input, lines: readonly RefundLine[]): number | null {
	const given = toText(input['amount']);
	if (given === '') return lines.length === 0 ? null : roundPrice(store.state, sumOf(lines.map((line) => [line.id, line.total])));
	if (decimalNumber(given) < 0)
		throw new RestError(500, 'woocommerce_rest_invalid_order_refund', 'Refund amount must be greater than zero.', 400);
	return roundPrice(store.state, decimalNumber(given));
}

/** `setStatus` is handed in, since a full refund changes the order's status. */
export function createRefund(store: Store, order: OrderRecord, input: Input, setStatus: (status: string) => void): RefundRecord {
	const lines = readLines(store, order, input['line_items']);
	const amount = refundAmount(store, input, lines);
	const left = roundPrice(store.state, order.total - refundedAmount(store, order));
	if (amount !== null && amount > left) throw cannotRefund('Invalid refund amount.');
	if (input['api_refund'] === undefined || toBoolean(input['api_refund'])) {
		const gateway = order.paymentMethod === '' ? 'does not exist' : 'does not support automatic refunds';
		throw cannotRefund(`The payment gateway for this order ${gateway}.`);
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
