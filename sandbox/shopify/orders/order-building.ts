import { variantTitle } from '../catalog/product-records';
import { makeAddress } from '../customers/addresses';
import { bagOf, type Currencies, moneyBag, type MoneyBagRecord, times } from '../store/money';
import type { LineItemRecord, OrderRecord, ShippingLineRecord, TaxLineRecord, TransactionRecord } from '../store/order-records';
import type { Shop } from '../store/shop';
import { discountLines } from './order-discounts';
import type { LineItemInput, OrderCreateInput, ShippingLineInput, TaxLineInput, TransactionInput } from './order-inputs';

export interface OrderMaking {
	readonly isOfClient: boolean;
	readonly customerId: string | null;
	readonly deliveryMethod?: string;
	readonly pickupLocationId?: string;
}

function taxLine({ title, rate, priceSet, channelLiable }: TaxLineInput, currencies: Currencies): TaxLineRecord {
	return {
		title,
		rate: Number(rate),
		priceSet: priceSet === undefined || priceSet === null ? moneyBag(0, currencies) : bagOf(priceSet, currencies),
		channelLiable: channelLiable ?? false,
	};
}

function unitPrice(shop: Shop, input: LineItemInput, currencies: Currencies): MoneyBagRecord {
	if (input.priceSet !== undefined && input.priceSet !== null) return bagOf(input.priceSet, currencies);
	return moneyBag(shop.state.variants.get(input.variantId ?? '')?.price ?? 0, currencies);
}

function lineItem(
	shop: Shop,
	input: LineItemInput,
	price: MoneyBagRecord,
	discount: MoneyBagRecord,
	currencies: Currencies,
): LineItemRecord {
	const variant = shop.state.variants.get(input.variantId ?? '');
	const product = variant === undefined ? undefined : shop.state.products.get(variant.productId);
	const isDefault = variant?.selectedOptions[0]?.value === 'Default Title';
	return {
		id: shop.nextId('LineItem'),
		title: input.title ?? product?.title ?? '',
		variantTitle: input.variantTitle ?? (variant === undefined || isDefault ? null : variantTitle(variant)),
		sku: input.sku ?? variant?.sku ?? null,
		vendor: input.vendor ?? product?.vendor ?? null,
		variantId: variant?.id ?? null,
		productId: product?.id ?? input.productId ?? null,
		quantity: input.quantity,
		currentQuantity: input.quantity,
		// False unless it is said: an order of things to send has to say so line by line.
		requiresShipping: input.requiresShipping ?? false,
		taxable: input.taxable ?? true,
		isGiftCard: input.giftCard ?? false,
		originalUnitPriceSet: price,
		totalDiscountSet: discount,
		taxLines: (input.taxLines ?? []).map((line) => taxLine(line, currencies)),
		customAttributes: (input.properties ?? []).map(({ name, value }) => ({ key: name, value })),
	};
}

function shippingLine(shop: Shop, input: ShippingLineInput, isFree: boolean, currencies: Currencies): ShippingLineRecord {
	const price = bagOf(input.priceSet, currencies);
	return {
		id: shop.nextId('ShippingLine'),
		title: input.title,
		code: input.code ?? null,
		source: input.source ?? null,
		originalPriceSet: price,
		discountedPriceSet: isFree ? moneyBag(0, currencies) : price,
		taxLines: (input.taxLines ?? []).map((line) => taxLine(line, currencies)),
		isRemoved: false,
		deliveryCategory: null,
	};
}

export function transaction(
	shop: Shop,
	input: TransactionInput,
	currencies: Currencies,
	parentId: string | null = null,
): TransactionRecord {
	const processedAt = typeof input.processedAt === 'string' ? Date.parse(input.processedAt) : shop.now();
	return {
		id: shop.nextId('OrderTransaction'),
		kind: input.kind,
		status: input.status,
		gateway: input.gateway ?? 'manual',
		amountSet: bagOf(input.amountSet, currencies),
		parentId,
		createdAt: shop.now(),
		processedAt,
		test: input.test ?? false,
		authorizationCode: input.authorizationCode ?? null,
	};
}

/** Times that are to come are those of now (since 2026-07). */
function processedAt(shop: Shop, given: string | null | undefined): number {
	return typeof given === 'string' ? Math.min(Date.parse(given), shop.now()) : shop.now();
}

/** The order that an input describes, put into the shop; nothing is sent on and no stock is taken. */
export function buildOrder(shop: Shop, input: OrderCreateInput, making: OrderMaking): OrderRecord {
	const currencyCode = input.currency ?? shop.settings.currencyCode;
	const presentmentCurrencyCode = input.presentmentCurrency ?? currencyCode;
	const currencies = { shop: currencyCode, presentment: presentmentCurrencyCode };
	const lines = input.lineItems ?? [];
	const prices = lines.map((line) => unitPrice(shop, line, currencies));
	const worths = lines.map(({ quantity }, at) => times(prices[at] ?? moneyBag(0, currencies), quantity, currencies));
	const { discounts, ofLines, isShippingFree } = discountLines(input.discountCode, worths, currencies);
	const zero = moneyBag(0, currencies);
	shop.state.lastOrderNumber += 1;
	const number = shop.state.lastOrderNumber;
	const customer = making.customerId === null ? undefined : shop.state.customers.get(making.customerId);
	const order: OrderRecord = {
		id: shop.nextId('Order'),
		number,
		name: input.name ?? `${shop.settings.orderNumberPrefix}${number}`,
		processedAt: processedAt(shop, input.processedAt),
		email: input.email ?? customer?.email ?? null,
		phone: input.phone ?? null,
		note: input.note ?? null,
		// Recorded: tags come back sorted.
		tags: [...new Set((input.tags ?? []).map((tag) => tag.trim()))].sort(),
		poNumber: input.poNumber ?? null,
		customAttributes: [...(input.customAttributes ?? [])],
		customerId: making.customerId,
		billingAddress: input.billingAddress ? makeAddress(shop, input.billingAddress) : null,
		shippingAddress: input.shippingAddress ? makeAddress(shop, input.shippingAddress) : null,
		currencyCode,
		presentmentCurrencyCode,
		taxesIncluded: input.taxesIncluded ?? false,
		financialStatus: input.financialStatus ?? null,
		lineItems: lines.map((line, at) => lineItem(shop, line, prices[at] ?? zero, ofLines[at] ?? zero, currencies)),
		shippingLines: (input.shippingLines ?? []).map((line) => shippingLine(shop, line, isShippingFree, currencies)),
		taxLines: (input.taxLines ?? []).map((line) => taxLine(line, currencies)),
		discountCodes: discounts.flatMap(({ code }) => code ?? []),
		discounts,
		transactions: (input.transactions ?? []).map((one) => transaction(shop, one, currencies)),
		refunds: [],
		fulfillmentOrderIds: [],
		fulfillmentIds: [],
		cancelledAt: null,
		cancelReason: null,
		closedAt: typeof input.closedAt === 'string' ? Date.parse(input.closedAt) : null,
		sourceIdentifier: input.sourceIdentifier ?? null,
		sourceName: input.sourceName ?? (making.isOfClient ? '1234567' : 'web'),
		sourceUrl: input.sourceUrl ?? null,
		test: input.test ?? false,
		edited: false,
		hasTimelineComment: false,
		isOfClient: making.isOfClient,
		deliveryMethod: making.deliveryMethod ?? 'SHIPPING',
		pickupLocationId: making.pickupLocationId ?? null,
		createdAt: shop.now(),
		updatedAt: shop.now(),
	};
	shop.state.orders.set(order.id, order);
	return order;
}
