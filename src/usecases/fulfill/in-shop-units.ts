import type { FulfillmentState } from '../../domain/fulfillment';
import type { LinePhase } from '../../domain/order-shipments';
import { linesInPieces } from '../../domain/packs';
import { hasLeft, type Shipment } from '../../domain/shipment';
import { parseFulfillmentLineId } from './fulfillment-id';

/** The warehouse's parcels, by the shop's lines and in its pieces. */
export const shipmentsInShopUnits = ({ shipments }: FulfillmentState): readonly Shipment[] =>
	shipments.map((shipment) => ({ ...shipment, lines: linesInPieces(shipment.lines, parseFulfillmentLineId) }));

/** Where each line of the shop's order stands at the warehouse. `shipments`: in the shop's units. */
export const linePhasesOf = ({ lines, status }: FulfillmentState, shipments: readonly Shipment[]): readonly LinePhase[] =>
	linesInPieces(
		lines.map(({ id, quantity }) => ({ lineId: id, quantity })),
		parseFulfillmentLineId,
	).map(({ lineId, quantity }) => {
		const parcels = shipments.filter((parcel) => hasLeft(parcel) && parcel.lines.some((line) => line.lineId === lineId));
		const shipped = parcels
			.flatMap((parcel) => parcel.lines)
			.filter((line) => line.lineId === lineId)
			.reduce((sum, line) => sum + line.quantity, 0);
		const tracking = parcels.flatMap(({ trackingNumber }) => trackingNumber ?? []).join(', ');
		const parcel = parcels.at(-1);
		const phase = parcel === undefined ? status : parcels.every((one) => one.status === 'delivered') ? 'delivered' : parcel.status;
		return { lineId, phase, units: parcel === undefined ? quantity : shipped, ...(tracking === '' ? {} : { tracking }) };
	});
