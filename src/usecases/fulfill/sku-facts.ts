import type { Clock } from '../../ports/clock';

/** What was found out of SKUs, and until when it counts. */
export type SkuFactsOf<T> = Map<string, { readonly fact: T; readonly until: number }>;

interface Asking<T> {
	readonly clock: Clock;
	/** What there is to know of each of these. */
	readonly ask: (skus: readonly string[]) => Promise<(sku: string) => T>;
	readonly countsMs: (fact: T) => number;
}

/** What is to be known of these SKUs; asks in one go for all of which nothing is remembered. What counts at the beginning counts to the end. */
export async function factsOf<T>(
	facts: SkuFactsOf<T>,
	skus: readonly string[],
	{ clock, ask, countsMs }: Asking<T>,
): Promise<ReadonlyMap<string, T>> {
	const known = new Map<string, T>();
	const began = clock.now();
	for (const sku of skus) {
		const remembered = facts.get(sku);
		if (remembered !== undefined && remembered.until > began) known.set(sku, remembered.fact);
	}
	const asked = [...new Set(skus)].filter((sku) => sku !== '' && !known.has(sku));
	if (asked.length === 0) return known;
	const factOf = await ask(asked);
	const now = clock.now();
	for (const [sku, { until }] of facts) if (until <= now) facts.delete(sku);
	for (const sku of asked) {
		const fact = factOf(sku);
		known.set(sku, fact);
		facts.set(sku, { fact, until: now + countsMs(fact) });
	}
	return known;
}
