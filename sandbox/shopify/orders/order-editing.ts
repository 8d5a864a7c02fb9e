import { fulfillmentOrdersOf, releaseCommitted } from '../fulfillments/fulfillment-orders';
import { pageOf } from '../graphql/connections';
import { adminType, payloadType, type UserError } from '../graphql/context';
import { StandInGap } from '../graphql/stand-in-gap';
import type { LineItemRecord, OrderRecord } from '../store/order-records';
import type { Shop } from '../store/shop';
import type { EditRecord } from '../store/shop-state';
import { orderSaved } from './order-saving';

const refused = (field: string, message: string): { readonly userErrors: readonly UserError[] } => ({
	userErrors: [{ field: [field], message }],
});

const calculatedLineId = (lineItemId: string): string => lineItemId.replace('/LineItem/', '/CalculatedLineItem/');

/** Takes pieces off a line, and out of what is still to be packed. */
export function takeOff(shop: Shop, order: OrderRecord, line: LineItemRecord, quantity: number, restock: boolean): void {
	line.currentQuantity -= quantity;
	let left = quantity;
	for (const fulfillmentOrder of fulfillmentOrdersOf(shop, order.id)) {
		for (const part of fulfillmentOrder.lines.filter(({ lineItemId }) => lineItemId === line.id)) {
			const removed = Math.min(left, part.remainingQuantity);
			releaseCommitted(shop, order, fulfillmentOrder, part, removed, restock);
			part.remainingQuantity -= removed;
			part.totalQuantity -= removed;
			left -= removed;
		}
		if (fulfillmentOrder.lines.every(({ remainingQuantity }) => remainingQuantity === 0)) fulfillmentOrder.status = 'CLOSED';
	}
}

function begin(shop: Shop, id: string): unknown {
	const order = shop.state.orders.get(id);
	if (order === undefined) return { calculatedOrder: null, ...refused('id', 'Order does not exist') };
	if (order.cancelledAt !== null) return { calculatedOrder: null, ...refused('id', 'The order cannot be edited') };
	const edit: EditRecord = { id: shop.nextId('CalculatedOrder'), orderId: id, changes: new Map() };
	shop.state.edits.set(edit.id, edit);
	return { calculatedOrder: { edit, order }, userErrors: [] };
}

function setQuantity(shop: Shop, args: Readonly<Record<string, unknown>>): unknown {
	const { id, lineItemId, quantity, restock } = args as { id: string; lineItemId: string; quantity: number; restock?: boolean | null };
	const edit = shop.state.edits.get(id);
	const order = shop.state.orders.get(edit?.orderId ?? '');
	const line = order?.lineItems.find((one) => calculatedLineId(one.id) === lineItemId);
	if (edit === undefined || line === undefined) return refused('lineItemId', 'Line item does not exist');
	if (quantity < 0) return refused('quantity', 'Quantity must be greater than or equal to 0');
	if (quantity > line.currentQuantity) throw new StandInGap('edit that adds pieces to a line');
	edit.changes.set(line.id, { quantity, restock: restock ?? false });
	return { userErrors: [] };
}

function commit(shop: Shop, id: string, notifyCustomer: boolean): unknown {
	const edit = shop.state.edits.get(id);
	const order = shop.state.orders.get(edit?.orderId ?? '');
	if (edit === undefined || order === undefined) return refused('id', 'The calculated order does not exist');
	for (const line of order.lineItems) {
		const change = edit.changes.get(line.id);
		if (change !== undefined) takeOff(shop, order, line, line.currentQuantity - change.quantity, change.restock);
	}
	shop.state.edits.delete(id);
	order.edited = true;
	if (notifyCustomer)
		shop.mailBuyer({ to: order.email, subject: `Order ${order.name} updated`, text: 'Your order was changed.', orderId: order.id }, true);
	orderSaved(shop, order, 'ORDERS_EDITED');
	return { order, userErrors: [] };
}

interface Calculated {
	readonly edit: EditRecord;
	readonly order: OrderRecord;
}

export const orderEditing = [
	adminType<unknown>('Mutation', {
		fields: {
			orderEditBegin: (_, { id }, { shop }) => begin(shop, String(id)),
			orderEditSetQuantity: (_, args, { shop }) => setQuantity(shop, args),
			orderEditCommit: (_, { id, notifyCustomer }, { shop }) => commit(shop, String(id), notifyCustomer === true),
		},
	}),
	payloadType('OrderEditBeginPayload', 'calculatedOrder', 'userErrors'),
	payloadType('OrderEditSetQuantityPayload', 'userErrors'),
	payloadType('OrderEditCommitPayload', 'order', 'userErrors'),
	adminType<Calculated>('CalculatedOrder', {
		fields: {
			id: ({ edit }) => edit.id,
			originalOrder: ({ order }) => order,
			lineItems: ({ order }, args) =>
				pageOf(
					order.lineItems.map((line) => ({ id: calculatedLineId(line.id), quantity: line.currentQuantity })),
					args,
					{ idOf: ({ id }) => id },
				),
		},
	}),
	adminType<{ readonly id: string; readonly quantity: number }>('CalculatedLineItem', { own: ['id', 'quantity'] }),
];
