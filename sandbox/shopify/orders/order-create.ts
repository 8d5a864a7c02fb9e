import { customerByEmail, customerByPhone, createCustomer } from '../customers/customers';
import { assignToLocations, claimStock } from '../fulfillments/fulfillment-orders';
import { fulfillAll } from '../fulfillments/fulfillment-writing';
import type { UserError } from '../graphql/context';
import { levelsOf } from '../inventory/levels';
import { metafieldProblems, writeMetafields } from '../metafields/metafields';
import type { OrderRecord } from '../store/order-records';
import type { Shop } from '../store/shop';
import { buildOrder } from './order-building';
import { type LineItemInput, type OrderCreateInput, type OrderCreateOptions, refuseUnknown } from './order-inputs';
import { orderSaved } from './order-saving';
import { financialStatusOf } from './order-totals';

export interface OrderResult {
	readonly order: OrderRecord | null;
	readonly userErrors: readonly UserError[];
}

const mostOrdersAMinute = 5;

function refused(message: string, code: string | null, field: readonly string[] | null): OrderResult {
	return { order: null, userErrors: [{ field, message, code }] };
}

/** A development store takes five orders a minute; reported in these words, as a user error without a code. */
function isTooSoon(shop: Shop): boolean {
	if (!shop.settings.isDevelopmentStore) return false;
	shop.state.orderCreations = shop.state.orderCreations.filter((at) => at > shop.now() - 60_000);
	return shop.state.orderCreations.length >= mostOrdersAMinute;
}

/** Recorded: no lines, both ways to name a customer, a line without a title. The others were not. */
function problemsOf(shop: Shop, input: OrderCreateInput): readonly UserError[] {
	const problems: UserError[] = [];
	const say = (field: readonly string[], message: string, code: string | null): void => {
		problems.push({ field: ['order', ...field], message, code });
	};
	const lines = input.lineItems ?? [];
	if (lines.length === 0) say(['lineItems'], 'Line items must have at least one line item', 'INVALID');
	if (typeof input.customerId === 'string' && input.customer !== undefined && input.customer !== null)
		say([], 'Only one of customerId and customer may be given', 'REDUNDANT_CUSTOMER_FIELDS');
	for (const [at, line] of lines.entries()) {
		const isKnown = typeof line.variantId === 'string' && shop.state.variants.has(line.variantId);
		if (typeof line.variantId === 'string' && !isKnown) say([], 'Order Line items is invalid', null);
		if (!isKnown && (line.title ?? '').trim() === '') say(['lineItems'], "Line items Title can't be blank", null);
		if (line.quantity < 1) say(['lineItems', String(at), 'quantity'], 'Quantity must be greater than 0', 'INVALID');
	}
	if ((input.taxLines ?? []).length > 0 && lines.some(({ taxLines }) => (taxLines ?? []).length > 0))
		say(['taxLines'], 'Tax lines can be set on the order or on its lines, not on both', 'INVALID');
	if (typeof input.email === 'string' && !/^[^@\s]+@[^@\s]+$/.test(input.email)) say(['email'], 'Email is invalid', 'INVALID');
	const associated = input.customer?.toAssociate?.id ?? input.customerId;
	if (typeof associated === 'string' && !shop.state.customers.has(associated)) say(['customer'], 'Customer does not exist', 'INVALID');
	return [...problems, ...metafieldProblems(shop, { type: 'ORDER' }, input.metafields ?? [], ['order', 'metafields'])];
}

/** A customer is found by id, mail or phone, else made. An order with a mail alone has no customer, as was recorded. */
function customerOf(shop: Shop, { customer, customerId }: OrderCreateInput): string | null {
	if (typeof customerId === 'string') return customerId;
	const { toAssociate, toUpsert } = customer ?? {};
	if (typeof toAssociate?.id === 'string') return toAssociate.id;
	if (typeof toAssociate?.email === 'string') return customerByEmail(shop, toAssociate.email)?.id ?? null;
	if (toUpsert === undefined || toUpsert === null) return null;
	const known =
		(typeof toUpsert.id === 'string' ? shop.state.customers.get(toUpsert.id) : undefined) ??
		(typeof toUpsert.email === 'string' ? customerByEmail(shop, toUpsert.email) : undefined) ??
		(typeof toUpsert.phone === 'string' ? customerByPhone(shop, toUpsert.phone) : undefined);
	return (known ?? createCustomer(shop, toUpsert)).id;
}

function isShort(shop: Shop, { variantId, quantity }: LineItemInput): boolean {
	const variant = shop.state.variants.get(variantId ?? '');
	if (variant === undefined || variant.inventoryPolicy === 'CONTINUE') return false;
	const item = shop.state.inventoryItems.get(variant.inventoryItemId);
	return item?.tracked === true && !levelsOf(shop, item.id).some(({ available }) => available >= quantity);
}

/** What a person at the checkout does, and what `orderCreate` does with `DECREMENT_…`. */
export function placeOrder(
	shop: Shop,
	input: OrderCreateInput,
	making: Parameters<typeof buildOrder>[2] & { readonly claimsStock: boolean },
): OrderRecord {
	const order = buildOrder(shop, input, making);
	const assignments = order.lineItems.map((line, at) => {
		const locationId = input.lineItems?.[at]?.locationId;
		return { line, quantity: line.quantity, ...(locationId === undefined ? {} : { locationId }) };
	});
	assignToLocations(shop, order, assignments);
	if (making.claimsStock) claimStock(shop, order);
	return order;
}

export function createOrder(shop: Shop, input: OrderCreateInput, options: OrderCreateOptions | null | undefined): OrderResult {
	refuseUnknown(input);
	if (isTooSoon(shop)) return refused('Too many attempts. Please try again later.', null, null);
	const userErrors = problemsOf(shop, input);
	if (userErrors.length > 0) return { order: null, userErrors };
	const behaviour = options?.inventoryBehaviour ?? 'BYPASS';
	if (behaviour === 'DECREMENT_OBEYING_POLICY' && (input.lineItems ?? []).some((line) => isShort(shop, line)))
		return refused('Unable to claim inventory', 'INVENTORY_CLAIM_FAILED', ['order', 'lineItems']);

	shop.state.orderCreations.push(shop.now());
	const order = placeOrder(shop, input, {
		isOfClient: true,
		customerId: customerOf(shop, input),
		claimsStock: behaviour !== 'BYPASS',
	});
	writeMetafields(shop, order.id, input.metafields ?? []);
	if (input.fulfillmentStatus === 'FULFILLED' || (input.fulfillment !== undefined && input.fulfillment !== null))
		fulfillAll(shop, order, {
			trackingInfo: {
				company: input.fulfillment?.trackingCompany ?? null,
				numbers: [
					...(input.fulfillment?.trackingNumbers ?? []),
					...(input.fulfillment?.trackingNumber ? [input.fulfillment.trackingNumber] : []),
				],
			},
			notifyCustomer: options?.sendFulfillmentReceipt ?? false,
		});
	if (options?.sendReceipt === true)
		shop.mailBuyer(
			{ to: order.email, subject: `Order ${order.name} confirmed`, text: 'Thank you for your purchase!', orderId: order.id },
			true,
		);
	orderSaved(shop, order, 'ORDERS_CREATE', ...(financialStatusOf(order) === 'PAID' ? ['ORDERS_PAID'] : []));
	shop.tell(`order ${order.name} made by an app, ${order.lineItems.length} lines`, { order: order.id });
	return { order, userErrors: [] };
}
