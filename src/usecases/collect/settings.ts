import type { IsoTime } from '../../domain/time';
import { ORDER_EVENTS, type OrderEvent } from '../../domain/order-events';

/** What one trigger node wants of its account. */
export interface TriggerSettings {
	/** Marketplace ids; empty means all. */
	readonly marketplaces: readonly string[];
	readonly events: readonly OrderEvent[];
	readonly personalData: boolean;
	/** Orders bought since then are read too, once. */
	readonly backfillFrom?: IsoTime;
	readonly raw: boolean;
}

export const writeSettings = (settings: TriggerSettings): string => JSON.stringify(settings);

/** Settings of another node, possibly of another version of this package: what is missing gets its default. */
export function readSettings(json: string): TriggerSettings {
	const value = JSON.parse(json) as Partial<TriggerSettings>;
	return {
		marketplaces: value.marketplaces ?? [],
		events: (value.events ?? []).filter((event) => ORDER_EVENTS.includes(event)),
		personalData: value.personalData ?? false,
		raw: value.raw ?? false,
		...(value.backfillFrom === undefined ? {} : { backfillFrom: value.backfillFrom }),
	};
}
