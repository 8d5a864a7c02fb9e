import Decimal from 'decimal.js';
import type { StoreFacts, TaxFacts } from '../settings';
import { matchingRates, placeIn, taxesOn, taxPlace } from './tax-rates';
import { metaValue } from '../wire/meta';
import type { WireTaxRate } from '../wire/tax-rate';
import type { WireAmounts, WireStoreOrder } from '../wire/store-order';

/** Answers show amounts rounded; the store computes with more digits. */
const TOLERANCE = '0.02';

const close = (left: Decimal, right: Decimal): boolean => left.minus(right).abs().lessThanOrEqualTo(TOLERANCE);
const parts = (order: WireStoreOrder): readonly WireAmounts[] => [...order.lines, ...order.fees, ...order.shipping];

/** Gift cards and the like change the total beside the order's parts. */
function isSumOfParts(order: WireStoreOrder): boolean {
	const sum = Decimal.sum(0, ...parts(order).flatMap(({ total, totalTax }) => [total, totalTax]));
	return order.total !== undefined && close(order.total, sum);
}

function sameTaxes(order: WireStoreOrder, facts: TaxFacts): boolean {
	const where = taxPlace(facts, placeIn(order.billing), placeIn(order.shippingAddress));
	const rates = (taxClass: string): readonly WireTaxRate[] => matchingRates(facts, where, taxClass);
	const fits = ({ total, totalTax }: WireAmounts, applied: readonly WireTaxRate[]): boolean =>
		close(totalTax, Decimal.sum(0, ...taxesOn(total, applied)));
	const shippingClasses =
		facts.shippingClass === 'inherit' ? [...new Set(order.lines.map(({ taxClass }) => taxClass))] : [facts.shippingClass];
	return (
		order.lines.every((line) => fits(line, rates(line.taxClass))) &&
		order.fees.every((fee) => fits(fee, fee.taxStatus === 'none' ? [] : rates(fee.taxClass))) &&
		// A pickup is taxed at the shop.
		order.shipping.every(
			(line) =>
				!line.methodId.includes('pickup') &&
				shippingClasses.every((taxClass) =>
					fits(
						line,
						rates(taxClass).filter(({ shipping }) => shipping),
					),
				),
		)
	);
}

/**
 * Whether the store, computing an order anew by its settings of today (it does whenever a line is written, see
 * `save_object` in class-wc-rest-orders-controller.php), comes to what the customer paid. False when that is not sure:
 * rates changed, another plugin reckons the taxes, a gift card was taken off.
 */
export function isRecalculationHarmless(order: WireStoreOrder, facts: StoreFacts): boolean {
	if (!isSumOfParts(order)) return false;
	const untaxed = parts(order).every(({ totalTax }) => totalTax.isZero());
	if (facts.taxes === undefined || metaValue(order.meta, 'is_vat_exempt') === 'yes') return untaxed;
	return sameTaxes(order, facts.taxes);
}
