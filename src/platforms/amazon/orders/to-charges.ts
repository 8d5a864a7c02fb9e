import Decimal from 'decimal.js';
import { absolute, compare, money, subtract, type Money } from '../../../domain/money';
import type { Charge, OrderLine, Tax } from '../../../domain/order';
import { computeGrand } from '../../../domain/sums';
import type { Part } from './to-amounts';
import { toTax, treatmentOf, type TaxTreatment } from './to-lines';
import { value } from './to-money';
import type { OrderProceeds } from './to-proceeds';
import type { WireOrder } from './wire';

interface Entry {
	readonly part: Part;
	readonly how: Tax['how'];
	readonly treatment: TaxTreatment;
}

const add = (left: Part, right: Part): Part => ({
	kind: left.kind,
	total: left.total.plus(right.total),
	discount: left.discount.plus(right.discount),
	tax: left.tax.plus(right.tax),
});

/** Charges of all items, one per kind and tax treatment: tax of the marketplace is never added to the merchant's. */
function summed(entries: readonly Entry[]): readonly Entry[] {
	const sums = new Map<string, Entry>();
	for (const entry of entries) {
		const key = JSON.stringify([entry.part.kind, entry.how, entry.treatment]);
		const known = sums.get(key);
		sums.set(key, known === undefined ? entry : { ...known, part: add(known.part, entry.part) });
	}
	return [...sums.values()];
}

function tip(order: WireOrder, currency: string): { readonly charge: Charge; readonly pending: boolean } | undefined {
	const tips = (order.proceeds?.breakdowns ?? []).filter(({ type }) => type === 'DELIVERY_TIP');
	const total = Decimal.sum(0, ...tips.map(({ subtotal }) => value(subtotal)));
	if (total.lte(0)) return undefined;
	return {
		charge: { kind: 'deliveryTip', total: money(total, currency), discount: money(0, currency) },
		pending: tips.some(({ status }) => status === 'PENDING'),
	};
}

/**
 * The order's charges. Amazon charges a delivery tip separately: it counts only if the order's total holds it, and
 * without a total only once it is final.
 */
export function toCharges(
	order: WireOrder,
	proceeds: OrderProceeds,
	lines: readonly OrderLine[],
	grand: Money | undefined,
	currency: string,
): readonly Charge[] {
	const entries = [...proceeds.items].flatMap(([item, { others, taxHow }]) =>
		others.map((part): Entry => ({ part, how: taxHow, treatment: treatmentOf(item) })),
	);
	const [first] = proceeds.items;
	const ofOrder = proceeds.others.map((part): Entry => ({
		part,
		how: first?.[1].taxHow ?? 'added',
		treatment: first === undefined ? { collectedBy: 'merchant' } : treatmentOf(first[0]),
	}));
	const charges = summed([...entries, ...ofOrder]).map(({ part, how, treatment }): Charge => ({
		kind: part.kind === 'item' ? 'other' : part.kind,
		total: money(part.total, currency),
		discount: money(part.discount, currency),
		...toTax(part, how, treatment, currency),
	}));
	const tipped = tip(order, currency);
	if (tipped === undefined) return charges;
	const held = [...charges, tipped.charge];
	const off = (of: readonly Charge[], total: Money): Money => absolute(subtract(total, computeGrand(lines, of, currency)));
	const without = grand === undefined ? tipped.pending : compare(off(charges, grand), off(held, grand)) <= 0;
	return without ? charges : held;
}
