import { accountKey } from '../../domain/account';
import { orderId } from '../../domain/ids';
import type { Order } from '../../domain/order';
import { reason } from '../../domain/reasons';
import { joined, type Phrase } from '../../domain/texts/language';
import { say } from '../../domain/texts/say';
import type { Sale } from '../../ports/database';
import type { Gone, StoreOrderState } from '../../ports/order-sink';
import type { PlatformWords } from '../../ports/platform-words';
import { endOfCancelled } from '../cancel/rows';
import { whileClaimed } from '../once';
import { orderRef, originOf } from '../order-key';
import { nextAttempt } from '../sales/retry-times';
import { keyOfSale } from '../sales/sale-change';
import { stockTaken } from '../sales/stock-taken';
import { toldBefore } from '../sales/told-before';
import { advised } from './advised';
import { attention, orAttention } from './attention';
import { HELD_FOR_CHANNEL, hold, initialStatus } from './check-order';
import { LATER_MS, WAIT_FOR_OTHERS } from './claim-creates';
import type { OrderToSave, SaveRun } from './deps';
import { draftOf } from './draft';
import { fingerprint, isVersionOf, versionMark } from './fingerprint';
import { orderGone, refOf } from './gone';
import { holdForPerson, totalDiffers } from './hold';
import { noteCancelRequest, noteOnOrder } from './notes';
import { cancelledChange, openChange, syncedChange } from './sale-change';
import { isOlder, isUnverified, saleOf } from './sales';
import { followTwin } from './twins';

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

/** The store has it as the channel says. */
async function confirm(run: SaveRun, item: OrderToSave, state: StoreOrderState): Promise<undefined> {
	await run.database.sales.change([syncedChange(run, item, state.saved)], run.database.now());
	run.outcomes.set(item, { kind: 'saved', action: 'unchanged', store: state.saved });
}

/** People closed it in the store, where nothing is rewritten; it is looked at again until it is open or over. */
async function leaveOpen(run: SaveRun, item: OrderToSave, state: StoreOrderState, sale: Sale | undefined): Promise<undefined> {
	// Closed with this very version in it.
	if (isVersionOf(sale?.fingerprint, run.database, item.order)) return await confirm(run, item, state);
	const now = run.database.now();
	const why = advised(run, item, reason('closedInStore', item.order.number, state.saved.status));
	await run.database.sales.change([openChange(run, item, state.saved, why, nextAttempt(sale?.attempts ?? 0, now))], now);
	run.outcomes.set(item, { kind: 'saved', action: 'unchanged', store: state.saved });
}

/** Checked like a new one, unless people have touched it since; then brought up to date. */
async function verify(run: SaveRun, item: OrderToSave, state: StoreOrderState, sale: Sale | undefined): Promise<Gone | undefined> {
	const draft = await draftOf(run, item);
	const [plan] = await run.sink.plan([draft]);
	const untouched = [draft.status, run.sink.standardStatus.onHold].includes(state.saved.status);
	if (plan !== undefined && !('code' in plan) && untouched) {
		const doubt = totalDiffers(item, state.saved, plan.expectedTotal) ?? hold(item.order, run.settings);
		if (doubt !== undefined) {
			await holdForPerson(run, item, state.saved, doubt);
			return undefined;
		}
	}
	if ((await noteCancelRequest(run, item, state.saved.id)) === 'gone') return 'gone';
	// A store that keeps no mark and lets nothing be changed is taken at its word.
	const sameVersion = isVersionOf(sale?.fingerprint, run.database, item.order) || (sale?.fingerprint === '' && !state.editable);
	return sameVersion ? await confirm(run, item, state) : await write(run, item, state, sale);
}

async function write(run: SaveRun, item: OrderToSave, state: StoreOrderState, sale: Sale | undefined): Promise<Gone | undefined> {
	const { order } = item;
	if ((await noteCancelRequest(run, item, state.saved.id)) === 'gone') return 'gone';
	const why = hold(order, run.settings);
	const status = why === undefined ? await statusFor(run, item, state, sale) : {};
	const change = {
		order,
		marketplaceTax: run.settings.marketplaceTax,
		fingerprint: versionMark(run.database, order),
		...status,
	};
	const saved = await run.sink.update(refOf(item, state.saved.id), change);
	if (saved === 'gone') return saved;
	if ('code' in saved) {
		if (saved.code === 'closedInStore') return await leaveOpen(run, item, state, sale);
		if (saved.code === 'totalDiffers') await holdForPerson(run, item, state.saved, saved);
		else await attention(run, item, saved, { saved: state.saved });
	} else if (why !== undefined && saved.status === run.sink.standardStatus.onHold)
		await attention(run, item, why, { saved, written: true });
	else {
		await run.database.sales.change([syncedChange(run, item, saved)], run.database.now());
		run.outcomes.set(item, { kind: 'saved', action: 'updated', store: saved });
	}
	return undefined;
}

