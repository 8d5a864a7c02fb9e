import type { OrderId } from '../../domain/ids';
import { abandon, claim } from '../once';
import { why, type CalledOrder, type CancelDeps, type CancelOutcome } from './deps';
import { followAll, proven, type Followed } from './follow';
import { handIn, LEASE_MS, waitForIt } from './hand-in';
import { keyOf, readHandedIn } from './handed-in';
import { planOf, type CancelWish } from './plan';
import { readAfresh } from './read-afresh';
import { pending } from './rows';
import { toldParcels } from './told-parcels';

/**
 * Cancels orders at the channel that they were bought at, by a person's explicit word. Each is handed in once, whoever runs this:
 * what was handed in before is followed. One outcome for each, in order.
 */
export async function cancelOrders(deps: CancelDeps, wish: CancelWish, orders: readonly CalledOrder[]): Promise<readonly CancelOutcome[]> {
	const distinct = [...new Map(orders.map((order) => [order.id, order])).values()];
	const outcomes = wish.dryRun ? await preview(deps, wish, distinct) : await cancel(deps, wish, distinct);
	return orders.map((order) => outcomes.get(order.id) ?? { kind: 'attention', reason: why(deps, order, 'cancelUnderWay') });
}

type Outcomes = ReadonlyMap<OrderId, CancelOutcome>;

async function preview(deps: CancelDeps, wish: CancelWish, orders: readonly CalledOrder[]): Promise<Outcomes> {
	const ids = orders.map(({ id }) => id);
	const shown = await readAfresh(deps, ids);
	const told = await toldParcels(deps, ids);
	const outcomes = new Map<OrderId, CancelOutcome>();
	for (const order of orders) {
		const plan = planOf(deps, wish, order, shown.get(order.id), told.get(order.id));
		if (plan === 'cancelled') outcomes.set(order.id, { kind: 'done', action: 'unchanged' });
		else outcomes.set(order.id, 'code' in plan ? { kind: 'attention', reason: plan } : { kind: 'done', action: 'planned' });
	}
	return outcomes;
}

async function cancel(deps: CancelDeps, wish: CancelWish, orders: readonly CalledOrder[]): Promise<Outcomes> {
	const outcomes = new Map<OrderId, CancelOutcome>();
	const answers = await claim(
		deps,
		orders.map(({ id }) => keyOf(deps, id)),
		{ leaseMs: LEASE_MS, waitMs: 0 },
	);
	const held = orders.filter((_, index) => answers[index]?.state === 'acquired' || answers[index]?.state === 'unsettled');
	const ours: CalledOrder[] = [];
	const followed: Followed[] = [];
	try {
		for (const [index, order] of orders.entries()) {
			const answer = answers[index];
			if (answer?.state === 'acquired') ours.push(order);
			else if (answer?.state === 'unsettled') {
				if (Date.parse(answer.settlesAt) <= deps.database.now()) ours.push(order);
				else outcomes.set(order.id, await waitForIt(deps, order, Date.parse(answer.settlesAt)));
			} else {
				const handedIn = answer?.state === 'done' ? readHandedIn(answer.result) : undefined;
				if (handedIn === undefined) outcomes.set(order.id, await pending(deps, order, why(deps, order, 'cancelUnderWay')));
				else followed.push({ order, handedIn });
			}
		}
		const ids = ours.map(({ id }) => id);
		const shown = await readAfresh(deps, ids);
		// Last: what was told while the orders were read is not in them.
		const told = await toldParcels(deps, ids);
		const planned = [];
		for (const order of ours) {
			const plan = planOf(deps, wish, order, shown.get(order.id), told.get(order.id));
			if (plan === 'cancelled') outcomes.set(order.id, await proven(deps, order));
			else if ('code' in plan) outcomes.set(order.id, { kind: 'attention', reason: plan });
			else planned.push({ order, cancellation: plan });
		}
		const given = await handIn(deps, planned);
		for (const [id, outcome] of given.outcomes) outcomes.set(id, outcome);
		followed.push(...given.followed);
	} finally {
		// What was handed in is none of ours any more; of what began and whose end nobody knows, the next one looks first.
		await abandon(
			deps,
			held.map(({ id }) => keyOf(deps, id)),
		);
	}
	for (const [id, outcome] of await followAll(deps, followed)) outcomes.set(id, outcome);
	return outcomes;
}
