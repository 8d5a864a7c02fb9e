import { faultAt, faultOf, type Fault } from './fault';
import type { Money } from './money';
import { orderSchema, type Charge, type Order, type OrderLine, type Tax } from './order';

type Amounts = Iterable<readonly [path: string, amount: Money | undefined]>;

const ofTax = (path: string, tax: Tax | undefined): readonly [string, Money | undefined] => [`${path}.amount`, tax?.amount];

function* ofCharge(path: string, { total, discount, tax }: Charge | OrderLine): Amounts {
	yield [`${path}.total`, total];
	yield [`${path}.discount`, discount];
	yield ofTax(`${path}.tax`, tax);
}

function* amountsOf({ lines, charges, totals }: Order): Amounts {
	for (const [index, line] of lines.entries()) {
		const path = `lines[${index}]`;
		yield [`${path}.unitPrice`, line.unitPrice];
		yield* ofCharge(path, line);
		yield [`${path}.gift.wrapPrice`, line.gift?.wrapPrice];
		yield ofTax(`${path}.gift.wrapTax`, line.gift?.wrapTax);
	}
	for (const [index, charge] of charges.entries()) yield* ofCharge(`charges[${index}]`, charge);
	yield ['totals.grand', totals.grand];
	yield ['totals.computed', totals.computed];
	yield ['totals.difference', totals.difference];
}

/** Amounts of two currencies cannot be added up: an order has one. */
function strangeAmount(order: Order): Fault | undefined {
	for (const [path, amount] of amountsOf(order)) {
		if (amount !== undefined && amount.currency !== order.currency) {
			return faultAt(`${path}.currency`, 'is not the currency of the order');
		}
	}
	return undefined;
}

/** The order that a value is, with whatever stands beside it, or what keeps it from being one. Nothing is copied. */
export function parseOrder(value: unknown): { readonly order: Order } | { readonly fault: Fault } {
	const misfit = faultOf(orderSchema, value);
	if (misfit !== undefined) return { fault: misfit };
	const order = value as Order;
	const fault = strangeAmount(order);
	return fault === undefined ? { order } : { fault };
}
