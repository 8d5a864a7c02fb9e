import type { OrderShipments, ShippedBy } from '../../domain/order-shipments';
import { NODE_FAULTS } from '../../domain/reasons';
import { hasLeft } from '../../domain/shipment';
import type { Database } from '../../ports/database';

interface Told extends Pick<OrderShipments, 'order' | 'number' | 'shipments'> {
	readonly shippedBy: ShippedBy;
}

/**
 * The order's platform was told of a fulfillment as it stood: the next look at the warehouse leaves it out. The log comes
 * first: a run that dies in between is repeated by that look.
 */
export async function noteTold(
	{ database }: { readonly database: Pick<Database, 'sales' | 'fulfillments' | 'now'> },
	{ order, number, shipments, shippedBy: { warehouse, fulfillment, mark } }: Told,
): Promise<void> {
	const row = (await database.fulfillments.get(warehouse, [fulfillment])).get(fulfillment);
	if (row?.order.account !== order.account || row.order.id !== order.id) return;
	const sale = (await database.sales.get({ source: order.account, target: warehouse }, [order.id])).get(order.id);
	if (sale?.state !== 'deleted') {
		const mended = sale?.state === 'error' && sale.reason !== undefined && NODE_FAULTS.includes(sale.reason.code);
		const change = {
			source: order.account,
			orderId: order.id,
			target: warehouse,
			state: sale === undefined || mended ? ('synced' as const) : sale.state,
			...(mended ? { reason: null } : {}),
			...(sale?.targetOrderId === undefined ? { targetOrderId: fulfillment } : {}),
			...(sale === undefined ? { orderNumber: number } : {}),
			...(shipments.some(hasLeft) ? { frozen: true } : {}),
		};
		await database.sales.change([change], database.now());
	}
	await database.fulfillments.put([{ ...row, told: mark }], database.now());
}
