import { reason, type Reason } from '../../domain/reasons';
import type { Sale } from '../../ports/database';
import type { StoreOrder } from '../../ports/store-orders';
import { rulesMet } from './approval-rules';
import type { FulfillRun } from './deps';

interface Hold {
	readonly why: Reason;
	/** Whether a retry of the order counts as a person's word. */
	readonly yields: boolean;
}

/** A parcel whose contents nobody can tell. What a renewal copied from the order before it is the parcel of that one. */
function parcelOfUnknown({ order, trackingNoted, renewal, doubts }: StoreOrder): boolean {
	const unknown = order.packages.filter(({ lines, status }) => lines.length === 0 && status !== 'unfulfilled');
	if (renewal) return unknown.some(({ shippedAt }) => shippedAt !== undefined && shippedAt.slice(0, 10) >= order.purchasedAt.slice(0, 10));
	return doubts.some(({ kind }) => kind === 'lines') || (trackingNoted && (order.packages.length === 0 || unknown.length > 0));
}

function unclear({ order, doubts }: StoreOrder): readonly Hold[] {
	const named = doubts.filter(({ kind }) => kind !== 'lines');
	if (named.length === 0) return [];
	const why = reason('mcfDoubt', order.number, named.map(({ text }) => text).join('; '));
	return [{ why, yields: named.every(({ kind }) => kind === 'refund') }];
}

/** Why a person decides about an order that could be sent, and has not decided so far. */
export async function heldBy(run: FulfillRun, stored: StoreOrder, sale: Sale | undefined): Promise<Reason | undefined> {
	const { number } = stored.order;
	const rules = await rulesMet(run.settings.approval, stored, run.source);
	const holds: readonly Hold[] = [
		...unclear(stored),
		...(parcelOfUnknown(stored) ? [{ why: reason('mcfShippedBefore', number), yields: true }] : []),
		...(rules.length > 0 ? [{ why: reason('mcfApproval', number, rules.join(', ')), yields: true }] : []),
	];
	if (holds.length === 0) return undefined;
	const retried = await retriedAfter(run, sale);
	return holds.find(({ why, yields }) => !yields || !retried.has(why.text))?.why;
}

/** What a person was told of an order, and retried it. */
async function retriedAfter({ database }: FulfillRun, sale: Sale | undefined): Promise<ReadonlySet<string>> {
	const events = sale === undefined ? [] : await database.sales.history(sale.id, sale.source);
	return new Set(
		events.flatMap(({ state, text }, index) => {
			const next = events[index + 1];
			const retried = state === 'error' && next?.state === 'pending' && next.reason === undefined;
			return retried && text !== undefined ? [text] : [];
		}),
	);
}
