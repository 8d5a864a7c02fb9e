import type { AccountKey, OrderRef } from '../../domain/ids';
import { PlatformError } from '../../domain/platform-error';
import { inLanguage, type Reason } from '../../domain/reasons';
import { inEach, type Phrase } from '../../domain/texts/language';
import { say } from '../../domain/texts/say';
import { onceAtMost, type OnceDeps } from '../once';

const LEASE_MS = 3 * 60_000;

/** A private note on an order of a store. */
export interface Note {
	/** The store. */
	readonly at: AccountKey;
	/** The order that it is about, as its source names it. */
	readonly order: OrderRef;
	/** An order gets one note of a name. */
	readonly name: string;
	readonly write: () => Promise<void>;
}

/** What people read: what happened, and what to do. */
export const noteText = (why: Reason): Phrase =>
	say('note', {
		text: inEach((language) => inLanguage(why, language).text),
		advice: inEach((language) => inLanguage(why, language).advice),
	});

/**
 * Puts a note on an order once. One whose answer was lost is not repeated: a missing note is a smaller harm than a
 * doubled one. Throws PlatformError when the note surely is not there; then it may be tried again.
 */
export async function noteOnce(deps: OnceDeps, { at, order, name, write }: Note): Promise<void> {
	await onceAtMost(deps, { at, order, effect: 'note', part: name }, { leaseMs: LEASE_MS }, write);
}

/** The same for a note whose text stands in the log as well: a store that does not take it leaves it at that. */
export async function noteIfTaken(deps: OnceDeps, note: Note): Promise<void> {
	try {
		await noteOnce(deps, note);
	} catch (error) {
		if (!(error instanceof PlatformError)) throw error;
	}
}
