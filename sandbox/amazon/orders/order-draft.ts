import { marketplaceById } from '../access/marketplaces';
import { toCents, toMoney } from './amounts';
import type { Buyer, FulfillmentStatus, ItemProceedsBreakdown, Order, OrderItem, OrderProceeds, Recipient } from './order-wire';

/** One line, in the words of a seller. Amounts are decimal strings in the marketplace's currency. */
export interface ItemDraft {
	readonly sku: string;
	/** 0 for a line that was cancelled. */
	readonly quantity: number;
	readonly unitPrice: string;
	readonly asin?: string;
	readonly title?: string;
	/** For the whole line, like all amounts below. */
	readonly shipping?: string;
	readonly codFee?: string;
	readonly gift?: { readonly message?: string; readonly wrapLevel?: string; readonly wrapPrice?: string; readonly wrapTax?: string };
	/** Positive amounts; `discountSign` says how Amazon writes them, which its documentation leaves open. */
	readonly itemDiscount?: string;
	readonly shippingDiscount?: string;
	readonly discountSign?: 'negative' | 'positive';
	readonly itemTax?: string;
	readonly shippingTax?: string;
	/** Amazon collects and remits the tax. */
	readonly marketplaceCollects?: boolean;
	readonly iossNumber?: string;
	readonly promotionIds?: readonly string[];
	/** The buyer asks for the line to be cancelled. */
	readonly cancelReason?: string;
	/** Pieces already shipped. */
	readonly shipped?: number;
	readonly priceDesignation?: string;
	readonly programs?: readonly string[];
}

/** An order in the words of a seller; what is left out gets an ordinary value. Times are milliseconds since the epoch. */
export interface OrderDraft {
	readonly orderId: string;
	readonly marketplaceId: string;
	readonly createdMs: number;
	readonly updatedMs: number;
	readonly status: FulfillmentStatus;
	readonly fulfilledBy: 'MERCHANT' | 'AMAZON';
	readonly channelName?: 'AMAZON' | 'NON_AMAZON';
	readonly programs?: readonly string[];
	readonly replaces?: string;
	readonly sellerOrderId?: string;
	readonly serviceLevel?: string;
	readonly buyer?: Buyer;
	readonly recipient?: Recipient;
	readonly items: readonly ItemDraft[];
	/** ISO 4217; the marketplace's by default. */
	readonly currency?: string;
	/** False leaves out all amounts, as for orders that are still pending. */
	readonly hasProceeds?: boolean;
}

export const iso = (ms: number): string => new Date(ms).toISOString();

const hour = 3_600_000;
const day = 24 * hour;

type DetailedBreakdowns = NonNullable<ItemProceedsBreakdown['detailedBreakdowns']>;

const detail = (subtype: string, cents: number, currency: string): DetailedBreakdowns =>
	cents === 0 ? [] : [{ subtype, value: toMoney(cents, currency) }];

const proceedsOf = (item: ItemDraft, currency: string): NonNullable<OrderItem['proceeds']> => {
	const cents = (amount: string | undefined): number => (amount === undefined ? 0 : toCents(amount, currency));
	const sign = item.discountSign === 'positive' ? 1 : -1;
	const itemDiscount = cents(item.itemDiscount);
	const shippingDiscount = cents(item.shippingDiscount);
	const itemTax = cents(item.itemTax);
	const shippingTax = cents(item.shippingTax);
	const wrapTax = cents(item.gift?.wrapTax);
	const plain: readonly (readonly [string, number])[] = [
		['ITEM', cents(item.unitPrice) * item.quantity],
		['SHIPPING', cents(item.shipping)],
		['GIFT_WRAP', cents(item.gift?.wrapPrice)],
		['COD_FEE', cents(item.codFee)],
	];
	const breakdowns: ItemProceedsBreakdown[] = plain
		.filter(([type, value]) => type === 'ITEM' || value !== 0)
		.map(([type, value]) => ({ type, subtotal: toMoney(value, currency) }));
	const discount = itemDiscount + shippingDiscount;
	if (discount !== 0) {
		breakdowns.push({
			type: 'DISCOUNT',
			subtotal: toMoney(sign * discount, currency),
			detailedBreakdowns: [...detail('ITEM', sign * itemDiscount, currency), ...detail('SHIPPING', sign * shippingDiscount, currency)],
		});
	}
	const tax = itemTax + shippingTax + wrapTax;
	if (tax !== 0) {
		breakdowns.push({
			type: 'TAX',
			subtotal: toMoney(tax, currency),
			detailedBreakdowns: [
				...detail('ITEM', itemTax, currency),
				...detail('SHIPPING', shippingTax, currency),
				...detail('GIFT_WRAP', wrapTax, currency),
			],
		});
	}
	const total = plain.reduce((sum, [, value]) => sum + value, 0) - discount + tax;
	return { proceedsTotal: toMoney(total, currency), breakdowns };
};

