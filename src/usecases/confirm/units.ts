import { unitsByLine } from '../../domain/shipment';
import type { SeenOrder } from '../../ports/database';
import type { PackedParcel, StoreLine } from './deps';

type Units = ReadonlyMap<string, number>;

export interface ConvertedParcel {
	readonly parcel: PackedParcel;
	/** Whole units of the channel's lines that it completes; none where it holds parts alone. */
	readonly units: Units;
}

export interface Converted {
	readonly parcels: readonly ConvertedParcel[];
	/** A line whose pieces cannot be told in units of the channel. */
	readonly odd?: { readonly sku: string; readonly quantity: number; readonly units: number };
	/** What of the store's lines is still to come before the units that were begun are whole. */
	readonly missing: readonly { readonly sku: string; readonly pieces: number }[];
	/** Lines that are none of the order's. */
	readonly strange: readonly string[];
}

/** Of the channel's own units. */
export function asTheyAre(order: SeenOrder, parcels: readonly PackedParcel[]): Converted {
	const known = new Set(order.lines.map(({ lineId }) => lineId));
	const all = parcels.map((parcel) => ({ parcel, units: unitsByLine(parcel.lines) }));
	const strange = all.flatMap(({ units }) => [...units.keys()]).filter((lineId) => !known.has(lineId));
	return { parcels: all, missing: [], strange };
}

/**
 * Turns pieces of a store back into units of the channel. A unit that is several products, or several pieces, counts with the
 * parcel that completes it: parcels come in the order in which they were told.
 */
export function toUnits(order: SeenOrder, storeLines: readonly StoreLine[], told: readonly PackedParcel[]): Converted {
	const known = new Set(order.lines.map(({ lineId }) => lineId));
	const { lines: own, firstOf } = byProduct(storeLines.filter(({ of }) => known.has(of)));
	const strange = told.flatMap(({ lines }) => lines.flatMap(({ lineId }) => (firstOf.has(lineId) ? [] : [lineId])));
	const pieces = ({ lines }: PackedParcel): PackedParcel['lines'] =>
		lines.map((line) => ({ ...line, lineId: firstOf.get(line.lineId) ?? line.lineId }));
	const parcels = told.map((parcel) => ({ parcel, packed: unitsByLine(pieces(parcel)) }));
	const packed = parcels.flatMap((one) => [...one.packed.keys()]);
	// What is in no parcel may be as odd as it likes.
	const touched = new Set(own.filter(({ lineId }) => packed.includes(lineId)).map(({ of }) => of));
	const lines = new Map(own.filter(({ of }) => touched.has(of)).map((line) => [line.lineId, line]));
	const each = new Map<string, number>();
	for (const line of lines.values()) {
		const pieces = piecesOfUnit(order, line);
		if (pieces === undefined) {
			const units = order.lines.find(({ lineId }) => lineId === line.of)?.quantity ?? 0;
			return { parcels: [], odd: { sku: line.sku, quantity: line.quantity, units }, missing: [], strange };
		}
		each.set(line.lineId, pieces);
	}
	const gone = new Map<string, number>();
	const whole = new Map<string, number>();
	const converted = parcels.map(({ parcel, packed: now }) => {
		for (const [lineId, pieces] of now) gone.set(lineId, (gone.get(lineId) ?? 0) + pieces);
		const units = new Map<string, number>();
		for (const [of, parts] of Map.groupBy(lines.values(), (line) => line.of)) {
			const done = Math.min(...parts.map(({ lineId }) => Math.floor((gone.get(lineId) ?? 0) / (each.get(lineId) ?? 1))));
			const more = done - (whole.get(of) ?? 0);
			if (more > 0) units.set(of, more);
			whole.set(of, done);
		}
		return { parcel, units };
	});
	return { parcels: converted, missing: missingOf([...lines.values()], { gone, each, whole }), strange };
}

/** One line for each product of a channel's line, with the pieces of all that are of it, under the id of the first. */
function byProduct(lines: readonly StoreLine[]): { readonly lines: readonly StoreLine[]; readonly firstOf: ReadonlyMap<string, string> } {
	const groups = [...Map.groupBy(lines, ({ of, part, sku }) => JSON.stringify([of, part, sku])).values()];
	const firstOf = new Map(groups.flatMap((group) => group.map(({ lineId }) => [lineId, group[0]?.lineId ?? lineId] as const)));
	return {
		lines: groups.flatMap(([first, ...more]) =>
			first === undefined ? [] : [{ ...first, quantity: more.reduce((sum, { quantity }) => sum + quantity, first.quantity) }],
		),
		firstOf,
	};
}

interface Standing {
	readonly gone: Units;
	readonly each: Units;
	readonly whole: Units;
}

/** Of the units that were begun. */
function missingOf(lines: readonly StoreLine[], { gone, each, whole }: Standing): Converted['missing'] {
	return [...Map.groupBy(lines, ({ of }) => of)].flatMap(([of, parts]) => {
		const begun = Math.max(...parts.map(({ lineId }) => Math.ceil((gone.get(lineId) ?? 0) / (each.get(lineId) ?? 1))));
		if (begun <= (whole.get(of) ?? 0)) return [];
		return parts.flatMap(({ lineId, sku }) => {
			const pieces = begun * (each.get(lineId) ?? 1) - (gone.get(lineId) ?? 0);
			return pieces > 0 ? [{ sku, pieces }] : [];
		});
	});
}

/** As it was noted; else by what was ordered here and there. Undefined where that is no whole number. */
function piecesOfUnit(order: SeenOrder, { of, pieces, quantity }: StoreLine): number | undefined {
	if (pieces !== undefined) return pieces;
	const line = order.lines.find(({ lineId }) => lineId === of);
	if (line === undefined) return undefined;
	// Units may have been called off before it was saved, or since.
	return [line.quantity - line.cancelled, line.quantity]
		.filter((units) => units > 0 && quantity > 0 && quantity % units === 0)
		.map((units) => quantity / units)[0];
}
