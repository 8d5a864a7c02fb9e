/** What the store keeps. Times are milliseconds since the epoch, cut to whole seconds, as MySQL keeps them. */

export interface MetaEntry {
	readonly id: number;
	readonly key: string;
	value: unknown;
}

export interface Address {
	first_name: string;
	last_name: string;
	company: string;
	address_1: string;
	address_2: string;
	city: string;
	state: string;
	postcode: string;
	country: string;
	email: string;
	phone: string;
}

/** Tax per rate id, in the order of the rates; six decimals. */
export type TaxAmounts = readonly (readonly [rateId: number, amount: number])[];

export interface OrderLine {
	readonly id: number;
	name: string;
	productId: number;
	variationId: number;
	quantity: number;
	taxClass: string;
	/** Net amounts as stored, unrounded. */
	subtotal: number;
	total: number;
	subtotalTaxes: TaxAmounts;
	totalTaxes: TaxAmounts;
	readonly meta: MetaEntry[];
}

export interface ShippingLine {
	readonly id: number;
	methodTitle: string;
	methodId: string;
	instanceId: string;
	taxStatus: string;
	total: number;
	totalTaxes: TaxAmounts;
	readonly meta: MetaEntry[];
}

export interface FeeLine {
	readonly id: number;
	name: string;
	taxClass: string;
	taxStatus: string;
	total: number;
	totalTaxes: TaxAmounts;
	readonly meta: MetaEntry[];
}

export interface TaxLine {
	readonly id: number;
	readonly rateId: number;
	rateCode: string;
	label: string;
	compound: boolean;
	percent: number;
	taxTotal: number;
	shippingTaxTotal: number;
}

export interface RefundLine {
	readonly id: number;
	readonly lineId: number;
	readonly name: string;
	/** Of the order's line; of a refund alone, it can be 0 with an amount. */
	readonly quantity: number;
	readonly taxClass: string;
	readonly total: number;
	readonly totalTaxes: TaxAmounts;
	readonly meta: MetaEntry[];
}

export interface RefundRecord {
	readonly id: number;
	/** Null where neither an amount nor a line was given: the store takes that too. */
	readonly amount: number | null;
	readonly reason: string;
	readonly createdAt: number;
	readonly lines: readonly RefundLine[];
	readonly meta: readonly MetaEntry[];
}

export interface NoteRecord {
	readonly id: number;
	readonly author: string;
	readonly note: string;
	readonly customerNote: boolean;
	readonly createdAt: number;
}

export interface OrderRecord {
	readonly id: number;
	status: string;
	currency: string;
	readonly pricesIncludeTax: boolean;
	readonly createdAt: number;
	modifiedAt: number;
	paidAt: number | null;
	completedAt: number | null;
	discountTotal: number;
	discountTax: number;
	shippingTotal: number;
	shippingTax: number;
	cartTax: number;
	total: number;
	customerId: number;
	readonly orderKey: string;
	readonly billing: Address;
	readonly shipping: Address;
	paymentMethod: string;
	paymentMethodTitle: string;
	transactionId: string;
	customerIp: string;
	userAgent: string;
	createdVia: string;
	customerNote: string;
	cartHash: string;
	parentId: number;
	readonly meta: MetaEntry[];
	lines: OrderLine[];
	taxLines: TaxLine[];
	shippingLines: ShippingLine[];
	feeLines: FeeLine[];
	readonly refunds: RefundRecord[];
	readonly notes: NoteRecord[];
	/** Operational flags: columns of the orders table, not shown as meta. */
	stockReduced: boolean;
	newOrderMailSent: boolean;
	salesRecorded: boolean;
}

export interface CustomerRecord {
	readonly id: number;
	email: string;
	username: string;
	firstName: string;
	lastName: string;
	readonly role: string;
	readonly billing: Address;
	readonly shipping: Address;
	readonly meta: MetaEntry[];
	readonly createdAt: number;
	modifiedAt: number;
}

export interface TaxRate {
	readonly id: number;
	country: string;
	state: string;
	postcodes: readonly string[];
	cities: readonly string[];
	/** Per cent with four decimals. */
	rate: string;
	name: string;
	priority: number;
	compound: boolean;
	shipping: boolean;
	order: number;
	/** '' is Standard. */
	class: string;
}

export interface TaxClass {
	readonly slug: string;
	readonly name: string;
}
