import Decimal from 'decimal.js';
import fc from 'fast-check';
import { money } from '../../../src/domain/money';
import type { OrderInput } from '../../../src/platforms/shopify/order-sink/order-input';
import { planDraft, type PlannedBody } from '../../../src/platforms/shopify/order-sink/plan';
import type { ShopFacts } from '../../../src/platforms/shopify/shop';
import { charge, draft as draftOf, line, order } from '../woocommerce/orders';

const FACTS: ShopFacts = {
	name: 'Shop',
	domain: 'shop.myshopify.com',
	currency: 'EUR',
	taxesIncluded: true,
	weightUnit: 'KILOGRAMS',
	offset: '+00:00',
	development: false,
	plan: 'Basic',
	scopes: new Set(),
};

const amountOf = ({ shopMoney: { amount } }: { readonly shopMoney: { readonly amount: string } }): Decimal => new Decimal(amount);

/** As Shopify reckons: pieces times their price, and the taxes beside them where they are not in it. */
function sumOf({ order: { lineItems, shippingLines, taxesIncluded } }: OrderInput): Decimal {
	const parts = [...lineItems.map((item) => ({ ...item })), ...shippingLines.map((one) => ({ ...one, quantity: 1 }))];
	return Decimal.sum(
		0,
		...parts.flatMap(({ quantity, priceSet, taxLines }) => [
			amountOf(priceSet).times(quantity),
			...(taxesIncluded ? [] : taxLines.map((tax) => amountOf(tax.priceSet))),
		]),
	);
}

const cents = (value: number): string => new Decimal(value).div(100).toFixed(2);

describe('what an order comes to in a Shopify shop', () => {
	it('is the sum of what is handed in, whatever is taxed, discounted and divided', () => {
		const row = fc.record({
			quantity: fc.integer({ min: 1, max: 7 }),
			total: fc.integer({ min: 1, max: 9_999 }),
			taxed: fc.integer({ min: 0, max: 30 }),
			off: fc.integer({ min: 0, max: 100 }),
		});
		const shape = fc.record({
			rows: fc.array(row, { minLength: 1, maxLength: 4 }),
			how: fc.constantFrom('added' as const, 'included' as const),
			off: fc.integer({ min: 0, max: 60 }),
			shipping: fc.integer({ min: 0, max: 999 }),
			marketplaceTax: fc.constantFrom('fee' as const, 'leaveOut' as const),
			collectedBy: fc.constantFrom('merchant' as const, 'marketplace' as const),
		});
		fc.assert(
			fc.property(shape, ({ rows, how, off, shipping, marketplaceTax, collectedBy }) => {
				const taxOf = (net: number, percent: number) =>
					percent === 0 ? {} : { tax: { amount: money(cents(Math.floor((net * percent) / 100)), 'EUR'), how, collectedBy } };
				const lines = rows.map(({ quantity, total, taxed, off: discount }, at) => {
					const less = Math.floor((total * discount) / 100);
					return line({
						id: `i${at}`,
						sku: `S${at}`,
						quantity,
						total: money(cents(total), 'EUR'),
						discount: money(cents(less), 'EUR'),
						product: { productId: String(at + 1), sku: `S${at}`, content: { unitsPerListing: 1 }, rule: 'sku' },
						...taxOf(total - less, taxed),
					});
				});
				const sold = rows.reduce((sum, { total, off: discount }) => sum + total - Math.floor((total * discount) / 100), 0);
				const charges = [
					charge({ kind: 'shipping', total: money(cents(shipping), 'EUR'), ...taxOf(shipping, 19) }),
					...(off === 0 ? [] : [charge({ kind: 'discount', total: money(cents(-Math.floor((sold * off) / 100)), 'EUR') })]),
				];
				const plan = planDraft(draftOf(order({ lines, charges }), { status: 'unfulfilled', marketplaceTax }), FACTS, 'en');
				if ('code' in plan) return;
				const { input } = plan.body as PlannedBody;
				expect(sumOf(input).toFixed(2)).toBe(new Decimal(plan.expectedTotal.amount).toFixed(2));
				expect(input.order.transactions?.map(({ amountSet }) => amountOf(amountSet).toFixed(2)) ?? ['0.00']).toEqual([
					sumOf(input).toFixed(2),
				]);
			}),
			{ numRuns: 2_000 },
		);
	});
});
