import { accountKey } from '../../domain/account';
import { reason } from '../../domain/reasons';
import type { Sale } from '../../ports/database';
import type { Gone, StoreOrderState } from '../../ports/order-sink';
import { whileClaimed } from '../once';
import { orderRef, originOf } from '../order-key';
import { keyOfSale } from '../sales/sale-change';
import { stockTaken } from '../sales/stock-taken';
import { toldBefore } from '../sales/told-before';
import { attention, orAttention } from './attention';
import { cancel } from './cancel-order';
import { LATER_MS, WAIT_FOR_OTHERS } from './claim-creates';
import type { OrderToSave, SaveRun } from './deps';
import { isVersionOf } from './fingerprint';
import { freeze } from './freeze-order';
import { orderGone, refOf } from './gone';
import { isOlder, isUnverified, saleOf } from './sales';
import { followTwin } from './twins';
import { leaveOpen, verify, write } from './write-update';

/** Reading, writing, noting and holding, each looked at before. */
const MOST_REQUESTS = 8;

/**
 * Brings an order that is in the store to what the channel says now. Every write sets a state rather than adding to
 * one, so that repeating it changes nothing; notes are claimed. From the first parcel on the order is frozen: later
 * changes become a note. One that no run has compared yet is compared first.
 */
export async function updateOrder(run: SaveRun, item: OrderToSave, storeOrderId: string): Promise<void> {
	const sale = await saleOf(run, item);
	if (nothingNew(run, item, sale)) return await repeatOutcome(run, item, sale);
	await inTurn(run, item, async () => {
		const refusal = item.order.status === 'cancelled' ? 'cancelBlocked' : 'storeRejected';
		await orAttention(run, item, refusal, async () => {
			await bringUpToDate(run, item, storeOrderId);
		});
	});
}

/**
 * Changes to one order of the store come one after the other, whichever runs they are of: otherwise a slow run with an
 * older version could undo a newer one.
 */
async function inTurn(run: SaveRun, item: OrderToSave, work: () => Promise<void>): Promise<void> {
	const key = { at: accountKey(run.sink.account), order: orderRef(item.order), effect: 'change' } as const;
	const leaseMs = MOST_REQUESTS * run.sink.traits.requestTimeoutMs + LATER_MS;
	const done = await whileClaimed(run, key, { leaseMs, ...WAIT_FOR_OTHERS }, async () => {
		await work();
		return true;
	});
	if (done === undefined) await attention(run, item, reason('inProgress', item.order.number), { dueAt: run.database.now() + LATER_MS });
}

async function bringUpToDate(run: SaveRun, item: OrderToSave, storeOrderId: string): Promise<void> {
	const sale = await saleOf(run, item);
	if (nothingNew(run, item, sale)) return await repeatOutcome(run, item, sale);
	const state = await readHeld(run, item, storeOrderId);
	if (state === 'gone') return await orderGone(run, item, { id: storeOrderId, number: sale?.targetOrderNumber ?? storeOrderId });
	if (state.duplicateOf !== undefined && sale !== undefined) return await goOnWithOther(run, item, sale, [storeOrderId, state.duplicateOf]);
	const done = await apply(run, item, state, sale);
	if (done === 'gone') await orderGone(run, item, state.saved);
	else await tellStockTaken(run, item, state);
}

/** What died between making an order and holding it is done now. */
async function readHeld(run: SaveRun, item: OrderToSave, storeOrderId: string): Promise<StoreOrderState | Gone> {
	const state = await run.sink.read(refOf(item, storeOrderId));
	if (state === 'gone' || state.toHold !== true || state.shipped || state.closed || item.order.status === 'cancelled') return state;
	const saved = await run.sink.hold(refOf(item, storeOrderId));
	return saved === 'gone' ? saved : { ...state, saved };
}

/** Told once. What needs a person anyway is told instead. */
async function tellStockTaken(run: SaveRun, item: OrderToSave, state: StoreOrderState): Promise<void> {
	const why = stockTaken(state, item.order.number);
	if (why === undefined || run.outcomes.get(item)?.kind !== 'saved') return;
	const sale = await saleOf(run, item);
	if (sale === undefined || (await toldBefore(run.database, sale, why))) return;
	await attention(run, item, why, { saved: state.saved });
}

/** What is known here was made a second time and set aside, perhaps by another memory: the order that stays is changed. */
async function goOnWithOther(run: SaveRun, item: OrderToSave, sale: Sale, ids: readonly string[]): Promise<void> {
	await followTwin(run, sale, originOf(item.order), ids);
	const stays = (await saleOf(run, item))?.targetOrderId;
	if (stays !== undefined && stays !== sale.targetOrderId) await bringUpToDate(run, item, stays);
	else await orderGone(run, item, { id: ids[0] ?? '', number: sale.targetOrderNumber ?? ids[0] ?? '' });
}

const WAYS = { cancel, freeze, leaveOpen, verify, write } as const;

/** Answers `gone` where the store's order ceased to be ours meanwhile. */
async function apply(run: SaveRun, item: OrderToSave, state: StoreOrderState, sale: Sale | undefined): Promise<Gone | undefined> {
	return await WAYS[wayOf(item, state, sale)](run, item, state, sale);
}

/** What is to be done with an order that stands so in the store. */
export function wayOf({ order }: OrderToSave, state: StoreOrderState, sale: Sale | undefined): keyof typeof WAYS {
	if (order.status === 'cancelled') return 'cancel';
	if (state.shipped || sale?.frozen === true || order.status === 'shipped') return 'freeze';
	if (state.closed) return 'leaveOpen';
	return isUnverified(sale) ? 'verify' : 'write';
}

export function nothingNew(run: SaveRun, item: OrderToSave, sale: Sale | undefined): boolean {
	if (isUnverified(sale)) return false;
	return isOlder(item, sale) || isVersionOf(sale?.fingerprint, run.database, item.order);
}

async function repeatOutcome(run: SaveRun, item: OrderToSave, sale: Sale | undefined): Promise<void> {
	if (sale?.state === 'error' && sale.reason !== undefined) {
		run.outcomes.set(item, { kind: 'attention', reason: sale.reason });
		return;
	}
	// What came back by itself, or because somebody retried it, ends here when all is well. What is still to come back
	// is about another version and stays due.
	if (sale?.state === 'pending' && sale.nextAttemptAt === undefined) {
		const state = item.order.status === 'cancelled' ? 'cancelled' : 'synced';
		await run.database.sales.change([{ ...keyOfSale(sale), state, reason: null }], run.database.now());
	}
	run.outcomes.set(item, { kind: 'saved', action: 'unchanged' });
}
