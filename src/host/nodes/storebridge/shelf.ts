import type { IDataObject } from 'n8n-workflow';
import { PlatformError } from '../../../domain/platform-error';
import { reasonOf, type Reason } from '../../../domain/reasons';

/** What is sold by the account that was chosen, be it a channel or a store. */
export interface Shelf<Wish = unknown> {
	/** What an item asks for. */
	wish(input: number): Wish | Reason;
	/** One for each, in their order, all in as few requests as there can be. */
	get(wishes: readonly Wish[]): Promise<readonly (IDataObject | Reason)[]>;
	/** Page by page: nothing of one that was read is kept. */
	all(input: number, wish: WishForAll): AsyncIterable<Page>;
}

export interface WishForAll {
	/** ms since 1970 (UTC). */
	readonly changedSince?: number;
	/** No more than so many are read; absent for all. */
	readonly atMost?: number;
}

export interface Page {
	readonly rows: readonly IDataObject[];
	/** Records that could not be read: the rest goes on. */
	readonly unreadable: readonly Reason[];
}

/** Lets `wish` and `get` of a shelf agree, and hides what they agree on. */
export const shelf = <Wish>(own: Shelf<Wish>): Shelf => own as Shelf;

/** A record that could not be read, by its own fault; what concerns all is thrown. */
export function unreadable(subject: string, fault: string | PlatformError): Reason {
	if (!(fault instanceof PlatformError)) return reasonOf('recordUnreadable', subject, fault);
	if (fault.concernsAll) throw fault;
	return reasonOf('recordUnreadable', subject, fault.message);
}
