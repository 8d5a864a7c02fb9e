/** The parts of WooCommerce's REST answers that this adapter reads (https://woocommerce.github.io/woocommerce-rest-api-docs/). */
export interface WireMeta {
	readonly id?: number;
	readonly key: string;
	readonly value: unknown;
}

export interface WireLine {
	readonly id: number;
	readonly productId: number;
	readonly variationId: number;
	readonly quantity: number;
	readonly total: string;
	readonly meta: readonly WireMeta[];
}

/** A fee or shipping line. */
export interface WireExtra {
	readonly id: number;
	readonly name: string;
	readonly total: string;
	readonly meta: readonly WireMeta[];
}

export interface WireOrder {
	readonly id: number;
	readonly number: string;
	readonly status: string;
	readonly currency: string;
	/** Tax included, in the order's currency, with the store's number of decimals. */
	readonly total: string;
	readonly createdVia: string;
	readonly customerId: number;
	readonly paid: boolean;
	readonly meta: readonly WireMeta[];
	readonly lines: readonly WireLine[];
	readonly fees: readonly WireExtra[];
	readonly shipping: readonly WireExtra[];
	readonly billing: Readonly<Record<string, string>>;
	readonly shippingAddress: Readonly<Record<string, string>>;
}

export interface WireProduct {
	readonly id: number;
	readonly parentId: number;
	readonly type: string;
	readonly status: string;
	readonly sku: string;
	readonly name: string;
	/** Nothing of it is ever sent. */
	readonly virtual: boolean;
	/** `parent`: a variation that shares its parent's count. */
	readonly manageStock: boolean | 'parent';
	readonly stockQuantity?: number;
	readonly backorders: boolean;
	readonly taxStatus: string;
	/** `''` is the standard class; `parent` a variation that inherits. */
	readonly taxClass: string;
}

export interface WireTaxRate {
	readonly id: number;
	readonly country: string;
	readonly state: string;
	readonly postcodes: readonly string[];
	readonly cities: readonly string[];
	/** Percent, "19.0000". */
	readonly rate: string;
	readonly priority: number;
	readonly compound: boolean;
	readonly shipping: boolean;
	/** `standard` for the standard class. */
	readonly taxClass: string;
}

/** Thrown when an answer is not of the promised shape; the client turns it into a PlatformError. */
export class UnexpectedShape extends Error {
	constructor(readonly what: string) {
		super(`Unexpected shape: ${what}`);
		this.name = 'UnexpectedShape';
	}
}

export type JsonRecord = Readonly<Record<string, unknown>>;

export const isRecord = (value: unknown): value is JsonRecord => typeof value === 'object' && value !== null && !Array.isArray(value);

export function record(value: unknown, what: string): JsonRecord {
	if (!isRecord(value)) throw new UnexpectedShape(what);
	return value;
}

export function list(value: unknown, what: string): readonly unknown[] {
	if (!Array.isArray(value)) throw new UnexpectedShape(what);
	return value;
}

/** Plugins and PHP turn integers into strings now and then ("10"); both are read. */
export function integer(value: unknown, what: string): number {
	const number = typeof value === 'string' && value !== '' ? Number(value) : value;
	if (typeof number !== 'number' || !Number.isInteger(number)) throw new UnexpectedShape(what);
	return number;
}

export const integerOr = (value: unknown, fallback: number): number => {
	const number = typeof value === 'string' && value !== '' ? Number(value) : value;
	return typeof number === 'number' && Number.isFinite(number) ? Math.trunc(number) : fallback;
};

export const text = (value: unknown): string => (typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '');

function amount(value: unknown, what: string): string {
	const found = text(value);
	if (!/^-?\d+(\.\d+)?$/.test(found)) throw new UnexpectedShape(what);
	return found;
}

export function meta(value: unknown): readonly WireMeta[] {
	if (!Array.isArray(value)) return [];
	return value.filter(isRecord).map((entry) => ({
		...(typeof entry['id'] === 'number' ? { id: entry['id'] } : {}),
		key: text(entry['key']),
		value: entry['value'],
	}));
}

