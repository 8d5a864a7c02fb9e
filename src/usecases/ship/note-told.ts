import type { OrderShipments, ShippedBy } from '../../domain/order-shipments';
import { NODE_FAULTS, type Reason, type ReasonCode } from '../../domain/reasons';
import { hasLeft } from '../../domain/shipment';
import type { Database } from '../../ports/database';
import { isSameOrder } from '../order-key';
import { attentionChange, keyOfSending } from '../sales/sale-change';

interface Told extends Pick<OrderShipments, 'order' | 'number' | 'shipments'> {
	readonly shippedBy: ShippedBy;
}

/** Nobody need look at it any more once a parcel has left. */
const OVER_WHEN_SHIPPED: readonly ReasonCode[] = ['mcfStuck', 'mcfHoldExpiring'];

/**
 * The order's platform was told of a fulfillment as it stood: the next look at the warehouse leaves it out. The log comes
 * first: a run that dies in between is repeated by that look. `untold`: why nobody can ever be told.
 */
export async function noteTold(
	{ database }: { readonly database: Pick<Database, 'sales' | 'fulfillments' | 'now'> },
	{ order, number, shipments, shippedBy: { warehouse, fulfillment, mark } }: Told,
	untold?: Reason,
): Promise<void> {
	const row = (await database.fulfillments.get(warehouse, [fulfillment])).get(fulfillment);
	if (row?.order.account !== order.account || !isSameOrder(row.order, order)) return;
	const [sale] = await database.sales.ofOrders({ source: order.account, target: warehouse }, [row.order]);
	if (sale?.state !== 'deleted') {
		const hasAnyLeft = shipments.some(hasLeft);
		const over = hasAnyLeft ? [...NODE_FAULTS, ...OVER_WHEN_SHIPPED] : NODE_FAULTS;
		const mended = sale?.state === 'error' && sale.reason !== undefined && over.includes(sale.reason.code);
		const change = {
			...keyOfSending(row),
			state: sale === undefined || mended ? ('synced' as const) : sale.state,
			...(mended ? { reason: null } : {}),
			...(sale?.targetOrderId === undefined ? { targetOrderId: fulfillment } : {}),
			...(sale === undefined ? { orderNumber: number } : {}),
			...(hasAnyLeft ? { frozen: true } : {}),
		};
		// One that a person has closed stays closed.
		const told = untold === undefined || sale?.state === 'cancelled' ? change : attentionChange(change, untold);
		await database.sales.change([told], database.now());
	}
	await database.fulfillments.put([{ ...row, told: mark }], database.now());
}
