import type { Reason } from '../../domain/reasons';
import { reason } from '../../domain/reasons';
import type { OrderDraft } from '../../ports/order-sink';
import { originOf } from '../order-key';
import { hold, initialStatus, refuse } from './check-order';
import { attention, type PlannedItem } from './create-orders';
import { ensureCustomers } from './customers';
import type { OrderToSave, Outcomes, SaveDeps, SaveSettings } from './deps';
import { fingerprint } from './fingerprint';
import { readShelf, type Shelf } from './stock-check';

/**
 * Checks orders against the merchant's rules and the store's shelf and turns those that pass into the store's wire
 * format. Those that do not get their reason as outcome. Reads only, apart from customers where they are wanted.
 */
export async function planOrders(
	deps: SaveDeps,
	settings: SaveSettings,
	items: readonly OrderToSave[],
	outcomes: Outcomes,
): Promise<readonly PlannedItem[]> {
	if (items.length === 0) return [];
	const give = (item: OrderToSave, why: Reason) => giveReason(deps, settings, item, why, outcomes);
	const currency = await deps.sink.currency();
	const allowed: OrderToSave[] = [];
	for (const item of items) {
		const why = refuse(item.order, currency, settings);
		if (why === undefined) allowed.push(item);
		else await give(item, why);
	}
	const shelf = await readShelf(deps.catalog, allowed.map(({ order }) => order));
	const fitting: OrderToSave[] = [];
	for (const item of allowed) {
		const why = fits(shelf, item, settings);
		if (why === undefined) fitting.push(item);
		else await give(item, why);
	}
	const customers = settings.createCustomers && !settings.dryRun ? await ensureCustomers(deps, fitting) : new Map<OrderToSave, string>();
	const drafts = fitting.map((item) => draft(deps, settings, item, currency, customers.get(item)));
	const plans = await deps.sink.plan(drafts);
	const planned: PlannedItem[] = [];
	for (const [index, item] of fitting.entries()) {
		const plan = plans[index];
		if (plan === undefined) continue;
		if ('code' in plan) {
			await give(item, plan);
			continue;
		}
		const held = hold(item.order, settings);
		planned.push({ item, planned: plan, ...(held === undefined ? {} : { held }) });
		if (settings.dryRun) outcomes.set(item, { kind: 'saved', action: 'planned' });
	}
	return planned;
}

async function giveReason(deps: SaveDeps, settings: SaveSettings, item: OrderToSave, why: Reason, outcomes: Outcomes): Promise<void> {
	if (settings.dryRun) outcomes.set(item, { kind: 'attention', reason: why });
	else await attention(deps, item, why, outcomes);
}

/** FBA orders take nothing from the store's shelf; orders that left already took theirs. */
function fits(shelf: Shelf, item: OrderToSave, settings: SaveSettings): Reason | undefined {
	const { order } = item;
	const missing = shelf.missing(order);
	if (missing.length > 0) return reason('lineUnmatched', order.number, missing.map((line) => `SKU "${line.sku}"`).join(', '));
	if (order.fulfilledBy === 'amazon') return undefined;
	if (settings.whenStockShort === 'refuse') {
		const short = shelf.short(order);
		if (short !== undefined) return short;
	}
	shelf.take(order);
	return undefined;
}

function draft(deps: SaveDeps, settings: SaveSettings, item: OrderToSave, currency: string, customerId: string | undefined): OrderDraft {
	const { order } = item;
	const held = hold(order, settings);
	return {
		origin: originOf(order),
		order,
		status: held === undefined ? initialStatus(order, settings) : settings.holdStatus,
		stock: order.fulfilledBy === 'amazon' ? 'leave' : 'reduce',
		...(customerId === undefined ? {} : { customerId }),
		marketplaceTax: settings.marketplaceTax,
		textLines: order.lines.filter((line) => line.product === undefined).map((line) => line.id),
		foreignCurrency: order.currency !== currency,
		fingerprint: fingerprint(deps.database, order),
	};
}
