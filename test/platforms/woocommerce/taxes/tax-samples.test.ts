import Decimal from 'decimal.js';
import type { TaxFacts } from '../../../../src/platforms/woocommerce/settings';
import { planTaxes, type PlanItem } from '../../../../src/platforms/woocommerce/taxes/tax-plan';
import { readTaxRate } from '../../../../src/platforms/woocommerce/wire/tax-rate';
import { readSample, samples } from '../../../fixtures/woocommerce-samples';

interface Amount {
	readonly total: string;
	readonly total_tax: string;
	readonly tax_class?: string;
	readonly tax_status?: string;
}
interface RecordedOrder {
	readonly total: string;
	readonly shipping: { readonly country: string; readonly state: string; readonly postcode: string; readonly city: string };
	readonly line_items: readonly Amount[];
	readonly shipping_lines: readonly Amount[];
	readonly fee_lines: readonly Amount[];
}

const rate = readSample('tax-rate-create');

const facts = (pricesIncludeTax: boolean): TaxFacts => ({
	basedOn: 'shipping',
	base: { country: 'DE', state: '', postcode: '10115', city: 'Berlin' },
	shippingClass: 'inherit',
	roundAtSubtotal: false,
	classes: ['', 'reduced-rate', 'zero-rate'],
	rates: [readTaxRate(rate.response.body)],
	pricesIncludeTax,
});

const gross = (amount: Amount): Decimal => new Decimal(amount.total).plus(amount.total_tax);

const item = (kind: PlanItem['kind'], amount: Amount, taxOwed: boolean): PlanItem => ({
	kind,
	gross: gross(amount),
	before: gross(amount),
	taxOwed,
	taxStatus: 'taxable',
	taxClass: '',
});

describe('what the store computes, as recorded from a real one', () => {
	const recorded = samples('tax').map(({ name, response }) => ({ name, order: response.body as RecordedOrder }));

	it.each(recorded)('$name: the same nets, tax classes and total are planned', ({ name, order }) => {
		// Negative fees are never planned, because the store taxes them.
		const fees = order.fee_lines.filter(({ total }) => !total.startsWith('-'));
		const taxed = order.line_items[0]?.tax_class !== 'zero-rate';
		const items = [
			...order.line_items.map((line) => item('line', line, taxed)),
			...order.shipping_lines.map((line) => item('shipping', line, taxed)),
			...fees.map((fee) => item('fee', fee, fee.tax_status === 'taxable')),
		];
		const plan = planTaxes(items, facts(name.includes('include-tax-yes')), order.shipping, 2);
		const amounts = [...order.line_items, ...order.shipping_lines, ...fees];
		expect(plan?.items.map(({ net }) => net.toFixed(2))).toEqual(amounts.map(({ total }) => total));
		expect(plan?.rounding.toFixed(2)).toBe('0.00');
		expect(plan?.items[0]?.taxClass).toBe(order.line_items[0]?.tax_class);
		const negative = order.fee_lines.filter((fee) => !fees.includes(fee)).reduce((sum, fee) => sum.plus(gross(fee)), new Decimal(0));
		expect(plan?.total.plus(negative).toFixed(2)).toBe(order.total);
	});
});
