import type { Order, OrderLine } from '../../../domain/order';
import { lacksProduct } from '../../../domain/wanted-pieces';
import type { OrderChange } from '../../../ports/order-sink';
import { LINE_META } from '../constants';
import type { PlannedItems } from './from-canonical';
import { orderMeta, type FeeBody, type LineBody, type ShippingBody } from './order-body';
import type { MetaEntry } from './piece';
import { metaValue, type WireMeta } from '../wire/meta';
import type { WireOwnExtra, WireOwnLine, WireOwnOrder } from '../wire/own-order';

const roleOf = (meta: readonly WireMeta[]): string | undefined => metaValue(meta, LINE_META.line) ?? metaValue(meta, LINE_META.role);

const wantedRole = (meta: readonly MetaEntry[]): string | undefined =>
	meta.find(({ key }) => key === LINE_META.line)?.value ?? meta.find(({ key }) => key === LINE_META.role)?.value;

/** Lines that stand in the store as text (as a fee), and those that have no product now. */
export function textLinesOf(order: Order, stored: WireOwnOrder): readonly string[] {
	const asFee = new Set(stored.fees.map((fee) => metaValue(fee.meta, LINE_META.line)));
	return order.lines.filter((line) => line.product === undefined || asFee.has(`line:${line.id}`)).map((line) => line.id);
}

/**
 * Lines that are wanted and have no product now, of which the store has one all the same. As text they would take it off the
 * order, and the store would give back its pieces while they are on their way to the buyer.
 */
export function lostProductsOf(order: Order, stored: WireOwnOrder): readonly OrderLine[] {
	const withProduct = new Set(stored.lines.filter(({ productId }) => productId !== 0).map(({ meta }) => metaValue(meta, LINE_META.line)));
	return order.lines.filter((line) => lacksProduct(line) && withProduct.has(`line:${line.id}`));
}

/** Whether people of the store added lines of their own, so that its total is no longer ours to foretell. */
export const hasForeignItems = (stored: WireOwnOrder): boolean =>
	[...stored.lines, ...stored.fees, ...stored.shipping].some(({ meta }) => roleOf(meta) === undefined);

const withoutMeta = <T extends { readonly meta_data: readonly MetaEntry[] }>({ meta_data: _, ...rest }: T): Omit<T, 'meta_data'> => rest;

interface Removal {
	readonly id: number;
	readonly quantity: 0;
}

type LineChange = LineBody | (Omit<LineBody, 'meta_data'> & { readonly id: number; readonly meta_data?: readonly MetaEntry[] }) | Removal;

/** A link may have become another one since. The store writes a value over the one that it has under a key. */
function newPieces(wanted: readonly MetaEntry[], stored: readonly WireMeta[]): { readonly meta_data?: readonly MetaEntry[] } {
	const changed = wanted.filter(({ key, value }) => key === LINE_META.pieces && metaValue(stored, key) !== value);
	return changed.length === 0 ? {} : { meta_data: changed };
}

/** By our own mark on each line: the same product keeps its line, a new one is added, one that is gone is removed (quantity 0). */
function lineChanges(wanted: readonly LineBody[], stored: readonly WireOwnLine[]): readonly LineChange[] {
	const ours = stored.filter(({ meta }) => roleOf(meta) !== undefined);
	const kept = new Set<number>();
	const changes = wanted.map((line): LineChange => {
		const found = ours.find(
			(candidate) =>
				roleOf(candidate.meta) === wantedRole(line.meta_data) &&
				candidate.productId === line.product_id &&
				candidate.variationId === (line.variation_id ?? 0),
		);
		if (found === undefined) return line;
		kept.add(found.id);
		return { ...withoutMeta(line), ...newPieces(line.meta_data, found.meta), id: found.id };
	});
	return [...changes, ...ours.filter(({ id }) => !kept.has(id)).map(({ id }): Removal => ({ id, quantity: 0 }))];
}

interface Emptied {
	readonly id: number;
	readonly total: string;
}

/** Fees and shipping that are no longer wanted stay at 0.00: every version of the API takes that. */
function extraChanges<T extends FeeBody | ShippingBody>(
	wanted: readonly T[],
	stored: readonly WireOwnExtra[],
	zero: string,
): readonly (T | Omit<T, 'meta_data'> | Emptied)[] {
	const ours = stored.filter(({ meta }) => roleOf(meta) !== undefined);
	const kept = new Set<number>();
	const changes = wanted.map((extra) => {
		const found = ours.find(({ meta }) => roleOf(meta) === wantedRole(extra.meta_data));
		if (found === undefined) return extra;
		kept.add(found.id);
		return { ...withoutMeta(extra), id: found.id };
	});
	return [
		...changes,
		...ours.filter(({ id, total }) => !kept.has(id) && Number(total) !== 0).map(({ id }): Emptied => ({ id, total: zero })),
	];
}

/** An order that comes without an address (not asked for, or not given any more) does not take away the one that is there. */
export const keepsAddresses = ({ shipping, billing }: Order): boolean => shipping === undefined && billing === undefined;

/** The body of the PUT that makes the store's order what the change says. Sending it twice changes nothing more. */
export function updateBody(
	change: OrderChange,
	origin: string,
	planned: PlannedItems,
	stored: WireOwnOrder,
	decimals: number,
): Readonly<Record<string, unknown>> {
	const zero = (0).toFixed(decimals);
	const { items } = planned;
	return {
		...(change.status === undefined || change.status === stored.status ? {} : { status: change.status }),
		...(keepsAddresses(change.order) ? {} : planned.addresses),
		line_items: lineChanges(items.line_items, stored.lines),
		fee_lines: extraChanges(items.fee_lines, stored.fees, zero),
		shipping_lines: extraChanges(items.shipping_lines, stored.shipping, zero),
		meta_data: orderMeta(change.order, origin, change.fingerprint),
	};
}
