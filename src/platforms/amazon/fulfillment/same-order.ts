import type { FulfillmentRequest, FulfillmentState } from '../../../domain/fulfillment';

/** What an order at Amazon tells of itself beside its lines; what it does not tell is not compared. */
export interface Standing {
	readonly state: FulfillmentState;
	readonly displayId: string | undefined;
	readonly postcode: string | undefined;
	readonly country: string | undefined;
}

const plain = (text: string): string => text.replaceAll(/[^\p{L}\p{N}]/gu, '').toUpperCase();
const agrees = (told: string | undefined, wanted: string | undefined): boolean =>
	told === undefined || wanted === undefined || plain(told) === '' || plain(told) === plain(wanted);

/**
 * Whether what stands under a request's id is that request: "already exists" alone is said of whatever has the id. It may
 * have fewer lines: the rest was not Amazon's then, and goes under the next id.
 */
export function isRequest({ state, displayId, postcode, country }: Standing, request: FulfillmentRequest): boolean {
	const lines = new Map(request.lines.map((line) => [line.id, line]));
	return (
		state.id === request.id &&
		// The newer version has no number of its own, and shows the id in its place.
		(displayId === request.id || agrees(displayId, request.displayId)) &&
		agrees(postcode, request.address.postcode) &&
		agrees(country, request.address.country) &&
		state.lines.length > 0 &&
		state.lines.every(({ id, sku, quantity }) => {
			const line = lines.get(id);
			return line?.sku === sku && line.quantity === quantity;
		})
	);
}
