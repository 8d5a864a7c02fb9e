import type { IsoTime } from '../../domain/time';
import { STORE_EVENTS, type StoreEvent } from '../../domain/store-order-events';

/** What one trigger node wants of its store. */
export interface StoreTriggerSettings {
	readonly events: readonly StoreEvent[];
	/** Statuses of the store that mean "a parcel left". */
	readonly shippedStatuses: readonly string[];
	/** Open orders placed since then are read too, once. */
	readonly importFrom?: IsoTime;
}

export const writeStoreSettings = (settings: StoreTriggerSettings): string => JSON.stringify(settings);

/** Settings of another node, possibly of another version of this package: what is missing gets its default. */
export function readStoreSettings(json: string): StoreTriggerSettings {
	const value = JSON.parse(json) as Partial<StoreTriggerSettings>;
	return {
		events: (value.events ?? []).filter((event) => STORE_EVENTS.includes(event)),
		shippedStatuses: value.shippedStatuses ?? [],
		...(value.importFrom === undefined ? {} : { importFrom: value.importFrom }),
	};
}
