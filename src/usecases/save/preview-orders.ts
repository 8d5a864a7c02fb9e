import type { PlannedAction } from '../outcome';
import { reason } from '../../domain/reasons';
import type { Sale } from '../../ports/database';
import type { StoreOrderState } from '../../ports/order-sink';
import { originOf } from '../order-key';
import { attention, orAttention } from './attention';
import { hold } from './check-order';
import type { OrderToSave, SaveRun, Sorted } from './deps';
import { isVersionOf } from './fingerprint';
import { orderGone, refOf } from './gone';
import { ownOrdersUnknown } from './look';
import { planOrders } from './plan-orders';
import { saleOf } from './sales';
import { neverLeft } from './cancel-order';
import { nothingNew, wayOf } from './update-order';

/**
 * A dry run: what a run would do, found out as that run does it, by reading only. One list of the store where something
 * would be made, and each order that changed since it was saved; of one that did not change nothing is asked.
 */
export async function previewOrders(run: SaveRun, { toCreate, neverSaved, inStore }: Sorted): Promise<void> {
	const found = await ownOrdersUnknown(run, [...toCreate, ...neverSaved]);
	const isFound = ({ order }: OrderToSave): boolean => found.has(originOf(order));
	const present = [...toCreate, ...neverSaved].flatMap((item): (readonly [OrderToSave, string])[] => {
		const own = found.get(originOf(item.order));
		return own === undefined ? [] : [[item, own.id]];
	});
	for (const item of neverSaved) if (!isFound(item)) run.outcomes.set(item, { kind: 'saved', action: 'logged' });
	for (const [item, id] of [...inStore, ...present]) await previewUpdate(run, item, id);
	await planOrders(
		run,
		toCreate.filter((item) => !isFound(item)),
	);
}

async function previewUpdate(run: SaveRun, item: OrderToSave, storeOrderId: string): Promise<void> {
	const sale = await saleOf(run, item);
	if (nothingNew(run, item, sale)) {
		const told = sale?.state === 'error' ? sale.reason : undefined;
		run.outcomes.set(item, told === undefined ? { kind: 'saved', action: 'unchanged' } : { kind: 'attention', reason: told });
		return;
	}
	await orAttention(run, item, 'storeRejected', async () => {
		const state = await run.sink.read(refOf(item, storeOrderId));
		if (state === 'gone') await orderGone(run, item, { id: storeOrderId, number: sale?.targetOrderNumber ?? storeOrderId });
		else await tell(run, item, state, sale);
	});
}

async function tell(run: SaveRun, item: OrderToSave, state: StoreOrderState, sale: Sale | undefined): Promise<void> {
	const { saved } = state;
	const would = wouldBe(run, item, state, sale);
	const held = would === 'updated' && saved.status === run.sink.standardStatus.onHold ? hold(item.order, run.settings) : undefined;
	const why =
		held ?? (would === 'cancelled' && state.shipped && !neverLeft(item.order) ? reason('alreadyShipped', item.order.number) : undefined);
	if (why !== undefined) await attention(run, item, why, { saved });
	else if (would === undefined) run.outcomes.set(item, { kind: 'saved', action: 'unchanged', store: saved });
	else run.outcomes.set(item, { kind: 'saved', action: 'planned', would, store: saved });
}

/** Undefined: nothing. */
function wouldBe(run: SaveRun, item: OrderToSave, state: StoreOrderState, sale: Sale | undefined): PlannedAction | undefined {
	// One that this memory does not know yet says itself which version it is.
	const isSame = isVersionOf(sale?.fingerprint ?? state.fingerprint, run.database, item.order);
	switch (wayOf(item, state, sale)) {
		case 'cancel':
			return state.cancelled ? undefined : 'cancelled';
		case 'freeze':
			return isSame ? undefined : 'noted';
		case 'leaveOpen':
			return undefined;
		case 'verify':
			return isSame ? undefined : 'updated';
		case 'write':
			return 'updated';
	}
}
