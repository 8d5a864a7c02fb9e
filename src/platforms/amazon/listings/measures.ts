import Decimal from 'decimal.js';
import type { ListingDetails } from '../../../domain/listing';
import type { Attributes, Entry } from './attributes';

/** Amazon converts between inches and centimetres and tells all the digits that come of it. */
const DIGITS = 7;

export interface Measured {
	readonly unit: string;
	readonly value: string;
}

/** A measure above nothing, or undefined. */
export function measureOf(told: unknown): Measured | undefined {
	if (typeof told !== 'object' || told === null) return undefined;
	const { unit, value } = told as Entry;
	const number =
		typeof value === 'number' || (typeof value === 'string' && /^\d{1,9}(\.\d{1,20})?$/.test(value)) ? new Decimal(value) : undefined;
	if (number === undefined || !number.isFinite() || number.lte(0) || typeof unit !== 'string' || unit === '') return undefined;
	return { unit, value: number.toSignificantDigits(DIGITS).toFixed() };
}

/** Undefined unless all three are told, in one unit. */
export function sidesOf(told: {
	readonly length?: unknown;
	readonly width?: unknown;
	readonly height?: unknown;
}): ListingDetails['dimensions'] {
	const [length, width, height] = [measureOf(told.length), measureOf(told.width), measureOf(told.height)];
	if (length === undefined || width === undefined || height === undefined) return undefined;
	if (new Set([length.unit, width.unit, height.unit]).size > 1) return undefined;
	return { length: length.value, width: width.value, height: height.value, unit: length.unit };
}

const firstOf = <T>(attributes: Attributes, names: readonly string[], read: (entry: Entry) => T | undefined): T | undefined => {
	for (const name of names) {
		for (const entry of attributes.entries(name)) {
			const found = read(entry);
			if (found !== undefined) return found;
		}
	}
	return undefined;
};

/** With its package, which is what a parcel weighs; else of the goods. */
export const weightOf = (attributes: Attributes): Measured | undefined =>
	firstOf(attributes, ['item_package_weight', 'item_weight'], measureOf);

export const dimensionsOf = (attributes: Attributes): ListingDetails['dimensions'] =>
	firstOf(
		attributes,
		['item_package_dimensions', 'item_dimensions', 'item_length_width_height', 'item_depth_width_height'],
		({ length, depth, width, height }) => sidesOf({ length: length ?? depth, width, height }),
	);
