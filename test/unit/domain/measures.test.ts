import Decimal from 'decimal.js';
import fc from 'fast-check';
import { lengthIn, totalWeight, weightIn } from '../../../src/domain/measures';

describe('a measure in the unit of a store', () => {
	it.each([
		['250', 'grams', 'kg', '0.25'],
		['1', 'pounds', 'kg', '0.4536'],
		['1.5', 'Kilograms', 'lbs', '3.3069'],
		['8', 'ounces', 'g', '226.7962'],
		['25', 'hundredths_pounds', 'oz', '4'],
		['1e2', 'grams', 'g', '100'],
		['1', 'milligrams', 'kg', '0.000001'],
	])('weighs %s %s as %s: %s', (value, unit, to, weight) => {
		expect(weightIn({ value, unit }, to)).toBe(weight);
	});

	it.each([
		['1', 'inches', 'cm', '2.54'],
		['2', 'feet', 'in', '24'],
		['0.5', 'meters', 'mm', '500'],
		['1', 'centimetres', 'm', '0.01'],
	])('is %s %s long in %s: %s', (value, unit, to, length) => {
		expect(lengthIn({ value, unit }, to)).toBe(length);
	});

	it.each([
		['1', 'stone'],
		['0', 'grams'],
		['-1', 'grams'],
		['1,5', 'grams'],
		['', 'grams'],
		['1', 'constructor'],
	])('is none where it is %s %s', (value, unit) => {
		expect(weightIn({ value, unit }, 'kg')).toBeUndefined();
	});

	it('is never written with an exponent, and is the same there and back', () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 10_000_000 }), fc.constantFrom('kg', 'g', 'lbs', 'oz'), (grams, unit) => {
				const there = weightIn({ value: String(grams), unit: 'grams' }, unit);
				expect(there).toMatch(/^\d+(\.\d+)?$/);
				const back = new Decimal(weightIn({ value: there ?? '', unit }, 'grams') ?? 0);
				expect(
					back
						.minus(grams)
						.abs()
						.lte(unit === 'g' ? 0 : 0.1),
				).toBe(true);
			}),
		);
	});

	it('is added up over pieces', () => {
		expect(
			totalWeight(
				[
					{ value: '0.25', unit: 'kg', pieces: 3 },
					{ value: '100', unit: 'g', pieces: 1 },
				],
				'kg',
			),
		).toEqual({ value: '0.85', unit: 'kg' });
	});
});
