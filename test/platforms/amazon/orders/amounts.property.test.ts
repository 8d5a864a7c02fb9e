import fc from 'fast-check';
import { isNegative, money } from '../../../../src/domain/money';
import type { Charge } from '../../../../src/domain/order';
import { chargeGross, lineGross } from '../../../../src/domain/sums';
import { toCanonical } from '../../../../src/platforms/amazon/orders/to-canonical';
import { wireOrder } from '../../../../src/platforms/amazon/orders/wire';
import { describeAgainstModels } from '../../../harness/amazon-models';
import { validatorOf } from '../amazon-model';

const account = { platform: 'amazon', id: 'eu:A1' } as const;

/** Amounts in minor units, so that the generator's own sums are whole numbers. */
type Units = number;
const CHARGES = ['SHIPPING', 'GIFT_WRAP', 'COD_FEE', 'OTHER', 'NEW_FEE'] as const;

interface Drawn {
	readonly quantity: number;
	readonly item: Units;
	readonly charges: Readonly<Partial<Record<(typeof CHARGES)[number], Units>>>;
	readonly discounts: Readonly<Partial<Record<'ITEM' | 'SHIPPING', Units>>>;
	readonly taxes: Readonly<Partial<Record<'ITEM' | 'SHIPPING' | 'GIFT_WRAP' | 'DISCOUNT', Units>>>;
	readonly detailed: boolean;
	readonly negative: boolean;
	/** The details of a discount have the other sign than their sum. */
	readonly turned: boolean;
	/** The item tells a total of its own; else the order's alone proves how it is meant. */
	readonly totalled: boolean;
	readonly taxIncluded: boolean;
	readonly facilitator: boolean;
}

const some = <K extends string>(keys: readonly K[], max: Units) =>
	fc.record(Object.fromEntries(keys.map((key) => [key, fc.integer({ min: 0, max })])), { requiredKeys: [] }) as fc.Arbitrary<
		Partial<Record<K, Units>>
	>;

const drawn: fc.Arbitrary<Drawn> = fc
	.record({
		quantity: fc.integer({ min: 1, max: 9 }),
		item: fc.integer({ min: 1, max: 5_000_00 }),
		charges: some(CHARGES, 99_99),
		off: fc.tuple(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 100 })),
		taxes: some(['ITEM', 'SHIPPING', 'GIFT_WRAP', 'DISCOUNT'], 9_99),
		detailed: fc.boolean(),
		negative: fc.boolean(),
		turned: fc.boolean(),
		totalled: fc.boolean(),
		taxIncluded: fc.boolean(),
		facilitator: fc.boolean(),
	})
	.map(({ off: [itemOff, shippingOff], ...rest }) => ({
		...rest,
		discounts: {
			ITEM: Math.floor((rest.item * itemOff) / 100),
			...(rest.charges.SHIPPING === undefined ? {} : { SHIPPING: Math.floor((rest.charges.SHIPPING * shippingOff) / 100) }),
		},
	}));

const total = (amounts: object): Units => Object.values(amounts).reduce((sum: Units, amount: Units) => sum + amount, 0);

function wireItem(draw: Drawn, index: number, format: (units: Units) => object) {
	const sign = draw.negative ? -1 : 1;
	// The tax on a discount is told with either sign; it always lowers the tax.
	const { DISCOUNT: onDiscount = 0, ...plainTaxes } = draw.taxes;
	const tax = total(plainTaxes) - onDiscount;
	const discount = total(draw.discounts);
	const details = (amounts: object, factor: number) =>
		draw.detailed
			? { detailedBreakdowns: Object.entries(amounts).map(([subtype, units]) => ({ subtype, value: format((units as Units) * factor) })) }
			: {};
	const price = draw.item + total(draw.charges);
	const proceedsTotal = price - discount + (draw.taxIncluded ? 0 : tax);
	return {
		proceedsTotal,
		wire: {
			orderItemId: String(index + 1),
			quantityOrdered: draw.quantity,
			product: { sellerSku: `SKU-${index}` },
			...(draw.facilitator ? { tax: { taxCollections: [{ model: 'MARKETPLACE_FACILITATOR' }] } } : {}),
			proceeds: {
				...(draw.totalled ? { proceedsTotal: format(proceedsTotal) } : {}),
				breakdowns: [
					{ type: 'ITEM', subtotal: format(draw.item) },
					...Object.entries(draw.charges).map(([type, units]) => ({ type, subtotal: format(units) })),
					...(discount === 0 ? [] : [{ type: 'DISCOUNT', subtotal: format(sign * discount), ...details(draw.discounts, sign) }]),
					...(tax === 0 && onDiscount === 0
						? []
						: [
								{
									type: 'TAX',
									subtotal: format(tax),
									...details({ ...plainTaxes, ...(onDiscount === 0 ? {} : { DISCOUNT: sign * onDiscount }) }, 1),
								},
							]),
				],
			},
		},
	};
}

