import { Decimal } from 'decimal.js';
import { type Currencies, minus, moneyBag, type MoneyBagRecord, sumOf, times } from '../store/money';
import type { LineItemRecord, OrderRecord, TaxLineRecord } from '../store/order-records';

export function currenciesOf({ currencyCode, presentmentCurrencyCode }: OrderRecord): Currencies {
	return { shop: currencyCode, presentment: presentmentCurrencyCode };
}

export interface OrderTotals {
	readonly subtotal: MoneyBagRecord;
	readonly discounts: MoneyBagRecord;
	readonly shipping: MoneyBagRecord;
	readonly tax: MoneyBagRecord;
	readonly total: MoneyBagRecord;
}

export function lineTotal(line: LineItemRecord, quantity: number, currencies: Currencies): MoneyBagRecord {
	return times(line.originalUnitPriceSet, quantity, currencies);
}

/** The part of an amount of the whole line that belongs to some of its pieces. */
export function shareOf(bag: MoneyBagRecord, line: LineItemRecord, quantity: number, currencies: Currencies): MoneyBagRecord {
	return line.quantity === 0 ? moneyBag(0, currencies) : times(bag, new Decimal(quantity).dividedBy(line.quantity), currencies);
}

function taxesOf(order: OrderRecord, quantityOf: (line: LineItemRecord) => number): readonly MoneyBagRecord[] {
	const currencies = currenciesOf(order);
	const ofLines = order.lineItems.flatMap((line) =>
		line.taxLines.map(({ priceSet }) => shareOf(priceSet, line, quantityOf(line), currencies)),
	);
	const ofShipping = order.shippingLines
		.filter(({ isRemoved }) => !isRemoved)
		.flatMap(({ taxLines }) => taxLines.map(({ priceSet }) => priceSet));
	return [...ofLines, ...ofShipping, ...order.taxLines.map(({ priceSet }) => priceSet)];
}

/** Sums of an order with some quantity of each line: as it was bought, or as it is now. */
function totalsOf(order: OrderRecord, quantityOf: (line: LineItemRecord) => number, withShipping = true): OrderTotals {
	const currencies = currenciesOf(order);
	const gross = sumOf(
		order.lineItems.map((line) => lineTotal(line, quantityOf(line), currencies)),
		currencies,
	);
	const lineDiscounts = sumOf(
		order.lineItems.map((line) => shareOf(line.totalDiscountSet, line, quantityOf(line), currencies)),
		currencies,
	);
	const shippingLines = withShipping ? order.shippingLines.filter(({ isRemoved }) => !isRemoved) : [];
	const shipping = sumOf(
		shippingLines.map(({ discountedPriceSet }) => discountedPriceSet),
		currencies,
	);
	const shippingDiscounts = sumOf(
		shippingLines.map(({ originalPriceSet, discountedPriceSet }) => minus(originalPriceSet, discountedPriceSet, currencies)),
		currencies,
	);
	const tax = withShipping ? sumOf(taxesOf(order, quantityOf), currencies) : moneyBag(0, currencies);
	const subtotal = minus(gross, lineDiscounts, currencies);
	return {
		subtotal,
		discounts: sumOf([lineDiscounts, shippingDiscounts], currencies),
		shipping,
		tax,
		total: sumOf(order.taxesIncluded ? [subtotal, shipping] : [subtotal, shipping, tax], currencies),
	};
}

export function originalTotals(order: OrderRecord): OrderTotals {
	return totalsOf(order, ({ quantity }) => quantity);
}

/** Without what was removed or refunded; shipping goes with the last piece. */
export function currentTotals(order: OrderRecord): OrderTotals {
	const isEmpty =
		order.lineItems.every(({ currentQuantity }) => currentQuantity === 0) && order.lineItems.some(({ quantity }) => quantity > 0);
	return totalsOf(order, ({ currentQuantity }) => currentQuantity, !isEmpty);
}

export function taxLinesOf(order: OrderRecord): readonly TaxLineRecord[] {
	if (order.taxLines.length > 0) return order.taxLines;
	const byTitle = new Map<string, TaxLineRecord>();
	const currencies = currenciesOf(order);
	for (const line of [...order.lineItems, ...order.shippingLines].flatMap(({ taxLines }) => taxLines)) {
		const key = `${line.title} ${line.rate}`;
		const known = byTitle.get(key);
		byTitle.set(key, known === undefined ? line : { ...known, priceSet: sumOf([known.priceSet, line.priceSet], currencies) });
	}
	return [...byTitle.values()];
}

function transacted(order: OrderRecord, kinds: readonly string[]): MoneyBagRecord {
	const amounts = order.transactions
		.filter(({ kind, status }) => kinds.includes(kind) && status === 'SUCCESS')
		.map(({ amountSet }) => amountSet);
	return sumOf(amounts, currenciesOf(order));
}

export interface Payments {
	readonly received: MoneyBagRecord;
	readonly refunded: MoneyBagRecord;
	readonly capturable: MoneyBagRecord;
	readonly outstanding: MoneyBagRecord;
}

const positive = (bag: MoneyBagRecord, currencies: Currencies): MoneyBagRecord =>
	Number(bag.shopMoney.amount) > 0 ? bag : moneyBag(0, currencies);

export function paymentsOf(order: OrderRecord): Payments {
	const currencies = currenciesOf(order);
	const taken = transacted(order, ['SALE', 'CAPTURE']);
	const refunded = transacted(order, ['REFUND']);
	const isVoid = order.transactions.some(({ kind }) => kind === 'VOID');
	const held = isVoid
		? moneyBag(0, currencies)
		: positive(minus(transacted(order, ['AUTHORIZATION']), transacted(order, ['CAPTURE']), currencies), currencies);
	// Said to be paid without a transaction: Shopify then takes the whole for received.
	const isSaidPaid = order.transactions.length === 0 && order.financialStatus === 'PAID';
	const received = isSaidPaid ? originalTotals(order).total : taken;
	const kept = minus(received, refunded, currencies);
	const outstanding = positive(minus(minus(currentTotals(order).total, kept, currencies), held, currencies), currencies);
	return { received, refunded, capturable: held, outstanding };
}

/** As the order page shows it; null for one of which no payment was ever said, as was recorded. */
export function financialStatusOf(order: OrderRecord): string | null {
	const { received, refunded, capturable } = paymentsOf(order);
	const amount = (bag: MoneyBagRecord): number => Number(bag.shopMoney.amount);
	if (order.transactions.length === 0) return order.financialStatus;
	if (amount(refunded) > 0) return amount(refunded) >= amount(received) ? 'REFUNDED' : 'PARTIALLY_REFUNDED';
	if (order.transactions.some(({ kind, status }) => kind === 'VOID' && status === 'SUCCESS')) return 'VOIDED';
	if (amount(received) > 0 || amount(originalTotals(order).total) === 0)
		return amount(received) >= amount(currentTotals(order).total) ? 'PAID' : 'PARTIALLY_PAID';
	return amount(capturable) > 0 ? 'AUTHORIZED' : 'PENDING';
}
