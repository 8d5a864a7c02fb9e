import { accountKey } from '../../domain/account';
import type { Order } from '../../domain/order';
import { reason } from '../../domain/reasons';
import type { Sale } from '../../ports/database';
import type { StoreOrderState } from '../../ports/order-sink';
import type { PlatformWords } from '../../ports/platform-words';
import { noteOnce } from '../notes/note-once';
import { whileClaimed } from '../once';
import { orderRef, originOf } from '../order-key';
import { keyOfSale } from '../sales/sale-change';
import { attention, orAttention } from './attention';
import { hold, initialStatus } from './check-order';
import { LATER_MS, WAIT_FOR_OTHERS } from './claim-creates';
import type { OrderToSave, SaveRun } from './deps';
import { draftOf } from './draft';
import { fingerprint } from './fingerprint';
import { holdForPerson, totalDiffers } from './hold';
import { noteCancelRequest, noteOn } from './notes';
import { cancelledChange, deletedInStoreChange, syncedChange } from './sale-change';
import { isOlder, isUnverified, saleOf } from './sales';

/** Reading, writing, noting and holding, one request each. */
const MOST_REQUESTS = 5;

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
	const state = await run.sink.read(storeOrderId);
	if (state === undefined) {
		await run.database.sales.change([deletedInStoreChange(run, item, storeOrderId)], run.database.now());
		run.outcomes.set(item, { kind: 'saved', action: 'unchanged' });
	} else if (item.order.status === 'cancelled') await cancel(run, item, state);
	else if (state.shipped || sale?.frozen === true || item.order.status === 'shipped') await freeze(run, item, state, sale);
	else if (state.cancelled) await confirm(run, item, state);
	else if (isUnverified(sale)) await verify(run, item, state, sale);
	else await write(run, item, state, sale);
}

function nothingNew(run: SaveRun, item: OrderToSave, sale: Sale | undefined): boolean {
	if (isUnverified(sale)) return false;
	return isOlder(item, sale) || sale?.fingerprint === fingerprint(run.database, item.order);
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
async function confirm(run: SaveRun, item: OrderToSave, state: StoreOrderState): Promise<void> {
	await run.database.sales.change([syncedChange(run, item, state.saved)], run.database.now());
	run.outcomes.set(item, { kind: 'saved', action: 'unchanged', store: state.saved });
}

/** Checked like a new one, unless people have touched it since; then brought up to date. */
async function verify(run: SaveRun, item: OrderToSave, state: StoreOrderState, sale: Sale | undefined): Promise<void> {
	const draft = await draftOf(run, item);
	const [plan] = await run.sink.plan([draft]);
	const untouched = [draft.status, run.sink.standardStatus.onHold].includes(state.saved.status);
	if (plan !== undefined && !('code' in plan) && untouched) {
		const doubt = totalDiffers(item, state.saved, plan.expectedTotal) ?? hold(item.order, run.settings);
		if (doubt !== undefined) return await holdForPerson(run, item, state.saved, doubt);
	}
	await noteCancelRequest(run, item, state.saved.id);
	// A store that keeps no mark and lets nothing be changed is taken at its word.
	const sameVersion = sale?.fingerprint === draft.fingerprint || (sale?.fingerprint === '' && !state.editable);
	if (sameVersion) await confirm(run, item, state);
	else await write(run, item, state, sale);
}

async function write(run: SaveRun, item: OrderToSave, state: StoreOrderState, sale: Sale | undefined): Promise<void> {
	const { order } = item;
	await noteCancelRequest(run, item, state.saved.id);
	const why = hold(order, run.settings);
	const status =
		why === undefined && (await heldByUs(run, state, sale)) ? { status: initialStatus(order, run.settings, run.sink.standardStatus) } : {};
	const change = {
		order,
		origin: originOf(order),
		marketplaceTax: run.settings.marketplaceTax,
		fingerprint: fingerprint(run.database, order),
		...status,
	};
	const saved = await run.sink.update(state.saved.id, change);
	if ('code' in saved) {
		if (saved.code === 'totalDiffers') await holdForPerson(run, item, state.saved, saved);
		else await attention(run, item, saved, { saved: state.saved });
	} else if (why !== undefined && saved.status === run.sink.standardStatus.onHold)
		await attention(run, item, why, { saved, written: true });
	else {
		await run.database.sales.change([syncedChange(run, item, saved)], run.database.now());
		run.outcomes.set(item, { kind: 'saved', action: 'updated', store: saved });
	}
}

/** Held since it was made because of what the channel gave; what people hold stays held. */
async function heldByUs(run: SaveRun, state: StoreOrderState, sale: Sale | undefined): Promise<boolean> {
	if (sale === undefined || state.saved.status !== run.sink.standardStatus.onHold) return false;
	const events = await run.database.sales.history(sale.id, sale.source);
	const last = events.findLast(({ state: then }) => then !== 'pending')?.reason;
	return last === 'addressMissing' || last === 'sumsDiffer';
}

async function freeze(run: SaveRun, item: OrderToSave, state: StoreOrderState, sale: Sale | undefined): Promise<void> {
	const { order } = item;
	// Found as it was made: nothing has changed that a note could tell.
	if (isUnverified(sale) && sale?.fingerprint === fingerprint(run.database, order)) return await confirm(run, item, state);
	const left = order.status === 'shipped';
	const note = {
		name: left ? 'shipped' : fingerprint(run.database, order),
		text: frozenNote(order, run.wordsOf(order.platform)),
	};
	await noteOnce(run, noteOn(run, item, state.saved.id, note));
	await run.database.sales.change([syncedChange(run, item, state.saved, { frozen: true })], run.database.now());
	run.outcomes.set(item, { kind: 'saved', action: 'noted', store: state.saved });
}

const frozenNote = ({ status, number }: Order, { title }: PlatformWords): string =>
	status === 'shipped'
		? `${title} reports order ${number} as shipped.`
		: `Order ${number} changed at ${title} after its first shipment; the change was not applied here.`;

async function cancel(run: SaveRun, item: OrderToSave, state: StoreOrderState): Promise<void> {
	const { number, platform } = item.order;
	if (state.shipped) {
		const text = `Order ${number} was cancelled at ${run.wordsOf(platform).title} after it was shipped from here.`;
		await noteOnce(run, noteOn(run, item, state.saved.id, { name: 'cancelledAfterShipment', text }));
		return await attention(run, item, reason('alreadyShipped', number), { saved: state.saved, written: true });
	}
	const saved = state.cancelled ? state.saved : await run.sink.cancel(state.saved.id);
	await run.database.sales.change([cancelledChange(run, item, saved)], run.database.now());
	run.outcomes.set(item, { kind: 'saved', action: state.cancelled ? 'unchanged' : 'cancelled', store: saved });
}