/** People's own choice of a status stays; one that we gave goes on to the one that the order would start with now. */
async function statusFor(
	run: SaveRun,
	{ order }: OrderToSave,
	state: StoreOrderState,
	sale: Sale | undefined,
): Promise<{ readonly status?: string }> {
	const wanted = (version: Order): string => initialStatus(version, run.settings, run.sink.standardStatus);
	const { cancelRequested: _, ...unasked } = order;
	const ours = [wanted(unasked), wanted({ ...order, cancelRequested: {} })];
	const asks = new Set(ours).size > 1 && ours.includes(state.saved.status);
	return asks || (await heldByUs(run, state, sale)) ? { status: wanted(order) } : {};
}

/** Held since it was made because of what the channel gave; what people hold stays held. */
async function heldByUs(run: SaveRun, state: StoreOrderState, sale: Sale | undefined): Promise<boolean> {
	if (sale === undefined || state.saved.status !== run.sink.standardStatus.onHold) return false;
	const events = await run.database.sales.history(sale.id, sale.source);
	const last = events.findLast(({ state: then }) => then !== 'pending')?.reason;
	return last !== undefined && HELD_FOR_CHANNEL.includes(last);
}

async function freeze(run: SaveRun, item: OrderToSave, state: StoreOrderState, sale: Sale | undefined): Promise<Gone | undefined> {
	const { order } = item;
	// Found as it was made: nothing has changed that a note could tell.
	if (isUnverified(sale) && isVersionOf(sale?.fingerprint, run.database, order)) return await confirm(run, item, state);
	const left = order.status === 'shipped';
	const changed = piecesCancelledSince(run, order, sale);
	const note = {
		name: left ? 'shipped' : fingerprint(run.database, order),
		text: frozenNote(order, run.wordsOf(order.platform), changed),
		kind: left && !changed ? 'tells' : 'asks',
	} as const;
	if ((await noteOnOrder(run, item, state.saved.id, note)) === 'gone') return 'gone';
	await run.database.sales.change([syncedChange(run, item, state.saved, { frozen: true })], run.database.now());
	run.outcomes.set(item, { kind: 'saved', action: 'noted', store: state.saved });
	return undefined;
}

/** Some of it never left, and stands in the store as if it had. */
const piecesCancelledSince = (run: SaveRun, order: Order, sale: Sale | undefined): boolean =>
	order.lines.some(({ quantityCancelled }) => quantityCancelled > 0) &&
	sale?.fingerprint !== fingerprint(run.database, { ...order, status: 'unshipped' });

function frozenNote({ status, number }: Order, { title: channel }: PlatformWords, changed: boolean): Phrase {
	const [shipped, after] = [say('reportedShipped', { channel, number }), say('changedAfterShipment', { channel, number })];
	if (status !== 'shipped') return after;
	return changed ? joined([shipped, after], ' ') : shipped;
}

/** The store calls it shipped from the beginning: whether it left only the channel knows, which ships it. */
export const neverLeft = ({ fulfilledBy, lines }: Order): boolean =>
	fulfilledBy === 'amazon' && lines.every(({ quantityShipped }) => quantityShipped === 0);

async function cancel(run: SaveRun, item: OrderToSave, state: StoreOrderState): Promise<Gone | undefined> {
	const { number, platform } = item.order;
	if (state.shipped && !neverLeft(item.order)) {
		const text = say('cancelledAfterShipment', { number, channel: run.wordsOf(platform).title });
		if ((await noteOnOrder(run, item, state.saved.id, { name: 'cancelledAfterShipment', text, kind: 'asks' })) === 'gone') return 'gone';
		await attention(run, item, reason('alreadyShipped', number), { saved: state.saved, written: true });
		return undefined;
	}
	const saved = state.cancelled ? state.saved : await run.sink.cancel(refOf(item, state.saved.id));
	if (saved === 'gone') return saved;
	await run.database.sales.change([cancelledChange(run, item, saved)], run.database.now());
	const between = { channel: accountKey(item.order.account), store: accountKey(run.sink.account) };
	await endOfCancelled(run, between, orderId(saved.id));
	run.outcomes.set(item, { kind: 'saved', action: saved.status === state.saved.status ? 'unchanged' : 'cancelled', store: saved });
	return undefined;
}