const currencies = fc.constantFrom(
	{ code: 'EUR', digits: 2 },
	{ code: 'JPY', digits: 0 },
	{ code: 'KWD', digits: 3 },
	{ code: 'TND', digits: 3 },
	{ code: 'KRW', digits: 0 },
);
const amounts = ({ total: price, discount }: Pick<Charge, 'total' | 'discount'>) => [price, discount];

const orders = fc
	.tuple(fc.array(drawn, { minLength: 1, maxLength: 5 }), currencies, fc.boolean())
	.map(([drawnAlone, { code, digits }, repeated]) => {
		// Items that prove nothing themselves are meant alike.
		const taxIncluded = drawnAlone.find(({ totalled }) => !totalled)?.taxIncluded;
		const draws = drawnAlone.map((draw) => (draw.totalled || taxIncluded === undefined ? draw : { ...draw, taxIncluded }));
		const format = (units: Units) => ({ amount: (units / 10 ** digits).toFixed(digits), currencyCode: code });
		const items = draws.map((draw, index) => wireItem(draw, index, format));
		const grand = items.reduce((sum, { proceedsTotal }) => sum + proceedsTotal, 0);
		const shipping = draws.reduce((sum, { charges }) => sum + (charges.SHIPPING ?? 0), 0);
		const told = draws.some(({ charges }) => charges.SHIPPING !== undefined);
		const wire = {
			orderId: '902-1',
			createdTime: '2026-11-20T08:00:00Z',
			lastUpdatedTime: '2026-11-20T08:00:00Z',
			salesChannel: { channelName: 'AMAZON', marketplaceId: 'A1PA6795UKMFR9' },
			fulfillment: { fulfillmentStatus: 'UNSHIPPED', fulfilledBy: 'MERCHANT' },
			// The order repeats sums of its items; they are not to be counted twice.
			proceeds: {
				grandTotal: format(grand),
				...(repeated && told ? { breakdowns: [{ type: 'SHIPPING', subtotal: format(shipping) }] } : {}),
			},
			orderItems: items.map((entry) => entry.wire),
		};
		return { wire, draws, code, grand: grand / 10 ** digits };
	});

describeAgainstModels('the orders that are generated here', () => {
	it('are orders', () => {
		const valid = validatorOf('orders-2026-01-01.json', 'Order');
		fc.assert(
			fc.property(orders, ({ wire }) => {
				expect(valid(wire) ? [] : valid.errors).toEqual([]);
			}),
			{ numRuns: 500 },
		);
	});
});

it('sums of canonical orders equal the proceeds, however Amazon writes its breakdowns', () => {
	fc.assert(
		fc.property(orders, ({ wire, draws, code, grand }) => {
			const order = toCanonical(wireOrder.parse(wire), { account, pricesIncludeVat: 'auto', personalData: true });

			expect(order.totals.difference).toBeUndefined();
			expect(order.totals.computed).toEqual(money(grand, code));
			expect(order.charges.filter(({ kind }) => kind === 'adjustment')).toEqual([]);
			for (const amount of [...order.lines, ...order.charges].flatMap(amounts)) expect(isNegative(amount)).toBe(false);
			order.lines.forEach((line, index) => {
				const expected = draws[index]?.facilitator === true ? 'marketplace' : 'merchant';
				expect(line.tax?.collectedBy ?? expected).toBe(expected);
				expect(lineGross(line).currency).toBe(code);
			});
			order.charges.forEach((charge) => expect(chargeGross(charge).currency).toBe(code));
		}),
		{ numRuns: 500 },
	);
});
