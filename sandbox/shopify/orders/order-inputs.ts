import type { AddressInput } from '../customers/addresses';
import { onlyKnown } from '../graphql/read-arguments';
import type { CustomerInput } from '../customers/customers';
import type { MetafieldInput } from '../metafields/metafields';
import type { MoneyBagInput } from '../store/money';

export interface TaxLineInput {
	readonly title: string;
	readonly rate: number | string;
	readonly priceSet?: MoneyBagInput | null;
	readonly channelLiable?: boolean | null;
}

export interface LineItemInput {
	readonly variantId?: string | null;
	readonly productId?: string | null;
	readonly title?: string | null;
	readonly variantTitle?: string | null;
	readonly sku?: string | null;
	readonly vendor?: string | null;
	readonly quantity: number;
	readonly priceSet?: MoneyBagInput | null;
	readonly requiresShipping?: boolean | null;
	readonly taxable?: boolean | null;
	readonly giftCard?: boolean | null;
	readonly taxLines?: readonly TaxLineInput[] | null;
	readonly properties?: readonly { readonly name: string; readonly value: string }[] | null;
	/** Not of Shopify's input: where a storefront's order is to be sent from. */
	readonly locationId?: string;
}

export interface ShippingLineInput {
	readonly title: string;
	readonly code?: string | null;
	readonly source?: string | null;
	readonly priceSet: MoneyBagInput;
	readonly taxLines?: readonly TaxLineInput[] | null;
}

export interface TransactionInput {
	readonly kind: string;
	readonly status: string;
	readonly gateway?: string | null;
	readonly amountSet: MoneyBagInput;
	readonly processedAt?: string | null;
	readonly test?: boolean | null;
	readonly authorizationCode?: string | null;
}

export interface DiscountCodeInput {
	readonly itemFixedDiscountCode?: { readonly code: string; readonly amountSet?: MoneyBagInput | null } | null;
	readonly itemPercentageDiscountCode?: { readonly code: string; readonly percentage?: number | null } | null;
	readonly freeShippingDiscountCode?: { readonly code: string } | null;
}

/** `OrderCreateOrderInput`, as far as the stand-in reads it. */
export interface OrderCreateInput {
	readonly name?: string | null;
	readonly email?: string | null;
	readonly phone?: string | null;
	readonly note?: string | null;
	readonly tags?: readonly string[] | null;
	readonly poNumber?: string | null;
	readonly customAttributes?: readonly { readonly key: string; readonly value: string }[] | null;
	readonly customer?: {
		readonly toUpsert?: CustomerInput | null;
		readonly toAssociate?: { readonly id?: string | null; readonly email?: string | null } | null;
	} | null;
	readonly customerId?: string | null;
	readonly billingAddress?: AddressInput | null;
	readonly shippingAddress?: AddressInput | null;
	readonly currency?: string | null;
	readonly presentmentCurrency?: string | null;
	readonly taxesIncluded?: boolean | null;
	readonly financialStatus?: string | null;
	readonly fulfillmentStatus?: string | null;
	readonly fulfillment?: {
		readonly locationId: string;
		readonly notifyCustomer?: boolean | null;
		readonly trackingCompany?: string | null;
		readonly trackingNumber?: string | null;
		readonly trackingNumbers?: readonly string[] | null;
	} | null;
	readonly lineItems?: readonly LineItemInput[] | null;
	readonly shippingLines?: readonly ShippingLineInput[] | null;
	readonly taxLines?: readonly TaxLineInput[] | null;
	readonly transactions?: readonly TransactionInput[] | null;
	readonly discountCode?: DiscountCodeInput | null;
	readonly metafields?: readonly MetafieldInput[] | null;
	readonly processedAt?: string | null;
	readonly closedAt?: string | null;
	readonly sourceIdentifier?: string | null;
	readonly sourceName?: string | null;
	readonly sourceUrl?: string | null;
	readonly test?: boolean | null;
}

export interface OrderCreateOptions {
	readonly inventoryBehaviour?: string | null;
	readonly sendReceipt?: boolean | null;
	readonly sendFulfillmentReceipt?: boolean | null;
}

const orderNames = [
	'name',
	'email',
	'phone',
	'note',
	'tags',
	'poNumber',
	'customAttributes',
	'customer',
	'customerId',
	'billingAddress',
	'shippingAddress',
	'currency',
	'presentmentCurrency',
	'taxesIncluded',
	'financialStatus',
	'fulfillmentStatus',
	'fulfillment',
	'lineItems',
	'shippingLines',
	'taxLines',
	'transactions',
	'discountCode',
	'metafields',
	'processedAt',
	'closedAt',
	'sourceIdentifier',
	'sourceName',
	'sourceUrl',
	'test',
	// Nothing that is read afterwards.
	'buyerAcceptsMarketing',
	'referringSite',
];

const lineNames = [
	'variantId',
	'productId',
	'title',
	'variantTitle',
	'sku',
	'vendor',
	'quantity',
	'priceSet',
	'requiresShipping',
	'taxable',
	'giftCard',
	'taxLines',
	'properties',
	'locationId',
	// Shown by the variant alone.
	'weight',
];

/** @throws StandInGap for what the stand-in would leave out silently */
export function refuseUnknown(input: OrderCreateInput): void {
	onlyKnown(input, 'OrderCreateOrderInput', orderNames);
	for (const line of input.lineItems ?? []) onlyKnown(line, 'OrderCreateLineItemInput', lineNames);
}
