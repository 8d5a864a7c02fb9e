import type { Package } from '../../../domain/order';
import type { ParcelStatus } from '../../../domain/shipment';
import { STATUS } from '../constants';
import type { ShiptasticShipment } from '../wire/plugin-parcels';
import type { WireStoreOrder } from '../wire/store-order';
import { packageFrom, presetPackages } from './parcel-presets';
import { trackedPackages } from './tracking-items';

/** Shiptastic's words that say that a parcel is out of the house; all others are before that. */
const SHIPTASTIC: ReadonlyMap<string, ParcelStatus> = new Map([
	['shipped', 'inTransit'],
	['delivered', 'delivered'],
	['returned', 'returned'],
]);

const shiptasticPackage = ({ id, status, ...shipment }: ShiptasticShipment): Package =>
	packageFrom({ ...shipment, id: `shiptastic-${id}`, status, phase: SHIPTASTIC.get(status) ?? 'announced' });

const plain = (number: string | undefined): string => (number ?? '').replaceAll(/\s/g, '').toUpperCase();

/** Who says that it left knows more than who made its label, and who says that it arrived, more than both. */
const later = (one: Package['phase'], other: Package['phase']): Package['phase'] =>
	one === undefined || one === 'announced' || other === 'delivered' ? (other ?? one) : one;

/** One parcel that two plugins noted. */
function joined(one: Package, other: Package): Package {
	const phase = later(one.phase, other.phase);
	return {
		...other,
		...one,
		...(phase === undefined ? {} : { phase }),
		lines: one.lines.length > 0 ? one.lines : other.lines,
	};
}

/** Sources in turn: what a later one says of a number that is known already only adds to it. */
function inOne(sources: readonly (readonly Package[])[]): readonly Package[] {
	const all: Package[] = [];
	for (const found of sources) {
		const before = all.length;
		for (const parcel of found) {
			const at = all
				.slice(0, before)
				.findIndex(({ trackingNumber }) => plain(trackingNumber) !== '' && plain(trackingNumber) === plain(parcel.trackingNumber));
			const known = all[at];
			if (known === undefined) all.push(parcel);
			else all[at] = joined(known, parcel);
		}
	}
	return all;
}

/** Advanced Shipment Tracking's own status. */
const DELIVERED = 'delivered';

/** A completed order has left as a whole, whatever a label's plugin says. */
function asTheOrderSays(parcel: Package, status: string): Package {
	if (status === DELIVERED) return { ...parcel, phase: 'delivered' };
	return status === STATUS.completed && parcel.phase === 'announced' ? { ...parcel, phase: 'inTransit' } : parcel;
}

/** The parcels of an order: the store's own fulfillments, then what plugins say, one of each number. Ids are the same at every reading. */
export const notedParcels = (wire: WireStoreOrder, fulfillments: readonly Package[]): readonly Package[] =>
	inOne([
		fulfillments,
		wire.shipments.filter(({ comesBack }) => !comesBack).map(shiptasticPackage),
		trackedPackages(wire.meta),
		...presetPackages(wire.meta, wire.lines),
	]).map((parcel) => asTheOrderSays(parcel, wire.status));
