import type { OrderShipments } from '../../domain/order-shipments';
import { reason, type Reason } from '../../domain/reasons';
import { hasLeft } from '../../domain/shipment';
import { say } from '../../domain/texts/say';
import type { Database } from '../../ports/database';

/**
 * A parcel left though its order is cancelled or refunded in its store: its owner has to settle it. Undefined where that is
 * known: it was too late to cancel it at the warehouse, and that was told.
 */
export async function closedReason(
	{ database }: { readonly database: Pick<Database, 'sales'> },
	{ order, number, shipments, shippedBy }: OrderShipments,
	status: string,
): Promise<Reason | undefined> {
	const target = shippedBy?.warehouse;
	const [sale] = target === undefined ? [] : await database.sales.ofOrders({ source: order.account, target }, [order]);
	if (sale?.state === 'error' && sale.reason?.code === 'mcfTooLate') return undefined;
	const parcels = shipments.filter(hasLeft).map(({ id, trackingNumber }) => trackingNumber ?? id);
	return reason('shipmentOrderClosed', number, say('closedParcel', { status, parcels: parcels.join(', ') }));
}
