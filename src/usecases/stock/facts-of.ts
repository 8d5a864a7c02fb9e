import type { ChannelFact, Pushed } from '../../domain/stock/facts';
import { earlier, iso } from '../../domain/time';
import type { ToChannelDeps } from './deps';

/** Who ships what is asked anew after so long. */
const KNOWN_FOR_MS = 24 * 60 * 60_000;
/** Before anything is pushed for a SKU for the first time, what is known of it is no older than this. */
const FIRST_MS = 10 * 60_000;

/**
 * What the channel says of these SKUs. What is known is at most a day old; a SKU that was never pushed is read right before, unless
 * it is known that nothing of it is pushed anyway.
 */
export async function factsOf(
	{ database, sink, between: { channel } }: ToChannelDeps,
	skus: readonly string[],
	pushed: ReadonlyMap<string, Pushed>,
	lookAnew: boolean,
): Promise<ReadonlyMap<string, ChannelFact>> {
	if (skus.length === 0) return new Map();
	const known = await database.stock.facts(channel, skus);
	const since = (ms: number): string => earlier(iso(database.now()), ms);
	const [dayAgo, justNow] = [since(KNOWN_FOR_MS), since(FIRST_MS)];
	const isKnown = (sku: string): boolean => {
		const fact = known.get(sku);
		if (lookAnew || fact === undefined || fact.asOf < dayAgo) return false;
		return pushed.has(sku) || fact.fulfilledBy === 'amazon' || fact.fulfilledBy === 'both' || fact.asOf >= justNow;
	};
	const open = skus.filter((sku) => !isKnown(sku));
	if (open.length === 0) return known;
	// Of one who was asked long ago a read of today will do; of one who goes for the first time it is asked now.
	const first = lookAnew ? open : open.filter((sku) => !pushed.has(sku));
	const again = lookAnew ? [] : open.filter((sku) => pushed.has(sku));
	const read = new Map([
		...(first.length === 0 ? [] : await sink.facts(first, 0)),
		...(again.length === 0 ? [] : await sink.facts(again, KNOWN_FOR_MS)),
	]);
	await database.stock.noteFacts(channel, [...read.values()]);
	// What could not be read anew is not known any more: somebody else may ship it by now.
	return new Map([...[...known].filter(([sku]) => isKnown(sku)), ...read]);
}
