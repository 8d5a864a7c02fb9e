import type { DemoStore } from './stores/demo-store';
import type { StoreOrder } from './tally';

/** A second store order of one Amazon order. */
export interface Twin {
	readonly id: number;
	readonly amazonOrderId: string;
	readonly status: string;
	/** The one that it stands aside for; undefined where the order itself does not say. */
	readonly stays: number | undefined;
}

export interface Siblings {
	/** Store orders that count, by Amazon order. */
	readonly alive: ReadonlyMap<string, readonly number[]>;
	readonly twins: readonly Twin[];
}

/** What two installations that know nothing of one another have made of the same Amazon orders. */
export function siblingsOf(storeOrders: readonly StoreOrder[], store: DemoStore): Siblings {
	const alive = new Map<string, number[]>();
	const twins: Twin[] = [];
	for (const { id, amazonOrderId } of storeOrders) {
		const record = store.order(id);
		if (amazonOrderId === undefined || record === undefined) continue;
		const { standsAsideFor: stays } = record;
		if (stays === undefined && record.status !== 'cancelled') alive.set(amazonOrderId, [...(alive.get(amazonOrderId) ?? []), id]);
		else twins.push({ id, amazonOrderId, status: record.status, stays });
	}
	return { alive, twins };
}
