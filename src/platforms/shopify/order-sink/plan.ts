import Decimal from 'decimal.js';
import { money, type Money } from '../../../domain/money';
import { reason, type Reason } from '../../../domain/reasons';
import type { Language } from '../../../domain/texts/language';
import { say } from '../../../domain/texts/say';
import type { OrderDraft, PlannedOrder } from '../../../ports/order-sink';
import { CREATABLE } from '../order-status';
import type { ShopFacts } from '../shop';
import { isId } from '../wire/fields';
import { orderInput, type OrderInput } from './order-input';
import { orderPieces, type Piece } from './pieces';

export interface PlannedBody {
	readonly input: OrderInput;
	readonly status: string;
	readonly lines: number;
}

export const isReason = (value: object): value is Reason => 'code' in value && 'advice' in value;

export const totalOf = (pieces: readonly Piece[], currency: string): Money =>
	money(Decimal.sum(0, ...pieces.map(({ amounts }) => amounts.gross)), currency);

/** A draft as Shopify takes it, or why it cannot be written as the rules ask. Pure. */
export function planDraft(draft: OrderDraft, facts: ShopFacts, language: Language): PlannedOrder | Reason {
	const { order, status, customerId } = draft;
	if (order.currency !== facts.currency && !draft.foreignCurrency) {
		return reason('currencyDiffers', order.number, say('found', { found: order.currency, expected: facts.currency }));
	}
	if (!CREATABLE.has(status)) return reason('storeRejected', order.number, say('noStatus', { status }));
	if (customerId !== undefined && !isId(customerId)) return reason('storeRejected', order.number, say('noCustomer'));
	const pieces = orderPieces(order, { ...draft, textLines: new Set(draft.textLines), language });
	if (isReason(pieces)) return pieces;
	const expectedTotal = totalOf(pieces, order.currency);
	const input = orderInput(draft, pieces, new Decimal(expectedTotal.amount), language);
	const body: PlannedBody = { input, status, lines: input.order.lineItems.length };
	return { origin: draft.origin, orderNumber: order.number, expectedTotal, body };
}
