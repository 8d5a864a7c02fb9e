import type { FulfillmentState, FulfillmentRequest } from '../../../domain/fulfillment';
import { PlatformError } from '../../../domain/platform-error';
import type { IsoTime } from '../../../domain/time';
import type { FulfillmentPage, FulfillmentPreview, UnreadableFulfillment } from '../../../ports/fulfillment-service';
import { amazonError } from '../errors';
import { toCreate2020, toPreview2020 } from './from-request-2020';
import { isOfOne, readEach } from './one-by-one';
import { readBody, unlessUnknown, type ClientOf, type OutboundProtocol, type Wanted } from './protocol';
import type { Standing } from './same-order';
import { toPreviews2020 } from './to-previews';
import { parcelsToTrack, toState2020 } from './to-state-2020';
import {
	wireOrder2020,
	wireOrders2020,
	wirePreviews2020,
	wireTracking2020,
	type Listed2020,
	type WireOrder2020,
	type WireTracking2020,
} from './wire-2020';

/** Fulfillment Outbound API 2020-07-01. Two requests a second for each operation, 30 at once. */
export function protocol2020(client: ClientOf): OutboundProtocol {
	/** Undefined for a parcel that Amazon tells nothing of: that it left its shipment says, and its order is read all the same. */
	const track = async (packageNumber: number): Promise<WireTracking2020 | undefined> => {
		try {
			const operation = 'getPackageTrackingDetails';
			const answer = await client().call({ operation, query: { packageNumber } });
			return readBody(operation, answer, wireTracking2020).payload;
		} catch (fault) {
			if (isOfOne(fault)) return undefined;
			throw fault;
		}
	};

	const readTrackings = async (order: WireOrder2020): Promise<ReadonlyMap<number, WireTracking2020>> => {
		const trackings = new Map<number, WireTracking2020>();
		for (const packageNumber of parcelsToTrack(order)) {
			const tracking = await track(packageNumber);
			if (tracking !== undefined) trackings.set(packageNumber, tracking);
		}
		return trackings;
	};

	const read = async (id: string): Promise<WireOrder2020 | undefined> => {
		const operation = 'getFulfillmentOrder';
		const answer = await unlessUnknown(client().call({ operation, path: { sellerFulfillmentOrderId: id } }));
		return answer && readBody(operation, answer, wireOrder2020).payload;
	};

	const get = async (id: string): Promise<FulfillmentState | undefined> => {
		const order = await read(id);
		return order && toState2020(order, await readTrackings(order));
	};

	/** Fills in what could be read and what could not; answers what ended it. */
	const readAll = async (
		listed: readonly Listed2020[],
		states: FulfillmentState[],
		unreadable: UnreadableFulfillment[],
	): Promise<PlatformError | undefined> => {
		try {
			await readEach(
				listed,
				async ({ id }) => {
					const state = await get(id);
					if (state === undefined) throw amazonError('notFound', 'getFulfillmentOrder', 'it is on the list, and Amazon does not know it');
					states.push(state);
				},
				({ id, updatedAt }, { message }) => unreadable.push({ id, text: message, ...(updatedAt === undefined ? {} : { updatedAt }) }),
			);
			return undefined;
		} catch (fault) {
			if (fault instanceof PlatformError) return fault;
			throw fault;
		}
	};

	return {
		createCall: (request: FulfillmentRequest) => ({ operation: 'createFulfillmentOrder', body: toCreate2020(request) }),
		cancelCall: (id: string) => ({ operation: 'cancelFulfillmentOrder', path: { sellerFulfillmentOrderId: id } }),
		releaseCall: (id: string) => ({
			operation: 'updateFulfillmentOrder',
			path: { sellerFulfillmentOrderId: id },
			body: { fulfillmentAction: 'Ship' },
		}),
		get,

		async find(id: string): Promise<Standing | undefined> {
			const order = await read(id);
			if (order === undefined) return undefined;
			const { displayableOrderId: displayId, destinationAddress } = order.fulfillmentOrder;
			const { postalCode: postcode, countryCode: country } = destinationAddress ?? {};
			return { state: toState2020(order, new Map()), displayId, postcode, country };
		},

		async preview(request: FulfillmentRequest): Promise<readonly FulfillmentPreview[]> {
			const operation = 'getFulfillmentPreview';
			const answer = await client().call({ operation, body: toPreview2020(request) });
			return toPreviews2020(readBody(operation, answer, wirePreviews2020).payload.fulfillmentPreviews, request);
		},

		// The list has neither lines nor parcels: each order on it costs a call of its own, and one for each parcel under way.
		async *changedSince(since: IsoTime, wanted: Wanted): AsyncGenerator<FulfillmentPage> {
			const operation = 'listAllFulfillmentOrders';
			let nextToken: string | undefined;
			do {
				const query = { queryStartDate: since, ...(nextToken === undefined ? {} : { nextToken }) };
				const { payload } = readBody(operation, await client().call({ operation, query }), wireOrders2020);
				const ours = await wanted(payload.fulfillmentOrders.map(({ id }) => id));
				const states: FulfillmentState[] = [];
				const unreadable: UnreadableFulfillment[] = [];
				const stopped = await readAll(
					payload.fulfillmentOrders.filter(({ id }) => ours.has(id)),
					states,
					unreadable,
				);
				// What was read before Amazon fell silent is told all the same.
				yield { states, unreadable };
				if (stopped !== undefined) throw stopped;
				nextToken = payload.nextToken;
			} while (nextToken !== undefined && nextToken !== '');
		},
	};
}
