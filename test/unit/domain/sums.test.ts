import fc from 'fast-check';
import { absolute, add, compare, equals, fractionDigits, money, subtract, type Money } from '../../../src/domain/money';
import type { Charge, OrderLine, Tax } from '../../../src/domain/order';
import { ADJUSTMENT_LIMIT, computeGrand, settleSums } from '../../../src/domain/sums';

const currencies = fc.constantFrom('EUR', 'JPY', 'KWD');
const units = (max: number) => fc.nat(max);

function parts(code: string) {
	const of = (minor: number): Money => money(minor / 10 ** fractionDigits(code), code);
	const tax = fc.option(
		fc.record({
			amount: units(2_000).map(of),
			how: fc.constantFrom('included' as const, 'added' as const),
			collectedBy: fc.constant('merchant' as const),
		}),
		{ nil: undefined },
	);
	const priced = fc
		.tuple(units(50_000), units(5_000), tax)
		.map(([total, discount, taxes]): { total: Money; discount: Money; tax?: Tax } => ({
			total: of(Math.max(total, discount)),
			discount: of(discount),
			...(taxes === undefined ? {} : { tax: taxes }),
		}));
	const line = priced.map((price): OrderLine => ({
		...price,
		id: '1',
		sku: 'S',
		title: 'T',
		quantity: 1,
		quantityShipped: 0,
		quantityCancelled: 0,
		unitPrice: price.total,
		programs: [],
		promotions: [],
	}));
	const charge = priced.map((price): Charge => ({ ...price, kind: 'shipping' }));
	return fc.record({
		code: fc.constant(code),
		lines: fc.array(line, { maxLength: 6 }),
		charges: fc.array(charge, { maxLength: 4 }),
		off: fc.integer({ min: -200, max: 200 }).map(of),
	});
}

const cases = currencies.chain(parts);

describe('the sums of an order against what the platform reports', () => {
	it('are the reported total, or the difference is named; never both, never neither', () => {
		fc.assert(
			fc.property(cases, ({ code, lines, charges, off }) => {
				const computed = computeGrand(lines, charges, code);
				const reported = add(computed, off);
				const settled = settleSums(lines, charges, code, reported);
				expect(equals(computeGrand(lines, settled.charges, code), settled.computed)).toBe(true);
				const isSmall = compare(absolute(off), money(ADJUSTMENT_LIMIT, code)) <= 0;
				expect(settled.difference === undefined).toBe(isSmall || equals(reported, computed));
				if (settled.difference === undefined) expect(equals(settled.computed, reported)).toBe(true);
				else expect(equals(add(settled.computed, settled.difference), reported)).toBe(true);
			}),
			{ numRuns: 300 },
		);
	});

	it('take taxes on top only where they come on top, and discounts off', () => {
		const line = {
			id: '1',
			sku: 'S',
			title: 'T',
			quantity: 1,
			quantityShipped: 0,
			quantityCancelled: 0,
			unitPrice: money(10, 'EUR'),
			programs: [],
			promotions: [],
		};
		const tax = (how: Tax['how']): Tax => ({ amount: money('1.90', 'EUR'), how, collectedBy: 'marketplace' });
		const of = (how: Tax['how']) =>
			computeGrand([{ ...line, total: money(10, 'EUR'), discount: money(2, 'EUR'), tax: tax(how) }], [], 'EUR').amount;
		expect([of('included'), of('added')]).toEqual(['8.00', '9.90']);
	});

	it('name a rounding, and leave a yen alone', () => {
		const lineless = (reported: Money) => settleSums([], [], reported.currency, reported);
		expect(lineless(money('0.05', 'EUR')).charges).toMatchObject([{ kind: 'adjustment', title: 'Rounding', total: { amount: '0.05' } }]);
		expect(lineless(money('-0.05', 'EUR')).charges).toMatchObject([{ kind: 'adjustment', total: { amount: '-0.05' } }]);
		expect(lineless(money('0.06', 'EUR')).difference).toEqual(money('0.06', 'EUR'));
		expect(lineless(money('1', 'JPY')).difference).toEqual(money('1', 'JPY'));
		expect(settleSums([], [], 'EUR', undefined)).toEqual({ charges: [], computed: subtract(money(1, 'EUR'), money(1, 'EUR')) });
	});
});
