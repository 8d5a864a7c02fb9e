import type { Order } from '../../domain/order';
import { reason } from '../../domain/reasons';
import type { Sale } from '../../ports/database';
import type { Gone, StoreOrderState } from '../../ports/order-sink';
import { nextAttempt } from '../sales/retry-times';
import { advised } from './advised';
import { attention } from './attention';
import { HELD_FOR_CHANNEL, hold, initialStatus } from './check-order';
import type { OrderToSave, SaveRun } from './deps';
import { draftOf } from './draft';
import { isVersionOf, versionMark } from './fingerprint';
import { refOf } from './gone';
import { holdForPerson, totalDiffers } from './hold';
import { noteCancelRequest } from './notes';
import { openChange, syncedChange } from './sale-change';

/** The store has it as the channel says. */
export async function confirm(run: SaveRun, item: OrderToSave, state: StoreOrderState): Promise<undefined> {
	await run.database.sales.change([syncedChange(run, item, state.saved)], run.database.now());
	run.outcomes.set(item, { kind: 'saved', action: 'unchanged', store: state.saved });
}

/** People closed it in the store, where nothing is rewritten; it is looked at again until it is open or over. */
export async function leaveOpen(run: SaveRun, item: OrderToSave, state: StoreOrderState, sale: Sale | undefined): Promise<undefined> {
	// Closed with this very version in it.
	if (isVersionOf(sale?.fingerprint, run.database, item.order)) return await confirm(run, item, state);
	const now = run.database.now();
	const why = advised(run, item, reason('closedInStore', item.order.number, state.saved.status));
	await run.database.sales.change([openChange(run, item, state.saved, why, nextAttempt(sale?.attempts ?? 0, now))], now);
	run.outcomes.set(item, { kind: 'saved', action: 'unchanged', store: state.saved });
}

/** Checked like a new one, unless people have touched it since; then brought up to date. */
export async function verify(run: SaveRun, item: OrderToSave, state: StoreOrderState, sale: Sale | undefined): Promise<Gone | undefined> {
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

export async function write(run: SaveRun, item: OrderToSave, state: StoreOrderState, sale: Sale | undefined): Promise<Gone | undefined> {
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
