import { Decimal } from 'decimal.js';
import { fulfillmentOrdersOf } from '../fulfillments/fulfillment-orders';
import { pageOf } from '../graphql/connections';
import { adminType, dateTime, dateTimeOrNull, payloadType } from '../graphql/context';
import { legacyId } from '../store/gid';
import { minus, moneyBag, moneyText, sumOf, times } from '../store/money';
import type {
	DiscountRecord,
	LineItemRecord,
	OrderRecord,
	RefundRecord,
	ShippingLineRecord,
	TaxLineRecord,
	TransactionRecord,
} from '../store/order-records';
import type { Shop } from '../store/shop';
import { currenciesOf, lineTotal, shareOf } from './order-totals';

interface LineOfOrder {
	readonly id: string;
	readonly line: LineItemRecord;
	readonly order: OrderRecord;
}

interface RefundOfOrder {
	readonly id: string;
	readonly refund: RefundRecord;
	readonly order: OrderRecord;
}

type RefundLineOfOrder = RefundRecord['lines'][number] & { readonly order: OrderRecord };

/** Pieces that still have to be sent. */
function unfulfilled(shop: Shop, { line, order }: LineOfOrder): number {
	return fulfillmentOrdersOf(shop, order.id)
		.filter(({ status }) => status !== 'CLOSED' && status !== 'CANCELLED')
		.flatMap(({ lines }) => lines)
		.filter(({ lineItemId }) => lineItemId === line.id)
		.reduce((sum, { remainingQuantity }) => sum + remainingQuantity, 0);
}

function discounted({ line, order }: LineOfOrder) {
	return minus(lineTotal(line, line.quantity, currenciesOf(order)), line.totalDiscountSet, currenciesOf(order));
}

export function lineOfOrder(order: OrderRecord, lineItemId: string): LineOfOrder {
	const line = order.lineItems.find(({ id }) => id === lineItemId);
	if (line === undefined) throw new Error(`${order.id} has no line ${lineItemId}`);
	return { id: line.id, line, order };
}

const perPiece = (source: LineOfOrder) =>
	source.line.quantity === 0
		? source.line.originalUnitPriceSet
		: times(discounted(source), new Decimal(1).dividedBy(source.line.quantity), currenciesOf(source.order));

