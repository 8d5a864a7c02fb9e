import type { OrderLine } from '../../domain/order';
import { reason, type Reason } from '../../domain/reasons';
import { say } from '../../domain/texts/say';
import type { StoreOrder, StoreOrderSource } from '../../ports/store-orders';
import { closed } from './check-order';

/** Orders that others are parts of, each read once a run. */
export type Parents = Map<string, Promise<StoreOrder | undefined>>;

/**
 * What to do with a part of another order (a vendor's share in a marketplace). Where the whole one was paid and holds the same
 * units, it is the one that is sent; where it holds none of them (an order that was split), the part goes for itself.
 */
export async function partOfOther(
	{ order, parentId, renewal }: StoreOrder,
	source: StoreOrderSource,
	parents: Parents,
): Promise<{ readonly kind: 'skip' | 'refuse'; readonly reason: Reason } | undefined> {
	if (parentId === undefined || parentId === order.id || renewal) return undefined;
	const reading = parents.get(parentId) ?? source.get(parentId);
	parents.set(parentId, reading);
	const parent = await reading;
	if (parent === undefined || parent.order.origin !== parent.order.platform) return undefined;
	if (parent.order.paidAt === undefined || closed(parent) !== undefined) return undefined;
	const lines = order.lines.map((line) => ({ wanted: unitsOf(line, order.lines), there: unitsOf(line, parent.order.lines) }));
	const whole = say('wholeOrder', { number: parent.order.number });
	if (lines.every(({ wanted, there }) => there >= wanted)) return { kind: 'skip', reason: reason('mcfSuborder', order.number, whole) };
	if (lines.every(({ there }) => there === 0)) return undefined;
	return { kind: 'refuse', reason: reason('mcfSuborderDiffers', order.number, whole) };
}

const isSameProduct = (one: OrderLine, other: OrderLine): boolean =>
	(one.code !== undefined && one.code === other.code) || (one.sku !== '' && one.sku === other.sku);

const unitsOf = (line: OrderLine, lines: readonly OrderLine[]): number =>
	lines.filter((other) => isSameProduct(line, other)).reduce((sum, { quantity }) => sum + quantity, 0);
