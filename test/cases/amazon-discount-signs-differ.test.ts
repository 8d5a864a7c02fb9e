import { readInvalid } from '../platforms/amazon/orders/reading';
import { eur, item, order } from '../platforms/amazon/orders/wire-orders';
import wish from '../fixtures/cases/amazon-discount-signs-differ.json';

describe(wish.right, () => {
	it('takes the discount off the shipping once', () => {
		const { lines, charges, totals } = readInvalid(wish.order);
		expect(lines[0]).toMatchObject({ total: { amount: '34.99' }, discount: { amount: '0.00' } });
		expect(charges).toMatchObject([{ kind: 'shipping', total: { amount: '4.99' }, discount: { amount: '4.99' } }]);
		expect(totals.difference).toBeUndefined();
	});

	const read = (total: string, ...breakdowns: readonly object[]) =>
		readInvalid(
			order({ proceeds: { grandTotal: eur(total) }, orderItems: [item({ proceeds: { proceedsTotal: eur(total), breakdowns } })] }),
		);
	const detailed = (type: string, subtotal: string, details: Readonly<Record<string, string>>) => ({
		type,
		subtotal: eur(subtotal),
		detailedBreakdowns: Object.entries(details).map(([subtype, amount]) => ({ subtype, value: eur(amount) })),
	});
	const parts = [
		{ type: 'ITEM', subtotal: eur('30.00') },
		{ type: 'SHIPPING', subtotal: eur('5.00') },
	];

	it.each([
		['-6.00', { ITEM: '4.00', SHIPPING: '2.00' }],
		['6.00', { ITEM: '-4.00', SHIPPING: '-2.00' }],
		['-6.00', { ITEM: '-4.00', SHIPPING: '2.00' }],
		['-6.00', { SHIPPING: '2.00' }],
		['6.00', { SHIPPING: '-2.00' }],
		['-6.00', { ITEM: '-4.00', SHIPPING: '-2.00' }],
	])('reads the size of each part, whatever its sign: %s %j', (subtotal, details) => {
		const { lines, charges, totals } = read('29.00', ...parts, detailed('DISCOUNT', subtotal, details));
		expect([lines[0]?.discount.amount, charges.map(({ discount }) => discount.amount), totals.difference]).toEqual([
			'4.00',
			['2.00'],
			undefined,
		]);
	});

	it('leaves the tax details alone that add up without the tax on the discount', () => {
		const taxes = detailed('TAX', '7.00', { ITEM: '6.00', SHIPPING: '1.00', DISCOUNT: '-2.00' });
		const { lines, charges } = read('37.00', ...parts, detailed('DISCOUNT', '-5.00', { SHIPPING: '-5.00' }), taxes);
		expect([lines[0]?.tax?.amount.amount, charges[0]?.tax?.amount.amount]).toEqual(['6.00', '1.00']);
	});

	it('shares a tax told in one sum to the cent', () => {
		const { lines, charges } = read('42.00', ...parts, { type: 'TAX', subtotal: eur('7.00') });
		expect([lines[0]?.tax?.amount.amount, charges[0]?.tax?.amount.amount]).toEqual(['6.00', '1.00']);
		const odd = read('36.00', ...parts, { type: 'TAX', subtotal: eur('1.00') });
		expect([odd.lines[0]?.tax?.amount.amount, odd.charges[0]?.tax?.amount.amount]).toEqual(['0.86', '0.14']);
	});
});
