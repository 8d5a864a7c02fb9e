import { StandInGap } from '../graphql/stand-in-gap';
import { isGranted } from '../graphql/access';
import { adminType, type AdminContext, payloadType, type UserError } from '../graphql/context';
import { once } from '../inventory/idempotency';
import { productSaved } from '../catalog/product-records';
import { customerSaved } from '../customers/customers';
import { typeOfGid } from '../store/gid';
import type { Shop } from '../store/shop';
import { cancelLater, cancelProblems } from './order-cancel';
import { closeOrder, markAsPaid, type OrderUpdateInput, sortedTags, updateOrder } from './order-changes';
import { createOrder } from './order-create';
import type { OrderCreateInput, OrderCreateOptions } from './order-inputs';
import { createRefund, type RefundInput } from './order-refunds';
import { orderSaved } from './order-saving';

interface CancelArgs {
	readonly orderId: string;
	readonly reason: string;
	readonly restock: boolean;
	readonly refund?: boolean | null;
	readonly refundMethod?: { readonly originalPaymentMethodsRefund?: boolean | null } | null;
	readonly notifyCustomer: boolean;
	readonly staffNote?: string | null;
}

function cancel(shop: Shop, args: CancelArgs): unknown {
	const both = args.refund !== undefined && args.refund !== null && args.refundMethod !== undefined && args.refundMethod !== null;
	const order = shop.state.orders.get(args.orderId);
	const twice: readonly UserError[] = both
		? [{ field: ['refund'], message: 'Only one of the arguments `refund` or `refund_method` is allowed.', code: 'INVALID' }]
		: [];
	const problems = twice.length > 0 ? twice : cancelProblems(shop, order, args.staffNote ?? null);
	if (problems.length > 0 || order === undefined)
		return { job: null, orderCancelUserErrors: problems, userErrors: problems.map(({ field, message }) => ({ field, message })) };
	const refund = args.refund ?? args.refundMethod?.originalPaymentMethodsRefund ?? false;
	const { reason, restock, notifyCustomer } = args;
	return { job: cancelLater(shop, order, { reason, restock, refund, notifyCustomer }), orderCancelUserErrors: [], userErrors: [] };
}

const tagScopes: Readonly<Record<string, string>> = { Order: 'write_orders', Product: 'write_products', Customer: 'write_customers' };

/** Recorded: a resource that is not there is named by its kind. */
function changeTags(context: AdminContext, field: string, args: { readonly id: string; readonly tags: readonly string[] }): unknown {
	const { shop } = context;
	const type = typeOfGid(args.id) ?? '';
	const scope = tagScopes[type];
	if (scope === undefined) throw new StandInGap(`tags of ${type}`);
	if (!isGranted(context.caller.scopes, scope)) context.mustHave([scope], field, `\`${scope}\` access scope.`);
	const record = shop.state.orders.get(args.id) ?? shop.state.products.get(args.id) ?? shop.state.customers.get(args.id);
	if (record === undefined) return { node: null, userErrors: [{ field: ['id'], message: `${type} does not exist` }] };
	const given = sortedTags(args.tags);
	record.tags = field === 'tagsAdd' ? sortedTags([...record.tags, ...given]) : record.tags.filter((tag) => !given.includes(tag));
	const order = shop.state.orders.get(args.id);
	const product = shop.state.products.get(args.id);
	const customer = shop.state.customers.get(args.id);
	if (order !== undefined) orderSaved(shop, order);
	if (product !== undefined) productSaved(shop, product, 'PRODUCTS_UPDATE');
	if (customer !== undefined) customerSaved(shop, customer, 'CUSTOMERS_UPDATE');
	return { node: record, userErrors: [] };
}

export const orderMutations = [
	adminType<unknown>('Mutation', {
		fields: {
			orderCreate: (_, args, { shop }) => {
				const { order, options } = args as unknown as { order: OrderCreateInput; options?: OrderCreateOptions | null };
				return createOrder(shop, order, options);
			},
			orderUpdate: (_, args, { shop }) => updateOrder(shop, (args as unknown as { input: OrderUpdateInput }).input),
			orderCancel: (_, args, { shop }) => cancel(shop, args as unknown as CancelArgs),
			orderMarkAsPaid: (_, args, { shop }) => markAsPaid(shop, (args as unknown as { input: { id: string } }).input.id),
			orderClose: (_, args, { shop }) => closeOrder(shop, (args as unknown as { input: { id: string } }).input.id, true),
			orderOpen: (_, args, { shop }) => closeOrder(shop, (args as unknown as { input: { id: string } }).input.id, false),
			refundCreate: (_, args, { shop }, info) =>
				once(
					shop,
					args,
					info,
					(error) => ({ refund: null, order: null, userErrors: [error] }),
					() => {
						const { refund, order, userErrors } = createRefund(shop, (args as unknown as { input: RefundInput }).input);
						return { refund: refund === null || order === null ? null : { id: refund.id, refund, order }, order, userErrors };
					},
				),
			// The words of a refusal are nobody's record.
			orderCustomerRemove: (_, { orderId }, { shop }) => {
				const order = shop.state.orders.get(String(orderId));
				if (order === undefined)
					return { order: null, userErrors: [{ field: ['orderId'], message: 'Order does not exist', code: 'INVALID' }] };
				order.customerId = null;
				orderSaved(shop, order);
				return { order, userErrors: [] };
			},
			tagsAdd: (_, args, context) => changeTags(context, 'tagsAdd', args as unknown as { id: string; tags: readonly string[] }),
			tagsRemove: (_, args, context) => changeTags(context, 'tagsRemove', args as unknown as { id: string; tags: readonly string[] }),
		},
	}),
	payloadType('OrderCreatePayload', 'order', 'userErrors'),
	payloadType('OrderUpdatePayload', 'order', 'userErrors'),
	payloadType('OrderCancelPayload', 'job', 'orderCancelUserErrors', 'userErrors'),
	payloadType('OrderCustomerRemovePayload', 'order', 'userErrors'),
	payloadType('OrderMarkAsPaidPayload', 'order', 'userErrors'),
	payloadType('OrderClosePayload', 'order', 'userErrors'),
	payloadType('OrderOpenPayload', 'order', 'userErrors'),
	payloadType('RefundCreatePayload', 'refund', 'order', 'userErrors'),
	payloadType('TagsAddPayload', 'node', 'userErrors'),
	payloadType('TagsRemovePayload', 'node', 'userErrors'),
];
