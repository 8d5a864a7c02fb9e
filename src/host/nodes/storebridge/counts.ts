import type { Reason } from '../../../domain/reasons';
import type { StockPage } from '../../../ports/stock-source';

/** What is counted in the account that was chosen, be it a channel or a store. */
export interface Counts<Wish = unknown> {
	/** What an item asks for, but for the SKUs. Two that ask for the same say it in the same words. */
	wish(input: number): Wish;
	/** Page by page; `skus` left out: all that was wished for. */
	read(wish: Wish, skus?: readonly string[]): AsyncIterable<StockPage>;
	/** A SKU that nothing came of. */
	missing(sku: string): Reason;
	/** All that was asked for has been read, and is given out. */
	ended?(): void;
}

/** Lets the parts of it agree on what is wished for, and hides what. */
export const counts = <Wish>(own: Counts<Wish>): Counts => own as Counts;

/** Which ones, by the field of that name. */
export const BY_SKU = 'skus';
