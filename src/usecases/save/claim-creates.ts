import { reason, type Reason } from '../../domain/reasons';
import type { ClaimAnswer } from '../../ports/database';
import { originOf } from '../order-key';
import { attention } from './attention';
import type { OrderToSave, SaveDeps, SaveRun } from './deps';
import { adopt, createKey, settledOwnOrders } from './own-orders';

const WAIT_FOR_OTHERS_MS = 45_000;
const LOOK_AGAIN_MS = 500;
const LATER_MS = 60_000;

export interface Claimed {
	/** Ours to create, leased. */
	readonly free: readonly OrderToSave[];
	/** In the store already, with the store's order id. */
	readonly present: readonly (readonly [OrderToSave, string])[];
}

interface Undecided {
	readonly item: OrderToSave;
	readonly reason: Reason;
	/** When it can be decided. */
	readonly dueAt: number;
}

/** Longer than a request and its settling, so that nobody takes over what may still be going on. */
const leaseMs = (deps: SaveDeps): number => deps.sink.traits.requestTimeoutMs + deps.sink.traits.settleMs + 60_000;

export const keyOf = (deps: SaveDeps, item: OrderToSave) => createKey(deps, originOf(item.order));

/**
 * Claims the creation of orders. What another run holds is waited for; what an earlier run left open (its answer was
 * lost, or its process died) is looked up in the store once it has settled, and only then decided. What cannot be
 * decided now gets its outcome and comes back by itself.
 */
export async function claimCreates(run: SaveRun, items: readonly OrderToSave[]): Promise<Claimed> {
	const free: OrderToSave[] = [];
	const present: (readonly [OrderToSave, string])[] = [];
	const later: Undecided[] = [];
	const unsettled: { item: OrderToSave; position: number }[] = [];
	const end = run.clock.now() + WAIT_FOR_OTHERS_MS;
	let waiting = items;
	while (waiting.length > 0) {
		const held: OrderToSave[] = [];
		for (const [item, answer] of await acquire(run, waiting)) {
			if (answer.state === 'acquired') free.push(item);
			else if (answer.state === 'done') present.push([item, answer.result]);
			else if (answer.state === 'held') held.push(item);
			else if (Date.parse(answer.settlesAt) <= run.clock.now()) unsettled.push({ item, position: answer.position });
			else later.push({ item, reason: reason('outcomeUnknown', item.order.number), dueAt: Date.parse(answer.settlesAt) });
		}
		if (held.length > 0 && run.clock.now() >= end) {
			for (const item of held) later.push({ item, reason: reason('inProgress', item.order.number), dueAt: run.clock.now() + LATER_MS });
			break;
		}
		waiting = held;
		if (held.length > 0) await run.clock.sleep(LOOK_AGAIN_MS);
	}
	await run.database.claims.abandon(
		later.map(({ item }) => keyOf(run, item)),
		run.owner,
		run.clock.now(),
	);
	for (const { item, reason: why, dueAt } of later) await attention(run, item, why, { dueAt });
	await settle(run, unsettled, free, present);
	return { free, present };
}

/** Nothing was written under these claims. */
export async function giveBack(run: SaveRun, items: readonly OrderToSave[]): Promise<void> {
	await run.database.claims.release(
		items.map((item) => keyOf(run, item)),
		run.owner,
		run.clock.now(),
	);
}

async function acquire(run: SaveRun, items: readonly OrderToSave[]): Promise<readonly (readonly [OrderToSave, ClaimAnswer])[]> {
	const keys = items.map((item) => keyOf(run, item));
	const answers = await run.database.claims.acquire(keys, run.owner, leaseMs(run), run.clock.now());
	return items.map((item, index) => {
		const answer = answers[index];
		if (answer === undefined) throw new Error('The database answered for fewer claims than were asked for');
		return [item, answer];
	});
}

async function settle(
	run: SaveRun,
	unsettled: readonly { readonly item: OrderToSave; readonly position: number }[],
	free: OrderToSave[],
	present: (readonly [OrderToSave, string])[],
): Promise<void> {
	if (unsettled.length === 0) return;
	const origins = new Set(unsettled.map(({ item }) => originOf(item.order)));
	const found = await settledOwnOrders(run, Math.min(...unsettled.map(({ position }) => position)), origins);
	await adopt(run, found);
	const byOrigin = new Map(found.map((own) => [own.origin, own.id]));
	for (const { item } of unsettled) {
		const id = byOrigin.get(originOf(item.order));
		if (id === undefined) free.push(item);
		else present.push([item, id]);
	}
}
