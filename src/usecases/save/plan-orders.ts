import { accountKey } from '../../domain/account';
import type { OrderLine } from '../../domain/order';
import { reason, type Reason } from '../../domain/reasons';
import { attention } from './attention';
import { hold, lineUnmatched, refuse } from './check-order';
import type { PlannedItem } from './create-orders';
import { ensureCustomers } from './customers';
import type { OrderToSave, SaveRun } from './deps';
import { draftOf } from './draft';
import { readShelf, type Shelf } from './stock-check';

/**
 * Checks orders against the merchant's rules and the store's shelf and turns those that pass into the store's wire
 * format. Those that do not get their reason as outcome. Reads only, apart from customers where they are wanted.
 */
export async function planOrders(run: SaveRun, items: readonly OrderToSave[]): Promise<readonly PlannedItem[]> {
	if (items.length === 0) return [];
	const { settings } = run;
	const fitting = await onShelf(run, await allowedOf(run, items));
	const customers = settings.createCustomers && !settings.dryRun ? await ensureCustomers(run, fitting) : new Map<OrderToSave, string>();
	const drafts = await Promise.all(fitting.map(async (item) => await draftOf(run, item, customers.get(item))));
	const plans = await run.sink.plan(drafts);
	const planned: PlannedItem[] = [];
	for (const [index, item] of fitting.entries()) {
		const plan = plans[index] ?? reason('contract', item.order.number);
		if ('code' in plan) {
			await attention(run, item, plan);
			continue;
		}
		const held = hold(item.order, settings);
		planned.push({ item, planned: plan, ...(held === undefined ? {} : { held }) });
		if (settings.dryRun) run.outcomes.set(item, { kind: 'saved', action: 'planned', would: 'created' });
	}
	return planned;
}

async function allowedOf(run: SaveRun, items: readonly OrderToSave[]): Promise<readonly OrderToSave[]> {
	const currency = await run.sink.currency();
	const allowed: OrderToSave[] = [];
	for (const item of items) {
		const why = refuse(item.order, currency, run.settings);
		if (why === undefined) allowed.push(item);
		else await attention(run, item, why);
	}
	return allowed;
}

/** One after the other: what the first takes is not there for the next. FBA orders take nothing from the store's shelf. */
async function onShelf(run: SaveRun, items: readonly OrderToSave[]): Promise<readonly OrderToSave[]> {
	// Others may have made orders since the look: this run may have waited for them.
	run.lately.met((await run.database.positions.get(accountKey(run.sink.account))).highest, run.clock.now());
	const shelf = await readShelf(
		run,
		items.map(({ order }) => order),
	);
	const fitting: OrderToSave[] = [];
	for (const item of items) {
		const { order } = item;
		const missing = shelf.missing(order);
		if (missing.length > 0) {
			await productGone(run, item, missing);
			continue;
		}
		const why =
			shelf.containers(order) ?? weighed(run, shelf, item) ?? (order.fulfilledBy === 'merchant' ? shortOf(run, shelf, item) : undefined);
		if (why !== undefined) {
			await attention(run, item, why);
			continue;
		}
		if (order.fulfilledBy === 'merchant') shelf.take(order);
		fitting.push(item);
	}
	return fitting;
}

/** What is known of its weight is written in any case. What leaves from elsewhere needs none here. */
function weighed(run: SaveRun, shelf: Shelf, item: OrderToSave): Reason | undefined {
	const { weight, missing } = shelf.weigh(item.order);
	if (weight !== undefined && missing.length === 0) run.weights.set(item, weight);
	if (!run.settings.requireWeight || item.order.fulfilledBy !== 'merchant' || missing.length === 0) return undefined;
	return reason('weightMissing', item.order.number, missing.map((sku) => `SKU "${sku}"`).join(', '));
}

const shortOf = (run: SaveRun, shelf: Shelf, { order }: OrderToSave): Reason | undefined =>
	run.settings.whenStockShort === 'refuse' ? shelf.short(order) : undefined;

/**
 * The store does not sell the linked product any more. A link that was made by SKU is forgotten, so that another
 * product with this SKU is found at the next attempt; one that a person made stays until a person changes it.
 */
async function productGone(run: SaveRun, item: OrderToSave, lines: readonly OrderLine[]): Promise<void> {
	const skus = lines.map(({ sku }) => sku);
	const bySku = lines.filter(({ product }) => product?.rule === 'sku').map(({ sku }) => sku);
	if (bySku.length > 0 && !run.settings.dryRun) {
		await run.database.links.remove({ channel: accountKey(item.order.account), store: accountKey(run.sink.account) }, bySku);
	}
	await attention(run, item, lineUnmatched(item.order, skus), { waitingFor: skus });
}
