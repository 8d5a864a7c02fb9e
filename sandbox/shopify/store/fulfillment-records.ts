import type { Dated } from './records';

export interface FulfillmentOrderRecord extends Dated {
	readonly id: string;
	readonly orderId: string;
	locationId: string;
	status: string;
	requestStatus: string;
	readonly deliveryMethod: string;
	readonly lines: FulfillmentOrderLineRecord[];
	holds: {
		readonly id: string;
		readonly reason: string;
		readonly reasonNotes: string | null;
		readonly handle: string | null;
		readonly byApp: boolean;
	}[];
	fulfillAt: number | null;
	readonly fulfillBy: number | null;
}

export interface FulfillmentOrderLineRecord {
	readonly id: string;
	readonly lineItemId: string;
	totalQuantity: number;
	remainingQuantity: number;
	/** Pieces that are claimed in the stock of the location. */
	committed: number;
}

export interface FulfillmentRecord extends Dated {
	readonly id: string;
	readonly orderId: string;
	readonly name: string;
	readonly locationId: string;
	status: string;
	trackingInfo: { readonly company: string | null; readonly number: string | null; readonly url: string | null }[];
	readonly lines: {
		readonly id: string;
		readonly lineItemId: string;
		readonly fulfillmentOrderId: string;
		readonly fulfillmentOrderLineId: string;
		readonly quantity: number;
		readonly wasCommitted: number;
	}[];
	readonly isOfClient: boolean;
	deliveredAt: number | null;
}
