import type { Account, PlatformName } from './account';
import type { OrderId } from './ids';
import type { Money } from './money';
import type { IsoTime } from './time';

export type OrderStatus = 'pending' | 'unshipped' | 'partiallyShipped' | 'shipped' | 'cancelled' | 'refunded';

/** FBM is `merchant`, FBA is `amazon`. */
export type FulfilledBy = 'merchant' | 'amazon';

export interface TimeWindow {
	readonly from?: IsoTime;
	readonly to?: IsoTime;
}

export interface Address {
	readonly name?: string;
	readonly company?: string;
	readonly line1?: string;
	readonly line2?: string;
	readonly line3?: string;
	readonly city?: string;
	readonly county?: string;
	/** State, province or region as the platform gives it. */
	readonly region?: string;
	readonly postcode?: string;
	/** ISO 3166-1 alpha-2. */
	readonly country?: string;
	readonly phone?: string;
	readonly kind?: 'residential' | 'commercial' | 'pickupPoint';
}

export interface Customer {
	/** The platform's customer id; absent for guests and on Amazon. */
	readonly id?: string;
	/** On Amazon always an anonymised relay address, and only for FBM. */
	readonly email?: string;
	readonly phone?: string;
	readonly name?: string;
	readonly company?: string;
	/** The buyer's own purchase order number (Amazon Business). */
	readonly purchaseOrder?: string;
	readonly registered: boolean;
}

export interface Tax {
	readonly amount: Money;
	/** Whether the amount is part of the price beside it (`included`) or comes on top (`added`). */
	readonly how: 'included' | 'added';
	/** `marketplace`: the channel collects and remits it; it is never the merchant's tax. */
	readonly collectedBy: 'merchant' | 'marketplace';
	/** Reporting scheme such as IOSS or UOSS. */
	readonly scheme?: string;
}

export interface Gift {
	/** Personal data. */
	readonly message?: string;
	readonly wrapLevel?: string;
	/** As charged, without `wrapTax` where that is `added`. */
	readonly wrapPrice?: Money;
	readonly wrapTax?: Tax;
}

/** What one unit of a listing is in the store. Exactly one of the two shapes. */
export type LinkContent =
	{ readonly unitsPerListing: number } | { readonly components: readonly { readonly productId: string; readonly units: number }[] };

/** A product of the store that a line of an order was matched with. */
export interface LineProduct {
	readonly productId: string;
	/** The parent of a variation. */
	readonly parentId?: string;
	readonly sku: string;
	readonly title?: string;
	readonly content: LinkContent;
	/** By which rule the link was made, e.g. `sku` or `manual`. */
	readonly rule: string;
}

export interface OrderLine {
	readonly id: string;
	/** The seller's own SKU, exact and case-sensitive. */
	readonly sku: string;
	/** The platform's product id (ASIN, product id). */
	readonly code?: string;
	readonly title: string;
	/** Pieces. */
	readonly quantity: number;
	readonly quantityShipped: number;
	readonly quantityCancelled: number;
	/** Other measures than pieces, named ("kg"), as the channel gives them. */
	readonly measure?: { readonly unit: string; readonly value: string };
	/** Price of one piece before discounts, as the channel shows it. */
	readonly unitPrice: Money;
	/** Price of all pieces before discounts; contains tax only where `tax.how` is `included`. */
	readonly total: Money;
	/** What was taken off `total`; never negative. */
	readonly discount: Money;
	readonly tax?: Tax;
	readonly weight?: { readonly value: string; readonly unit: string };
	readonly gift?: Gift;
	/** e.g. TRANSPARENCY, SUBSCRIBE_AND_SAVE. */
	readonly programs: readonly string[];
	readonly condition?: string;
	/** Personal data: a link to what the buyer had made. */
	readonly customization?: string;
	readonly promotions: readonly string[];
	readonly category?: string;
	readonly product?: LineProduct;
	/** The buyer asked to cancel this line. */
	readonly cancelRequested?: { readonly reason?: string };
}

