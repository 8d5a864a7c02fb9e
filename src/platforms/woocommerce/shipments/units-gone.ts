import { LEFT, unitsByLine, type ParcelStatus, type Shipment } from '../../../domain/shipment';
import { LANGUAGES } from '../../../domain/texts/language';
import { say } from '../../../domain/texts/say';
import { metaValue } from '../wire/meta';
import type { WireStoreOrder } from '../wire/store-order';
import { unitsOf, type Fulfillment } from './fulfillments';
import { LINE_META } from './line-meta';
import { trackedPackages } from './tracking-items';

/** Units in these parcels, and in what else stands at the order: of other parcels, and those the merchant packed. */
export function shippedUnits(
	order: WireStoreOrder,
	parcels: readonly Shipment[],
	fulfillments: readonly Fulfillment[],
): ReadonlyMap<string, number> {
	const numbers = new Set(parcels.map(({ trackingNumber }) => trackingNumber));
	const noted = trackedPackages(order.meta).filter(({ trackingNumber }) => !numbers.has(trackingNumber));
	const units = unitsByLine([...parcels, ...noted].flatMap(({ lines }) => lines));
	const raise = (lineId: string, quantity: number): void => void units.set(lineId, Math.max(quantity, units.get(lineId) ?? 0));
	// Ours are among them.
	for (const [lineId, quantity] of unitsOf(fulfillments.filter(({ fulfilled }) => fulfilled))) raise(lineId, quantity);
	for (const { lineId, quantity } of markedUnits(order, () => true)) raise(lineId, quantity);
	return units;
}

/** Units in parcels that arrived; of what the merchant packed nobody knows. */
export function deliveredUnits(order: WireStoreOrder, parcels: readonly Shipment[]): ReadonlyMap<string, number> {
	const onTheirWay = new Set(
		parcels.filter(({ status }) => status !== 'delivered').flatMap(({ lines }) => lines.map(({ lineId }) => lineId)),
	);
	const units = unitsByLine(parcels.filter(({ status }) => status === 'delivered').flatMap(({ lines }) => lines));
	for (const { lineId, quantity } of markedUnits(order, (phase) => phase === 'delivered'))
		if (!onTheirWay.has(lineId)) units.set(lineId, Math.max(quantity, units.get(lineId) ?? 0));
	return units;
}

/** The admin reads it in the language of the shop, which may have changed since. */
const phaseOf = (text: string | undefined): ParcelStatus | undefined =>
	[...LEFT].find((phase) => LANGUAGES.some((language) => say(phase)[language] === text));

/** What a line was marked with when an earlier sending of the order was told. */
const markedUnits = ({ lines }: WireStoreOrder, isMeant: (phase: ParcelStatus) => boolean) =>
	lines.flatMap((line) => {
		const phase = phaseOf(metaValue(line.meta, LINE_META.phase));
		const units = Number(metaValue(line.meta, LINE_META.units) ?? 0);
		return phase !== undefined && units > 0 && isMeant(phase) ? [{ lineId: String(line.id), quantity: units }] : [];
	});
