import { faultAt, faultOf, type Fault } from './fault';
import type { Money } from './money';
import { orderSchema, type Order } from './order';

/** What is an amount, or holds one. Other fields are nobody's business: whoever builds a workflow may have put them there. */
type Amounts = readonly (readonly [field: string, inside: Amounts | 'amount'])[];

const IN_TAX: Amounts = [['amount', 'amount']];
const IN_CHARGE: Amounts = [
	['total', 'amount'],
	['discount', 'amount'],
	['tax', IN_TAX],
];
const IN_GIFT: Amounts = [
	['wrapPrice', 'amount'],
	['wrapTax', IN_TAX],
];
const IN_LINE: Amounts = [['unitPrice', 'amount'], ...IN_CHARGE, ['gift', IN_GIFT]];
const IN_TOTALS: Amounts = [
	['grand', 'amount'],
	['computed', 'amount'],
	['difference', 'amount'],
];

/** Where an amount of another currency stands. A place is spelt only when it is told. */
function strangeIn(holder: object, amounts: Amounts, currency: string): string | undefined {
	for (const [field, inside] of amounts) {
		const held = (holder as Readonly<Record<string, object | undefined>>)[field];
		if (held === undefined) continue;
		if (inside === 'amount') {
			if ((held as Money).currency !== currency) return field;
			continue;
		}
		const strange = strangeIn(held, inside, currency);
		if (strange !== undefined) return `${field}.${strange}`;
	}
	return undefined;
}

/** Amounts of two currencies cannot be added up: an order has one. */
function strangeAmount({ lines, charges, totals, currency }: Order): Fault | undefined {
	const told = (path: string): Fault => faultAt(`${path}.currency`, 'is not the currency of the order');
	for (const [name, holders, amounts] of [
		['lines', lines, IN_LINE],
		['charges', charges, IN_CHARGE],
	] as const) {
		for (const [index, holder] of holders.entries()) {
			const inside = strangeIn(holder, amounts, currency);
			if (inside !== undefined) return told(`${name}[${index}].${inside}`);
		}
	}
	const inside = strangeIn(totals, IN_TOTALS, currency);
	return inside === undefined ? undefined : told(`totals.${inside}`);
}

/** The order that a value is, with whatever stands beside it, or what keeps it from being one. Nothing is copied. */
export function parseOrder(value: unknown): { readonly order: Order } | { readonly fault: Fault } {
	const misfit = faultOf(orderSchema, value);
	if (misfit !== undefined) return { fault: misfit };
	const order = value as Order;
	const fault = strangeAmount(order);
	return fault === undefined ? { order } : { fault };
}
