import type { ReasonCode } from '../reasons';
import type { Words } from '../texts/language';

interface Named {
	readonly sku: string;
	readonly productId?: string;
}

/** Which one it is about, and nothing else of it. */
const whoOf = ({ sku, productId }: Named): Named => ({ sku, ...(productId === undefined ? {} : { productId }) });

/** What became of one quantity that was to be written. */
export const writtenAs = <Outcome extends 'taken' | 'unknown' | 'notSent'>(level: Named, outcome: Outcome) => ({
	...whoOf(level),
	outcome,
});

/** Refused for good. */
export const refuse = (level: Named, code: ReasonCode, detail?: Words) => ({
	...whoOf(level),
	outcome: 'refused' as const,
	code,
	...(detail === undefined ? {} : { detail }),
});
