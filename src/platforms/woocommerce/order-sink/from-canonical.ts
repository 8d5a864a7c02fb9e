import Decimal from 'decimal.js';
import { decimal, equals, format, fractionDigits, money, type Money } from '../../../domain/money';
import type { Order } from '../../../domain/order';
import { advising, reason, type Reason } from '../../../domain/reasons';
import type { Language } from '../../../domain/texts/language';
import { say } from '../../../domain/texts/say';
import type { MarketplaceTaxChoice, OrderDraft } from '../../../ports/order-sink';
import type { ProductTax } from '../account-memory';
import { wireAddresses, type WireAddresses } from './from-address';
import { itemBodies, orderBody, type ItemBodies, type OrderBody } from './order-body';
import { orderPieces } from './order-pieces';
import type { Regions } from '../regions';
import type { Place, StoreFacts } from '../settings';
import { planTaxes } from '../taxes/tax-plan';
import { placeIn, taxPlace } from '../taxes/tax-rates';

export interface ItemOptions {
	readonly marketplaceTax: MarketplaceTaxChoice;
	readonly textLines: readonly string[];
	readonly facts: StoreFacts;
	readonly regions: Regions;
	/** Of the products that stand on the order; all of them where the store computes taxes. */
	readonly productTax: (id: number) => ProductTax | undefined;
	readonly purpose: 'create' | 'update';
	/** Of the names on the order. */
	readonly language: Language;
	/** Of an order that stands in the store and keeps its addresses. */
	readonly stays?: Readonly<Record<keyof WireAddresses, Place>>;
}

export interface PlannedItems {
	readonly items: ItemBodies;
	readonly addresses: WireAddresses;
	readonly expectedTotal: Money;
}

export const isReason = (value: object): value is Reason => 'code' in value && 'advice' in value;

const noTaxSetup = (order: Order): Reason => advising(reason('taxSetup', order.number), say('addZeroRate'));

const tooFewDecimals = (order: Order, paid: Money, decimals: number): Reason =>
	advising(
		reason('storeDecimals', order.number, say('decimals', { paid: format(paid), decimals })),
		say('setDecimals', { decimals: fractionDigits(order.currency) }),
	);

/** Lines, fees, shipping and addresses of an order, such that the store computes the total the buyer paid. */
export function planItems(order: Order, options: ItemOptions): PlannedItems | Reason {
	const { facts } = options;
	const pieces = orderPieces(order, { ...options, textLines: new Set(options.textLines), productsKnown: facts.taxes !== undefined });
	if (isReason(pieces)) return pieces;
	const paid = pieces.reduce((sum, { item }) => sum.plus(item.gross), new Decimal(0));
	const whole = money(paid, order.currency);
	// No tax setting helps: the store rounds what it is sent.
	if (!decimal(whole).equals(decimal(whole).toDecimalPlaces(facts.decimals))) return tooFewDecimals(order, whole, facts.decimals);
	const addresses = wireAddresses(order, options.regions);
	const { billing, shipping } = options.stays ?? addresses;
	const { taxes } = facts;
	const place = taxes === undefined ? placeIn(shipping) : taxPlace(taxes, placeIn(billing), placeIn(shipping));
	const plan = planTaxes(
		pieces.map(({ item }) => item),
		taxes,
		place,
		facts.decimals,
	);
	if (plan === undefined) return noTaxSetup(order);
	const expectedTotal = money(plan.total, order.currency);
	if (!equals(expectedTotal, whole)) return tooFewDecimals(order, whole, facts.decimals);
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
	regions: Regions,
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
	const planned = planItems(order, { ...draft, facts, regions, productTax, purpose: 'create', language });
	if (isReason(planned)) return planned;
	return {
		body: { wire: orderBody(draft, planned.addresses, planned.items, language), finalStatus: draft.status },
		expectedTotal: planned.expectedTotal,
	};
}
