import { readInvalid } from '../platforms/amazon/orders/reading';
import { eur, item, order } from '../platforms/amazon/orders/wire-orders';
import wish from '../fixtures/cases/amazon-included-tax-only-grand-total.json';

const tax = (amount: string) => ({ type: 'TAX', subtotal: eur(amount), detailedBreakdowns: [{ subtype: 'ITEM', value: eur(amount) }] });
const price = (amount: string) => ({ type: 'ITEM', subtotal: eur(amount) });

describe(wish.right, () => {
	it('reads the tax as part of the price', () => {
		const { totals, lines, charges } = readInvalid(wish.order);
		expect(totals).toEqual({ grand: eurOf('119.00'), computed: eurOf('119.00') });
		expect(lines[0]).toMatchObject({ total: { amount: '119.00' }, tax: { how: 'included', amount: { amount: '19.00' } } });
		expect(charges).toEqual([]);
	});

	const total = (grand: string, ...orderItems: readonly object[]) =>
		readInvalid(order({ proceeds: { grandTotal: eur(grand) }, orderItems }));
	const unproven = (orderItemId: string, ...breakdowns: readonly object[]) => item({ orderItemId, proceeds: { breakdowns } });

	it.each([
		['on top', '138.00', 'added'],
		['part of the price, a cent off', '119.01', 'included'],
	])('reads it as it makes the total: %s', (_what, grand, how) => {
		const read = total(grand, unproven('1', price('119.00'), tax('19.00')));
		expect([read.lines[0]?.tax?.how, read.totals.difference, read.totals.computed.amount]).toEqual([how, undefined, grand]);
	});

	it('goes by all items together, beside those that prove it themselves', () => {
		const proven = item({ orderItemId: '1', proceeds: { proceedsTotal: eur('23.80'), breakdowns: [price('20.00'), tax('3.80')] } });
		const read = total('154.80', proven, unproven('2', price('119.00'), tax('19.00')), unproven('3', price('12.00'), tax('1.92')));
		expect(read.totals.difference).toBeUndefined();
		expect(read.lines.map((line) => line.tax?.how)).toEqual(['added', 'included', 'included']);
	});

	it('holds a discount against it, too', () => {
		const read = total('107.10', unproven('1', price('119.00'), { type: 'DISCOUNT', subtotal: eur('11.90') }, tax('17.10')));
		expect(read.totals.difference).toBeUndefined();
		expect(read.lines[0]).toMatchObject({ discount: { amount: '11.90' }, tax: { how: 'included' } });
	});
});

function eurOf(amount: string) {
	return { amount, currency: 'EUR' };
}
