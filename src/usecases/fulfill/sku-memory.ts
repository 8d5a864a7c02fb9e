import type { Clock } from '../../ports/clock';
import type { FbaInventory } from '../../ports/fulfillment-service';

const KNOWN_MS = 10 * 60_000;
/** A listing that is new at Amazon shall be found soon; asking in vain costs a call for each marketplace. */
const UNKNOWN_MS = 5 * 60_000;

/** Which SKUs FBA knows, remembered for some minutes. One per Amazon account and process. */
export interface SkuMemory {
	/** Those of `skus` that FBA knows, spelt exactly so; asks in one go for all that it does not remember. */
	knownOf(skus: readonly string[]): Promise<ReadonlySet<string>>;
}

/** What the process remembers of one account. */
export type SkuFacts = Map<string, { readonly known: boolean; readonly until: number }>;

export function createSkuMemory(facts: SkuFacts, inventory: FbaInventory, clock: Clock): SkuMemory {
	const fresh = (sku: string, now: number): boolean => (facts.get(sku)?.until ?? 0) > now;
	return {
		async knownOf(skus) {
			const wanted = [...new Set(skus)].filter((sku) => sku !== '');
			const asked = wanted.filter((sku) => !fresh(sku, clock.now()));
			if (asked.length > 0) {
				const found = await inventory.summaries(asked);
				const now = clock.now();
				for (const [sku, { until }] of facts) if (until <= now) facts.delete(sku);
				for (const sku of asked) facts.set(sku, { known: found.has(sku), until: now + (found.has(sku) ? KNOWN_MS : UNKNOWN_MS) });
			}
			return new Set(wanted.filter((sku) => facts.get(sku)?.known === true));
		},
	};
}
