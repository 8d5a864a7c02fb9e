import { fulfillmentOrdersOf, fulfillmentsOf, releaseCommitted } from '../fulfillments/fulfillment-orders';
import type { UserError } from '../graphql/context';
import { startJob } from '../shop/jobs';
import type { OrderRecord } from '../store/order-records';
import type { JobRecord } from '../store/shop-state';
import type { Shop } from '../store/shop';
import { transaction } from './order-building';
import { orderSaved } from './order-saving';
import { currenciesOf, paymentsOf } from './order-totals';

export interface Cancellation {
	readonly reason: string;
	readonly restock: boolean;
	readonly refund: boolean;
	readonly notifyCustomer: boolean;
}

/** In recorded words. */
export function cancelProblems(shop: Shop, order: OrderRecord | undefined, staffNote: string | null): readonly UserError[] {
	const refuse = (message: string, code: string, field = 'orderId'): readonly UserError[] => [{ field: [field], message, code }];
	if (order === undefined) return refuse('Order does not exist', 'NOT_FOUND');
	if (order.cancelledAt !== null) return refuse('Cannot cancel an order that has already been canceled', 'INVALID');
	if ((staffNote ?? '').length > 255) return refuse('Staff note is too long. Maximum length is 255 characters.', 'INVALID', 'staffNote');
	if (shop.state.cancellations.some(({ orderId }) => orderId === order.id))
		return [{ field: null, message: 'Cancellation is already in progress', code: 'INVALID' }];
	const isSent = fulfillmentsOf(shop, order.id).some(({ status }) => status === 'SUCCESS');
	return isSent ? refuse('Cannot cancel an order that has outstanding fulfillments', 'INVALID') : [];
}

function refundAll(shop: Shop, order: OrderRecord): void {
	const currencies = currenciesOf(order);
	const { received, refunded } = paymentsOf(order);
	const amount = Number(received.shopMoney.amount) - Number(refunded.shopMoney.amount);
	if (amount <= 0) return;
	const parent = order.transactions.find(({ kind }) => kind === 'SALE' || kind === 'CAPTURE');
	const back = transaction(
		shop,
		{
			kind: 'REFUND',
			status: 'SUCCESS',
			gateway: parent?.gateway ?? 'manual',
			amountSet: { shopMoney: { amount, currencyCode: currencies.shop } },
		},
		currencies,
		parent?.id ?? null,
	);
	order.transactions.push(back);
	order.refunds.push({
		id: shop.nextId('Refund'),
		note: null,
		totalRefundedSet: back.amountSet,
		shippingRefundedSet: back.amountSet,
		lines: [],
		transactionIds: [back.id],
		createdAt: shop.now(),
		updatedAt: shop.now(),
	});
}

/** What cancelling comes to. One that is paid for and not refunded stays open, and keeps its sums: recorded. */
export function cancelNow(shop: Shop, order: OrderRecord, cancellation: Cancellation): void {
	const { reason, restock, refund, notifyCustomer } = cancellation;
	for (const fulfillmentOrder of fulfillmentOrdersOf(shop, order.id)) {
		for (const line of fulfillmentOrder.lines) releaseCommitted(shop, order, fulfillmentOrder, line, line.remainingQuantity, restock);
		fulfillmentOrder.status = 'CLOSED';
		fulfillmentOrder.updatedAt = shop.now();
	}
	order.cancelledAt = shop.now();
	order.cancelReason = reason;
	if (refund) refundAll(shop, order);
	const { received, refunded } = paymentsOf(order);
	const isOwed = Number(received.shopMoney.amount) > Number(refunded.shopMoney.amount);
	if (!isOwed) {
		order.closedAt = shop.now();
		for (const line of order.lineItems) line.currentQuantity = 0;
	}
	if (notifyCustomer)
		shop.mailBuyer(
			{ to: order.email, subject: `Order ${order.name} has been canceled`, text: 'Your order was canceled.', orderId: order.id },
			true,
		);
	orderSaved(shop, order, 'ORDERS_CANCELLED', ...(refund ? ['REFUNDS_CREATE'] : []));
}

/** The mutation starts a job: until it is done the order reads as before. */
export function cancelLater(shop: Shop, order: OrderRecord, cancellation: Cancellation): JobRecord {
	const job = startJob(shop);
	shop.state.cancellations.push({ orderId: order.id, dueAt: job.doneAt, ...cancellation });
	void shop.clock.sleep(shop.jobDelayMs).then(() => finishCancellations(shop));
	return job;
}

/** Whatever is due by now. */
export function finishCancellations(shop: Shop): void {
	const due = shop.state.cancellations.filter(({ dueAt }) => dueAt <= shop.now());
	shop.state.cancellations = shop.state.cancellations.filter((one) => !due.includes(one));
	for (const cancellation of due) {
		const order = shop.state.orders.get(cancellation.orderId);
		if (order !== undefined && order.cancelledAt === null) cancelNow(shop, order, cancellation);
	}
}
