import { tryToParseDateTime, type IExecuteFunctions } from 'n8n-workflow';
import { newOwner } from '../../../database';
import { PlatformError } from '../../../domain/platform-error';
import { reason, reasonOf, type Reason } from '../../../domain/reasons';
import type { Shipment } from '../../../domain/shipment';
import type { IsoTime } from '../../../domain/time';
import type { StoreOrder, StoreOrderSource } from '../../../ports/store-orders';
import { orderRef } from '../../../usecases/order-key';
import { confirmShipments, type ShipOutcome } from '../../../usecases/ship/confirm-shipments';
import { operation, type ActionRun, type Operation } from '../../action';
import { systemClock } from '../../clock';
import { STORE_TO_TELL_BY_HAND } from '../../platforms/roles';
import { readSettings, shownIn, STORE_WORDS } from './to-store';

/** An order and its parcel as somebody typed them, or as they stand in a row of a sheet. */
export interface TypedParcel {
	readonly orderId: string;
	readonly carrier?: string;
	readonly trackingNumber?: string;
	readonly shippedAt?: IsoTime;
}

export const isByHand = (context: IExecuteFunctions): boolean => context.getNodeParameter('parcels', 0, 'items') === 'hand';

/** The fields as they are for this item. */
export function typedParcel(context: IExecuteFunctions, input: number): TypedParcel | Reason {
	const read = (name: string): string => String(context.getNodeParameter(name, input, '') ?? '').trim();
	const [orderId, carrier, trackingNumber, time] = [read('orderId'), read('carrier'), read('trackingNumber'), read('shippedAt')];
	if (orderId === '') return reasonOf('confirmationTyped', `Item ${input + 1}`, '"Order ID" is empty');
	const shippedAt = time === '' ? undefined : timeOf(context, context.getNodeParameter('shippedAt', input, ''));
	if (time !== '' && shippedAt === undefined) return reason('confirmationTyped', orderId, '"Shipped At" is no time');
	return {
		orderId,
		...(carrier === '' ? {} : { carrier }),
		...(trackingNumber === '' ? {} : { trackingNumber }),
		...(shippedAt === undefined ? {} : { shippedAt }),
	};
}

/** Without a zone it is meant in the workflow's. */
function timeOf(context: IExecuteFunctions, value: unknown): IsoTime | undefined {
	try {
		return new Date(tryToParseDateTime(value, context.getTimezone()).toMillis()).toISOString();
	} catch {
		return undefined;
	}
}

/** Tells the customer of a store's order of a parcel that holds all that has not left yet. */
export async function tellingStoreByHand({ context, database, connect, language }: ActionRun): Promise<Operation<unknown, unknown>> {
	const { account, shipmentSink, storeOrders } = await connect(STORE_TO_TELL_BY_HAND);
	const deps = { sink: shipmentSink, database, clock: systemClock, owner: newOwner() };
	const settings = readSettings(context);
	return operation({
		take: (_item, input) => typedParcel(context, input),
		work: async (typed: readonly TypedParcel[]) => {
			const outcomes: ShipOutcome[] = [];
			for (const one of typed) {
				const shipments = await shipmentsOf(storeOrders, one, database.hmac(one.trackingNumber ?? '').slice(0, 16));
				if ('code' in shipments) outcomes.push({ kind: 'attention', reason: shipments });
				else outcomes.push(...(await confirmShipments(deps, settings, [shipments])));
			}
			return outcomes;
		},
		show: (outcome, { orderId: id }) => shownIn(outcome, { number: id, account: { ...account }, id }, language()),
		oneByOne: 'faultOfRest',
		words: STORE_WORDS,
	});
}

async function shipmentsOf(source: StoreOrderSource, typed: TypedParcel, mark: string) {
	if (typed.trackingNumber === undefined) return reason('confirmationNoNumber', typed.orderId);
	const stored = await read(source, typed.orderId);
	if (stored === undefined) return reason('confirmationNoOrder', typed.orderId);
	if ('code' in stored) return stored;
	const { order } = stored;
	const { carrier, trackingNumber, shippedAt = order.updatedAt } = typed;
	const shipment: Shipment = {
		id: `hand-${mark}`,
		trackingNumber,
		...(carrier === undefined ? {} : { carrier }),
		status: 'inTransit',
		shippedAt,
		lines: linesOf(stored),
	};
	return { order: orderRef(order), number: order.number, shipments: [shipment] };
}

async function read(source: StoreOrderSource, id: string): Promise<StoreOrder | Reason | undefined> {
	try {
		return await source.get(id);
	} catch (error) {
		if (!(error instanceof PlatformError) || error.concernsAll) throw error;
		return reason(error.passing ? 'storeUnreachable' : 'contract', id, error.message);
	}
}

/** What has not left; where all has, the parcel was told before, or holds all of it. */
function linesOf({ order, fulfilled }: StoreOrder): Shipment['lines'] {
	const all = order.lines
		.filter(({ partOf, quantity, quantityCancelled }) => partOf === undefined && quantity > quantityCancelled)
		.map(({ id, quantity, quantityCancelled }) => ({ lineId: id, quantity: quantity - quantityCancelled }));
	const open = all.flatMap(({ lineId, quantity }) => {
		const left = quantity - (fulfilled.get(lineId) ?? 0);
		return left > 0 ? [{ lineId, quantity: left }] : [];
	});
	return open.length > 0 ? open : all;
}
