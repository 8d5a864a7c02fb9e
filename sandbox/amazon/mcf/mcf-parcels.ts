import type { McfOrder, McfParcel, McfShipment } from './mcf-order';

/** What a parcel is made with; what is left out is made up. */
export interface ParcelDraft {
	readonly carrierCode?: string;
	readonly trackingNumber?: string;
	/** Units per line id; left out: all that are reserved. */
	readonly quantities?: Readonly<Record<string, number>>;
	readonly packages?: number;
}

const arrivalMs = 3 * 86_400_000;

/** When a parcel should arrive, as Amazon promises at shipping. */
export const arrivalOf = ({ shipMs }: McfShipment): number => shipMs + arrivalMs;

/** One unit after the other into so many packages. */
export function packed(units: McfShipment['units'], numbers: readonly number[]): McfShipment['units'] {
	const counts = new Map<string, { lineId: string; sku: string; quantity: number; packageNumber: number }>();
	let position = 0;
	for (const { lineId, sku, quantity } of units) {
		for (let unit = 0; unit < quantity; unit += 1) {
			const packageNumber = numbers[position % numbers.length] ?? 0;
			position += 1;
			const known = counts.get(`${packageNumber} ${lineId}`) ?? { lineId, sku, quantity: 0, packageNumber };
			counts.set(`${packageNumber} ${lineId}`, { ...known, quantity: known.quantity + 1 });
		}
	}
	return [...counts.values()];
}

const amazonCarrier = (countryCode: string): string => `AMZN_${countryCode === 'GB' ? 'UK' : countryCode}`;

/** A parcel that leaves now: with Amazon's own carrier, or another where the order keeps Amazon Logistics out. */
export function parcelOf(order: McfOrder, draft: ParcelDraft, number: number, at: number): McfParcel {
	const isBlocked =
		order.request.featureConstraints?.some(
			({ featureName, featureFulfillmentPolicy }) => featureName === 'BLOCK_AMZL' && featureFulfillmentPolicy === 'Required',
		) ?? false;
	const digits = String(number).padStart(10, '0');
	return {
		packageNumber: 212_000_000 + number,
		carrierCode: draft.carrierCode ?? (isBlocked ? 'DHL' : amazonCarrier(order.request.destinationAddress.countryCode)),
		trackingNumber: draft.trackingNumber ?? (isBlocked ? `0034043${digits}` : `TBA${digits}`),
		status: 'IN_TRANSIT',
		statusMs: at,
	};
}
