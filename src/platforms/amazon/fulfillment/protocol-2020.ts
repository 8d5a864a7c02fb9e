import type { FulfillmentState, FulfillmentRequest } from '../../../domain/fulfillment';
import type { IsoTime } from '../../../domain/time';
import { PlatformError } from '../../../domain/platform-error';
import type { FulfillmentPreview } from '../../../ports/fulfillment-service';
import { toCreate2020, toPreview2020 } from './from-request-2020';
import { readBody, unlessUnknown, type ClientOf, type OutboundProtocol } from './protocol';
import { toPreviews2020 } from './to-previews';
import { parcelsToTrack, toState2020 } from './to-state-2020';
import { wireOrder2020, wireOrders2020, wirePreviews2020, wireTracking2020, type WireOrder2020, type WireTracking2020 } from './wire-2020';

/** Parcels that Amazon has not heard of yet, or does not track. */
function isUntracked(fault: unknown): boolean {
	return fault instanceof PlatformError && (fault.details.kind === 'notFound' || fault.details.kind === 'rejected');
}

/** Fulfillment Outbound API 2020-07-01. Two requests a second for each operation, 30 at once. */
export function protocol2020(client: ClientOf): OutboundProtocol {
	const track = async (packageNumber: number): Promise<WireTracking2020 | undefined> => {
		try {
			const operation = 'getPackageTrackingDetails';
			const answer = await client().call({ operation, query: { packageNumber } });
			return readBody(operation, answer, wireTracking2020).payload;
		} catch (fault) {
			if (isUntracked(fault)) return undefined;
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

	const find = async (id: string, { tracking }: { readonly tracking: boolean }): Promise<FulfillmentState | undefined> => {
		const operation = 'getFulfillmentOrder';
		const answer = await unlessUnknown(client().call({ operation, path: { sellerFulfillmentOrderId: id } }));
		if (answer === undefined) return undefined;
		const { payload } = readBody(operation, answer, wireOrder2020);
		return toState2020(payload, tracking ? await readTrackings(payload) : new Map());
	};

	return {
		createCall: (request: FulfillmentRequest) => ({ operation: 'createFulfillmentOrder', body: toCreate2020(request) }),
		cancelCall: (id: string) => ({ operation: 'cancelFulfillmentOrder', path: { sellerFulfillmentOrderId: id } }),
		releaseCall: (id: string) => ({
			operation: 'updateFulfillmentOrder',
			path: { sellerFulfillmentOrderId: id },
			body: { fulfillmentAction: 'Ship' },
		}),
		find,

		async preview(request: FulfillmentRequest): Promise<readonly FulfillmentPreview[]> {
			const operation = 'getFulfillmentPreview';
			const answer = await client().call({ operation, body: toPreview2020(request) });
			return toPreviews2020(readBody(operation, answer, wirePreviews2020).payload.fulfillmentPreviews, request);
		},

		// The list has neither lines nor parcels: each order on it costs a call of its own, and one for each parcel under way.
		async *changedSince(since: IsoTime): AsyncGenerator<readonly FulfillmentState[]> {
			const operation = 'listAllFulfillmentOrders';
			let nextToken: string | undefined;
			do {
				const query = { queryStartDate: since, ...(nextToken === undefined ? {} : { nextToken }) };
				const { payload } = readBody(operation, await client().call({ operation, query }), wireOrders2020);
				const states: FulfillmentState[] = [];
				for (const { sellerFulfillmentOrderId } of payload.fulfillmentOrders) {
					const state = await find(sellerFulfillmentOrderId, { tracking: true });
					if (state !== undefined) states.push(state);
				}
				yield states;
				nextToken = payload.nextToken;
			} while (nextToken !== undefined && nextToken !== '');
		},
	};
}
