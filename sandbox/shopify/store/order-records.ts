import type { MoneyBagRecord } from './money';
import type { AddressRecord, Dated } from './records';

export interface TaxLineRecord {
	readonly title: string;
	readonly rate: number;
	readonly priceSet: MoneyBagRecord;
	readonly channelLiable: boolean;
}

export interface AttributeRecord {
	readonly key: string;
	readonly value: string | null;
}

export interface LineItemRecord {
	readonly id: string;
	readonly title: string;
	readonly variantTitle: string | null;
	readonly sku: string | null;
	readonly vendor: string | null;
	readonly variantId: string | null;
	readonly productId: string | null;
	readonly quantity: number;
	/** Without what was removed and refunded. */
	currentQuantity: number;
	readonly requiresShipping: boolean;
	readonly taxable: boolean;
	readonly isGiftCard: boolean;
	readonly originalUnitPriceSet: MoneyBagRecord;
	/** Of the whole line. */
	readonly totalDiscountSet: MoneyBagRecord;
	readonly taxLines: readonly TaxLineRecord[];
	readonly customAttributes: readonly AttributeRecord[];
}

export interface ShippingLineRecord {
	readonly id: string;
	readonly title: string;
	readonly code: string | null;
	readonly source: string | null;
	readonly originalPriceSet: MoneyBagRecord;
	readonly discountedPriceSet: MoneyBagRecord;
	readonly taxLines: readonly TaxLineRecord[];
	isRemoved: boolean;
	readonly deliveryCategory: string | null;
}

export interface TransactionRecord {
	readonly id: string;
	readonly kind: string;
	readonly status: string;
	readonly gateway: string;
	readonly amountSet: MoneyBagRecord;
	readonly parentId: string | null;
	readonly createdAt: number;
	readonly processedAt: number;
	readonly test: boolean;
	readonly authorizationCode: string | null;
}

export interface RefundRecord extends Dated {
	readonly id: string;
	readonly note: string | null;
	readonly totalRefundedSet: MoneyBagRecord;
	readonly shippingRefundedSet: MoneyBagRecord;
	readonly lines: readonly {
		readonly id: string;
		readonly lineItemId: string;
		readonly quantity: number;
		readonly restockType: string;
		readonly locationId: string | null;
		readonly subtotalSet: MoneyBagRecord;
		readonly totalTaxSet: MoneyBagRecord;
	}[];
	readonly transactionIds: readonly string[];
}

export interface OrderRecord extends Dated {
	readonly id: string;
	readonly number: number;
	readonly name: string;
	readonly processedAt: number;
	email: string | null;
	phone: string | null;
	note: string | null;
	tags: string[];
	poNumber: string | null;
	customAttributes: AttributeRecord[];
	customerId: string | null;
	readonly billingAddress: AddressRecord | null;
	shippingAddress: AddressRecord | null;
	readonly currencyCode: string;
	readonly presentmentCurrencyCode: string;
	readonly taxesIncluded: boolean;
	/** Set by who made it; else it comes of the transactions. */
	readonly financialStatus: string | null;
	readonly lineItems: LineItemRecord[];
	readonly shippingLines: ShippingLineRecord[];
	/** Taxes of the order itself, where its lines have none. */
	readonly taxLines: readonly TaxLineRecord[];
	readonly discountCodes: readonly string[];
	readonly discounts: readonly DiscountRecord[];
	readonly transactions: TransactionRecord[];
	readonly refunds: RefundRecord[];
	cancelledAt: number | null;
	cancelReason: string | null;
	closedAt: number | null;
	readonly sourceIdentifier: string | null;
	readonly sourceName: string | null;
	readonly sourceUrl: string | null;
	readonly test: boolean;
	edited: boolean;
	/** Somebody of the shop wrote on its timeline. */
	hasTimelineComment: boolean;
	/** Ids of its fulfillment orders and of its parcels. */
	readonly fulfillmentOrderIds: string[];
	readonly fulfillmentIds: string[];
	/** Whether a client of the API made it. */
	readonly isOfClient: boolean;
	/** Of a pick-up in a shop: SHIPPING, PICK_UP, LOCAL, NONE … */
	readonly deliveryMethod: string;
	/** The person at the counter: set for local pick-up. */
	readonly pickupLocationId: string | null;
}

export interface DiscountRecord {
	readonly code: string | null;
	readonly title: string;
	readonly target: 'LINE_ITEM' | 'SHIPPING_LINE';
	readonly value: { readonly percentage: number } | { readonly amount: string };
}