export function address(value: unknown): Readonly<Record<string, string>> {
	if (!isRecord(value)) return {};
	return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, text(field)]));
}

const extras = (value: unknown, nameKey: string): readonly WireExtra[] =>
	(Array.isArray(value) ? value : []).filter(isRecord).map((line) => ({
		id: integer(line['id'], 'line id'),
		name: text(line[nameKey]),
		total: text(line['total']),
		meta: meta(line['meta_data']),
	}));

export function readOrder(value: unknown): WireOrder {
	const order = record(value, 'order');
	return {
		id: integer(order['id'], 'order id'),
		number: text(order['number']) || text(order['id']),
		status: text(order['status']),
		currency: text(order['currency']),
		total: amount(order['total'], 'order total'),
		createdVia: text(order['created_via']),
		customerId: integerOr(order['customer_id'], 0),
		paid: typeof order['date_paid_gmt'] === 'string' || typeof order['date_paid'] === 'string',
		meta: meta(order['meta_data']),
		lines: (Array.isArray(order['line_items']) ? order['line_items'] : []).filter(isRecord).map((line) => ({
			id: integer(line['id'], 'line id'),
			productId: integerOr(line['product_id'], 0),
			variationId: integerOr(line['variation_id'], 0),
			quantity: integerOr(line['quantity'], 0),
			total: text(line['total']),
			meta: meta(line['meta_data']),
		})),
		fees: extras(order['fee_lines'], 'name'),
		shipping: extras(order['shipping_lines'], 'method_title'),
		billing: address(order['billing']),
		shippingAddress: address(order['shipping']),
	};
}

export const metaValue = (from: readonly WireMeta[], key: string): string | undefined => {
	const found = from.find((entry) => entry.key === key);
	return found === undefined || found.value === null || found.value === '' ? undefined : text(found.value);
};

export function readProduct(value: unknown): WireProduct {
	const product = record(value, 'product');
	const quantity = product['stock_quantity'];
	return {
		id: integer(product['id'], 'product id'),
		parentId: integerOr(product['parent_id'], 0),
		// The variations list of older versions has no `type`.
		type: text(product['type']) || 'variation',
		status: text(product['status']),
		sku: text(product['sku']),
		name: text(product['name']),
		virtual: product['virtual'] === true,
		manageStock: product['manage_stock'] === 'parent' ? 'parent' : product['manage_stock'] === true,
		...(typeof quantity === 'number' || (typeof quantity === 'string' && quantity !== '') ? { stockQuantity: integerOr(quantity, 0) } : {}),
		backorders: text(product['backorders']) === 'yes' || text(product['backorders']) === 'notify',
		taxStatus: text(product['tax_status']) || 'taxable',
		taxClass: text(product['tax_class']),
	};
}

const places = (several: unknown, single: unknown): readonly string[] =>
	Array.isArray(several) && several.length > 0
		? several.map(text)
		: text(single)
				.split(';')
				.map((place) => place.trim())
				.filter((place) => place !== '');

export function readTaxRate(value: unknown): WireTaxRate {
	const rate = record(value, 'tax rate');
	return {
		id: integer(rate['id'], 'tax rate id'),
		country: text(rate['country']).toUpperCase(),
		state: text(rate['state']).toUpperCase(),
		postcodes: places(rate['postcodes'], rate['postcode']),
		cities: places(rate['cities'], rate['city']),
		rate: amount(rate['rate'], 'tax rate'),
		priority: integerOr(rate['priority'], 1),
		compound: rate['compound'] === true,
		shipping: rate['shipping'] === true,
		taxClass: text(rate['class']),
	};
}

/** `settings/<group>` as id → value. */
export function readSettings(value: unknown): ReadonlyMap<string, string> {
	return new Map(
		list(value, 'settings')
			.filter(isRecord)
			.map((setting) => [text(setting['id']), text(setting['value'])] as const),
	);
}
