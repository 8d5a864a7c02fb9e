import type { McfOrder } from './mcf-order';
import type { McfStatus } from './mcf-wire';

/** One accepted order, for measuring. Times are milliseconds since the epoch: the sandbox's clock and the machine's. */
export interface AcceptedMcfOrder {
	readonly id: string;
	readonly displayableOrderId: string;
	readonly sellerId: string;
	readonly status: McfStatus;
	readonly acceptedMs: number;
	readonly acceptedWallMs: number;
	readonly lines: readonly {
		readonly lineId: string;
		readonly sku: string;
		readonly quantity: number;
		readonly shipped: number;
		readonly cancelled: number;
		readonly unfulfillable: number;
	}[];
	readonly trackingNumbers: readonly string[];
}

/** No address, no name: it is shown to whoever may see the sandbox's state. */
export const acceptedOf = ({
	id,
	sellerId,
	status,
	request,
	receivedMs,
	acceptedWallMs,
	lines,
	shipments,
}: McfOrder): AcceptedMcfOrder => ({
	id,
	displayableOrderId: request.displayableOrderId,
	sellerId,
	status,
	acceptedMs: receivedMs,
	acceptedWallMs,
	lines: lines.map(({ item, shipped, cancelled, unfulfillable }) => ({
		lineId: item.sellerFulfillmentOrderItemId,
		sku: item.sellerSku,
		quantity: item.quantity,
		shipped,
		cancelled,
		unfulfillable,
	})),
	trackingNumbers: shipments.flatMap(({ parcels }) => parcels.map(({ trackingNumber }) => trackingNumber)),
});
