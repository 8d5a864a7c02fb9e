import { reason, type Reason } from '../../domain/reasons';
import { joined } from '../../domain/texts/language';
import type { Sale } from '../../ports/database';
import type { StoreOrder } from '../../ports/store-orders';
import { rulesMet } from './approval-rules';
import type { FulfillRun } from './deps';

interface Hold {
	readonly why: Reason;
	/** Whether a retry of the order counts as a person's word. */
	readonly yields: boolean;
}

/**
 * Whether a parcel is noted of which nobody can tell what is in it, or that is only made ready. What a renewal copied from the
 * order before it is the parcel of that one.
 */
function hasUnknownParcel({ order, trackingNoted, renewal, doubts }: StoreOrder): boolean {
	const unknown = order.packages.filter(({ lines, phase, trackingNumber }) =>
		phase === 'announced' ? trackingNumber !== undefined : lines.length === 0,
	);
	const day = order.purchasedAt.slice(0, 10);
	if (renewal) return unknown.some(({ shippedAt }) => shippedAt !== undefined && shippedAt.slice(0, 10) >= day);
	return doubts.some(({ kind }) => kind === 'lines') || unknown.length > 0 || (trackingNoted && order.packages.length === 0);
}

function unclear({ order, doubts }: StoreOrder): readonly Hold[] {
	const named = doubts.filter(({ kind }) => kind !== 'lines');
	if (named.length === 0) return [];
	const why = reason(
		'mcfDoubt',
		order.number,
		joined(
			named.map(({ text }) => text),
			'; ',
		),
	);
	return [{ why, yields: named.every(({ kind }) => kind === 'refund' || kind === 'test') }];
}

/** Why a person decides about an order that could be sent, and has not decided so far. */
export async function heldBy(run: FulfillRun, stored: StoreOrder, sale: Sale | undefined): Promise<Reason | undefined> {
	const { number } = stored.order;
	const rules = await rulesMet(run.settings.approval, stored, run.source);
	const holds: readonly Hold[] = [
		...unclear(stored),
		...(hasUnknownParcel(stored) ? [{ why: reason('mcfShippedBefore', number), yields: true }] : []),
		...(rules.length > 0 ? [{ why: reason('mcfApproval', number, joined(rules, ', ')), yields: true }] : []),
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
