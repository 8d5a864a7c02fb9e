import { fulfillmentOrdersOf, fulfillmentsOf, fulfillmentStatusOf } from '../fulfillments/fulfillment-orders';
import { pageOf } from '../graphql/connections';
import { adminType, dateTime, dateTimeOrNull, payloadType } from '../graphql/context';
import { metafieldFields } from '../metafields/metafield-types';
import { legacyId } from '../store/gid';
import { type MoneyBagRecord, moneyText, sumOf } from '../store/money';
import type { OrderRecord } from '../store/order-records';
import { currenciesOf, currentTotals, financialStatusOf, originalTotals, paymentsOf, taxLinesOf } from './order-totals';

const byId = { idOf: ({ id }: { readonly id: string }) => id };
const isPositive = (bag: MoneyBagRecord): boolean => Number(bag.shopMoney.amount) > 0;

/** A line as its fields need it: with the order that it is part of. */
const withOrder = (order: OrderRecord) => order.lineItems.map((line) => ({ line, order, id: line.id }));

const limit = (first: unknown): number | undefined => (typeof first === 'number' ? first : undefined);

const amounts = {
	subtotalPriceSet: (order: OrderRecord) => originalTotals(order).subtotal,
	totalPriceSet: (order: OrderRecord) => originalTotals(order).total,
	originalTotalPriceSet: (order: OrderRecord) => originalTotals(order).total,
	totalTaxSet: (order: OrderRecord) => originalTotals(order).tax,
	totalDiscountsSet: (order: OrderRecord) => originalTotals(order).discounts,
	totalShippingPriceSet: (order: OrderRecord) => originalTotals(order).shipping,
	currentSubtotalPriceSet: (order: OrderRecord) => currentTotals(order).subtotal,
	currentTotalPriceSet: (order: OrderRecord) => currentTotals(order).total,
	currentTotalTaxSet: (order: OrderRecord) => currentTotals(order).tax,
	currentTotalDiscountsSet: (order: OrderRecord) => currentTotals(order).discounts,
	currentShippingPriceSet: (order: OrderRecord) => currentTotals(order).shipping,
	totalReceivedSet: (order: OrderRecord) => paymentsOf(order).received,
	totalRefundedSet: (order: OrderRecord) => paymentsOf(order).refunded,
	totalOutstandingSet: (order: OrderRecord) => paymentsOf(order).outstanding,
	totalCapturableSet: (order: OrderRecord) => paymentsOf(order).capturable,
	totalRefundedShippingSet: (order: OrderRecord) =>
		sumOf(
			order.refunds.filter(({ lines }) => lines.length > 0).map(({ shippingRefundedSet }) => shippingRefundedSet),
			currenciesOf(order),
		),
};

