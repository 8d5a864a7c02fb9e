import { equals, money, type Money } from '../../../domain/money';
import type { Order } from '../../../domain/order';
import { advising, reason, type Reason } from '../../../domain/reasons';
import type { Language, Words } from '../../../domain/texts/language';
import { say } from '../../../domain/texts/say';
import type { MarketplaceTaxChoice, OrderDraft } from '../../../ports/order-sink';
import type { ProductTax } from '../account-memory';
import { placeOf, wireAddresses, type WireAddresses } from './from-address';
import { itemBodies, orderBody, type ItemBodies, type OrderBody } from './order-body';
import { orderPieces } from './order-pieces';
import type { StoreFacts } from '../settings';
import { planTaxes } from '../taxes/tax-plan';
import { taxPlace } from '../taxes/tax-rates';

export interface ItemOptions {
	readonly marketplaceTax: MarketplaceTaxChoice;
	readonly textLines: readonly string[];
	readonly facts: StoreFacts;
	/** Of the products that stand on the order; all of them where the store computes taxes. */
	readonly productTax: (id: number) => ProductTax | undefined;
	readonly purpose: 'create' | 'update';
	/** Of the names on the order. */
	readonly language: Language;
}

export interface PlannedItems {
	readonly items: ItemBodies;
	readonly addresses: WireAddresses;
	readonly expectedTotal: Money;
}

export const isReason = (value: object): value is Reason => 'code' in value && 'advice' in value;

const noTaxSetup = (order: Order, detail?: Words): Reason => advising(reason('taxSetup', order.number, detail), say('addZeroRate'));

/** Lines, fees, shipping and addresses of an order, such that the store computes the total the buyer paid. */
export function planItems(order: Order, options: ItemOptions): PlannedItems | Reason {
	const { facts } = options;
	const pieces = orderPieces(order, { ...options, textLines: new Set(options.textLines), productsKnown: facts.taxes !== undefined });
	if (isReason(pieces)) return pieces;
	const addresses = wireAddresses(order);
	const { taxes } = facts;
	const place =
		taxes === undefined ? placeOf(addresses.shipping) : taxPlace(taxes, placeOf(addresses.billing), placeOf(addresses.shipping));
	const plan = planTaxes(
		pieces.map(({ item }) => item),
		taxes,
		place,
		facts.decimals,
	);
	if (plan === undefined) return noTaxSetup(order);
	const paid = pieces.reduce((sum, { item }) => sum.plus(item.gross), plan.rounding.times(0));
	const expectedTotal = money(plan.total, order.currency);
	if (!equals(expectedTotal, money(paid, order.currency))) {
		return noTaxSetup(order, say('decimals', { decimals: facts.decimals, currency: order.currency }));
	}
	return {
		items: itemBodies(pieces, plan, { ...options, decimals: facts.decimals, platform: order.platform }),
		addresses,
		expectedTotal,
	};
}

export interface PlannedBody {
	readonly wire: OrderBody;
	/** Set after creation where it differs from `wire.status`. */
	readonly finalStatus: string;
}

export interface PlannedDraft {
	readonly body: PlannedBody;
	readonly expectedTotal: Money;
}

/** A draft in the store's wire format, or why it cannot be written as the rules ask. Pure. */
export function planDraft(
	draft: OrderDraft,
	facts: StoreFacts,
	statuses: ReadonlySet<string>,
	productTax: ItemOptions['productTax'],
	language: Language,
): PlannedDraft | Reason {
	const { order } = draft;
	if (order.currency !== facts.currency && !draft.foreignCurrency) {
		return reason('currencyDiffers', order.number, say('found', { found: order.currency, expected: facts.currency }));
	}
	if (!statuses.has(draft.status)) {
		// A batch is not validated: the server would make an order with an unknown status "pending".
		return reason('storeRejected', order.number, say('noStatus', { status: draft.status }));
	}
	if (draft.customerId !== undefined && !/^[1-9]\d{0,15}$/.test(draft.customerId)) {
		return reason('storeRejected', order.number, say('noCustomer'));
	}
	const planned = planItems(order, { ...draft, facts, productTax, purpose: 'create', language });
	if (isReason(planned)) return planned;
	return {
		body: { wire: orderBody(draft, planned.addresses, planned.items, language), finalStatus: draft.status },
		expectedTotal: planned.expectedTotal,
	};
}
