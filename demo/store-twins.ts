import type { OrderRecord } from '../sandbox/woocommerce/store/records';
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
export function siblingsOf(storeOrders: readonly StoreOrder[], records: ReadonlyMap<number, OrderRecord>): Siblings {
	const alive = new Map<string, number[]>();
	const twins: Twin[] = [];
	for (const { id, amazonOrderId } of storeOrders) {
		const record = records.get(id);
		if (amazonOrderId === undefined || record === undefined) continue;
		const stays = record.meta.find(({ key }) => key === '_storebridge_duplicate_of')?.value;
		if (stays === undefined && record.status !== 'cancelled') alive.set(amazonOrderId, [...(alive.get(amazonOrderId) ?? []), id]);
		else twins.push({ id, amazonOrderId, status: record.status, stays: stays === undefined ? undefined : Number(stays) });
	}
	return { alive, twins };
}
