import type { INodeExecutionData } from 'n8n-workflow';
import { z } from 'zod';
import { accountKey } from '../../domain/account';
import { faultAt, faultOf, type Fault } from '../../domain/fault';
import { orderId, type AccountKey } from '../../domain/ids';
import type { LinePhase, OrderShipments } from '../../domain/order-shipments';
import { PARCEL_STATUSES, type Shipment } from '../../domain/shipment';

const text = z.string().min(1);
const units = z.number().int().nonnegative();
const optionalText = z.string().optional();
/** An empty cell of a sheet is no number and no link. */
const cell = optionalText.transform((value) => {
	const filled = value?.trim();
	return filled === '' ? undefined : filled;
});

const FULFILLMENTS = [
	'held',
	'received',
	'planning',
	'processing',
	'complete',
	'completePartial',
	'cancelled',
	'unfulfillable',
	'invalid',
] as const;

const shipment = z.object({
	id: text,
	carrier: cell,
	carrierCode: cell,
	service: cell,
	trackingNumber: cell,
	trackingUrl: cell,
	status: z.enum(PARCEL_STATUSES),
	shippedAt: cell,
	estimatedArrival: cell,
	lines: z.array(z.object({ lineId: text, quantity: units })),
});

/**
 * An order and its parcels: what Get Updates gives out, or any order of a trigger to which somebody has added
 * `shipments`. The rest of the order does not matter here.
 */
const shipmentsItem = z.looseObject({
	account: z.object({ platform: text, id: text }),
	id: text,
	key: optionalText,
	createdAt: optionalText,
	number: text,
	shipments: z.array(shipment),
	linePhases: z
		.array(z.object({ lineId: text, phase: z.enum([...PARCEL_STATUSES, ...FULFILLMENTS]), units, tracking: optionalText }))
		.optional(),
	shippedBy: z.object({ warehouse: text, fulfillment: text, mark: text }).optional(),
});

/**
 * What a person's parcels may lack and a warehouse's never do: their lines, without which nobody is told anything, and ids
 * of their own, without which one takes the place of the other.
 */
function faultOfHand(shipments: readonly Pick<Shipment, 'id' | 'lines'>[], needed: 'all' | 'some'): Fault | undefined {
	const ids = new Set<string>();
	for (const [index, { id, lines }] of shipments.entries()) {
		if (lines.length === 0 && needed === 'all') return faultAt(`shipments[${index}].lines`, 'is empty');
		if (ids.has(id)) return faultAt(`shipments[${index}].id`, 'is that of another parcel');
		ids.add(id);
	}
	return undefined;
}

/**
 * The shipments of an item, or the field that keeps it from being some and what is wrong with it.
 *
 * @param lines `some`: a parcel without lines holds all that is left
 */
export function readShipments(
	{ json }: INodeExecutionData,
	lines: 'all' | 'some' = 'all',
): { readonly shipments: OrderShipments } | { readonly fault: string } {
	const fault = faultOf(shipmentsItem, json);
	if (fault !== undefined) return { fault: fault.text };
	const { account, id, key, createdAt, number, shipments, linePhases, shippedBy } = shipmentsItem.parse(json);
	const byHand = shippedBy === undefined ? faultOfHand(shipments, lines) : undefined;
	if (byHand !== undefined) return { fault: byHand.text };
	const order = {
		account: accountKey(account),
		id: orderId(id),
		...(key === undefined ? {} : { key }),
		...(createdAt === undefined ? {} : { createdAt }),
	};
	return {
		shipments: {
			order,
			number,
			shipments: shipments as readonly Shipment[],
			...(linePhases === undefined ? {} : { linePhases: linePhases as readonly LinePhase[] }),
			...(shippedBy === undefined ? {} : { shippedBy: { ...shippedBy, warehouse: shippedBy.warehouse as AccountKey } }),
		},
	};
}
