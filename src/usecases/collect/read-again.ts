import type { Order } from '../../domain/order';
import { PlatformError } from '../../domain/platform-error';
import type { HandedRow } from '../../ports/database';
import type { UnreadableOrder } from '../../ports/order-source';
import type { CollectDeps } from './collect-orders';
import type { TriggerSettings } from './settings';

export interface ReadAgain {
	readonly orders: ReadonlyMap<string, Order>;
	readonly unreadable: readonly UnreadableOrder[];
	/** Orders that are done with: unknown to the platform, or noted as unreadable. */
	readonly gone: ReadonlySet<string>;
	readonly stopped?: PlatformError;
}

interface Found {
	readonly orders: Map<string, Order>;
	readonly unreadable: UnreadableOrder[];
	readonly gone: Set<string>;
}

const nextMoment = (time: string): string => new Date(Date.parse(time) + 1).toISOString();

/**
 * Reads orders anew by the cheaper way: one by one while the quota of single reads lasts, else by one search over
 * the span of their last updates (100 orders a call). What the quota leaves undone is done at a later poll.
 */
export async function readAgain(deps: CollectDeps, rows: readonly HandedRow[], settings: TriggerSettings): Promise<ReadAgain> {
	const found: Found = { orders: new Map(), unreadable: [], gone: new Set() };
	if (rows.length === 0) return found;
	try {
		const { searches, gets } = await deps.source.allowance();
		if (rows.length > gets && searches > 0) await searchSpan(deps, rows, settings, searches, found);
		await readSingly(deps, rows, settings, found);
		return found;
	} catch (error) {
		if (error instanceof PlatformError) return { ...found, stopped: error };
		throw error;
	}
}

async function searchSpan(
	deps: CollectDeps,
	rows: readonly HandedRow[],
	settings: TriggerSettings,
	searches: number,
	found: Found,
): Promise<void> {
	// A retry's version is the time it came due, not a time of the platform.
	const versions = rows
		.filter((row) => row.kind !== 'retry')
		.map((row) => row.version)
		.sort();
	const [from, to] = [versions[0], versions.at(-1)];
	if (from === undefined || to === undefined) return;
	const wanted = new Set(rows.map((row) => row.orderId));
	let page: string | undefined;
	for (let left = searches; left > 0; left -= 1) {
		const answer = await deps.source.search({
			by: 'updated',
			from,
			to: nextMoment(to),
			personalData: settings.personalData,
			raw: settings.raw,
			...(page === undefined ? {} : { page }),
		});
		for (const order of answer.orders) if (wanted.has(order.id)) found.orders.set(order.id, order);
		page = answer.nextPage;
		if (page === undefined || found.orders.size === wanted.size) return;
	}
}

async function readSingly(deps: CollectDeps, rows: readonly HandedRow[], settings: TriggerSettings, found: Found): Promise<void> {
	for (const { orderId, kind } of rows) {
		if (found.orders.has(orderId) || found.gone.has(orderId)) continue;
		try {
			const order = await deps.source.get(orderId, { personalData: settings.personalData, raw: settings.raw });
			if (order !== undefined) found.orders.set(orderId, order);
			else {
				found.gone.add(orderId);
				// A sale that waits for it would wait for ever.
				if (kind === 'retry') found.unreadable.push({ orderId, text: 'the platform does not know it any more' });
			}
		} catch (error) {
			if (!(error instanceof PlatformError) || error.details.kind !== 'contract') throw error;
			found.unreadable.push({ orderId, text: error.message });
			found.gone.add(orderId);
		}
	}
}