const fulfillmentOf = (item: ItemDraft, shipped: number): NonNullable<OrderItem['fulfillment']> => ({
	quantityFulfilled: shipped,
	quantityUnfulfilled: Math.max(0, item.quantity - shipped),
	...(item.gift === undefined
		? {}
		: {
				packing: {
					giftOption: {
						...(item.gift.message === undefined ? {} : { giftMessage: item.gift.message }),
						...(item.gift.wrapLevel === undefined ? {} : { giftWrapLevel: item.gift.wrapLevel }),
					},
				},
			}),
	...(item.iossNumber === undefined ? {} : { shipping: { internationalShipping: { iossNumber: item.iossNumber } } }),
});

const itemOf = (draft: OrderDraft, item: ItemDraft, position: number, currency: string): OrderItem => {
	const isShipped = draft.status === 'SHIPPED';
	const shipped = item.shipped ?? (isShipped ? item.quantity : 0);
	const tax = {
		...(item.iossNumber === undefined ? {} : { taxCalculationBreakdowns: [{ reportingScheme: 'IOSS' }] }),
		...(item.marketplaceCollects === true
			? { taxCollections: [{ model: 'MARKETPLACE_FACILITATOR', responsibleParty: 'Amazon Services Europe S.a r.l.' }] }
			: {}),
	};
	return {
		orderItemId: `${draft.orderId.replaceAll('-', '').slice(-11)}${String(position + 1).padStart(3, '0')}`,
		quantityOrdered: item.quantity,
		...(item.programs === undefined ? {} : { programs: [...item.programs] }),
		product: {
			asin: item.asin ?? 'B0SB999999',
			title: item.title ?? item.sku,
			sellerSku: item.sku,
			condition: { conditionType: 'NEW', conditionSubtype: 'NEW' },
			...(draft.hasProceeds === false
				? {}
				: {
						price: {
							unitPrice: toMoney(toCents(item.unitPrice, currency), currency),
							...(item.priceDesignation === undefined ? {} : { priceDesignation: item.priceDesignation }),
						},
					}),
		},
		...(draft.hasProceeds === false ? {} : { proceeds: proceedsOf(item, currency) }),
		...(item.promotionIds === undefined ? {} : { promotion: { breakdowns: item.promotionIds.map((promotionId) => ({ promotionId })) } }),
		...(item.cancelReason === undefined
			? {}
			: { cancellation: { cancellationRequest: { requester: 'BUYER', cancelReason: item.cancelReason } } }),
		fulfillment: fulfillmentOf(item, shipped),
		...(Object.keys(tax).length === 0 ? {} : { tax }),
	};
};

/** The order's own proceeds: its items' added up. */
export function orderProceedsOf(items: readonly OrderItem[], currency: string): OrderProceeds {
	const sums = new Map<string, number>();
	for (const { type, subtotal } of items.flatMap((item) => item.proceeds?.breakdowns ?? [])) {
		sums.set(type, (sums.get(type) ?? 0) + toCents(subtotal.amount, currency));
	}
	const total = items.reduce((sum, item) => sum + toCents(item.proceeds?.proceedsTotal?.amount ?? '0', currency), 0);
	return {
		grandTotal: toMoney(total, currency),
		breakdowns: [...sums].map(([type, cents]) => ({ type, status: 'FINALIZED', subtotal: toMoney(cents, currency) })),
	};
}

/**
 * The wire order of a draft. Its item proceeds add up to the grand total, as they do in Amazon's samples, whichever
 * sign its discounts carry.
 */
export function buildOrder(draft: OrderDraft): Order {
	const marketplace = marketplaceById(draft.marketplaceId);
	const currency = draft.currency ?? marketplace.currency;
	const items = draft.items.map((item, position) => itemOf(draft, item, position, currency));
	const isAmazonSale = draft.channelName !== 'NON_AMAZON';
	return {
		orderId: draft.orderId,
		...(draft.sellerOrderId === undefined ? {} : { orderAliases: [{ aliasId: draft.sellerOrderId, aliasType: 'SELLER_ORDER_ID' }] }),
		createdTime: iso(draft.createdMs),
		lastUpdatedTime: iso(draft.updatedMs),
		...(draft.programs === undefined ? {} : { programs: [...draft.programs] }),
		...(draft.replaces === undefined
			? {}
			: { associatedOrders: [{ orderId: draft.replaces, associationType: 'REPLACEMENT_ORIGINAL_ID' }] }),
		salesChannel: isAmazonSale
			? { channelName: 'AMAZON', marketplaceId: marketplace.id, marketplaceName: marketplace.name }
			: { channelName: 'NON_AMAZON', marketplaceId: marketplace.id, marketplaceName: `Non-Amazon ${marketplace.countryCode}` },
		...(draft.buyer === undefined ? {} : { buyer: { ...draft.buyer } }),
		...(draft.recipient === undefined ? {} : { recipient: structuredClone(draft.recipient) }),
		...(draft.hasProceeds === false ? {} : { proceeds: orderProceedsOf(items, currency) }),
		fulfillment: {
			fulfillmentStatus: draft.status,
			fulfilledBy: draft.fulfilledBy,
			fulfillmentServiceLevel: draft.serviceLevel ?? 'STANDARD',
			shipByWindow: { earliestDateTime: iso(draft.createdMs), latestDateTime: iso(draft.createdMs + 2 * day) },
			deliverByWindow: { earliestDateTime: iso(draft.createdMs + 3 * day), latestDateTime: iso(draft.createdMs + 6 * day) },
		},
		orderItems: items,
	};
}
