import type { z } from 'zod';
import type { Money } from './money';
import { orderSchema, type Charge, type Order, type OrderLine, type Tax } from './order';

/** Where something that should be an order is none. The text names the field, never what stands in it. */
export interface OrderFault {
	/** `lines[1].total.amount`; empty for the order itself. */
	readonly path: string;
	/** `lines[1].total.amount is not a decimal number`. */
	readonly text: string;
}

type Issue = z.core.$ZodRawIssue;

const KINDS: Readonly<Record<string, string>> = {
	string: 'a text',
	number: 'a number',
	int: 'a whole number',
	boolean: 'true or false',
	array: 'a list',
	object: 'an object',
};

function whatIsWrong(issue: Issue): string {
	if (issue.input === undefined) return 'is missing';
	if (issue.code === 'invalid_type') return `is not ${KINDS[issue.expected] ?? issue.expected}`;
	if (issue.code === 'invalid_value') return `is none of ${issue.values.map(String).join(', ')}`;
	if (issue.code === 'too_small') {
		if (issue.origin === 'string' || issue.origin === 'array') return 'is empty';
		return issue.inclusive === true ? `is less than ${issue.minimum}` : `is not more than ${issue.minimum}`;
	}
	return 'does not fit';
}

const spell = (path: readonly PropertyKey[]): string =>
	path.reduce<string>(
		(before, key) => (typeof key === 'number' ? `${before}[${key}]` : `${before}${before === '' ? '' : '.'}${String(key)}`),
		'',
	);

const faultAt = (path: string, wrong: string): OrderFault => ({ path, text: `${path === '' ? 'it' : path} ${wrong}` });

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
function strangeAmount(order: Order): OrderFault | undefined {
	for (const [path, amount] of amountsOf(order)) {
		if (amount !== undefined && amount.currency !== order.currency) {
			return faultAt(`${path}.currency`, 'is not the currency of the order');
		}
	}
	return undefined;
}

/** The order that a value is, with whatever stands beside it, or what keeps it from being one. Nothing is copied. */
export function parseOrder(value: unknown): { readonly order: Order } | { readonly fault: OrderFault } {
	const { error } = orderSchema.safeParse(value, { error: whatIsWrong });
	const issue = error?.issues[0];
	if (issue !== undefined) return { fault: faultAt(spell(issue.path), issue.message) };
	const order = value as Order;
	const fault = strangeAmount(order);
	return fault === undefined ? { order } : { fault };
}
