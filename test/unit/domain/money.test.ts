import Decimal from 'decimal.js';
import fc from 'fast-check';
import {
	absolute,
	add,
	allocate,
	compare,
	CurrencyMismatch,
	decimal,
	equals,
	format,
	fractionDigits,
	isNegative,
	isZero,
	money,
	multiply,
	negate,
	subtract,
	sum,
	zero,
	type Money,
} from '../../../src/domain/money';

const currency = fc.constantFrom('EUR', 'USD', 'JPY', 'KWD', 'TND', 'KRW', 'GBP');
/** Amounts in whole minor units, of any sign. */
const amount = (min = -1_000_000_00, max = 1_000_000_00) =>
	fc
		.tuple(fc.integer({ min, max }), currency)
		.map(([units, code]) => money(new Decimal(units).div(new Decimal(10).pow(fractionDigits(code))), code));
const weight = fc.oneof(
	fc.nat(10_000),
	fc.nat(10_000).map((units) => (units / 100).toFixed(2)),
	fc.constant('33.333333333'),
);

const plain = (value: Money): boolean =>
	new RegExp(`^-?\\d+${fractionDigits(value.currency) === 0 ? '' : `\\.\\d{${fractionDigits(value.currency)}}`}$`).test(value.amount);

describe('money', () => {
	it('knows the minor units of currencies', () => {
		expect(['EUR', 'JPY', 'KWD', 'not a currency'].map(fractionDigits)).toEqual([2, 0, 3, 2]);
	});

	it('rounds half up, away from zero, and spells itself plainly', () => {
		expect([money('1.005', 'EUR'), money('-1.005', 'EUR'), money(0.1, 'eur'), money('5980.4', 'JPY')].map(format)).toEqual([
			'1.01 EUR',
			'-1.01 EUR',
			'0.10 EUR',
			'5980 JPY',
		]);
		expect(money('123456789012345678.99', 'EUR').amount).toBe('123456789012345678.99');
	});

	it('has no negative nothing', () => {
		expect(
			[money('-0.001', 'EUR'), negate(zero('EUR')), multiply(money(-1, 'EUR'), 0), money(-0, 'JPY')].map(({ amount: text }) => text),
		).toEqual(['0.00', '0.00', '0.00', '0']);
	});

	it.each(['12,30', '', 'abc', Number.NaN, Number.POSITIVE_INFINITY])('refuses %s', (value) => {
		expect(() => money(value, 'EUR')).toThrow();
	});

	it('never adds currencies', () => {
		expect(() => add(money(1, 'EUR'), money(1, 'USD'))).toThrow(CurrencyMismatch);
		expect(() => compare(money(1, 'EUR'), money(1, 'USD'))).toThrow(CurrencyMismatch);
		expect(equals(money(1, 'EUR'), money(1, 'USD'))).toBe(false);
	});

	it('adds, takes away, turns round and compares as numbers do', () => {
		fc.assert(
			fc.property(amount(), amount(), (a, other) => {
				const b = money(other.amount, a.currency);
				expect(decimal(add(a, b)).equals(decimal(a).plus(decimal(b)))).toBe(true);
				expect(equals(subtract(add(a, b), b), a)).toBe(true);
				expect(equals(sum([a, b, negate(b)], a.currency), a)).toBe(true);
				expect(isZero(add(a, negate(a)))).toBe(true);
				expect(isNegative(absolute(a))).toBe(false);
				expect(Math.sign(compare(a, b))).toBe(Math.sign(decimal(a).comparedTo(decimal(b))));
				for (const value of [a, b, add(a, b), negate(a), multiply(a, '0.333')]) expect([value, plain(value)]).toEqual([value, true]);
			}),
		);
	});
});

describe('an amount in shares', () => {
	it('adds up to the amount exactly, whatever the weights', () => {
		fc.assert(
			fc.property(amount(), fc.array(weight, { minLength: 1, maxLength: 20 }), (value, weights) => {
				const shares = allocate(value, weights);
				expect(shares).toHaveLength(weights.length);
				expect(equals(sum(shares, value.currency), value)).toBe(true);
				for (const share of shares) expect([share, plain(share)]).toEqual([share, true]);
			}),
			{ numRuns: 500 },
		);
	});

	it('has no negative share of something that is not', () => {
		fc.assert(
			fc.property(amount(0), fc.array(weight, { minLength: 1, maxLength: 20 }), (value, weights) => {
				for (const share of allocate(value, weights)) expect(isNegative(share)).toBe(false);
			}),
		);
	});

	it('is off the exact proportion by less than one minor unit', () => {
		fc.assert(
			fc.property(amount(0), fc.array(weight, { minLength: 1, maxLength: 8 }), (value, weights) => {
				const total = Decimal.sum(0, ...weights);
				fc.pre(!total.isZero());
				const unit = new Decimal(10).pow(-fractionDigits(value.currency));
				for (const [index, share] of allocate(value, weights).entries()) {
					expect(
						decimal(share)
							.minus(
								decimal(value)
									.times(weights[index] ?? 0)
									.div(total),
							)
							.abs()
							.lessThan(unit),
					).toBe(true);
				}
			}),
		);
	});

	it('is the same share for the same weight up to one minor unit, and the first takes all when none has weight', () => {
		expect(allocate(money('0.05', 'EUR'), [1, 1, 1]).map(({ amount: text }) => text)).toEqual(['0.02', '0.02', '0.01']);
		expect(allocate(money('10', 'EUR'), [0, 0]).map(({ amount: text }) => text)).toEqual(['10.00', '0.00']);
		expect(allocate(money('10', 'EUR'), [])).toEqual([]);
	});
});