export type ChargeKind = 'shipping' | 'giftWrap' | 'codFee' | 'deliveryTip' | 'tax' | 'discount' | 'adjustment' | 'other';

/** A charge of the order that is not a line's price. Shipping and gift wrap of the lines are summed up here. */
export interface Charge {
	readonly kind: ChargeKind;
	/** Before discounts; never negative but for `adjustment`. */
	readonly total: Money;
	/** What was taken off `total`; never negative. */
	readonly discount: Money;
	readonly tax?: Tax;
	readonly title?: string;
}

export interface Package {
	readonly id: string;
	readonly carrier?: string;
	readonly service?: string;
	readonly trackingNumber?: string;
	readonly status?: string;
	readonly shippedAt?: IsoTime;
	readonly lines: readonly { readonly lineId: string; readonly quantity: number }[];
}

/**
 * A sale, whatever the platform. The sums of lines and charges equal `totals.grand` (see `sums.ts`).
 * Personal data: customer, addresses, gift messages, customization, delivery.instructions.
 */
export interface Order {
	readonly platform: PlatformName;
	readonly account: Account;
	/** Marketplace id (Amazon) or store domain. */
	readonly marketplace: string;
	/** "Amazon.de" and the like, for people. */
	readonly marketplaceName?: string;
	/** Unique within the account. */
	readonly id: OrderId;
	/** What another order that gets this id later (a restored store) does not share; absent where the platform has nothing of the kind. */
	readonly key?: string;
	/** When the platform made it; not always when it was bought. */
	readonly createdAt?: IsoTime;
	/** The number people know. */
	readonly number: string;
	readonly status: OrderStatus;
	/** The channel's own word for it, e.g. UNFULFILLABLE, which is `pending` to us: never delivered. */
	readonly channelStatus?: string;
	readonly fulfilledBy: FulfilledBy;
	/** The platform it was bought on; an Amazon fulfilment order for another shop has another origin. */
	readonly origin: PlatformName | 'other';
	readonly purchasedAt: IsoTime;
	readonly paidAt?: IsoTime;
	readonly updatedAt: IsoTime;
	readonly shipBy?: TimeWindow;
	readonly deliverBy?: TimeWindow;
	readonly customer?: Customer;
	readonly billing?: Address;
	readonly shipping?: Address;
	readonly lines: readonly OrderLine[];
	readonly charges: readonly Charge[];
	readonly currency: string;
	/** Whether the prices above contain tax, as far as the account's setting or the order's own sums tell. */
	readonly pricesIncludeTax?: boolean;
	readonly totals: {
		/** What the buyer paid, all taxes in. Absent where the channel does not say. */
		readonly grand?: Money;
		/** Sum of our lines and charges, all taxes in. */
		readonly computed: Money;
		/** Set when `grand` and `computed` differ by more than the adjustment limit: needs a person. */
		readonly difference?: Money;
	};
	readonly weight?: { readonly value: string; readonly unit: string };
	/** PRIME, AMAZON_BUSINESS, PREMIUM … as the channel names them. */
	readonly programs: readonly string[];
	/** The order that this one replaces (free of charge). */
	readonly replaces?: string;
	readonly cancelRequested?: { readonly reason?: string };
	readonly cancelledBy?: 'buyer' | 'merchant' | 'amazon';
	readonly packages: readonly Package[];
	readonly delivery?: {
		/** STANDARD, EXPEDITED, NEXT_DAY … */
		readonly service?: string;
		readonly instructions?: string;
	};
	/** Tax registrations of the parties (VAT ids …), without personal addresses. */
	readonly taxIds: readonly { readonly party: 'buyer' | 'merchant' | 'marketplace'; readonly type?: string; readonly number?: string }[];
	/** What personal data the reading asked for; false means customer and addresses are left out on purpose. */
	readonly personalData: boolean;
	/** The platform's own object, only when asked for. */
	readonly raw?: unknown;
}
