import { faultAt, faultOf, type Fault } from './fault';
import { orderSchema, type Order } from './order';

/** What of a line, a charge or the totals is an amount, or holds one. */
const WITH_MONEY = ['unitPrice', 'total', 'discount', 'tax', 'gift', 'wrapPrice', 'wrapTax', 'amount', 'grand', 'computed', 'difference'];

/** Where an amount of another currency stands. A place is spelt only when it is told. */
function strangeIn(holder: object, currency: string): string | undefined {
	for (const field of WITH_MONEY) {
		const held = (holder as Readonly<Record<string, unknown>>)[field];
		if (typeof held !== 'object' || held === null) continue;
		if ('currency' in held) {
			if (held.currency !== currency) return field;
			continue;
		}
		const inside = strangeIn(held, currency);
		if (inside !== undefined) return `${field}.${inside}`;
	}
	return undefined;
}

/** Amounts of two currencies cannot be added up: an order has one. */
function strangeAmount({ lines, charges, totals, currency }: Order): Fault | undefined {
	const told = (path: string): Fault => faultAt(`${path}.currency`, 'is not the currency of the order');
	for (const [name, holders] of [
		['lines', lines],
		['charges', charges],
	] as const) {
		for (const [index, holder] of holders.entries()) {
			const inside = strangeIn(holder, currency);
			if (inside !== undefined) return told(`${name}[${index}].${inside}`);
		}
	}
	const inside = strangeIn(totals, currency);
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
