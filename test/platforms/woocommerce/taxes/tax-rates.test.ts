import Decimal from 'decimal.js';
import { matchingRates, taxesOn, taxPlace } from '../../../../src/platforms/woocommerce/taxes/tax-rates';
import type { TaxFacts } from '../../../../src/platforms/woocommerce/settings';
import type { WireTaxRate } from '../../../../src/platforms/woocommerce/wire/tax-rate';

const rate = (id: number, given: Partial<WireTaxRate> = {}): WireTaxRate => ({
	id,
	country: '',
	state: '',
	postcodes: [],
	cities: [],
	rate: '10.0000',
	priority: 1,
	compound: false,
	shipping: true,
	taxClass: 'standard',
	...given,
});
const facts = (rates: readonly WireTaxRate[], basedOn: TaxFacts['basedOn'] = 'shipping'): TaxFacts => ({
	basedOn,
	base: { country: 'DE', state: '', postcode: '10115', city: 'Berlin' },
	shippingClass: 'inherit',
	roundAtSubtotal: false,
	classes: [''],
	rates,
	pricesIncludeTax: false,
});
const place = (country: string, more: Partial<Record<'state' | 'postcode' | 'city', string>> = {}) => ({
	country,
	state: '',
	postcode: '',
	city: '',
	...more,
});
const ids = (rates: readonly WireTaxRate[], where: ReturnType<typeof place>, taxClass = ''): readonly number[] =>
	matchingRates(facts(rates), where, taxClass).map(({ id }) => id);

describe('which rates apply where', () => {
	it('one per priority, the most specific first', () => {
		const rates = [
			rate(1),
			rate(2, { country: 'US' }),
			rate(3, { country: 'US', state: 'CA' }),
			rate(4, { country: 'US', state: 'CA', postcodes: ['90210'] }),
			rate(5, { priority: 2 }),
		];
		expect(ids(rates, place('US', { state: 'CA', postcode: '90210' }))).toEqual([4, 5]);
		expect(ids(rates, place('US', { state: 'CA', postcode: '1' }))).toEqual([3, 5]);
		expect(ids(rates, place('US', { state: 'NY' }))).toEqual([2, 5]);
		expect(ids(rates, place('FR'))).toEqual([1, 5]);
		expect(ids(rates, place(''))).toEqual([]);
	});

	it('only those of the class', () => {
		expect(ids([rate(1), rate(2, { taxClass: 'reduced-rate' })], place('DE'), 'reduced-rate')).toEqual([2]);
	});

	it.each([
		['SW1A 1AA', 'SW1A1AA', true],
		['sw1a1aa', 'SW1A*', true],
		['SW2A 1AA', 'SW1A*', false],
		['10115', '10000...19999', true],
		['20115', '10000...19999', false],
		['01067', '01000...02000', true],
		['AB12', 'AB10...AB20', true],
		['', '10000...19999', false],
	])('postcode %s against %s: %s', (postcode, pattern, matches) => {
		expect(ids([rate(1, { postcodes: [pattern] })], place('GB', { postcode }))).toEqual(matches ? [1] : []);
	});

	it('cities without regard to case', () => {
		const rates = [rate(1, { cities: ['NEW YORK', 'BOSTON'] })];
		expect(ids(rates, place('US', { city: 'New York' }))).toEqual([1]);
		expect(ids(rates, place('US', { city: 'York' }))).toEqual([]);
	});

	it('compound rates come on top of the others', () => {
		const taxes = taxesOn(new Decimal('100'), [rate(1, { rate: '5.0000' }), rate(2, { rate: '9.9750', priority: 2, compound: true })]);
		expect(taxes.map(String)).toEqual(['5', '10.47375']);
	});

	it('the place is the address the shop goes by, and the shop itself without a country', () => {
		const [billing, shipping] = [place('FR'), place('US')];
		expect(taxPlace(facts([]), billing, shipping).country).toBe('US');
		expect(taxPlace(facts([]), billing, place('')).country).toBe('FR');
		expect(taxPlace(facts([], 'billing'), billing, shipping).country).toBe('FR');
		expect(taxPlace(facts([], 'base'), billing, shipping).country).toBe('DE');
		expect(taxPlace(facts([]), place(''), place(''))).toEqual(facts([]).base);
	});
});
