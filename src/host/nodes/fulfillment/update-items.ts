import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { z } from 'zod';
import type { FulfillmentState } from '../../../domain/fulfillment';
import type { ShipmentsToConfirm } from '../../../usecases/ship/confirm-shipments';
import type { FulfillmentUpdate } from '../../../usecases/fulfill/updates';
import type { LoggedSale } from '../../action';
import { attentionOf } from '../../items';

interface Surroundings {
	readonly database: string;
	/** Keys of the accounts that ship and that sold. */
	readonly warehouse: string;
	readonly store: string;
}

/** What Get Updates gives out and Confirm Shipment takes. No personal data. */
export function updateJson(
	{ orderId, orderNumber, attempt, state, attention }: FulfillmentUpdate,
	{ database, warehouse, store }: Surroundings,
): IDataObject {
	const json = {
		...(attention === undefined ? {} : { attention: attentionOf(attention) }),
		number: orderNumber,
		orderId,
		lines: state.lines.map(({ id, sku, quantity }) => ({ id, sku, quantity })),
		fulfillment: { ...state, attempt, warehouse, store },
		storebridge: { database },
	};
	return json as unknown as IDataObject;
}

const text = z.string().min(1);
const units = z.number().int().nonnegative();
const optionalText = z.string().optional();

const fulfillmentShape = z.object({
	id: text,
	status: z.enum(['held', 'received', 'planning', 'processing', 'complete', 'completePartial', 'cancelled', 'unfulfillable', 'invalid']),
	lines: z.array(z.object({ id: text, sku: z.string(), quantity: units, cancelled: units, unfulfillable: units })),
	shipments: z.array(
		z.object({
			id: text,
			carrier: optionalText,
			carrierCode: optionalText,
			service: optionalText,
			trackingNumber: optionalText,
			trackingUrl: optionalText,
			status: z.enum(['announced', 'inTransit', 'outForDelivery', 'delivered', 'delayed', 'undeliverable', 'returned', 'cancelled']),
			shippedAt: optionalText,
			estimatedArrival: optionalText,
			lines: z.array(z.object({ lineId: text, quantity: units })),
		}),
	),
	attempt: z.number().int().positive(),
	warehouse: text,
	store: text,
});
const updateShape = z.looseObject({ orderId: text, number: text, fulfillment: fulfillmentShape });

export interface TakenUpdate {
	/** Key of the store that it is for. */
	readonly store: string;
	readonly toConfirm: ShipmentsToConfirm;
}

/** The fulfilment of an item, with the store it is for, or undefined when the item is something else. */
export function readUpdate({ json }: INodeExecutionData): TakenUpdate | undefined {
	const parsed = updateShape.safeParse(json);
	if (!parsed.success) return undefined;
	const { orderId, number: orderNumber, fulfillment } = parsed.data;
	const { attempt, warehouse, store, ...state } = fulfillment;
	return { store, toConfirm: { warehouse, orderId, orderNumber, attempt, state: state as FulfillmentState } };
}

/** The order that the store was not told about. */
export function saleOfUpdate(item: INodeExecutionData): LoggedSale | undefined {
	const update = readUpdate(item);
	if (update === undefined) return undefined;
	const { warehouse, orderId, orderNumber } = update.toConfirm;
	return { source: update.store, target: warehouse, orderId, orderNumber };
}
