import { Decimal } from 'decimal.js';
import { type Currencies, minus, moneyBag, type MoneyBagRecord, sumOf, times } from '../store/money';
import type { DiscountRecord } from '../store/order-records';
import type { DiscountCodeInput } from './order-inputs';

export interface Discounting {
	readonly discounts: readonly DiscountRecord[];
	/** For each line, of the whole line. */
	readonly ofLines: readonly MoneyBagRecord[];
	readonly isShippingFree: boolean;
}

/** An amount over lines by their worth, in whole cents; what rounding leaves goes to the last. */
function spread(amount: Decimal.Value, worths: readonly MoneyBagRecord[], currencies: Currencies): readonly MoneyBagRecord[] {
	const total = sumOf(worths, currencies);
	if (Number(total.shopMoney.amount) === 0) return worths.map(() => moneyBag(0, currencies));
	const share = Decimal.min(1, new Decimal(amount).dividedBy(total.shopMoney.amount));
	const parts = worths.map((worth) => times(worth, share, currencies));
	const left = minus(times(total, share, currencies), sumOf(parts, currencies), currencies);
	return parts.map((part, at) => (at === parts.length - 1 ? sumOf([part, left], currencies) : part));
}

/** One code an order, as `orderCreate` takes them. */
export function discountLines(
	input: DiscountCodeInput | null | undefined,
	worths: readonly MoneyBagRecord[],
	currencies: Currencies,
): Discounting {
	const none = worths.map(() => moneyBag(0, currencies));
	const fixed = input?.itemFixedDiscountCode;
	if (fixed !== undefined && fixed !== null) {
		const amount = String(fixed.amountSet?.shopMoney.amount ?? 0);
		const discount: DiscountRecord = { code: fixed.code, title: fixed.code, target: 'LINE_ITEM', value: { amount } };
		return { discounts: [discount], ofLines: spread(amount, worths, currencies), isShippingFree: false };
	}
	const percent = input?.itemPercentageDiscountCode;
	if (percent !== undefined && percent !== null) {
		const percentage = percent.percentage ?? 0;
		const discount: DiscountRecord = { code: percent.code, title: percent.code, target: 'LINE_ITEM', value: { percentage } };
		return {
			discounts: [discount],
			ofLines: worths.map((worth) => times(worth, new Decimal(percentage).dividedBy(100), currencies)),
			isShippingFree: false,
		};
	}
	const free = input?.freeShippingDiscountCode;
	if (free === undefined || free === null) return { discounts: [], ofLines: none, isShippingFree: false };
	const discount: DiscountRecord = { code: free.code, title: free.code, target: 'SHIPPING_LINE', value: { percentage: 100 } };
	return { discounts: [discount], ofLines: none, isShippingFree: true };
}
