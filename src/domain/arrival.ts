import type { Order } from './order';
import { unitsByLine } from './shipment';
import type { IsoTime } from './time';

/** Whether all that was to be sent has arrived, by what is said of its packages. Nothing said is no yes. */
export function hasArrived({ packages, lines }: Pick<Order, 'packages' | 'lines'>): boolean {
	const sent = packages.filter(({ phase }) => phase !== 'cancelled');
	if (sent.length === 0 || sent.some(({ phase }) => phase !== 'delivered')) return false;
	// A package whose lines nobody named holds whatever is not in another.
	if (sent.some((parcel) => parcel.lines.length === 0)) return true;
	const units = unitsByLine(sent.flatMap((parcel) => parcel.lines));
	return lines.every(({ id, quantity, quantityCancelled }) => (units.get(id) ?? 0) >= quantity - quantityCancelled);
}

/** When the last package arrived, where all have: as they say, else at the time given; undefined where they have not. */
export function arrivedAt(order: Pick<Order, 'packages' | 'lines'>, otherwise: IsoTime): IsoTime | undefined {
	if (!hasArrived(order)) return undefined;
	return (
		order.packages
			.flatMap(({ deliveredAt }) => deliveredAt ?? [])
			.toSorted()
			.at(-1) ?? otherwise
	);
}