export const orderPartTypes = [
	adminType<LineOfOrder>('LineItem', {
		own: ['id'],
		fields: {
			title: ({ line }) => line.title,
			name: ({ line }) => (line.variantTitle === null ? line.title : `${line.title} - ${line.variantTitle}`),
			variantTitle: ({ line }) => line.variantTitle,
			sku: ({ line }) => line.sku,
			vendor: ({ line }) => line.vendor,
			quantity: ({ line }) => line.quantity,
			currentQuantity: ({ line }) => line.currentQuantity,
			refundableQuantity: ({ line }) => line.currentQuantity,
			unfulfilledQuantity: (source, _, { shop }) => unfulfilled(shop, source),
			nonFulfillableQuantity: () => 0,
			requiresShipping: ({ line }) => line.requiresShipping,
			taxable: ({ line }) => line.taxable,
			isGiftCard: ({ line }) => line.isGiftCard,
			customAttributes: ({ line }) => line.customAttributes,
			originalUnitPriceSet: ({ line }) => line.originalUnitPriceSet,
			originalTotalSet: ({ line, order }) => lineTotal(line, line.quantity, currenciesOf(order)),
			totalDiscountSet: ({ line }) => line.totalDiscountSet,
			// Discounts of codes are of the whole order, so that it is without them by default.
			discountedTotalSet: (source, { withCodeDiscounts }) =>
				withCodeDiscounts === true ? discounted(source) : lineTotal(source.line, source.line.quantity, currenciesOf(source.order)),
			discountedUnitPriceSet: ({ line }) => line.originalUnitPriceSet,
			discountedUnitPriceAfterAllDiscountsSet: (source) => perPiece(source),
			taxLines: ({ line }, { first }) => line.taxLines.slice(0, typeof first === 'number' ? first : undefined),
			discountAllocations: ({ line, order }) =>
				Number(line.totalDiscountSet.shopMoney.amount) === 0
					? []
					: [
							{
								allocatedAmountSet: line.totalDiscountSet,
								discountApplication: { ...order.discounts[0], index: 0, __typename: 'DiscountCodeApplication' },
							},
						],
			variant: ({ line }, _, { shop }) => shop.state.variants.get(line.variantId ?? '') ?? null,
			product: ({ line }, _, { shop }) => shop.state.products.get(line.productId ?? '') ?? null,
			weight: ({ line }, _, { shop }) =>
				shop.state.inventoryItems.get(shop.state.variants.get(line.variantId ?? '')?.inventoryItemId ?? '')?.weight ?? null,
			lineItemGroup: () => null,
		},
	}),
	payloadType('DiscountAllocation', 'allocatedAmountSet', 'discountApplication'),
	adminType<DiscountRecord & { readonly index: number }>('DiscountCodeApplication', {
		own: ['code', 'index'],
		fields: {
			allocationMethod: () => 'ACROSS',
			targetSelection: () => 'ALL',
			targetType: ({ target }) => target,
			value: ({ value }, _, { shop }) =>
				'percentage' in value
					? { __typename: 'PricingPercentageValue', percentage: value.percentage }
					: { __typename: 'MoneyV2', amount: value.amount, currencyCode: shop.settings.currencyCode },
		},
	}),
	payloadType('PricingPercentageValue', 'percentage'),
	adminType<TaxLineRecord>('TaxLine', {
		own: ['title', 'rate', 'priceSet', 'channelLiable'],
		fields: { ratePercentage: ({ rate }) => rate * 100, price: ({ priceSet }) => moneyText(priceSet.shopMoney), source: () => null },
	}),
	adminType<ShippingLineRecord>('ShippingLine', {
		own: ['id', 'title', 'code', 'source', 'originalPriceSet', 'discountedPriceSet', 'taxLines', 'isRemoved', 'deliveryCategory'],
		fields: {
			currentDiscountedPriceSet: ({ discountedPriceSet }) => discountedPriceSet,
			carrierIdentifier: () => null,
			custom: () => false,
			phone: () => null,
			shippingRateHandle: () => null,
			discountAllocations: () => [],
		},
	}),
	adminType<TransactionRecord>('OrderTransaction', {
		own: ['id', 'kind', 'status', 'gateway', 'amountSet', 'test', 'authorizationCode'],
		fields: {
			createdAt: ({ createdAt }) => dateTime(createdAt),
			processedAt: ({ processedAt }) => dateTime(processedAt),
			formattedGateway: ({ gateway }) => gateway.charAt(0).toUpperCase() + gateway.slice(1),
			manualPaymentGateway: ({ gateway }) => gateway === 'manual',
			parentTransaction: ({ parentId }, _, { shop }) =>
				[...shop.state.orders.values()].flatMap(({ transactions }) => transactions).find(({ id }) => id === parentId) ?? null,
			paymentId: ({ id }) => legacyId(id),
			errorCode: () => null,
		},
	}),
	adminType<RefundOfOrder>('Refund', {
		own: ['id', 'order'],
		fields: {
			legacyResourceId: ({ id }) => legacyId(id),
			note: ({ refund }) => refund.note,
			createdAt: ({ refund }) => dateTimeOrNull(refund.createdAt),
			updatedAt: ({ refund }) => dateTime(refund.updatedAt),
			processedAt: ({ refund }) => dateTime(refund.createdAt),
			totalRefundedSet: ({ refund }) => refund.totalRefundedSet,
			refundLineItems: ({ refund, order }, args) =>
				pageOf(
					refund.lines.map((line) => ({ ...line, order })),
					args,
					{ idOf: ({ id }) => id },
				),
			transactions: ({ refund, order }, args) =>
				pageOf(
					order.transactions.filter(({ id }) => refund.transactionIds.includes(id)),
					args,
					{ idOf: ({ id }) => id },
				),
			// What was given back beside the lines and shipping.
			orderAdjustments: (_, args) => pageOf<{ readonly id: string }>([], args, { idOf: ({ id }) => id }),
			refundShippingLines: ({ refund, order }, args) =>
				pageOf(
					Number(refund.shippingRefundedSet.shopMoney.amount) > 0 && refund.lines.length > 0
						? order.shippingLines.slice(0, 1).map((shippingLine) => ({
								id: refund.id.replace('Refund', 'RefundShippingLine'),
								shippingLine,
								subtotalAmountSet: refund.shippingRefundedSet,
								taxAmountSet: moneyBag(0, currenciesOf(order)),
							}))
						: [],
					args,
					{ idOf: ({ id }) => id },
				),
		},
	}),
	payloadType('RefundShippingLine', 'id', 'shippingLine', 'subtotalAmountSet', 'taxAmountSet'),
	adminType<RefundLineOfOrder>('RefundLineItem', {
		own: ['id', 'quantity', 'restockType', 'subtotalSet', 'totalTaxSet'],
		fields: {
			lineItem: ({ order, lineItemId }) => lineOfOrder(order, lineItemId),
			restocked: ({ restockType }) => restockType !== 'NO_RESTOCK',
			location: ({ locationId }, _, { shop }) => shop.state.locations.get(locationId ?? '') ?? null,
			priceSet: ({ order, lineItemId, quantity, subtotalSet }) => {
				const { line } = lineOfOrder(order, lineItemId);
				return quantity === 0
					? subtotalSet
					: shareOf(sumOf([lineTotal(line, line.quantity, currenciesOf(order))], currenciesOf(order)), line, 1, currenciesOf(order));
			},
		},
	}),
];
