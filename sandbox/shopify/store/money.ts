import { Decimal } from 'decimal.js';

export interface MoneyRecord {
	/** A decimal as Shopify writes it: `42.5`, `5.0`. */
	readonly amount: string;
	readonly currencyCode: string;
}

export interface MoneyBagRecord {
	readonly shopMoney: MoneyRecord;
	readonly presentmentMoney: MoneyRecord;
}

/** As an input gives it; presentment money may be left out where it is the same. */
export interface MoneyBagInput {
	readonly shopMoney: { readonly amount: string | number; readonly currencyCode: string };
	readonly presentmentMoney?: { readonly amount: string | number; readonly currencyCode: string } | null;
}

const withoutDecimals = new Set(['JPY', 'KRW', 'VND', 'CLP', 'ISK', 'HUF', 'XAF', 'XOF', 'PYG', 'UGX']);

/** Recorded: the scalar Decimal drops zeros at the end but keeps one, `10.00` comes back as `10.0`. */
function decimalText(value: Decimal.Value): string {
	const decimal = new Decimal(value);
	return decimal.isInteger() ? decimal.toFixed(1) : decimal.toFixed();
}

/** Recorded: the older scalar Money has the places of its currency, `31.90`. */
export function moneyText({ amount, currencyCode }: MoneyRecord): string {
	return new Decimal(amount).toFixed(withoutDecimals.has(currencyCode) ? 0 : 2);
}

function money(amount: Decimal.Value, currencyCode: string): MoneyRecord {
	const places = withoutDecimals.has(currencyCode) ? 0 : 2;
	return { amount: decimalText(new Decimal(amount).toDecimalPlaces(places, Decimal.ROUND_HALF_UP)), currencyCode };
}

/** The currencies of an order: what the shop counts in, and what its customer saw. */
export interface Currencies {
	readonly shop: string;
	readonly presentment: string;
}

/** One and the same amount on both sides where only one was said: no exchange rate is known here. */
export function moneyBag(shop: Decimal.Value, currencies: Currencies, presentment: Decimal.Value = shop): MoneyBagRecord {
	return { shopMoney: money(shop, currencies.shop), presentmentMoney: money(presentment, currencies.presentment) };
}

export function bagOf(input: MoneyBagInput, currencies: Currencies): MoneyBagRecord {
	return moneyBag(input.shopMoney.amount, currencies, input.presentmentMoney?.amount ?? input.shopMoney.amount);
}

export function sumOf(bags: readonly MoneyBagRecord[], currencies: Currencies): MoneyBagRecord {
	const total = (side: keyof MoneyBagRecord): Decimal => bags.reduce((sum, bag) => sum.plus(bag[side].amount), new Decimal(0));
	return moneyBag(total('shopMoney'), currencies, total('presentmentMoney'));
}

export function times(bag: MoneyBagRecord, factor: Decimal.Value, currencies: Currencies): MoneyBagRecord {
	return moneyBag(new Decimal(bag.shopMoney.amount).times(factor), currencies, new Decimal(bag.presentmentMoney.amount).times(factor));
}

export function minus(one: MoneyBagRecord, other: MoneyBagRecord, currencies: Currencies): MoneyBagRecord {
	return sumOf([one, times(other, -1, currencies)], currencies);
}
