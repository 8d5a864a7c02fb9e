import Decimal from 'decimal.js';
import fc from 'fast-check';
import { money, type Money } from '../../../src/domain/money';
import { storePrice, type NoPrice, type PriceRule } from '../../../src/domain/product-price';

const WITH: PriceRule = { channelIncludesTax: true, storeIncludesTax: true };
const WITHOUT: PriceRule = { channelIncludesTax: true, storeIncludesTax: false };
const told = (price: Money | NoPrice): string => (typeof price === 'string' ? price : `${price.amount} ${price.currency}`);

describe('a price of a channel in the store', () => {
	it.each<[string, string, PriceRule, string]>([
		['19.99', 'EUR', WITH, '19.99 EUR'],
		['19.99', 'EUR', { ...WITHOUT, taxRate: '19' }, '16.80 EUR'],
		['19.99', 'EUR', { ...WITHOUT, taxRate: '5,5' }, '18.95 EUR'],
		['19.99', 'EUR', { ...WITHOUT, taxRate: '0' }, '19.99 EUR'],
		['16.80', 'EUR', { channelIncludesTax: false, storeIncludesTax: true, taxRate: '19' }, '19.99 EUR'],
		['19.99', 'USD', { channelIncludesTax: false, storeIncludesTax: false }, '19.99 USD'],
		['19.99', 'EUR', WITHOUT, 'taxRateUnknown'],
		['19.99', 'EUR', { ...WITHOUT, taxRate: ' ' }, 'taxRateUnknown'],
		['19.99', 'USD', { channelIncludesTax: false, storeIncludesTax: true }, 'taxRateUnknown'],
		['19.99', 'EUR', { ...WITHOUT, taxRate: 'VAT' }, 'notANumber'],
		['19.99', 'EUR', { ...WITHOUT, taxRate: '-5' }, 'notANumber'],
		['20.00', 'EUR', { ...WITH, markup: { percent: '10' } }, '22.00 EUR'],
		['20.00', 'EUR', { ...WITH, markup: { percent: '-12,5' } }, '17.50 EUR'],
		['20.00', 'EUR', { ...WITH, markup: { amount: '1.25' } }, '21.25 EUR'],
		['20.00', 'EUR', { ...WITH, markup: { percent: '' } }, 'notANumber'],
		['20.00', 'EUR', { ...WITH, markup: { percent: '1e3' } }, 'notANumber'],
		['20.00', 'EUR', { ...WITH, markup: { amount: '-20' } }, 'notPositive'],
		['0.00', 'EUR', WITH, 'notPositive'],
		['0.01', 'EUR', { ...WITHOUT, taxRate: '300' }, 'notPositive'],
		['19.49', 'EUR', { ...WITH, rounding: 'to99' }, '19.99 EUR'],
		['19.48', 'EUR', { ...WITH, rounding: 'to99' }, '18.99 EUR'],
		['0.10', 'EUR', { ...WITH, rounding: 'to99' }, '0.99 EUR'],
		['20.00', 'EUR', { ...WITHOUT, taxRate: '19', rounding: 'to99' }, '16.80 EUR'],
		['1980', 'JPY', { ...WITH, rounding: 'to99' }, '1980 JPY'],
		['1.234', 'KWD', { ...WITH, rounding: 'to99' }, '0.990 KWD'],
	])('of %s %s by %j is %s', (amount, currency, rule, price) => {
		expect(told(storePrice({ amount, currency }, rule))).toBe(price);
	});

	const amount = fc.integer({ min: 1, max: 1_000_000 }).map((cents) => money(new Decimal(cents).div(100), 'EUR'));
	const taxRate = fc.constantFrom('4', '5.5', '7', '19', '20', '21', '25', '27');

	it('without tax comes back with it, but for a cent or less', () => {
		fc.assert(
			fc.property(amount, taxRate, (listed, rate) => {
				const net = storePrice(listed, { ...WITHOUT, taxRate: rate });
				if (typeof net === 'string') return;
				const gross = new Decimal(net.amount).times(new Decimal(rate).div(100).plus(1));
				expect(gross.minus(listed.amount).abs().toNumber()).toBeLessThanOrEqual(0.01);
			}),
		);
	});

	it('rounded ends in .99, not more than half a unit away', () => {
		fc.assert(
			fc.property(amount, (listed) => {
				const price = storePrice(listed, { ...WITH, rounding: 'to99' });
				expect(told(price)).toMatch(/^\d+\.99 EUR$/);
				if (typeof price === 'string' || new Decimal(listed.amount).lessThan(1)) return;
				expect(new Decimal(price.amount).minus(listed.amount).abs().toNumber()).toBeLessThanOrEqual(0.5);
			}),
		);
	});

	it('with a markup is never lower, and of a higher price never lower', () => {
		const percent = fc.integer({ min: 0, max: 300 }).map(String);
		fc.assert(
			fc.property(amount, amount, percent, fc.constantFrom('none', 'to99'), (one, other, more, rounding) => {
				const [low, high] = [one, other].toSorted((a, b) => new Decimal(a.amount).comparedTo(b.amount));
				if (low === undefined || high === undefined) return;
				const of = (listed: Money, rule: PriceRule): Decimal => {
					const price = storePrice(listed, { ...rule, rounding });
					return new Decimal(typeof price === 'string' ? 0 : price.amount);
				};
				const rule: PriceRule = { ...WITH, markup: { percent: more } };
				expect(of(low, rule).lessThanOrEqualTo(of(high, rule))).toBe(true);
				expect(of(low, WITH).lessThanOrEqualTo(of(low, rule))).toBe(true);
			}),
		);
	});
});
