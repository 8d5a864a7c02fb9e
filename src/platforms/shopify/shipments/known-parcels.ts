import { unitsByLine, type Shipment } from '../../../domain/shipment';
import type { WireParcel } from '../wire/fulfillment-order';
import type { ToldBook } from './told-parcels';

type Told = Pick<ToldBook, 'fulfillmentsOf'>;

/** What the shop has of a parcel that nobody noted: what bears its number, and which of its units that holds. */
function byNumber({ lines, trackingNumber }: Shipment, standing: readonly WireParcel[]) {
	const found =
		trackingNumber === undefined ? [] : standing.filter((one) => one.trackingInfo.some(({ number }) => number === trackingNumber));
	const held = unitsByLine(
		found.flatMap(({ fulfillmentLineItems }) =>
			fulfillmentLineItems.map(({ quantity, lineItem }) => ({ lineId: lineItem.id, quantity: quantity ?? 0 })),
		),
	);
	const missing = [...unitsByLine(lines)].flatMap(([lineId, wanted]) => {
		const quantity = wanted - (held.get(lineId) ?? 0);
		return quantity > 0 ? [{ lineId, quantity }] : [];
	});
	// Two parcels of an order may have one number: one that holds nothing of what is meant is the other.
	const isOther = held.size > 0 && !lines.some(({ lineId }) => held.has(lineId));
	return { found: isOther ? [] : found, missing: isOther || found.length === 0 ? [] : missing };
}

export interface KnownParcel {
	/** Undefined where the shop has nothing of it. */
	readonly found: WireParcel | undefined;
	/** All that it became. */
	readonly fulfillments: readonly string[];
	/** What of it is not in the shop though a part is: whoever told it did not get to all its locations. */
	readonly missing: Shipment['lines'];
}

/** By what was noted when it was told, else by its number. */
export function knownParcel(shipment: Shipment, standing: readonly WireParcel[], book: Told): KnownParcel {
	const noted = book.fulfillmentsOf(shipment.id);
	const byNote = standing.find(({ id }) => noted.includes(id));
	if (byNote !== undefined) return { found: byNote, fulfillments: noted, missing: [] };
	const { found, missing } = byNumber(shipment, standing);
	return { found: found[0], fulfillments: found.map(({ id }) => id), missing };
}
