import { type AddressInput, makeAddress } from '../customers/addresses';
import type { UserError } from '../graphql/context';
import { onlyKnown } from '../graphql/read-arguments';
import { type MetafieldInput, metafieldProblems, writeMetafields } from '../metafields/metafields';
import type { AttributeRecord, OrderRecord } from '../store/order-records';
import type { Shop } from '../store/shop';
import { transaction } from './order-building';
import { orderSaved } from './order-saving';
import { currenciesOf, paymentsOf } from './order-totals';

export interface OrderUpdateInput {
	readonly id: string;
	readonly email?: string | null;
	readonly phone?: string | null;
	readonly note?: string | null;
	readonly tags?: readonly string[] | null;
	readonly poNumber?: string | null;
	readonly customAttributes?: readonly AttributeRecord[] | null;
	readonly shippingAddress?: AddressInput | null;
	readonly metafields?: readonly MetafieldInput[] | null;
}

export interface ChangedOrder {
	readonly order: OrderRecord | null;
	readonly userErrors: readonly UserError[];
}

const missing: ChangedOrder = { order: null, userErrors: [{ field: ['id'], message: 'Order does not exist' }] };

/** The schema says so of the field; nobody recorded the words of the refusal. */
const mostOfNote = 5000;

/** Whoever takes the people off an order has to take them out of its note as well. */
function erasesPeople({ shippingAddress: before }: OrderRecord, { shippingAddress: after }: OrderUpdateInput): boolean {
	if (before === null || after === undefined || after === null) return false;
	return [before.lastName, before.address1].every((text) => text !== null && ![after.lastName, after.address1].includes(text));
}

/** What people of the shop wrote is lost where a client puts its own words or tags in the place of theirs. */
function noteLosses(shop: Shop, order: OrderRecord, input: OrderUpdateInput): void {
	const { note, tags } = input;
	const lostNote =
		!erasesPeople(order, input) && note !== undefined && (order.note ?? '').trim() !== '' && !(note ?? '').includes(order.note ?? '');
	if (lostNote) shop.noteDamage('noteReplaced', `the note of order ${order.name} was replaced`);
	const lost = tags === undefined ? [] : order.tags.filter((tag) => !(tags ?? []).includes(tag));
	if (lost.length > 0) shop.noteDamage('tagsReplaced', `order ${order.name} lost its tags ${lost.join(', ')}`);
}

/** `orderUpdate`: what is named takes the place of what was there. */
export function updateOrder(shop: Shop, input: OrderUpdateInput): ChangedOrder {
	onlyKnown(input, 'OrderInput', ['id', 'email', 'phone', 'note', 'tags', 'poNumber', 'customAttributes', 'shippingAddress', 'metafields']);
	const order = shop.state.orders.get(input.id);
	if (order === undefined) return missing;
	const tooLong =
		(input.note ?? '').length > mostOfNote ? [{ field: ['note'], message: 'Note is too long (maximum is 5000 characters)' }] : [];
	const userErrors = [...tooLong, ...metafieldProblems(shop, { type: 'ORDER', id: order.id }, input.metafields ?? [], ['metafields'])];
	if (userErrors.length > 0) return { order, userErrors };
	noteLosses(shop, order, input);
	if (input.email !== undefined) order.email = input.email;
	if (input.phone !== undefined) order.phone = input.phone;
	if (input.note !== undefined) order.note = input.note;
	if (input.poNumber !== undefined) order.poNumber = input.poNumber;
	if (input.tags !== undefined) order.tags = sortedTags(input.tags ?? []);
	if (input.customAttributes !== undefined) order.customAttributes = [...(input.customAttributes ?? [])];
	if (input.shippingAddress !== undefined) order.shippingAddress = input.shippingAddress ? makeAddress(shop, input.shippingAddress) : null;
	writeMetafields(shop, order.id, input.metafields ?? []);
	orderSaved(shop, order);
	return { order, userErrors: [] };
}

/** Recorded: tags come back sorted, each once. */
export function sortedTags(tags: readonly string[]): string[] {
	return [...new Set(tags.flatMap((tag) => tag.split(',')).map((tag) => tag.trim()))].filter((tag) => tag !== '').sort();
}

/** Books what is still owed as received. */
export function payOrder(shop: Shop, order: OrderRecord, gateway = 'manual'): boolean {
	const { outstanding, capturable } = paymentsOf(order);
	const amount = Number(outstanding.shopMoney.amount) + Number(capturable.shopMoney.amount);
	if (order.cancelledAt !== null || amount <= 0) return false;
	const kind = Number(capturable.shopMoney.amount) > 0 ? 'CAPTURE' : 'SALE';
	const currencies = currenciesOf(order);
	order.transactions.push(
		transaction(
			shop,
			{ kind, status: 'SUCCESS', gateway, amountSet: { shopMoney: { amount, currencyCode: currencies.shop } } },
			currencies,
		),
	);
	orderSaved(shop, order, 'ORDERS_PAID');
	return true;
}

export function markAsPaid(shop: Shop, id: string): ChangedOrder {
	const order = shop.state.orders.get(id);
	if (order === undefined) return missing;
	return payOrder(shop, order)
		? { order, userErrors: [] }
		: { order, userErrors: [{ field: ['id'], message: 'Order cannot be marked as paid.' }] };
}

export function closeOrder(shop: Shop, id: string, closed: boolean): ChangedOrder {
	const order = shop.state.orders.get(id);
	if (order === undefined) return missing;
	// Recorded: closing a closed one is no error.
	if ((order.closedAt !== null) !== closed) {
		order.closedAt = closed ? shop.now() : null;
		orderSaved(shop, order);
	}
	return { order, userErrors: [] };
}
