import type { ToldBy } from './parcel';

/**
 * What became of something that a merchant told. `dropped`: it was taken and nothing came of it. `repeated`: a second package for
 * units that had left already. Times are milliseconds since the epoch.
 */
export interface ToldEntry {
	readonly orderId: string;
	readonly at: number;
	readonly what: 'confirmation' | 'cancellation';
	readonly by: ToldBy;
	readonly outcome: 'taken' | 'edited' | 'repeated' | 'dropped' | 'refused';
	/** Why it was refused. */
	readonly why?: string;
	readonly reference?: string;
	readonly tracked: boolean;
	/** Tracked with a carrier that is not on the list. */
	readonly otherCarrier: boolean;
	readonly shippedMs?: number;
	/** When the order was placed, and when it was cancelled if it was by then. */
	readonly placedMs?: number;
	readonly cancelledMs?: number;
}

/** What merchants told of their orders: the sandbox's own account of it. */
export interface ShipmentJournal {
	add(entry: ToldEntry): void;
	of(orderId: string): readonly ToldEntry[];
	all(): readonly ToldEntry[];
	clear(): void;
}

export function createShipmentJournal(): ShipmentJournal {
	const byOrder = new Map<string, ToldEntry[]>();
	return {
		add(entry) {
			const known = byOrder.get(entry.orderId);
			if (known === undefined) byOrder.set(entry.orderId, [entry]);
			else known.push(entry);
		},
		of: (orderId) => byOrder.get(orderId) ?? [],
		all: () => [...byOrder.values()].flat(),
		clear: () => byOrder.clear(),
	};
}
