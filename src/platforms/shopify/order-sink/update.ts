import { equals, format, money } from '../../../domain/money';
import type { Order } from '../../../domain/order';
import { reason, type Reason } from '../../../domain/reasons';
import type { Language } from '../../../domain/texts/language';
import { say } from '../../../domain/texts/say';
import { lacksProduct } from '../../../domain/wanted-pieces';
import type { Gone, OrderChange, OwnOrderRef, SavedOrder } from '../../../ports/order-sink';
import type { ShopifyClient } from '../client';
import { LINE_PROPERTY } from '../constants';
import { isClosed, statusOf } from '../order-status';
import { ownFacts } from '../orders/facts';
import { refusalText } from '../refusal';
import { gid } from '../wire/fields';
import { ORDER_UPDATE, type WireExamined } from '../wire/own-order';
import { changeStatus } from './change-status';
import { examined } from './examine';
import { addressInputs } from './from-address';
import { editQuantities, plannedEdits, type StoredLine } from './line-edits';
import { attributes, factsField } from './order-input';
import { hasShipped, savedOrder } from './own-order';
import { orderPieces } from './pieces';
import { isReason, totalOf } from './plan';

const propertyOf = ({ customAttributes }: WireExamined['lineItems']['nodes'][number], name: string): string =>
	customAttributes.find(({ key }) => key === name)?.value ?? '';

/** With the channel's line that each is, where it is one of ours. */
const storedLines = ({ lineItems }: WireExamined): readonly StoredLine[] =>
	lineItems.nodes.map((line) => ({
		id: line.id,
		role: propertyOf(line, LINE_PROPERTY.line),
		quantity: line.currentQuantity,
		hasProduct: line.variant !== null && line.variant !== undefined,
		...(line.variant === null || line.variant === undefined ? {} : { variantId: line.variant.id }),
	}));

/** Lines that stand in the shop as text, and those that have no product now. */
const textLinesOf = (order: Order, stored: readonly StoredLine[]): ReadonlySet<string> =>
	new Set(
		order.lines
			.filter((line) => line.product === undefined || stored.some(({ role, hasProduct }) => role === line.id && !hasProduct))
			.map(({ id }) => id),
	);

/** What is told now takes the place of what was; what others wrote beside it stays, and so does what is not told any more. */
function merged(standing: WireExamined['customAttributes'], told: ReturnType<typeof attributes>) {
	const keys = new Set(told.map(({ key }) => key));
	return [...standing.filter(({ key }) => !keys.has(key)), ...told];
}

/** An order that comes without an address (not asked for, or not given any more) does not take away the one that is there. */
const keepsAddresses = ({ shipping, billing }: Order): boolean => shipping === undefined && billing === undefined;

function refusalOf(stored: WireExamined, lines: readonly StoredLine[], order: Order): Reason | undefined {
	const status = statusOf(stored);
	if (isClosed(status)) return reason('closedInStore', order.number, status);
	if (hasShipped(stored)) return reason('alreadyShipped', order.number);
	if (ownFacts(stored.facts).erasedAt !== undefined) return reason('erasedOrder', order.number);
	if (order.currency !== stored.currencyCode)
		return reason('currencyDiffers', order.number, say('found', { found: order.currency, expected: stored.currencyCode }));
	const lost = order.lines.filter((line) => lacksProduct(line) && lines.some(({ role, hasProduct }) => role === line.id && hasProduct));
	return lost.length === 0 ? undefined : reason('lineUnmatched', order.number, lost.map(({ sku }) => `SKU "${sku}"`).join(', '));
}

/**
 * Makes the shop's order what the change says, as far as Shopify lets an order be changed: address, fields, status, and fewer
 * pieces. Tags and note are left as people have them.
 */
export async function updateOrder(
	client: ShopifyClient,
	ref: OwnOrderRef,
	change: OrderChange,
	language: Language,
): Promise<SavedOrder | Reason | Gone> {
	const { order } = change;
	const stored = await examined(client, ref);
	if (stored === 'gone') return stored;
	const lines = storedLines(stored);
	const refusal = refusalOf(stored, lines, order);
	if (refusal !== undefined) return refusal;
	const pieces = orderPieces(order, { marketplaceTax: change.marketplaceTax, textLines: textLinesOf(order, lines), language });
	if (isReason(pieces)) return pieces;
	const edits = plannedEdits(pieces, lines);
	if (edits === 'impossible') return reason('storeRejected', order.number, say('linesAdded'));
	const facts = ownFacts(stored.facts);
	if (edits.length > 0) await editQuantities(client, stored.id, edits, facts.stock !== 'leave');
	const { orderUpdate } = await client.mutate(ORDER_UPDATE, {
		input: {
			id: gid('Order', stored.id),
			...(keepsAddresses(order) ? {} : { shippingAddress: addressInputs(order).shippingAddress }),
			customAttributes: merged(stored.customAttributes, attributes(order, language)),
			metafields: [factsField({ ...facts, fingerprint: change.fingerprint })],
		},
	});
	if (orderUpdate.userErrors.length > 0) return reason('storeRejected', order.number, refusalText(orderUpdate.userErrors));
	if (change.status !== undefined) await changeStatus(client, stored, change.status);
	const now = await examined(client, ref);
	if (now === 'gone') return now;
	const total = money(now.currentTotalPriceSet, now.currencyCode);
	const expected = totalOf(pieces, order.currency);
	const isForeign = lines.some(({ role }) => role === '');
	if (!isForeign && !equals(total, expected)) {
		return reason('totalDiffers', order.number, say('found', { found: format(total), expected: format(expected) }));
	}
	return { ...savedOrder(now, client.shop), total };
}
