import type { ChannelFact, Pushed } from './facts';

/** What was pushed is seen after this, where nobody says otherwise: until then a zero may be the one from before. */
const SEEN_AFTER_MS = 15 * 60_000;

interface StandingGiven {
	readonly quantity: number;
	readonly fact: ChannelFact;
	readonly pushed: Pushed | undefined;
	/** Sold there and not yet counted. */
	readonly sold: number;
	readonly settleMs?: number;
}

/**
 * Whether a quantity has to be written, or stands there already, or a person took the listing off sale there: what a person set
 * stays, and is no drift to be corrected.
 */
export function standing({ quantity, fact, pushed, sold, settleMs = SEEN_AFTER_MS }: StandingGiven): 'write' | 'unchanged' | 'zeroByOther' {
	if (pushed === undefined || pushed.unsure === true) return 'write';
	const isNews = fact.quantity !== undefined && fact.asOf > pushed.at;
	const isSoldOut = sold >= pushed.quantity;
	if (isNews && fact.quantity === 0 && pushed.quantity > 0 && !isSoldOut) {
		const isSeen = Date.parse(fact.asOf) - Date.parse(pushed.at) >= settleMs;
		if (isSeen) return quantity > 0 ? 'zeroByOther' : 'unchanged';
		return quantity === pushed.quantity ? 'unchanged' : 'write';
	}
	return pushed.quantity === quantity && (!isNews || fact.quantity === quantity) ? 'unchanged' : 'write';
}

/** What stands there, as far as anybody knows. */
export function standsThere(fact: ChannelFact, pushed: Pushed | undefined): number | undefined {
	if (pushed === undefined || (fact.quantity !== undefined && fact.asOf > pushed.at)) return fact.quantity;
	return pushed.unsure === true ? undefined : pushed.quantity;
}
