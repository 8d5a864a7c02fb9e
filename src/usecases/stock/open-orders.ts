import type { Order } from '../../domain/order';
import { PlatformError } from '../../domain/platform-error';
import { earlier, iso } from '../../domain/time';
import { unitsLeft } from '../../domain/units-left';
import type { OrderSource } from '../../ports/order-source';
import { searchAll } from '../search-all';

const DAY_MS = 24 * 60 * 60_000;
/** What was bought longer ago and still has not left is nobody's stock any more. */
const OPEN_FOR_MS = 14 * DAY_MS;
/** Many quantities that change at once are many runs: what the first of them found counts for all. Amazon shows no sale sooner anyway. */
const SHARED_FOR_MS = 60_000;
/** Where few searches are left, what was found so long ago counts: whoever collects orders needs them more. */
const FRESH_MS = 15 * 60_000;
const LEFT_TO_OTHERS = 5;

/** A sale at a channel whose units still lie with the merchant. */
export interface OpenOrder {
	readonly order: Order;
	/** Units of each line that did not leave and were not called off, by SKU. */
	readonly units: ReadonlyMap<string, number>;
}

/** What was found last. */
export interface Lately {
	found?: { readonly at: number; readonly orders: readonly OpenOrder[] };
}

/**
 * The orders of a channel that wait for the merchant: one search, a call for each hundred of them. One that cannot be read is
 * left out: the store's people see it in the log.
 */
export class OpenOrders {
	/** @param lately what runs of this process found in the account before */
	constructor(
		private readonly source: Pick<OrderSource, 'search' | 'allowance'>,
		private readonly lately: Lately = {},
	) {}

	/** @param now of the database */
	async read(now: number): Promise<readonly OpenOrder[]> {
		const { found } = this.lately;
		const age = found === undefined ? Infinity : Math.abs(now - found.at);
		const known = age <= FRESH_MS ? found?.orders : undefined;
		if (known !== undefined && (age <= SHARED_FOR_MS || (await this.source.allowance()).searches <= LEFT_TO_OTHERS)) return known;
		try {
			const orders = await this.search(now);
			this.lately.found = { at: now, orders };
			return orders;
		} catch (error) {
			// The quota ended between two pages: others search the account as well.
			if (known !== undefined && error instanceof PlatformError && error.details.kind === 'rateLimited') return known;
			throw error;
		}
	}

	private async search(now: number): Promise<readonly OpenOrder[]> {
		const from = earlier(iso(now), OPEN_FOR_MS);
		const { orders } = await searchAll(this.source, { by: 'purchased', from, personalData: false, open: true });
		return orders.flatMap((order) => {
			const units = unitsOf(order);
			return units.size > 0 ? [{ order, units }] : [];
		});
	}
}

const UNDER_WAY: ReadonlySet<Order['status']> = new Set(['pending', 'unshipped', 'partiallyShipped']);
/** Never delivered, though it looks as if it waited. */
const NEVER = 'UNFULFILLABLE';

function unitsOf({ status, channelStatus, fulfilledBy, lines }: Order): ReadonlyMap<string, number> {
	const units = new Map<string, number>();
	if (fulfilledBy !== 'merchant' || !UNDER_WAY.has(status) || channelStatus === NEVER) return units;
	for (const line of lines) {
		const left = unitsLeft(line);
		if (left > 0) units.set(line.sku, (units.get(line.sku) ?? 0) + left);
	}
	return units;
}
