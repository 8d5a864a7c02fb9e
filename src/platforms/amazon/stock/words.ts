import type { ReasonCode } from '../../../domain/reasons';
import type { StockWritten } from '../../../ports/stock-sink';

const REFUSED: ReasonCode = 'stockRefused';

export const refusedAs = (sku: string, words: string): StockWritten => ({
	sku,
	outcome: 'refused',
	code: REFUSED,
	...(words === '' ? {} : { detail: words }),
});
