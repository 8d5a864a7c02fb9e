import { PlatformError } from '../../domain/platform-error';
import { reason } from '../../domain/reasons';
import type { SaveOutcome } from '../outcome';
import { originOf } from '../order-key';
import { newestVersions } from '../sales/newest-versions';
import { forgetSold } from '../stock/forget-sold';
import { isDoneByHand } from '../sales/sale-kind';
import { staleItems } from '../sales/stale-items';
import { attention, waitForStore } from './attention';
import { claimCreates, giveBack, mustWait } from './claim-creates';
import { createOrders } from './create-orders';
import type { OrderToSave, SaveDeps, SaveRun, SaveSettings, Sorted } from './deps';
import { noteDelivery } from './delivery-note';
import { endLook } from './end-look';
import { logCancelled } from './log-cancelled';
import { lookAtStore, mayBe, type StoreLook } from './look';
import { noteArrivals } from './note-arrival';
import { planOrders } from './plan-orders';
import { previewOrders } from './preview-orders';
import { isOlder, salesOf } from './sales';
import { updateOrder } from './update-order';
import { withProducts } from './with-products';

/**
 * Writes orders into a store, each exactly once, whoever else writes it at the same time and however often it comes.
 * Answers one outcome per item, in order. Refusals are outcomes; it throws PlatformError only for a fault that
 * concerns all items (wrong keys), before anything was written.
 */
export async function saveOrders(deps: SaveDeps, settings: SaveSettings, items: readonly OrderToSave[]): Promise<readonly SaveOutcome[]> {
	const run: SaveRun = { ...deps, settings, outcomes: new Map(), remade: new Set(), made: [], weights: new Map() };
	const newest = new Map(newestVersions(items));
	if (!settings.dryRun)
		await forgetSold(
			run.database,
			items.map(({ order }) => order),
		);
	let fresh: readonly OrderToSave[] = await dropStale(run, await dropDeleted(run, [...newest.values()]));
	try {
		if (run.products !== undefined) {
			fresh = await withProducts(run, fresh, (await sortOut(run, fresh)).toCreate);
			for (const item of fresh) newest.set(originOf(item.order), item);
		}
		await saveFresh(
			run,
			fresh.filter((item) => !run.outcomes.has(item)),
		);
		await noteDelivery(run, fresh);
		await noteArrivals(run, fresh);
	} catch (error) {
		if (!(error instanceof PlatformError) || !error.passing) throw error;
		for (const item of fresh) if (!run.outcomes.has(item)) await waitForStore(run, item, error);
	}
	return items.map((item) => {
		const known = newest.get(originOf(item.order)) ?? item;
		const outcome = run.outcomes.get(known);
		const weight = run.weights.get(known);
		if (outcome?.kind === 'saved' && weight !== undefined) return { ...outcome, weight };
		if (outcome === undefined) throw new Error(`Order ${item.order.number} was left without an outcome`);
		return outcome;
	});
}

/** A person took them off the list. */
async function dropDeleted(run: SaveRun, items: readonly OrderToSave[]): Promise<OrderToSave[]> {
	const sales = await salesOf(run, items);
	return items.filter((item) => {
		if (sales.get(originOf(item.order))?.state !== 'deleted') return true;
		run.outcomes.set(item, { kind: 'saved', action: 'unchanged' });
		return false;
	});
}

/** An old execution that is run again holds old data: its orders are read anew instead. */
async function dropStale(run: SaveRun, items: readonly OrderToSave[]): Promise<OrderToSave[]> {
	const stale = await staleItems(run, items);
	for (const item of stale) await attention(run, item, reason('staleData', item.order.number), { dueAt: run.database.now() });
	return items.filter((item) => !stale.has(item));
}

async function saveFresh(run: SaveRun, items: readonly OrderToSave[]): Promise<void> {
	const known = await sortOut(run, items);
	if (run.settings.dryRun) {
		await previewOrders(run, known);
		return;
	}
	const look = await lookAtStore(run, [...known.toCreate, ...known.neverSaved]);
	const present = look === undefined ? [] : await saveOpen(run, look, [...known.toCreate, ...known.neverSaved]);
	for (const [item, id] of [...known.inStore, ...present]) await updateOrder(run, item, id);
	if (look !== undefined) await endLook(run, look, items);
}

/** Makes what the store does not have. Answers what it has, with its ids there. */
async function saveOpen(run: SaveRun, look: StoreLook, open: readonly OrderToSave[]): Promise<readonly (readonly [OrderToSave, string])[]> {
	// The store may have told of some that were open just now.
	const { toCreate, neverSaved, inStore } = await sortOut(run, open);
	const certain: OrderToSave[] = [];
	for (const item of toCreate) if (!(await mustWait(run, item, mayBe(look.page, look.above, item)))) certain.push(item);
	// What an earlier run left open is settled before the shelf is looked at: its order may have taken the pieces.
	const claimed = await claimCreates(run, look, certain);
	await giveBack(run, claimed.free);
	const created = await createOrders(run, await planOrders(run, claimed.free), look);
	return [...inStore, ...claimed.present, ...created, ...(await logCancelled(run, look, neverSaved))];
}

/** What is to be done with each; those of which nothing is to be done get their outcome. */
async function sortOut(run: SaveRun, items: readonly OrderToSave[]): Promise<Sorted> {
	const sales = await salesOf(run, items);
	const toCreate: OrderToSave[] = [];
	const neverSaved: OrderToSave[] = [];
	const inStore: [OrderToSave, string][] = [];
	for (const item of items) {
		const { order } = item;
		const sale = sales.get(originOf(order));
		if (order.origin !== order.platform || order.status === 'pending') run.outcomes.set(item, { kind: 'saved', action: 'logged' });
		else if (sale?.targetOrderId !== undefined) inStore.push([item, sale.targetOrderId]);
		else if (isOlder(item, sale)) run.outcomes.set(item, { kind: 'saved', action: 'unchanged' });
		else if (order.status === 'cancelled') neverSaved.push(item);
		else if (isDoneByHand(sale)) run.outcomes.set(item, { kind: 'saved', action: 'unchanged' });
		else toCreate.push(item);
	}
	return { toCreate, neverSaved, inStore };
}
