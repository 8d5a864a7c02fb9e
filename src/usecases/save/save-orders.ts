import { accountKey } from '../../domain/account';
import { PlatformError } from '../../domain/platform-error';
import { reason } from '../../domain/reasons';
import type { Sale, SaleChange } from '../../ports/database';
import type { SaveOutcome } from '../outcome';
import { originOf } from '../order-key';
import { claimCreates, keyOf } from './claim-creates';
import { attention, createOrders, doubtsAbout, holdForPerson, waitForStore, type PlannedItem } from './create-orders';
import type { OrderToSave, Outcomes, SaveDeps, SaveSettings } from './deps';
import { adoptOwnOrders } from './own-orders';
import { planOrders } from './plan-orders';
import { cancelledChange } from './sale-change';
import { updateOrder } from './update-order';

/**
 * Writes orders into a store, each exactly once, whoever else writes it at the same time and however often it comes.
 * Answers one outcome per item, in order. Refusals are outcomes; it throws PlatformError only for a fault that
 * concerns all items (wrong keys), before anything was written.
 */
export async function saveOrders(
	deps: SaveDeps,
	settings: SaveSettings,
	items: readonly OrderToSave[],
): Promise<readonly SaveOutcome[]> {
	const outcomes: Outcomes = new Map();
	const first = new Map<string, OrderToSave>();
	for (const item of items) if (!first.has(originOf(item.order))) first.set(originOf(item.order), item);
	const fresh = await dropStale(deps, [...first.values()], outcomes);
	try {
		await saveFresh(deps, settings, fresh, outcomes);
	} catch (error) {
		if (!(error instanceof PlatformError) || !error.passing) throw error;
		for (const item of fresh) if (!outcomes.has(item)) await waitForStore(deps, item, error, outcomes);
	}
	return items.map((item) => {
		const outcome = outcomes.get(item) ?? outcomes.get(first.get(originOf(item.order)) ?? item);
		return outcome ?? { kind: 'saved', action: 'unchanged' };
	});
}

/** An old execution that is run again holds old data: its orders are read anew instead. */
async function dropStale(deps: SaveDeps, items: readonly OrderToSave[], outcomes: Outcomes): Promise<OrderToSave[]> {
	const stamped = items.flatMap((item) => (item.stamp === undefined ? [] : [{ item, stamp: item.stamp }]));
	const current = await deps.database.inbox.current(stamped.map(({ stamp }) => stamp));
	const stale = stamped.filter((_, index) => current[index] !== true).map(({ item }) => item);
	for (const item of stale) {
		await attention(deps, item, reason('staleData', item.order.number), outcomes, { dueAt: deps.clock.now() });
	}
	return items.filter((item) => !stale.includes(item));
}

async function saveFresh(deps: SaveDeps, settings: SaveSettings, items: readonly OrderToSave[], outcomes: Outcomes): Promise<void> {
	const sales = await salesOf(deps, items);
	const toCreate: OrderToSave[] = [];
	const neverSaved: OrderToSave[] = [];
	const updates: [OrderToSave, { storeOrderId: string; sale: Sale }][] = [];
	for (const item of items) {
		const { order } = item;
		const sale = sales.get(originOf(order));
		if (order.origin !== order.platform || order.status === 'pending') outcomes.set(item, { kind: 'saved', action: 'logged' });
		else if (sale?.storeOrderId !== undefined) updates.push([item, { storeOrderId: sale.storeOrderId, sale }]);
		else if (order.status === 'cancelled') neverSaved.push(item);
		else toCreate.push(item);
	}
	if (settings.dryRun) {
		for (const [item] of updates) outcomes.set(item, { kind: 'saved', action: 'planned' });
		for (const item of neverSaved) outcomes.set(item, { kind: 'saved', action: 'planned' });
		await planOrders(deps, settings, toCreate, outcomes);
		return;
	}
	const position = toCreate.length + neverSaved.length === 0 ? 0 : await adoptOwnOrders(deps, [...toCreate, ...neverSaved]);
	const planned = await planOrders(deps, settings, toCreate, outcomes);
	for (const [entry, id] of await createOrders(deps, planned, position, outcomes)) {
		await foundInStore(deps, settings, entry, id, outcomes);
	}
	await logCancelled(deps, settings, neverSaved, outcomes);
	for (const [item, known] of updates) await updateOrder(deps, settings, item, known, outcomes);
}

async function salesOf(deps: SaveDeps, items: readonly OrderToSave[]): Promise<ReadonlyMap<string, Sale>> {
	const store = accountKey(deps.sink.account);
	const sales = new Map<string, Sale>();
	for (const [channel, own] of Map.groupBy(items, ({ order }) => accountKey(order.account))) {
		const known = await deps.database.sales.get(channel, store, own.map(({ order }) => order.id));
		for (const { order } of own) {
			const sale = known.get(order.id);
			if (sale !== undefined) sales.set(originOf(order), sale);
		}
	}
	return sales;
}

/** The store has it although this run did not make it: checked like a new one, then brought up to date. */
async function foundInStore(
	deps: SaveDeps,
	settings: SaveSettings,
	entry: PlannedItem,
	storeOrderId: string,
	outcomes: Outcomes,
): Promise<void> {
	const { item } = entry;
	const sale = (await salesOf(deps, [item])).get(originOf(item.order));
	if (sale?.fingerprint === undefined) {
		const state = await deps.sink.read(storeOrderId);
		const doubt = state === undefined ? undefined : doubtsAbout(entry, state.saved);
		if (state !== undefined && doubt !== undefined) return await holdForPerson(deps, entry, state.saved, doubt, outcomes);
	}
	await updateOrder(deps, settings, item, { storeOrderId, ...(sale === undefined ? {} : { sale }) }, outcomes);
}

/** First seen as cancelled: a row in the log, nothing in the store. Unless an earlier run's lost write is there. */
async function logCancelled(deps: SaveDeps, settings: SaveSettings, items: readonly OrderToSave[], outcomes: Outcomes): Promise<void> {
	if (items.length === 0) return;
	const claimed = await claimCreates(deps, items);
	const changes: SaleChange[] = claimed.free.map((item) => cancelledChange(deps, item));
	await deps.database.sales.change(changes, deps.clock.now());
	await deps.database.claims.release(claimed.free.map((item) => keyOf(deps, item)), deps.owner, deps.clock.now());
	for (const item of claimed.free) outcomes.set(item, { kind: 'saved', action: 'logged' });
	for (const [item, { reason: why, dueAt }] of claimed.later) await attention(deps, item, why, outcomes, { dueAt });
	for (const [item, storeOrderId] of claimed.present) await updateOrder(deps, settings, item, { storeOrderId }, outcomes);
}
