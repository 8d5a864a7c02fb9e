import type { OrderLine } from '../../domain/order';

/** Units of a line that are neither refunded nor shipped. */
export type OpenUnits = (line: OrderLine) => number;

/** Sets (bundles, composites) of an order: lines that hold others, and the lines that are parts of them. */
export interface Sets {
	/** The sets that a line is a part of, the innermost first. */
	around(line: OrderLine): readonly OrderLine[];
	/** All that is in it, sets in it too. */
	partsOf(line: OrderLine): readonly OrderLine[];
}

export function setsOf(lines: readonly OrderLine[]): Sets {
	const byId = new Map(lines.map((line) => [line.id, line]));
	const around = (line: OrderLine): readonly OrderLine[] => {
		const found: OrderLine[] = [];
		for (let at = outer(line); at !== undefined && at !== line && !found.includes(at); at = outer(at)) found.push(at);
		return found;
	};
	const outer = ({ partOf }: OrderLine): OrderLine | undefined => (partOf === undefined ? undefined : byId.get(partOf));
	return { around, partsOf: (set) => lines.filter((line) => line !== set && around(line).includes(set)) };
}

/** Of a set that was given back, its parts were given back as well, though the store keeps no count of that. */
function unitsWithin(line: OrderLine, sets: Sets, open: OpenUnits): number {
	return sets.around(line).reduce((units, set) => {
		if (set.quantity === 0) return units;
		return Math.min(units, Math.floor((line.quantity * open(set)) / set.quantity));
	}, open(line));
}

/** How many of a line are left as a whole; of a set some of whose parts are gone, `least` are, and up to `most` are not gone as a whole. */
export interface Left {
	readonly least: number;
	readonly most: number;
}

/** The store may count what is gone at a set, at its parts, or at both. */
export function leftOf(line: OrderLine, sets: Sets, open: OpenUnits): Left {
	const units = unitsWithin(line, sets, open);
	const parts = sets.partsOf(line).filter((part) => part.quantity > 0 && sets.partsOf(part).length === 0);
	const wholes = parts.map((part) => Math.min(units, (line.quantity * open(part)) / part.quantity));
	return { least: Math.floor(Math.min(units, ...wholes)), most: wholes.length === 0 ? units : Math.ceil(Math.max(...wholes)) };
}
