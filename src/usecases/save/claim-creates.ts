import { reason, type Reason } from '../../domain/reasons';
import type { ClaimAnswer } from '../../ports/database';
import { originOf } from '../order-key';
import type { OrderToSave, SaveDeps } from './deps';
import { adopt, createKey, settledOwnOrders } from './own-orders';

const WAIT_FOR_OTHERS_MS = 45_000;
const LOOK_AGAIN_MS = 500;
const LATER_MS = 60_000;

export interface Claimed {
	/** Ours to create, leased. */
	readonly free: readonly OrderToSave[];
	/** In the store already; the store's order id. */
	readonly present: ReadonlyMap<OrderToSave, string>;
	/** Not decidable now: when it is. */
	readonly later: ReadonlyMap<OrderToSave, { readonly reason: Reason; readonly dueAt: number }>;
}

/** Longer than a request and its settling, so that nobody takes over what may still be going on. */
export const leaseMs = (deps: SaveDeps): number => deps.sink.traits.requestTimeoutMs + deps.sink.traits.settleMs + 60_000;

/**
 * Claims the creation of orders. What another run holds is waited for; what an earlier run left open (its answer was
 * lost, or its process died) is looked up in the store once it has settled, and only then decided.
 */
export async function claimCreates(deps: SaveDeps, items: readonly OrderToSave[]): Promise<Claimed> {
	const free: OrderToSave[] = [];
	const present = new Map<OrderToSave, string>();
	const later = new Map<OrderToSave, { reason: Reason; dueAt: number }>();
	const unsettled: { item: OrderToSave; position: number }[] = [];
	const end = deps.clock.now() + WAIT_FOR_OTHERS_MS;
	let waiting = items;
	while (waiting.length > 0) {
		const answers = await acquire(deps, waiting);
		const held: OrderToSave[] = [];
		for (const [item, answer] of answers) {
			if (answer.state === 'acquired') free.push(item);
			else if (answer.state === 'done') present.set(item, answer.result);
			else if (answer.state === 'held') held.push(item);
			else if (Date.parse(answer.settlesAt) <= deps.clock.now()) unsettled.push({ item, position: answer.position });
			else later.set(item, { reason: reason('outcomeUnknown', item.order.number), dueAt: Date.parse(answer.settlesAt) });
		}
		if (held.length > 0 && deps.clock.now() >= end) {
			for (const item of held) later.set(item, { reason: reason('inProgress', item.order.number), dueAt: deps.clock.now() + LATER_MS });
			break;
		}
		waiting = held;
		if (held.length > 0) await deps.clock.sleep(LOOK_AGAIN_MS);
	}
	await deps.database.claims.abandon([...later.keys()].map((item) => keyOf(deps, item)), deps.owner, deps.clock.now());
	await settle(deps, unsettled, free, present);
	return { free, present, later };
}

export const keyOf = (deps: SaveDeps, item: OrderToSave) => createKey(deps, originOf(item.order));

async function acquire(deps: SaveDeps, items: readonly OrderToSave[]): Promise<readonly [OrderToSave, ClaimAnswer][]> {
	const keys = items.map((item) => keyOf(deps, item));
	const answers = await deps.database.claims.acquire(keys, deps.owner, leaseMs(deps), deps.clock.now());
	return items.flatMap((item, index): [OrderToSave, ClaimAnswer][] => {
		const answer = answers[index];
		return answer === undefined ? [] : [[item, answer]];
	});
}

async function settle(
	deps: SaveDeps,
	unsettled: readonly { readonly item: OrderToSave; readonly position: number }[],
	free: OrderToSave[],
	present: Map<OrderToSave, string>,
): Promise<void> {
	if (unsettled.length === 0) return;
	const found = await settledOwnOrders(deps, Math.min(...unsettled.map(({ position }) => position)));
	await adopt(deps, found);
	const byOrigin = new Map(found.map((own) => [own.origin, own.id]));
	for (const { item } of unsettled) {
		const id = byOrigin.get(originOf(item.order));
		if (id === undefined) free.push(item);
		else present.set(item, id);
	}
}
