import type { PlatformName } from '../domain/account';
import type { ReasonCode } from '../domain/reasons';
import type { Phrase } from '../domain/texts/language';

/** How people speak of a platform, for texts about orders that come from it. */
export interface PlatformWords {
	/** "Amazon". */
	readonly title: string;
	/** Where the merchant looks at its orders: "Seller Central". */
	readonly office: string;
	/** Where it knows better what to do than the general advice. */
	readonly advice: Readonly<Partial<Record<ReasonCode, Phrase>>>;
}

/** One that nobody has words for is called by its name. */
export type WordsOf = (platform: PlatformName) => PlatformWords;
