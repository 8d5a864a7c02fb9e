import Decimal from 'decimal.js';
import type { WireMoney, WireOrder } from './wire';
import { findMarketplace } from '../constants';

/** An order that is well-formed and yet cannot be turned into ours; the text names no person. */
export class UnreadableOrderContent extends Error {}

/** ISO 4217's code for "no currency": orders without any amount of a marketplace that we do not know. */
const NO_CURRENCY = 'XXX';

function* amountsOf(order: WireOrder): Generator<WireMoney> {
	if (order.proceeds?.grandTotal !== undefined) yield order.proceeds.grandTotal;
	for (const { subtotal } of order.proceeds?.breakdowns ?? []) yield subtotal;
	for (const { proceeds, product } of order.orderItems) {
		if (proceeds?.proceedsTotal !== undefined) yield proceeds.proceedsTotal;
		for (const { subtotal } of proceeds?.breakdowns ?? []) yield subtotal;
		if (product.price?.unitPrice !== undefined) yield product.price.unitPrice;
	}
}

/**
 * The one currency of an order. Orders without amounts (pending ones, replacements) take that of their marketplace.
 * Throws UnreadableOrderContent when amounts are in different currencies: those are never added.
 */
export function currencyOf(order: WireOrder): string {
	const currencies = new Set([...amountsOf(order)].map(({ currencyCode }) => currencyCode.toUpperCase()));
	if (currencies.size > 1) throw new UnreadableOrderContent(`its amounts are in several currencies (${[...currencies].sort().join(', ')})`);
	const [currency] = currencies;
	return currency ?? findMarketplace(order.salesChannel.marketplaceId ?? '')?.currency ?? NO_CURRENCY;
}

export const value = (amount: WireMoney | undefined): Decimal => new Decimal(amount?.amount ?? 0);
