import type { Order } from '../../domain/order';
import { PlatformError } from '../../domain/platform-error';
import { reason } from '../../domain/reasons';
import type { Sale } from '../../ports/database';
import type { StoreOrderState } from '../../ports/order-sink';
import { originOf } from '../order-key';
import { attention, waitForStore } from './create-orders';
import type { OrderToSave, Outcomes, SaveDeps, SaveSettings } from './deps';
import { fingerprint } from './fingerprint';
import { noteOnce } from './notes';
import { cancelledChange, syncedChange } from './sale-change';

/**
 * Brings an order that is in the store to what the channel says now. Every write sets a state rather than adding to
 * one, so that repeating it changes nothing; notes are claimed. From the first parcel on the order is frozen: later
 * changes become a note.
 */
export async function updateOrder(
	deps: SaveDeps,
	settings: SaveSettings,
	item: OrderToSave,
	known: { readonly storeOrderId: string; readonly sale?: Sale },
	outcomes: Outcomes,
): Promise<void> {
	const { sale } = known;
	if (nothingNew(deps, item.order, sale)) return repeatOutcome(deps, item, sale, outcomes);
	try {
		const state = await deps.sink.read(known.storeOrderId);
		if (state === undefined) {
			// Somebody deleted it in the store; it is not made again.
			outcomes.set(item, { kind: 'saved', action: 'unchanged' });
			return;
		}
		await apply(deps, settings, item, state, sale, outcomes);
	} catch (error) {
		if (!(error instanceof PlatformError)) throw error;
		if (error.passing) await waitForStore(deps, item, error, outcomes);
		else await attention(deps, item, reason('storeRejected', item.order.number, error.message), outcomes);
	}
}

function nothingNew(deps: SaveDeps, order: Order, sale: Sale | undefined): boolean {
	if (sale === undefined) return false;
	const older = sale.sourceUpdatedAt !== undefined && order.updatedAt < sale.sourceUpdatedAt;
	return older || sale.fingerprint === fingerprint(deps.database, order);
}

async function repeatOutcome(deps: SaveDeps, item: OrderToSave, sale: Sale | undefined, outcomes: Outcomes): Promise<void> {
	if (sale?.state === 'error' && sale.reason !== undefined) {
		outcomes.set(item, { kind: 'attention', reason: sale.reason });
		return;
	}
	// A retry of a sale that needed a person, or one that waited for the store, ends here when all is well.
	if (sale?.state === 'pending') {
		await deps.database.sales.change([{ ...identity(sale), state: 'synced', reason: null, nextAttemptAt: null }], deps.clock.now());
	}
	outcomes.set(item, { kind: 'saved', action: 'unchanged' });
}

const identity = ({ channel, orderId, store }: Sale) => ({ channel, orderId, store });

async function apply(
	deps: SaveDeps,
	settings: SaveSettings,
	item: OrderToSave,
	state: StoreOrderState,
	sale: Sale | undefined,
	outcomes: Outcomes,
): Promise<void> {
	const { order } = item;
	if (order.status === 'cancelled') return await cancel(deps, item, state, outcomes);
	const mark = fingerprint(deps.database, order);
	if (order.cancelRequested !== undefined) {
		await noteOnce(deps, item, state.saved.id, 'cancelRequested', `The buyer asked Amazon to cancel order ${order.number}. Decide in Seller Central before it is shipped.`);
	}
	if (sale?.frozen === true || state.shipped || order.status === 'shipped') {
		const text = order.status === 'shipped' ? `Amazon reports order ${order.number} as shipped.` : `Order ${order.number} changed at Amazon after its first shipment; the change was not applied here.`;
		await noteOnce(deps, item, state.saved.id, mark, text);
		await deps.database.sales.change([syncedChange(deps, item, state.saved, { frozen: true })], deps.clock.now());
		outcomes.set(item, { kind: 'saved', action: 'noted', store: state.saved });
		return;
	}
	const change = { order, origin: originOf(order), marketplaceTax: settings.marketplaceTax, fingerprint: mark };
	const saved = await deps.sink.update(state.saved.id, change);
	if ('code' in saved) return await attention(deps, item, saved, outcomes, { saved: state.saved });
	await deps.database.sales.change([syncedChange(deps, item, saved)], deps.clock.now());
	outcomes.set(item, { kind: 'saved', action: 'updated', store: saved });
}

async function cancel(deps: SaveDeps, item: OrderToSave, state: StoreOrderState, outcomes: Outcomes): Promise<void> {
	if (state.shipped) {
		await noteOnce(deps, item, state.saved.id, 'cancelledAfterShipment', `Order ${item.order.number} was cancelled at Amazon after it was shipped from here.`);
		return await attention(deps, item, reason('alreadyShipped', item.order.number), outcomes, { saved: state.saved });
	}
	const saved = state.cancelled ? state.saved : await deps.sink.cancel(state.saved.id);
	await deps.database.sales.change([cancelledChange(deps, item, saved)], deps.clock.now());
	outcomes.set(item, { kind: 'saved', action: state.cancelled ? 'unchanged' : 'cancelled', store: saved });
}
