import Decimal from 'decimal.js';

/** A number as somebody else writes it, with its unit. */
export interface Measure {
	readonly value: string;
	readonly unit: string;
}

/** In grams. The names are those of Amazon's product types (`kilograms`) and of stores (`kg`, `lbs`). */
const WEIGHTS: Readonly<Record<string, string>> = {
	mg: '0.001',
	milligram: '0.001',
	g: '1',
	gram: '1',
	kg: '1000',
	kilogram: '1000',
	t: '1000000',
	ton: '1000000',
	oz: '28.349523125',
	ounce: '28.349523125',
	lb: '453.59237',
	pound: '453.59237',
	hundredths_pound: '4.5359237',
	'hundredths-pound': '4.5359237',
};

/** In millimetres. */
const LENGTHS: Readonly<Record<string, string>> = {
	mm: '1',
	millimeter: '1',
	cm: '10',
	centimeter: '10',
	dm: '100',
	decimeter: '100',
	m: '1000',
	meter: '1000',
	in: '25.4',
	inch: '25.4',
	ft: '304.8',
	foot: '304.8',
	yd: '914.4',
	yard: '914.4',
	hundredths_inch: '0.254',
	'hundredths-inch': '0.254',
};

/** Kept of a converted number: a gram in tonnes is no use, and 0.4535924 kg is 0.4536. */
const DECIMALS = 4;

/** `Kilograms`, `inches` and `feet` as the tables spell them. */
function spelt(unit: string, table: Readonly<Record<string, string>>): string | undefined {
	const name = unit.trim().toLowerCase().replaceAll(' ', '_').replace(/metre/, 'meter').replace('feet', 'foot');
	return [name, name.replace(/s$/, ''), name.replace(/es$/, '')].find((one) => Object.hasOwn(table, one));
}

function converted({ value, unit }: Measure, to: string, table: Readonly<Record<string, string>>): string | undefined {
	const [from, into] = [spelt(unit, table), spelt(to, table)];
	if (from === undefined || into === undefined || !/^\s*\d+(\.\d+)?([eE][+-]?\d+)?\s*$/.test(value)) return undefined;
	const number = new Decimal(value.trim());
	if (number.isZero()) return undefined;
	const exact = number.times(table[from] ?? 1).div(table[into] ?? 1);
	const rounded = exact.toDecimalPlaces(DECIMALS, Decimal.ROUND_HALF_UP);
	// Never nothing of something.
	return (rounded.isZero() ? exact.toSignificantDigits(1) : rounded).toFixed();
}

/** A weight in another unit, without an exponent; undefined for none, or where one of the units is unknown. */
export const weightIn = (weight: Measure, unit: string): string | undefined => converted(weight, unit, WEIGHTS);

/** The same of a length. */
export const lengthIn = (length: Measure, unit: string): string | undefined => converted(length, unit, LENGTHS);

/** So many times each of these weights, in one unit. */
export const totalWeight = (
	weights: readonly { readonly value: string; readonly unit: string; readonly pieces: number }[],
	unit: string,
): Measure => ({
	value: Decimal.sum(0, ...weights.map((weight) => new Decimal(weightIn(weight, unit) ?? 0).times(weight.pieces))).toFixed(),
	unit,
});
