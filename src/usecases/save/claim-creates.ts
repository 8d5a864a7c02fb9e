import { accountKey } from '../../domain/account';
import { reason, type Reason } from '../../domain/reasons';
import type { ClaimKey } from '../../ports/database';
import { abandon, claim, release } from '../once';
import { orderRef, originOf } from '../order-key';
import { nextAttempt } from '../sales/retry-times';
import { attention } from './attention';
import type { OrderToSave, SaveDeps, SaveRun } from './deps';
import { mayBe, type StoreLook } from './look';
import { adopt, createKey, settledOwnOrders } from './own-orders';
import { saleOf, salesOf } from './sales';

/** How long other runs are waited for that are at the same order. */
export const WAIT_FOR_OTHERS = { waitMs: 45_000, lookMs: 500 } as const;
/** When an order is looked at again that another run is still at then. */
export const LATER_MS = 60_000;

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

export const keyOf = (deps: SaveDeps, { order }: OrderToSave): ClaimKey => createKey(accountKey(deps.sink.account), orderRef(order));

/**
 * Claims the creation of orders. What another run holds is waited for; what an earlier run left open (its answer was
 * lost, or its process died) is looked up in the store once it has settled, and only then decided. What cannot be
 * decided now gets its outcome and comes back by itself.
 */
export async function claimCreates(run: SaveRun, look: StoreLook, items: readonly OrderToSave[]): Promise<Claimed> {
	const keys = items.map((item) => keyOf(run, item));
	const answers = await claim(run, keys, { leaseMs: leaseMs(run), ...WAIT_FOR_OTHERS });
	const free: OrderToSave[] = [];
	const present: (readonly [OrderToSave, string])[] = [];
	const held: Undecided[] = [];
	const settling: Undecided[] = [];
	const unsettled: { item: OrderToSave; position: number }[] = [];
	for (const [index, item] of items.entries()) {
		const answer = answers[index];
		if (answer === undefined) throw new Error('The database answered for fewer claims than were asked for');
		const { number } = item.order;
		switch (answer.state) {
			case 'acquired':
				free.push(item);
				break;
			case 'done':
				present.push([item, answer.result]);
				break;
			case 'held':
				held.push({ item, reason: reason('inProgress', number), dueAt: run.database.now() + LATER_MS });
				break;
			case 'unsettled': {
				const dueAt = Date.parse(answer.settlesAt);
				if (dueAt <= run.database.now()) unsettled.push({ item, position: answer.position });
				else settling.push({ item, reason: reason('outcomeUnknown', number), dueAt });
			}
		}
	}
	await abandon(
		run,
		settling.map(({ item }) => keyOf(run, item)),
	);
	for (const { item, reason: why, dueAt } of [...settling, ...held]) await attention(run, item, why, { dueAt });
	await settle(run, look, unsettled, free, present);
	return { free, present };
}

/** Nothing was written under these claims. */
export async function giveBack(run: SaveRun, items: readonly OrderToSave[]): Promise<void> {
	await release(
		run,
		items.map((item) => keyOf(run, item)),
	);
}

/** Where the store fell back, what is looked for may stand lower than when its making began. */
async function settle(
	run: SaveRun,
	look: StoreLook,
	unsettled: readonly { readonly item: OrderToSave; readonly position: number }[],
	free: OrderToSave[],
	present: (readonly [OrderToSave, string])[],
): Promise<void> {
	if (unsettled.length === 0) return;
	const items = unsettled.map(({ item }) => item);
	const position = Math.min(...unsettled.map(({ position: from }) => from), look.position);
	const page = await settledOwnOrders(run, position, new Set(items.map(({ order }) => originOf(order))));
	await adopt(run, page.orders, items);
	const sales = await salesOf(run, items);
	for (const item of items) {
		const id = sales.get(originOf(item.order))?.targetOrderId;
		if (id !== undefined) present.push([item, id]);
		else if (await mustWait(run, item, mayBe(page, position, item))) await abandon(run, [keyOf(run, item)]);
		else {
			run.remade.add(item);
			free.push(item);
		}
	}
}

/** Another order of ours may be it: it is not made before that can be read. */
export async function mustWait(run: SaveRun, item: OrderToSave, why: Reason | undefined): Promise<boolean> {
	if (why === undefined) return false;
	await attention(run, item, why, { dueAt: nextAttempt((await saleOf(run, item))?.attempts ?? 0, run.database.now()) });
	return true;
}
