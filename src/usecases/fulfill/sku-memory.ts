import type { Clock } from '../../ports/clock';
import type { FbaInventory } from '../../ports/fulfillment-service';
import { factsOf, type SkuFactsOf } from './sku-facts';

const KNOWN_MS = 10 * 60_000;
/** A listing that is new at Amazon shall be found soon; asking in vain costs a call for each marketplace. */
const UNKNOWN_MS = 5 * 60_000;

/** Which SKUs FBA knows, remembered for some minutes. One per Amazon account and process. */
export interface SkuMemory {
	/** Those of `skus` that FBA knows, spelt exactly so; asks in one go for all that it does not remember. */
	knownOf(skus: readonly string[]): Promise<ReadonlySet<string>>;
}

/** What the process remembers of one account: whether FBA knows a SKU. */
export type SkuFacts = SkuFactsOf<boolean>;

export function createSkuMemory(facts: SkuFacts, inventory: FbaInventory, clock: Clock): SkuMemory {
	const ask = async (skus: readonly string[]) => {
		const found = await inventory.summaries(skus);
		return (sku: string): boolean => found.has(sku);
	};
	const countsMs = (known: boolean): number => (known ? KNOWN_MS : UNKNOWN_MS);
	return {
		knownOf: async (skus) => {
			const found = await factsOf(facts, skus, { clock, ask, countsMs });
			return new Set([...found].flatMap(([sku, known]) => (known ? [sku] : [])));
		},
	};
}
