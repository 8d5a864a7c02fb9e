import { mailStatusChange } from '../mails/order-mails';
import { setMeta } from '../store/meta';
import type { OrderRecord } from '../store/records';
import type { Store } from '../store/store';
import { addNote } from './order-notes';
import { refundRemainder } from './order-refunds';
import { giveStockBack, recordSales, reduceStock } from './order-stock';
import { lineProduct } from './order-totals';
import { statusName, writableStatuses } from './status-names';

/** False only if every known product is virtual and downloadable; lines without a product do not count. */
export function needsProcessing(store: Store, order: OrderRecord): boolean {
	return order.lines.some((line) => {
		const product = lineProduct(store.state, line);
		return product !== undefined && !(product.virtual && product.downloadable);
	});
}

export function needsPayment(order: OrderRecord): boolean {
	return ['pending', 'failed', 'checkout-draft'].includes(order.status) && order.total > 0;
}

/** Cash on delivery counts as paid when the order is completed, not before. */
function statusWhenPaid(store: Store, order: OrderRecord): string {
	return order.paymentMethod !== 'cod' && needsProcessing(store, order) ? 'processing' : 'completed';
}

function settleDates(store: Store, order: OrderRecord): void {
	if (order.paidAt === null) {
		const whenPaid = statusWhenPaid(store, order);
		if (order.status === whenPaid || (whenPaid === 'processing' && order.status === 'completed')) order.paidAt = store.now();
	}
	if (order.status === 'completed') order.completedAt = store.now();
}

function afterChange(store: Store, order: OrderRecord, from: string, note: string | undefined): void {
	const to = order.status;
	const custom = store.state.customStatuses;
	if (note !== undefined) addNote(store, order, note);
	if (['completed', 'processing', 'on-hold'].includes(to)) {
		recordSales(store, order, 1);
		reduceStock(store, order);
	}
	if (to === 'processing' && store.state.settings.fulfillments) setMeta(store.state, order.meta, '_auto_fulfill_processed', '1');
	if (to === 'cancelled' || to === 'pending') giveStockBack(store, order);
	if (to === 'cancelled' && ['completed', 'processing', 'on-hold'].includes(from)) recordSales(store, order, -1);
	if (to === 'refunded') refundRemainder(store, order);
	if (note === undefined) addNote(store, order, `Order status changed from ${statusName(from, custom)} to ${statusName(to, custom)}.`);
	mailStatusChange(store, order, from, to);
	for (const hook of [`status_${to}`, `status_${from}_to_${to}`, 'status_changed'])
		store.webhooks.fire(`woocommerce_order_${hook}`, 'order', order.id);
	store.orderSaved(order);
}

/** A status that the store does not know becomes "pending" (batch elements are not validated). */
export function setStatus(store: Store, order: OrderRecord, wanted: string, note?: string): void {
	const known = [...writableStatuses(store.state.customStatuses), 'trash'];
	const to = known.includes(wanted) ? wanted : 'pending';
	const from = order.status;
	if (to === from) return;
	order.status = to;
	order.modifiedAt = store.now();
	settleDates(store, order);
	afterChange(store, order, from, note);
}

/** `set_paid`: does nothing to an order that is processing, completed or refunded already. */
export function completePayment(store: Store, order: OrderRecord, transactionId: string): void {
	if (!['on-hold', 'pending', 'failed', 'cancelled'].includes(order.status)) return;
	if (transactionId !== '') order.transactionId = transactionId;
	order.paidAt ??= store.now();
	const title = order.paymentMethodTitle;
	const note = title === '' ? undefined : `Payment via ${title}${transactionId === '' ? '' : ` (${transactionId})`}.`;
	setStatus(store, order, statusWhenPaid(store, order), note);
	store.webhooks.fire('woocommerce_payment_complete', 'order', order.id);
}
