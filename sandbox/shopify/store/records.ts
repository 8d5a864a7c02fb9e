import type { MoneyBagRecord } from './money';

/** Times are milliseconds since the epoch, of which Shopify shows whole seconds. */
export interface Dated {
	createdAt: number;
	updatedAt: number;
}

export interface AddressRecord {
	readonly id: string;
	readonly firstName: string | null;
	readonly lastName: string | null;
	readonly company: string | null;
	readonly address1: string | null;
	readonly address2: string | null;
	readonly city: string | null;
	readonly zip: string | null;
	readonly provinceCode: string | null;
	readonly province: string | null;
	readonly countryCode: string | null;
	readonly country: string | null;
	readonly phone: string | null;
}

export interface MetafieldRecord extends Dated {
	readonly id: string;
	readonly ownerId: string;
	readonly namespace: string;
	readonly key: string;
	type: string;
	value: string;
}

export interface MetafieldDefinitionRecord {
	readonly id: string;
	readonly ownerType: string;
	readonly namespace: string;
	readonly key: string;
	readonly name: string;
	readonly description: string | null;
	readonly type: string;
	readonly uniqueValues: boolean;
}

export interface LocationRecord extends Dated {
	readonly id: string;
	name: string;
	isActive: boolean;
	fulfillsOnlineOrders: boolean;
	readonly isFulfillmentService: boolean;
	readonly address: {
		readonly address1: string | null;
		readonly city: string | null;
		readonly zip: string | null;
		readonly countryCode: string | null;
	};
}

export interface MediaRecord extends Dated {
	readonly id: string;
	alt: string | null;
	readonly originalSource: string;
	/** Shopify fetches pictures after its answer; until then they are PROCESSING. */
	readonly readyAt: number;
	readonly isBroken: boolean;
}

export interface ProductRecord extends Dated {
	readonly id: string;
	title: string;
	handle: string;
	descriptionHtml: string;
	vendor: string;
	productType: string;
	status: string;
	tags: string[];
	categoryId: string | null;
	templateSuffix: string | null;
	seo: { readonly title: string | null; readonly description: string | null };
	options: OptionRecord[];
	/** Ids of variants, in their order. */
	variantIds: string[];
	media: MediaRecord[];
	publishedAt: number | null;
	/** Whether a client of the API made it. */
	readonly isOfClient: boolean;
}

export interface OptionRecord {
	readonly id: string;
	name: string;
	values: { readonly id: string; readonly name: string }[];
}

export interface VariantRecord extends Dated {
	readonly id: string;
	readonly productId: string;
	readonly inventoryItemId: string;
	sku: string | null;
	barcode: string | null;
	price: string;
	compareAtPrice: string | null;
	taxable: boolean;
	inventoryPolicy: string;
	selectedOptions: { readonly name: string; readonly value: string }[];
	mediaId: string | null;
	/** A bundle: stock belongs to its components. */
	readonly requiresComponents: boolean;
}

export interface InventoryItemRecord extends Dated {
	readonly id: string;
	readonly variantId: string;
	tracked: boolean;
	requiresShipping: boolean;
	cost: string | null;
	weight: { readonly value: number; readonly unit: string } | null;
	countryCodeOfOrigin: string | null;
	harmonizedSystemCode: string | null;
}

export interface LevelRecord extends Dated {
	readonly inventoryItemId: string;
	readonly locationId: string;
	isActive: boolean;
	available: number;
	committed: number;
	incoming: number;
	reserved: number;
	damaged: number;
	safetyStock: number;
	qualityControl: number;
}

export interface CustomerRecord extends Dated {
	readonly id: string;
	firstName: string | null;
	lastName: string | null;
	email: string | null;
	phone: string | null;
	note: string | null;
	tags: string[];
	taxExempt: boolean;
	locale: string;
	addresses: AddressRecord[];
}

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

export interface FulfillmentOrderRecord extends Dated {
	readonly id: string;
	readonly orderId: string;
	locationId: string;
	status: string;
	requestStatus: string;
	readonly deliveryMethod: string;
	readonly lines: FulfillmentOrderLineRecord[];
	holds: {
		readonly id: string;
		readonly reason: string;
		readonly reasonNotes: string | null;
		readonly handle: string | null;
		readonly byApp: boolean;
	}[];
	fulfillAt: number | null;
	readonly fulfillBy: number | null;
}

export interface FulfillmentOrderLineRecord {
	readonly id: string;
	readonly lineItemId: string;
	totalQuantity: number;
	remainingQuantity: number;
	/** Pieces that are claimed in the stock of the location. */
	committed: number;
}

export interface FulfillmentRecord extends Dated {
	readonly id: string;
	readonly orderId: string;
	readonly name: string;
	readonly locationId: string;
	status: string;
	trackingInfo: { readonly company: string | null; readonly number: string | null; readonly url: string | null }[];
	readonly lines: {
		readonly id: string;
		readonly lineItemId: string;
		readonly fulfillmentOrderId: string;
		readonly fulfillmentOrderLineId: string;
		readonly quantity: number;
		readonly wasCommitted: number;
	}[];
	readonly isOfClient: boolean;
	deliveredAt: number | null;
}

export interface WebhookSubscriptionRecord extends Dated {
	readonly id: string;
	readonly topic: string;
	uri: string;
	format: string;
	filter: string;
	includeFields: readonly string[];
	metafieldNamespaces: readonly string[];
	name: string | null;
	/** Deliveries in a row that failed for good. */
	failures: number;
	/** Of the app that made it: another app does not see it. */
	readonly clientId: string;
}
