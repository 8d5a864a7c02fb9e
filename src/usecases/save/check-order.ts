import { decimal } from '../../domain/money';
import type { Order } from '../../domain/order';
import { advising, reason, type Reason, type ReasonCode } from '../../domain/reasons';
import { say } from '../../domain/texts/say';
import { lacksProduct } from '../../domain/wanted-pieces';
import type { OrderSink } from '../../ports/order-sink';
import type { SaveSettings } from './deps';

export const unmatchedSkus = ({ lines }: Order): readonly string[] => lines.filter(lacksProduct).map(({ sku }) => sku);

export const lineUnmatched = ({ number }: Order, skus: readonly string[]): Reason =>
	reason('lineUnmatched', number, skus.map((sku) => `SKU "${sku}"`).join(', '));

/** Why an order must not be written at all, or undefined. Pure. */
export function refuse(order: Order, storeCurrency: string, settings: SaveSettings): Reason | undefined {
	if (order.lines.length === 0) return reason('noLines', order.number);
	if (order.currency !== storeCurrency && settings.otherCurrency === 'refuse') {
		return reason('currencyDiffers', order.number, say('currencies', { order: order.currency, store: storeCurrency }));
	}
	const unmatched = unmatchedSkus(order);
	// One that could not be created is none.
	if (unmatched.length > 0 && (settings.linesWithoutProduct === 'refuse' || settings.linesWithoutProduct === 'create')) {
		return lineUnmatched(order, unmatched);
	}
	return undefined;
}

const isReachable = (address: Order['shipping']): boolean =>
	address?.country !== undefined && [address.line1, address.line2, address.line3].some((line) => line !== undefined);

/** What the channel gave: a later version of the order may mend it. That a line has no product is the store's matter. */
export const HELD_FOR_CHANNEL: readonly ReasonCode[] = ['sumsDiffer', 'replacementPriced', 'addressMissing'];

/** Why an order is written but held for a person, or undefined. Pure. */
export function hold(order: Order, settings: SaveSettings): Reason | undefined {
	const { difference, grand, computed } = order.totals;
	if (difference !== undefined && !decimal(difference).isZero()) {
		const missing = `${difference.amount} ${order.currency}`;
		const detail = say('sums', { total: grand?.amount ?? '', parts: computed.amount, difference: missing });
		return reason('sumsDiffer', order.number, detail);
	}
	if (order.replaces !== undefined && !decimal(computed).isZero()) {
		return reason(
			'replacementPriced',
			order.number,
			say('inPlaceOf', { total: `${computed.amount} ${order.currency}`, order: order.replaces }),
		);
	}
	const leaves = order.fulfilledBy === 'merchant' && order.status !== 'shipped';
	if (leaves && !isReachable(order.shipping)) return reason('addressMissing', order.number);
	const unmatched = unmatchedSkus(order);
	if (unmatched.length > 0 && settings.linesWithoutProduct === 'hold') {
		// A product that is linked later does not come onto it.
		return advising(lineUnmatched(order, unmatched), say('lineAsText'));
	}
	return undefined;
}

/** The status an order starts with in the store. */
export function initialStatus(order: Order, { statuses }: SaveSettings, standard: OrderSink['standardStatus']): string {
	if (order.fulfilledBy === 'amazon') return statuses.amazon ?? standard.shipped;
	if (order.status === 'shipped') return standard.shipped;
	const chosen =
		(order.cancelRequested === undefined ? undefined : statuses.cancelRequested) ??
		(order.programs.includes('business') ? statuses.business : undefined) ??
		(order.programs.includes('prime') ? statuses.prime : undefined) ??
		statuses.merchant;
	return chosen ?? standard.toShip;
}
