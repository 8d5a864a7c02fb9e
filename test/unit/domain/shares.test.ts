import Decimal from 'decimal.js';
import fc from 'fast-check';
import { split, spread, takeInTurn } from '../../../src/domain/shares';

const cents = (most = 1_000_00) => fc.integer({ min: 0, max: most }).map((units) => new Decimal(units).div(100));
const costs = fc.array(cents(), { minLength: 1, maxLength: 6 });
const sum = (values: readonly Decimal[]): string => Decimal.sum(0, ...values).toFixed();

it('splits an amount so that the shares are it again', () => {
	fc.assert(
		fc.property(cents(), fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 6 }), (amount, weights) => {
			const shares = split(amount, 'EUR', weights);
			expect(shares).toHaveLength(weights.length);
			expect(sum(shares)).toBe(amount.toFixed());
		}),
	);
	expect(split(new Decimal('9.995'), 'EUR', [3]).map(String)).toEqual(['9.995']);
});

it('spreads a discount over what costs at least as much, a share of each and never more than a cent beside it', () => {
	fc.assert(
		fc.property(costs, cents(6_000_00), (all, discount) => {
			const shares = spread(discount, 'EUR', all);
			const worth = Decimal.sum(0, ...all);
			if (worth.lessThan(discount)) return expect(shares).toBeUndefined();
			expect(sum(shares ?? [])).toBe(discount.toFixed());
			for (const [index, share] of (shares ?? []).entries()) {
				const exact = worth.isZero() ? new Decimal(0) : discount.times(all[index] ?? 0).div(worth);
				expect(share.minus(exact).abs().lessThanOrEqualTo('0.01')).toBe(true);
			}
		}),
	);
});

it('takes an amount off one after the other, and nobody loses more than it costs', () => {
	fc.assert(
		fc.property(costs, cents(6_000_00), (all, amount) => {
			const parts = takeInTurn(amount, all);
			if (Decimal.sum(0, ...all).lessThan(amount)) return expect(parts).toBeUndefined();
			expect(sum(parts ?? [])).toBe(amount.toFixed());
			const touched = (parts ?? []).findIndex((part, index) => !part.equals(all[index] ?? 0));
			if (touched >= 0) expect(sum((parts ?? []).slice(touched + 1))).toBe('0');
		}),
	);
});
