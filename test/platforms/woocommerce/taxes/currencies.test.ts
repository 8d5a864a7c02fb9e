import fc from 'fast-check';
import { createVirtualClock } from '../../../../sandbox/kernel/clock';
import { createWooCommerce as createStandIn } from '../../../../sandbox/woocommerce';
import { fractionDigits, money } from '../../../../src/domain/money';
import { isReason, planDraft } from '../../../../src/platforms/woocommerce/order-sink/from-canonical';
import { COMMON_REGIONS } from '../../../../src/platforms/woocommerce/regions';
import { readInvalid } from '../../amazon/orders/reading';
import { item, order as wireOrder } from '../../amazon/orders/wire-orders';
import { draft, line, order } from '../orders';

/** A store that keeps so many decimals of every amount, and taxes at 10 % where it taxes. */
function storeIn(currency: string, decimals: number, calcTaxes: boolean) {
	const standIn = createStandIn({
		clock: createVirtualClock(Date.UTC(2026, 10, 21)),
		settings: { currency, decimals, calcTaxes },
		taxRates: [{ country: 'DE', rate: '10.0000' }],
		products: [{ name: 'Mug', sku: 'MUG', regular_price: '10' }],
	});
	const rate = {
		id: 1,
		country: 'DE',
		state: '',
		postcodes: [],
		cities: [],
		rate: '10',
		priority: 1,
		compound: false,
		shipping: true,
		taxClass: '',
	};
	const taxes = {
		basedOn: 'shipping' as const,
		base: { country: 'DE', state: '', postcode: '', city: '' },
		shippingClass: 'inherit',
		roundAtSubtotal: false,
		pricesIncludeTax: false,
		classes: ['', 'zero-rate'],
		rates: [rate],
	};
	const product = { productId: String(standIn.productBySku('MUG')?.id), sku: 'MUG', content: { unitsPerListing: 1 }, rule: 'sku' };
	return (...amounts: readonly string[]) => {
		const lines = amounts.map((amount, index) =>
			line({ id: String(index), sku: 'MUG', total: money(amount, currency), discount: money(0, currency), product }),
		);
		const facts = { currency, decimals, ...(calcTaxes ? { taxes } : {}) };
		const planned = planDraft(
			draft(order({ currency, lines })),
			facts,
			new Set(['processing']),
			() => ({
				parentId: 0,
				taxStatus: 'taxable',
				taxClass: '',
			}),
			'en',
			COMMON_REGIONS,
		);
		if (isReason(planned)) return planned;
		const wire = planned.body.wire as unknown as Record<string, unknown>;
		return {
			wire: JSON.stringify(wire),
			expected: planned.expectedTotal.amount,
			total: standIn.order(standIn.addOrder(wire).id)?.['total'],
		};
	};
}

const CURRENCIES = ['JPY', 'KRW', 'EUR', 'KWD', 'TND'] as const;

describe('amounts of currencies with 0, 2 and 3 decimals', () => {
	it.each(['JPY', 'EUR', 'KWD'].flatMap((currency) => [false, true].map((taxed) => [currency, taxed] as const)))(
		'end in the store at what was paid: %s (store computes taxes: %s)',
		(currency, taxed) => {
			const digits = fractionDigits(currency);
			const save = storeIn(currency, digits, taxed);
			const amount = fc.integer({ min: 1, max: 300_000 }).map((units) => (units / 10 ** digits).toFixed(digits));
			fc.assert(
				fc.property(fc.array(amount, { minLength: 1, maxLength: 4 }), (amounts) => {
					const paid = money(
						amounts.reduce((sum, one) => sum + Number(one), 0),
						currency,
					).amount;
					expect(save(...amounts)).toMatchObject({ total: paid, expected: paid });
				}),
				{ numRuns: 40 },
			);
		},
	);

	it.each([
		['JPY', '5980', '5980'],
		['JPY', '5980.00', '5980'],
		['KWD', '1.234', '1.234'],
		['KWD', '1.5', '1.500'],
		['TND', '0.005', '0.005'],
		['EUR', '12.9', '12.90'],
	])('are read as they are: %s %s', (currencyCode, amount, text) => {
		const paid = { amount, currencyCode };
		const proceeds = { proceedsTotal: paid, breakdowns: [{ type: 'ITEM', subtotal: paid }] };
		const read = readInvalid(
			wireOrder({ proceeds: { grandTotal: paid }, orderItems: [item({ product: { sellerSku: 'TEE-1' }, proceeds })] }),
		);
		expect([read.totals.computed.amount, read.lines[0]?.total.amount, read.totals.difference]).toEqual([text, text, undefined]);
	});

	it('shares of them have no more decimals than they', () => {
		for (const currencyCode of CURRENCIES) {
			const digits = fractionDigits(currencyCode);
			const of = (units: number) => ({ amount: (units / 10 ** digits).toFixed(digits), currencyCode });
			const breakdowns = [
				{ type: 'ITEM', subtotal: of(1000) },
				{ type: 'SHIPPING', subtotal: of(500) },
				{ type: 'TAX', subtotal: of(100) },
			];
			const read = readInvalid(
				wireOrder({
					proceeds: { grandTotal: of(1600) },
					orderItems: [item({ product: { sellerSku: 'TEE-1' }, proceeds: { proceedsTotal: of(1600), breakdowns } })],
				}),
			);
			expect([read.lines[0]?.tax?.amount.amount, read.charges[0]?.tax?.amount.amount]).toEqual([of(67).amount, of(33).amount]);
			expect(read.totals.difference).toBeUndefined();
		}
	});

	it.each([
		['EUR', 0, '34.99', 2],
		['KWD', 2, '1.234', 3],
		['EUR', 1, '0.05', 2],
	])('a store that keeps too few of them says which setting helps: %s, %i decimals', (currency, decimals, amount, wanted) => {
		for (const taxed of [false, true])
			expect(storeIn(currency, decimals, taxed)(amount)).toMatchObject({
				code: 'storeDecimals',
				text: expect.stringContaining(`${amount} ${currency}, the store keeps ${decimals} decimals`),
				advice: expect.stringContaining(`"Number of decimals" to ${wanted}`),
			});
	});

	it.each([
		['EUR', 0, '35.00'],
		['JPY', 2, '5980'],
		['KWD', 2, '1.230'],
		['EUR', 4, '34.99'],
	])('a store that keeps others than the currency has takes what fits: %s, %i decimals, %s', (currency, decimals, amount) => {
		for (const taxed of [false, true])
			expect(storeIn(currency, decimals, taxed)(amount)).toMatchObject({ total: Number(amount).toFixed(decimals), expected: amount });
	});
});
