import { oddAnswer } from '../store/odd-answers';
import type { Store } from '../store/store';
import type { OrderRecord, RefundLine, RefundRecord, TaxAmounts } from '../store/records';
import { money } from '../wordpress/rounding';
import { datePair } from '../wordpress/site-time';
import { renderLine } from './order-rendering';

const negative = (taxes: TaxAmounts): TaxAmounts => taxes.map(([id, tax]) => [id, -tax] as const);

/** A line of the order with everything below zero but its price. */
function renderRefundLine(store: Store, order: OrderRecord, line: RefundLine): Record<string, unknown> {
	const original = order.lines.find((candidate) => candidate.id === line.lineId);
	return renderLine(store, {
		id: line.id,
		name: line.name,
		productId: original?.productId ?? 0,
		variationId: original?.variationId ?? 0,
		quantity: -line.quantity,
		taxClass: line.taxClass,
		subtotal: -line.total,
		total: -line.total,
		subtotalTaxes: negative(line.totalTaxes),
		totalTaxes: negative(line.totalTaxes),
		meta: line.meta,
	});
}

export function renderRefund(store: Store, order: OrderRecord, refund: RefundRecord): Record<string, unknown> {
	const collection = `orders/${order.id}/refunds`;
	const { decimals, timezone } = store.state.settings;
	return oddAnswer(store.state, `${collection}/${refund.id}`, {
		id: refund.id,
		...datePair('date_created', refund.createdAt, timezone),
		amount: refund.amount === null ? '' : money(refund.amount, decimals),
		reason: refund.reason,
		refunded_by: 1,
		refunded_payment: false,
		meta_data: refund.meta.map(({ id, key, value }) => ({ id, key, value })),
		line_items: refund.lines.map((line) => renderRefundLine(store, order, line)),
		shipping_lines: [],
		tax_lines: [],
		fee_lines: [],
		_links: store.urls.links(`${collection}/${refund.id}`, collection, ['GET', 'DELETE'], `orders/${order.id}`),
	});
}
