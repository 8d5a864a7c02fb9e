import type { FulfillmentRequest, FulfillmentState } from '../../../domain/fulfillment';
import type { IsoTime } from '../../../domain/time';
import type { FulfillmentPage, FulfillmentPreview } from '../../../ports/fulfillment-service';
import { toCreate2026, toPreview2026 } from './from-request-2026';
import { readBody, unlessUnknown, type ClientOf, type OutboundProtocol, type Wanted } from './protocol';
import type { Standing } from './same-order';
import { toPreviews2026 } from './to-previews';
import { toState2026 } from './to-state-2026';
import { wireOrder2026, wireOrders2026, wirePreview2026, type WireOrder2026 } from './wire-2026';

/** Fulfillment Outbound API 2026-07-04. Orders come with their parcels and where these are: one call, also for a list. */
export function protocol2026(client: ClientOf): OutboundProtocol {
	const read = async (id: string): Promise<WireOrder2026 | undefined> => {
		const operation = 'getOutboundOrder';
		const answer = await unlessUnknown(client().call({ operation, path: { orderId: id }, query: { shipments: 'INCLUDE' } }));
		return answer && readBody(operation, answer, wireOrder2026).order;
	};

	return {
		createCall: (request: FulfillmentRequest) => ({ operation: 'createOrder', body: toCreate2026(request) }),
		cancelCall: (id: string) => ({ operation: 'cancelOrder', path: { orderId: id } }),
		releaseCall: (id: string) => ({
			operation: 'updateOrder',
			path: { orderId: id },
			body: { fulfillmentConfiguration: { action: 'SHIP' } },
		}),

		async get(id: string): Promise<FulfillmentState | undefined> {
			const order = await read(id);
			return order && toState2026(order);
		},

		async find(id: string): Promise<Standing | undefined> {
			const order = await read(id);
			if (order === undefined) return undefined;
			const { postalCode: postcode, countryCode: country } = order.destination?.deliveryAddress ?? {};
			const displayId = order.fulfillmentConfiguration?.services?.packaging?.packingSlip?.templateAttributes?.orderId;
			return { state: toState2026(order), displayId, postcode, country };
		},

		async preview(request: FulfillmentRequest): Promise<readonly FulfillmentPreview[]> {
			const operation = 'getOrderPreview';
			const answer = await client().call({ operation, body: toPreview2026(request) });
			return toPreviews2026(readBody(operation, answer, wirePreview2026), request);
		},

		async *changedSince(since: IsoTime, wanted: Wanted): AsyncGenerator<FulfillmentPage> {
			const operation = 'listOrders';
			let pageToken: string | undefined;
			do {
				const query = { updatedAfter: since, shipments: 'INCLUDE', ...(pageToken === undefined ? {} : { pageToken }) };
				const { orders, pagination } = readBody(operation, await client().call({ operation, query }), wireOrders2026);
				const ours = await wanted(orders.map(({ id }) => id));
				const own = orders.filter(({ id }) => ours.has(id));
				yield {
					states: own.flatMap(({ order }) => (order === undefined ? [] : [toState2026(order)])),
					unreadable: own.flatMap(({ id, updatedAt, text }) =>
						text === undefined ? [] : [{ id, text: `Amazon ${operation}: ${text}`, ...(updatedAt === undefined ? {} : { updatedAt }) }],
					),
				};
				pageToken = pagination?.nextToken;
			} while (pageToken !== undefined && pageToken !== '');
		},
	};
}