export const orderTypes = [
	adminType<OrderRecord>('Order', {
		own: [
			'id',
			'name',
			'number',
			'email',
			'phone',
			'note',
			'tags',
			'poNumber',
			'customAttributes',
			'billingAddress',
			'shippingAddress',
			'currencyCode',
			'presentmentCurrencyCode',
			'taxesIncluded',
			'cancelReason',
			'sourceIdentifier',
			'sourceName',
			'discountCodes',
			'test',
			'edited',
		],
		fields: {
			...metafieldFields,
			...amounts,
			legacyResourceId: ({ id }) => legacyId(id),
			createdAt: ({ createdAt }) => dateTime(createdAt),
			updatedAt: ({ updatedAt }) => dateTime(updatedAt),
			processedAt: ({ processedAt }) => dateTime(processedAt),
			cancelledAt: ({ cancelledAt }) => dateTimeOrNull(cancelledAt),
			closedAt: ({ closedAt }) => dateTimeOrNull(closedAt),
			closed: ({ closedAt }) => closedAt !== null,
			confirmed: () => true,
			registeredSourceUrl: ({ sourceUrl }) => sourceUrl,
			displayAddress: ({ shippingAddress, billingAddress }) => shippingAddress ?? billingAddress,
			billingAddressMatchesShippingAddress: ({ shippingAddress, billingAddress }) => shippingAddress?.address1 === billingAddress?.address1,
			customer: ({ customerId }, _, { shop }) => (customerId === null ? null : (shop.state.customers.get(customerId) ?? null)),
			displayFinancialStatus: (order) => financialStatusOf(order),
			displayFulfillmentStatus: (order, _, { shop }) => fulfillmentStatusOf(shop, order),
			fullyPaid: (order) => !isPositive(paymentsOf(order).outstanding) && isPositive(paymentsOf(order).received),
			unpaid: (order) => !isPositive(paymentsOf(order).received),
			capturable: (order) => isPositive(paymentsOf(order).capturable),
			canMarkAsPaid: (order) => order.cancelledAt === null && isPositive(paymentsOf(order).outstanding),
			canNotifyCustomer: ({ email }) => email !== null,
			refundable: (order) => isPositive(paymentsOf(order).received),
			restockable: ({ cancelledAt }) => cancelledAt === null,
			fulfillable: (order, _, { shop }) =>
				fulfillmentOrdersOf(shop, order.id).some(({ status }) => status === 'OPEN' || status === 'IN_PROGRESS'),
			requiresShipping: ({ lineItems }) => lineItems.some(({ requiresShipping }) => requiresShipping),
			merchantEditable: ({ cancelledAt }) => cancelledAt === null,
			paymentGatewayNames: ({ transactions }) => [...new Set(transactions.map(({ gateway }) => gateway))],
			taxLines: (order) => taxLinesOf(order),
			currentTaxLines: (order) => taxLinesOf(order),
			totalWeight: () => '0',
			returnStatus: () => 'NO_RETURN',
			statusPageUrl: ({ id }, _, { shop }) => `https://${shop.settings.myshopifyDomain}/orders/${legacyId(id)}`,
			discountCode: ({ discountCodes }) => discountCodes[0] ?? null,
			currentSubtotalLineItemsQuantity: ({ lineItems }) => lineItems.reduce((sum, { currentQuantity }) => sum + currentQuantity, 0),
			subtotalLineItemsQuantity: ({ lineItems }) => lineItems.reduce((sum, { quantity }) => sum + quantity, 0),
			lineItems: (order, args) => pageOf(withOrder(order), args, byId),
			shippingLine: ({ shippingLines }) => shippingLines.find(({ isRemoved }) => !isRemoved) ?? null,
			shippingLines: ({ shippingLines }, args) =>
				pageOf(
					shippingLines.filter(({ isRemoved }) => !isRemoved || args['includeRemovals'] === true),
					args,
					byId,
				),
			discountApplications: ({ discounts }, args) =>
				pageOf(
					discounts.map((discount, index) => ({ ...discount, index, __typename: 'DiscountCodeApplication' })),
					args,
					{ idOf: ({ index }) => String(index) },
				),
			transactions: ({ transactions }, { first }) => transactions.slice(0, limit(first)),
			transactionsCount: ({ transactions }) => ({ count: transactions.length, precision: 'EXACT' }),
			refunds: (order, { first }) => order.refunds.slice(0, limit(first)).map((refund) => ({ refund, order, id: refund.id })),
			fulfillments: ({ id }, { first }, { shop }) => fulfillmentsOf(shop, id).slice(0, limit(first)),
			fulfillmentsCount: ({ fulfillmentIds }) => ({ count: fulfillmentIds.length, precision: 'EXACT' }),
			// Cancelled and closed ones of a moved or split order stand behind the live ones.
			fulfillmentOrders: ({ id }, args, { shop }) => pageOf(fulfillmentOrdersOf(shop, id), args, byId),
			totalPrice: (order) => moneyText(originalTotals(order).total.shopMoney),
		},
	}),
	payloadType('Attribute', 'key', 'value'),
];
